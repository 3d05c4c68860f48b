//! Reply APDUs (ISO/IEC 7816-4 §5.1).

use super::{Malformed, Status};
use crate::secret::Secret;
use std::fmt;

/// The longest reply: 65,536 bytes of data and the status word.
const MOST: usize = 65_536 + 2;

/// A reply APDU: data, if any, and the status word. Its bytes are wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// Data and status word: 2 to [`MOST`] bytes.
    bytes: Secret,
}

impl Reply {
    /// A reply of `data`, of which no more than 65,536 bytes are taken, and `status`.
    #[must_use]
    pub fn new(data: &[u8], status: Status) -> Self {
        let data = &data[..data.len().min(MOST - 2)];
        let mut bytes = Vec::with_capacity(data.len() + 2);
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(&status.0.to_be_bytes());
        Self {
            bytes: bytes.into(),
        }
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// [`Malformed`]: without a status word, or longer than any reply can be.
    pub fn decode(bytes: impl Into<Secret>) -> Result<Self, Malformed> {
        let bytes = bytes.into();
        if !(2..=MOST).contains(&bytes.bytes().len()) {
            return Err(Malformed);
        }
        Ok(Self { bytes })
    }

    /// Encoded.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.bytes()
    }

    /// Encoded, for whoever carries it from the card.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.bytes
    }

    /// The data.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.bytes()[..self.bytes().len() - 2]
    }

    /// What the card says of the command.
    #[must_use]
    pub fn status(&self) -> Status {
        let word = self
            .bytes()
            .last_chunk()
            .expect("a reply has a status word");
        Status(u16::from_be_bytes(*word))
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({} bytes, {})", self.data().len(), self.status())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_word_round_trips() {
        for word in 0..=u16::MAX {
            let reply = Reply::new(&[1, 2], Status(word));
            let back = Reply::decode(reply.bytes()).expect("what we encode decodes");
            assert_eq!(back.status().0, word);
            assert_eq!(back.data(), [1, 2]);
        }
    }

    #[test]
    fn data_of_every_length_round_trips() {
        for length in (0..=65_536).step_by(127).chain([65_535, 65_536]) {
            let data = vec![0xA5; length];
            let back = Reply::decode(Reply::new(&data, Status::DONE).into_secret());
            assert_eq!(back.expect("decodes").data(), data);
        }
    }

    #[test]
    fn a_reply_without_a_status_word_or_beyond_all_measure_is_refused() {
        assert_eq!(Reply::decode(Vec::new()), Err(Malformed));
        assert_eq!(Reply::decode(vec![0x90]), Err(Malformed));
        assert_eq!(Reply::decode(vec![0; 65_539]), Err(Malformed));
        assert_eq!(Reply::new(&[0; 70_000], Status::DONE).data().len(), 65_536);
    }

    #[test]
    fn debug_shows_no_data() {
        let shown = format!("{:?}", Reply::new(&[0x73, 0x19], Status::tries_left(2)));
        assert_eq!(shown, "Reply(2 bytes, 63C2)");
    }
}
