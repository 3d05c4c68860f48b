//! Commands to a card, its replies, and status words (ISO/IEC 7816-4).
//!
//! How lengths are coded is `iso7816`'s; what is added here is that the bytes of both are
//! [`Secret`](crate::secret::Secret): a command may carry the password, and a reply what the card
//! answered to it. Their `Debug` shows the header or the status word, and of the data its length.

mod command;
mod response;
mod status_word;

pub use command::CommandApdu;
pub use response::ResponseApdu;
pub use status_word::StatusWord;

/// Bytes that are no command or no reply, or a command that can't be written as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an APDU")]
pub struct MalformedApdu;
