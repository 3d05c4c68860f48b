//! Status words (ISO/IEC 7816-4 §5.6).
//!
//! The crate `iso7816` 0.2.2 has a type for them, too, but turns `6202` into `6204`. The help desk needs
//! the word that the card sent.

use std::fmt;

/// A status word, SW1-SW2: how the card processed a command. The constants have the names of ISO/IEC
/// 7816-4.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// The command succeeded.
    pub const SUCCESS: Self = Self(0x9000);
    /// The file ended before Ne bytes were read.
    pub const END_OF_FILE_REACHED: Self = Self(0x6282);
    /// The password is wrong. The card does not say how many tries are left.
    pub const VERIFICATION_FAILED: Self = Self(0x6300);
    /// The length is wrong.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// The password has to be verified first.
    pub const SECURITY_STATUS_NOT_SATISFIED: Self = Self(0x6982);
    /// The password is blocked.
    pub const AUTHENTICATION_METHOD_BLOCKED: Self = Self(0x6983);
    /// The password cannot be used. Real cards are reported to send it for a blocked password.
    pub const REFERENCE_DATA_NOT_USABLE: Self = Self(0x6984);
    /// The conditions of use are not satisfied.
    pub const CONDITIONS_OF_USE_NOT_SATISFIED: Self = Self(0x6985);
    /// There is no current file.
    pub const COMMAND_NOT_ALLOWED_NO_CURRENT_EF: Self = Self(0x6986);
    /// The function is not supported.
    pub const FUNCTION_NOT_SUPPORTED: Self = Self(0x6A81);
    /// There is no such application or file.
    pub const FILE_OR_APPLICATION_NOT_FOUND: Self = Self(0x6A82);
    /// P1-P2 are incorrect.
    pub const INCORRECT_P1_P2: Self = Self(0x6A86);
    /// P1-P2 are wrong: the offset is beyond the end of the file.
    pub const WRONG_P1_P2: Self = Self(0x6B00);
    /// The card does not know the instruction.
    pub const INSTRUCTION_NOT_SUPPORTED: Self = Self(0x6D00);
    /// The card does not know the class.
    pub const CLASS_NOT_SUPPORTED: Self = Self(0x6E00);
    /// The card failed, and does not say why.
    pub const NO_PRECISE_DIAGNOSIS: Self = Self(0x6F00);

    /// `63Cx`: `count` tries are left, 0 to 15.
    #[must_use]
    pub fn with_retry_counter(count: u8) -> Self {
        Self(0x63C0 | u16::from(count & 0x0F))
    }

    /// `61xx`: GET RESPONSE returns `length` more bytes, 1 to 256. 256 also stands for more.
    #[must_use]
    pub fn with_bytes_available(length: usize) -> Self {
        Self(0x6100 | (length.min(256) & 0xFF) as u16)
    }

    /// `6Cxx`: the command has to be repeated with the expected length `length`, 1 to 256 bytes.
    #[must_use]
    pub fn with_correct_length(length: usize) -> Self {
        Self(0x6C00 | (length.min(256) & 0xFF) as u16)
    }

    /// `63Cx`: how many tries are left, 0 to 15. `None` for other status words.
    #[must_use]
    pub fn retry_counter(self) -> Option<u8> {
        (self.0 & 0xFFF0 == 0x63C0).then_some((self.0 & 0x0F) as u8)
    }

    /// `61xx`: how many more bytes GET RESPONSE returns, 1 to 256. `None` for other status words.
    #[must_use]
    pub fn bytes_available(self) -> Option<usize> {
        self.length_in_sw2(0x61)
    }

    /// `6Cxx`: the expected length to repeat the command with, 1 to 256 bytes. `None` for other status
    /// words.
    #[must_use]
    pub fn correct_length(self) -> Option<usize> {
        self.length_in_sw2(0x6C)
    }

    fn length_in_sw2(self, expected_sw1: u8) -> Option<usize> {
        let [sw1, sw2] = self.0.to_be_bytes();
        let length = if sw2 == 0 { 256 } else { usize::from(sw2) };
        (sw1 == expected_sw1).then_some(length)
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusWord({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_lengths_round_trip() {
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
