//! Response APDUs (ISO/IEC 7816-4 §5.1).

use super::{MalformedApdu, StatusWord};
use crate::secret::Secret;
use std::fmt;

/// The maximum length of a response in bytes: 65,536 bytes of data and the status word.
const MAX_RESPONSE_BYTES: usize = 65_536 + 2;

/// A response APDU: data, which may be empty, and the status word. Its bytes are wiped when it is
/// dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseApdu {
    /// Data and status word: 2 to [`MAX_RESPONSE_BYTES`] bytes.
    bytes: Secret,
}

impl ResponseApdu {
    /// A response of `data` and `status`. Data beyond 65,536 bytes is cut off.
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

    /// Decodes a response.
    ///
    /// # Errors
    /// [`MalformedApdu`] if there is no status word, or more than 65,538 bytes.
    pub fn decode(bytes: impl Into<Secret>) -> Result<Self, MalformedApdu> {
        let bytes = bytes.into();
        if !(2..=MAX_RESPONSE_BYTES).contains(&bytes.bytes().len()) {
            return Err(MalformedApdu);
        }
        Ok(Self { bytes })
    }

    /// The encoded response.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.bytes()
    }

    /// The encoded response, for a transport that delivers it.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.bytes
    }

    /// The response data.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.bytes()[..self.bytes().len() - 2]
    }

    /// The status word: how the card processed the command.
    #[must_use]
    pub fn status(&self) -> StatusWord {
        let status_word = self
            .bytes()
            .last_chunk()
            .expect("a response has a status word");
        StatusWord(u16::from_be_bytes(*status_word))
    }
}

impl fmt::Debug for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ResponseApdu({} bytes, {})",
            self.data().len(),
            self.status()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_word_round_trips() {
        for word in 0..=u16::MAX {
            let response = ResponseApdu::new(&[1, 2], StatusWord(word));
            let decoded =
                ResponseApdu::decode(response.bytes()).expect("an encoded response decodes");
            assert_eq!(decoded.status().0, word);
            assert_eq!(decoded.data(), [1, 2]);
        }
    }

    #[test]
    fn data_of_every_length_round_trips() {
        for length in (0..=65_536).step_by(127).chain([65_535, 65_536]) {
            let data = vec![0xA5; length];
            let decoded =
                ResponseApdu::decode(ResponseApdu::new(&data, StatusWord::SUCCESS).into_secret());
            assert_eq!(decoded.expect("decodes").data(), data);
        }
    }

    #[test]
    fn a_response_without_a_status_word_or_beyond_the_maximum_length_is_refused() {
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
        let debug = format!(
            "{:?}",
            ResponseApdu::new(&[0x73, 0x19], StatusWord::with_retry_counter(2))
        );
        assert_eq!(debug, "ResponseApdu(2 bytes, 63C2)");
    }
}
