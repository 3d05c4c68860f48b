//! Reply APDUs (ISO/IEC 7816-4 §5.1).

use super::{MalformedApdu, StatusWord};
use crate::secret::Secret;
use std::fmt;

/// The longest reply: 65,536 bytes of data and the status word.
const MAX_RESPONSE_BYTES: usize = 65_536 + 2;

/// A reply APDU: data, if any, and the status word. Its bytes are wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseApdu {
    /// Data and status word: 2 to [`MAX_RESPONSE_BYTES`] bytes.
    bytes: Secret,
}

impl ResponseApdu {
    /// A reply of `data`, of which no more than 65,536 bytes are taken, and `status`.
    #[must_use]
    pub fn new(data: &[u8], status: StatusWord) -> Self {
        let data = &data[..data.len().min(MAX_RESPONSE_BYTES - 2)];
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
    /// [`MalformedApdu`]: without a status word, or longer than any reply can be.
    pub fn decode(bytes: impl Into<Secret>) -> Result<Self, MalformedApdu> {
        let bytes = bytes.into();
        if !(2..=MAX_RESPONSE_BYTES).contains(&bytes.bytes().len()) {
            return Err(MalformedApdu);
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
    pub fn status(&self) -> StatusWord {
        let word = self
            .bytes()
            .last_chunk()
            .expect("a reply has a status word");
        StatusWord(u16::from_be_bytes(*word))
    }
}

impl fmt::Debug for ResponseApdu {
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
            let reply = ResponseApdu::new(&[1, 2], StatusWord(word));
            let back = ResponseApdu::decode(reply.bytes()).expect("what we encode decodes");
            assert_eq!(back.status().0, word);
            assert_eq!(back.data(), [1, 2]);
        }
    }

    #[test]
    fn data_of_every_length_round_trips() {
        for length in (0..=65_536).step_by(127).chain([65_535, 65_536]) {
            let data = vec![0xA5; length];
            let back =
                ResponseApdu::decode(ResponseApdu::new(&data, StatusWord::SUCCESS).into_secret());
            assert_eq!(back.expect("decodes").data(), data);
        }
    }

    #[test]
    fn a_reply_without_a_status_word_or_beyond_all_measure_is_refused() {
        assert_eq!(ResponseApdu::decode(Vec::new()), Err(MalformedApdu));
        assert_eq!(ResponseApdu::decode(vec![0x90]), Err(MalformedApdu));
        assert_eq!(ResponseApdu::decode(vec![0; 65_539]), Err(MalformedApdu));
        assert_eq!(
            ResponseApdu::new(&[0; 70_000], StatusWord::SUCCESS)
                .data()
                .len(),
            65_536
        );
    }

    #[test]
    fn debug_shows_no_data() {
        let shown = format!(
            "{:?}",
            ResponseApdu::new(&[0x73, 0x19], StatusWord::with_retry_counter(2))
        );
        assert_eq!(shown, "Reply(2 bytes, 63C2)");
    }
}
