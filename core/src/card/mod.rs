//! The protocol of the card's JPKI application (公的個人認証AP), without I/O. Each tap is one `async fn`,
//! which waits at each command until the shell delivers the response.
//!
//! VERIFY is sent once per typed password and never repeated, because each wrong VERIFY uses a try.
//! [`sign`] ensures this: it moves the [`Pin`] out of its place to send it.

mod error;
mod jpki;
mod kind;
mod memory;
mod pin;
mod tap;
mod transport;
mod tries;

pub use error::{CardError, LostVerify};
pub use kind::CardKind;
pub use memory::CardMemory;
pub use pin::{PASSWORD_DIGITS, Pin};
pub use tap::{CardReport, TrustPolicy, detect, inspect, sign};
pub use transport::{CardLost, CardStage, CardTransport, ReaderCapabilities};
pub use tries::Tries;
