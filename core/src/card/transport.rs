//! The way to a card, and what a shell knows of it.

use crate::apdu::{CommandApdu, ResponseApdu};
use std::future::Future;

/// Carries one command to the card and its response back. The journey's port is one; a virtual card
/// in a test is another.
pub trait CardTransport {
    /// Sends `command`, and waits for the response.
    ///
    /// # Errors
    /// [`CardLost`] if the card was removed, or the response never came.
    fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send;
}

/// The card was removed, or its response never came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLost;

/// What the shell knows about its reader when a card arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReaderCapabilities {
    /// The largest command APDU that the reader accepts, in bytes. 261 or less: only short APDUs.
    pub max_command_bytes: i32,
    /// The JPKI application is selected already, as iOS does it.
    pub application_selected: bool,
}

/// What the card is doing. Screens show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardStage {
    /// Selecting the application.
    Finding,
    /// Reading the certificate.
    Reading,
    /// Checking the password.
    Password,
    /// Signing.
    Signing,
}

impl CardStage {
    /// All stages, in the order in which a tap goes through them.
    pub(crate) const ALL: [Self; 4] = [Self::Finding, Self::Reading, Self::Password, Self::Signing];
}
