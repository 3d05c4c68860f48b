//! What happened: the shell tells the journey.

use super::topic::Topic;
use crate::card::ReaderCapabilities;
use crate::secret::Secret;
use crate::text::Language;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Event {
    /// The first event.
    Started,
    /// The person answered the open question.
    Answered {
        /// It must have the shape of the question's form.
        answer: Answer,
    },
    /// The person goes back to the question before. No answer is lost.
    Back,
    /// The person wants to change an earlier answer.
    Change {
        /// The question that it answered.
        about: Topic,
    },
    /// The person wants to read another language, from now on. No answer is lost and nothing is
    /// sent: the same step comes again with its words in that language. A shell shows the step that
    /// comes, and goes on doing what it was doing:
    ///
    /// - [`Step::Ask`](super::Step::Ask): the same question, with what was wrong with its answer. Only
    ///   what the person has typed or marked since it was asked is the shell's own to keep.
    /// - [`Step::Tap`](super::Step::Tap): it waits for the card as before.
    /// - [`Step::Send`](super::Step::Send): the request is the same, with the same id; one that is
    ///   under way isn't sent again.
    /// - [`Step::Transmit`](super::Step::Transmit): a command is never handed out twice, so this counts
    ///   as a lost card, as anything but a reply does. A shell waits with it until the card is free.
    /// - [`Step::Done`](super::Step::Done): the same outcome.
    ///
    /// What the person confirmed is signed as it was confirmed, in the language that it was shown in;
    /// if an answer is opened again after that, the summary is to be confirmed anew.
    SetLanguage {
        /// The language.
        language: Language,
    },
    /// The person, or the shell, stops the journey.
    Stopped,
    /// A card lies on the reader.
    Arrived {
        /// What the shell knows about its reader.
        reader: ReaderCapabilities,
    },
    /// The card replied.
    Replied {
        /// Data and status word.
        reply: Secret,
    },
    /// The card left, or its reply never came.
    Lost,
    /// The backend replied.
    Received {
        /// The id of the request that it answers.
        id: i32,
        /// HTTP status.
        status: i32,
        /// The body as it came; at most two megabytes are read.
        body: Secret,
    },
    /// The backend can't be reached, or did not reply in time.
    Unreachable {
        /// The request's id.
        id: i32,
    },
}

/// An answer, by the form's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Answer {
    /// To [`QuestionForm::Choose`](super::QuestionForm::Choose).
    Chosen {
        /// The ids of the chosen ones.
        ids: Vec<String>,
    },
    /// To [`QuestionForm::Fill`](super::QuestionForm::Fill).
    Filled {
        /// One for each field.
        values: Vec<FieldValue>,
    },
    /// To [`QuestionForm::Review`](super::QuestionForm::Review) and [`QuestionForm::Confirm`](super::QuestionForm::Confirm).
    Confirmed,
    /// To [`QuestionForm::Password`](super::QuestionForm::Password).
    Password {
        /// What was typed.
        password: Secret,
    },
}

/// What was typed into one field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FieldValue {
    /// The field's id.
    pub field: String,
    /// What was typed: it may be a security code.
    pub value: Secret,
}
