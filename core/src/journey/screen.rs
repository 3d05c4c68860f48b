//! What a person reads at any step.

/// What a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ScreenText {
    /// The heading.
    pub title: String,
    /// Short sentences, each a paragraph.
    pub paragraphs: Vec<String>,
    /// Facts, each with its label: what stands, the receipt, an opening hour.
    pub facts: Vec<Fact>,
    /// "Practice: nothing is applied for", in the sandbox.
    pub practice: Option<String>,
    /// For the help desk, small, at the end.
    pub support_code: Option<String>,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Fact {
    /// What it is. Empty: a heading of its own stands in `value`.
    pub label: String,
    /// The fact.
    pub value: String,
}
