//! What a card tells without its password.

use crate::certificate::CertificateValidity;

/// What a tap without a password tells.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CardReport {
    /// Kind of token.
    pub kind: CardKind,
    /// The validity of its certificate. `None`: a phone, which shows it only after the password.
    pub certificate: Option<CertificateValidity>,
    /// Tries left.
    pub tries: Tries,
}

/// Tries left of the 4-digit password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Tries {
    /// 1 to 15. A card allows three after every right password.
    Left {
        /// How many.
        count: i32,
    },
    /// None. Only a municipal counter can unlock the password.
    Blocked,
    /// The card did not tell.
    #[default]
    Unknown,
}

/// The kind of token that holds the key, by the label of the token information (file `0006`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardKind {
    /// The plastic Individual Number Card.
    IndividualNumberCard,
    /// The older Juki card.
    JukiCard,
    /// The secure element of an Android phone.
    AndroidPhone,
    /// An iPhone.
    Iphone,
    /// A label that this version does not know.
    Other,
}
