//! The text of a screen.

use super::Feedback;

/// Everything that a person reads or feels at a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ScreenText {
    /// The heading.
    pub title: String,
    /// Short sentences, each a paragraph.
    pub paragraphs: Vec<String>,
    /// Facts, each with its label: applications, the receipt, an opening hour.
    pub facts: Vec<Fact>,
    /// "Practice: nothing is applied for", in the sandbox.
    pub practice: Option<String>,
    /// For the help desk, small, at the end.
    pub support_code: Option<String>,
    /// What the person feels or hears as this screen appears.
    pub feedback: Option<Feedback>,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Fact {
    /// What the fact is about. Empty: `value` is the heading of the facts that follow.
    pub label: String,
    /// The fact.
    pub value: String,
}

impl ScreenText {
    /// A title with paragraphs.
    pub(crate) fn new(title: String, paragraphs: Vec<String>) -> Self {
        Self {
            title,
            paragraphs,
            ..Self::default()
        }
    }

    /// The same with facts.
    pub(crate) fn with_facts(self, facts: Vec<Fact>) -> Self {
        Self { facts, ..self }
    }
}

impl Fact {
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }

    /// A heading of the facts that follow.
    pub(super) fn heading(value: impl Into<String>) -> Self {
        Self::new("", value)
    }
}
