//! What a person reads at any step.

/// What a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Words {
    /// The heading.
    pub title: String,
    /// Short sentences, each a paragraph.
    pub text: Vec<String>,
    /// Facts, each with its label: what stands, the receipt, an opening hour.
    pub lines: Vec<Line>,
    /// "Practice: nothing is applied for", in the sandbox.
    pub practice: Option<String>,
    /// For the help desk, small, at the end.
    pub code: Option<String>,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Line {
    /// What it is. Empty: a heading of its own stands in `value`.
    pub label: String,
    /// The fact.
    pub value: String,
}
