//! Commands to a card, its replies, and status words (ISO/IEC 7816-4).
//!
//! To be written by the card floor's author: `Command` (case 1 to 4, short and extended; built,
//! encoded, decoded), `Reply` (data and status word), `Status`.

use crate::secret::Secret;

/// A command APDU.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    /// Encoded.
    pub(crate) bytes: Secret,
}

/// A reply APDU: data, if any, and the status word.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// Data and status word.
    pub(crate) bytes: Secret,
}
