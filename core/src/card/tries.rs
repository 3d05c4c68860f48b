//! How many tries of the password are left.

use crate::apdu::StatusWord;

/// The number of tries of an unused or reset retry counter. Only a right password resets it.
pub(super) const MAX_TRIES: i32 = 3;

/// How many tries of the 4-digit password are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Tries {
    /// Some tries are left.
    Left {
        /// How many, 1 to 15. The card starts with three.
        count: i32,
    },
    /// No try is left. Only the municipal counter can reset the password.
    Blocked,
    /// The card has not told the number.
    #[default]
    Unknown,
}

impl Tries {
    /// The tries left that a response to VERIFY tells (ISO/IEC 7816-4 §11.5.6). `None` if its status word
    /// tells nothing about them.
    pub(crate) fn from_status(status: StatusWord) -> Option<Self> {
        match status {
            StatusWord::AUTHENTICATION_METHOD_BLOCKED | StatusWord::REFERENCE_DATA_NOT_USABLE => {
                Some(Self::Blocked)
            }
            _ => match status.retry_counter()? {
                0 => Some(Self::Blocked),
                count => Some(Self::Left {
                    count: count.into(),
                }),
            },
        }
    }
}
