//! Command APDUs, response APDUs and status words (ISO/IEC 7816-4).
//!
//! The crate `iso7816` encodes the lengths. This module keeps the bytes of both kinds of APDU in a
//! [`Secret`](crate::secret::Secret), because a command may contain the password, and a response the
//! card's answer to it. `Debug` shows the header or the status word, and only the length of the data.

mod command;
mod response;
mod status_word;

pub use command::CommandApdu;
pub use response::ResponseApdu;
pub use status_word::StatusWord;

/// The bytes are not an APDU, or the parts of a command do not fit into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an APDU")]
pub struct MalformedApdu;
