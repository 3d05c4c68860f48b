//! What a question is about.

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Topic {
    /// What do you want to do?
    Home,
    /// Have you applied before?
    Applied,
    /// Who is it for?
    Holder,
    /// Which measures?
    Measures,
    /// Which payment service?
    Service,
    /// Which account at that service: ID and security codes.
    Account,
    /// What is declared, and the terms.
    Terms,
    /// Check your answers.
    Summary,
    /// The 4-digit password.
    Password,
    /// One try left: use it?
    LastTry,
    /// It did not work: try again?
    TryAgain,
    /// What stands, and what to do now.
    Status,
    /// What the card shows.
    Card,
    /// Where are you looking for a spot?
    Place,
    /// Which kind of spot?
    SpotKind,
    /// The spots that were found.
    Spots,
    /// Which page of help?
    Help,
    /// A page of help.
    HelpPage,
}
