//! How a command reaches the card.

use crate::apdu::{CommandApdu, ResponseApdu};
use std::future::Future;

/// Sends commands to a card. The journey's port implements it; so does a virtual card in tests.
pub trait CardTransport {
    /// Sends `command` and waits for the response. `stage` is shown to the person meanwhile.
    ///
    /// # Errors
    /// [`CardLost`] if the card left, or if its response did not arrive.
    fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send;
}

/// The card left the reader, or its response did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLost;

/// What the shell knows about its reader when a card arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReaderCapabilities {
    /// The length of the longest command APDU that the reader can send, in bytes. Up to 261, the core sends
    /// short lengths only.
    pub max_command_bytes: i32,
    /// Whether the JPKI application has already been selected. iOS selects it.
    pub application_selected: bool,
}

/// What the card is doing, for the person to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardStage {
    /// Finding the application on the card.
    Finding,
    /// Reading the certificate and the number of tries.
    Reading,
    /// Checking the password.
    Password,
    /// Signing.
    Signing,
}

impl CardStage {
    /// All stages, in the order of a tap.
    pub(crate) const ALL: [Self; 4] = [Self::Finding, Self::Reading, Self::Password, Self::Signing];
}
