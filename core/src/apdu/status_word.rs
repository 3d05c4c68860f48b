//! Status words (ISO/IEC 7816-4 §5.6).
//!
//! Not `iso7816`'s: its 0.2.2 gives `6204` back for `6202`, and the help desk needs the word that
//! the card said.

use std::fmt;

/// A status word, SW1-SW2: what a card says of a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Done.
    pub const SUCCESS: Self = Self(0x9000);
    /// The file ended before as many bytes as expected: a short read.
    pub const END_OF_FILE_REACHED: Self = Self(0x6282);
    /// A wrong password, without a count.
    pub const VERIFICATION_FAILED: Self = Self(0x6300);
    /// Wrong length.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// The password has not been presented.
    pub const SECURITY_STATUS_NOT_SATISFIED: Self = Self(0x6982);
    /// The password is blocked.
    pub const AUTHENTICATION_METHOD_BLOCKED: Self = Self(0x6983);
    /// The password can't be used: what real cards are reported to say of a blocked one.
    pub const REFERENCE_DATA_NOT_USABLE: Self = Self(0x6984);
    /// Conditions of use not satisfied.
    pub const CONDITIONS_OF_USE_NOT_SATISFIED: Self = Self(0x6985);
    /// No current file.
    pub const COMMAND_NOT_ALLOWED_NO_CURRENT_EF: Self = Self(0x6986);
    /// Function not supported.
    pub const FUNCTION_NOT_SUPPORTED: Self = Self(0x6A81);
    /// No such application or file.
    pub const FILE_OR_APPLICATION_NOT_FOUND: Self = Self(0x6A82);
    /// Wrong P1-P2.
    pub const INCORRECT_P1_P2: Self = Self(0x6A86);
    /// Offset past the end of the file.
    pub const WRONG_P1_P2: Self = Self(0x6B00);
    /// Unknown instruction.
    pub const INSTRUCTION_NOT_SUPPORTED: Self = Self(0x6D00);
    /// Unknown class.
    pub const CLASS_NOT_SUPPORTED: Self = Self(0x6E00);
    /// A fault without a diagnosis.
    pub const NO_PRECISE_DIAGNOSIS: Self = Self(0x6F00);

    /// `63Cx`: `count` tries left, 0 to 15.
    #[must_use]
    pub fn with_retry_counter(count: u8) -> Self {
        Self(0x63C0 | u16::from(count & 0x0F))
    }

    /// `61xx`: `length` bytes more by GET RESPONSE, 1 to 256 (256: or more).
    #[must_use]
    pub fn with_bytes_available(length: usize) -> Self {
        Self(0x6100 | (length.min(256) & 0xFF) as u16)
    }

    /// `6Cxx`: again, with `length`, 1 to 256, as the expected length.
    #[must_use]
    pub fn with_correct_length(length: usize) -> Self {
        Self(0x6C00 | (length.min(256) & 0xFF) as u16)
    }

    /// How many tries are left, if that is what it says: `63Cx`.
    #[must_use]
    pub fn retry_counter(self) -> Option<u8> {
        (self.0 & 0xFFF0 == 0x63C0).then_some((self.0 & 0x0F) as u8)
    }

    /// How many bytes GET RESPONSE brings, 1 to 256, if that is what it says: `61xx`.
    #[must_use]
    pub fn bytes_available(self) -> Option<usize> {
        self.length_after(0x61)
    }

    /// Which expected length to use, 1 to 256, if that is what it says: `6Cxx`.
    #[must_use]
    pub fn correct_length(self) -> Option<usize> {
        self.length_after(0x6C)
    }

    fn length_after(self, sw1: u8) -> Option<usize> {
        let [high, low] = self.0.to_be_bytes();
        let length = if low == 0 { 256 } else { usize::from(low) };
        (high == sw1).then_some(length)
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Status({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lengths_are_read_as_they_are_written() {
        for count in 0..16 {
            assert_eq!(
                StatusWord::with_retry_counter(count).retry_counter(),
                Some(count)
            );
        }
        for length in 1..=256 {
            assert_eq!(
                StatusWord::with_bytes_available(length).bytes_available(),
                Some(length)
            );
            assert_eq!(
                StatusWord::with_correct_length(length).correct_length(),
                Some(length)
            );
        }
        assert_eq!(StatusWord::SUCCESS.retry_counter(), None);
        assert_eq!(StatusWord::VERIFICATION_FAILED.retry_counter(), None);
        assert_eq!(StatusWord::SUCCESS.bytes_available(), None);
        assert_eq!(StatusWord::SUCCESS.correct_length(), None);
    }
}
