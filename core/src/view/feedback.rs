//! What a person feels or hears.

/// What a person feels or hears while their eyes are on the card. A shell maps it to a vibration or a
/// sound, and derives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Feedback {
    /// A card was found: keep still.
    CardFound,
    /// The card was lost or is the wrong one: it is wanted again.
    CardLost,
    /// The card has done its part and may be taken away.
    Success,
    /// The card has answered, and it did not work.
    Failure,
}
