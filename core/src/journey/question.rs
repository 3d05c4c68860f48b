//! Questions: all that a screen needs, words included; the shell decides only how it looks.

use super::event::Answer;
use super::screen::ScreenText;
use super::topic::Topic;
use crate::card::Tries;
use crate::secret::Secret;
use crate::text::Text;

/// A question: one screen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Question {
    /// What it is about.
    pub about: Topic,
    /// It is the nth question …
    pub step: i32,
    /// … of so many; 0 where they are not counted.
    pub steps: i32,
    /// "Step 2 of 7", in words; empty where they are not counted.
    pub progress: String,
    /// The heading, which is the question, and at most three short sentences.
    pub text: ScreenText,
    /// What can be answered.
    pub form: QuestionForm,
    /// The main button's words: what happens.
    pub submit: String,
    /// The word for "back"; `None`: there is no way back from here.
    pub back: Option<String>,
    /// What else can be done here.
    pub actions: Vec<QuestionAction>,
    /// What was wrong with the answer before.
    pub problem: Option<AnswerProblem>,
}

/// What can be answered, by shape: a new question breaks no shell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum QuestionForm {
    /// Choose among these: [`Answer::Chosen`].
    Choose {
        /// The choices.
        choices: Vec<Choice>,
        /// At least so many.
        min_choices: i32,
        /// At most so many.
        max_choices: i32,
        /// The label of a search field, where the list is long.
        search: Option<String>,
        /// Filters, where the list is long.
        filters: Vec<Filter>,
    },
    /// Fill in these fields: [`Answer::Filled`].
    Fill {
        /// The fields.
        fields: Vec<InputField>,
    },
    /// Check your answers: [`Answer::Confirmed`].
    Review {
        /// Each answer.
        rows: Vec<SummaryRow>,
        /// In a box: what can't be changed later.
        warning: String,
    },
    /// Type the password: [`Answer::Password`].
    Password {
        /// So many digits.
        digits: i32,
        /// Tries left, as far as known.
        tries: Tries,
    },
    /// Agree, or stop: [`Answer::Confirmed`].
    Confirm {
        /// The words of the other way, which sends [`Event::Stopped`](super::Event::Stopped).
        alternative: String,
    },
}

/// A choice: a card with the amount and, where it can't be chosen, the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What helps to choose; may be empty.
    pub detail: String,
    /// What it is worth, in words ("up to ¥5,000"); may be empty.
    pub amount: String,
    /// Why it can't be chosen; `None`: it can.
    pub unavailable: Option<String>,
    /// It is chosen now.
    pub selected: bool,
    /// More that a search finds it by: its reading.
    pub keywords: String,
    /// Ids of the filters that let it through.
    pub tags: Vec<String>,
}

/// A filter of a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Filter {
    /// Its id, which stands among a choice's tags.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// A field to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct InputField {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Where to find what belongs in it, and its rule in words.
    pub hint: String,
    /// An example; may be empty.
    pub example: String,
    /// Which keys are needed.
    pub keyboard: Keyboard,
    /// Nobody may see it: not echoed, not completed, not kept.
    pub secret: bool,
    /// It must be filled in.
    pub required: bool,
    /// At most so many characters.
    pub max_length: i32,
    /// What was typed before.
    pub value: Secret,
    /// What was wrong with it.
    pub problem: Option<String>,
}

/// Which keys a field needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Keyboard {
    /// Digits.
    Digits,
    /// Latin letters and digits.
    Latin,
    /// Any text.
    Text,
}

/// An answer on the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SummaryRow {
    /// What it answers.
    pub about: Topic,
    /// Its label.
    pub label: String,
    /// The answer, as it is signed and displayed.
    pub value: String,
    /// The word for "change"; `None`: it can't be changed.
    pub change: Option<String>,
}

/// Something else that can be done at a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct QuestionAction {
    /// The question that it leads to: sends [`Event::Change`](super::Event::Change).
    pub about: Topic,
    /// Its words.
    pub label: String,
}

/// What was wrong with the answer before.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AnswerProblem {
    /// The field that it concerns; `None`: the whole question.
    pub field: Option<String>,
    /// What happened, what it means, what to do.
    pub text: String,
}

impl QuestionForm {
    /// Whether the answer has this form's shape. Its content is checked where the answer is kept.
    #[must_use]
    pub fn accepts(&self, answer: &Answer) -> bool {
        matches!(
            (self, answer),
            (Self::Choose { .. }, Answer::Chosen { .. })
                | (Self::Fill { .. }, Answer::Filled { .. })
                | (
                    Self::Review { .. } | Self::Confirm { .. },
                    Answer::Confirmed
                )
                | (Self::Password { .. }, Answer::Password { .. })
        )
    }
}

impl Question {
    /// Whether "change" leads from here to the question about `about`.
    #[must_use]
    pub fn can_change(&self, about: Topic) -> bool {
        let row = match &self.form {
            QuestionForm::Review { rows, .. } => rows
                .iter()
                .any(|row| row.about == about && row.change.is_some()),
            _ => false,
        };
        row || self.actions.iter().any(|action| action.about == about)
    }
}

/// What is wrong with a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelectionError {
    /// Nothing, or too little, was chosen.
    TooFew,
    /// More than may be.
    TooMany,
    /// Something that is not there, or can't be chosen.
    Unavailable,
}

impl SelectionError {
    pub(super) fn problem(self, text: &Text) -> AnswerProblem {
        let text = match self {
            Self::TooFew => text.message("slip-too-few"),
            Self::TooMany => text.message("slip-too-many"),
            Self::Unavailable => text.message("slip-not-there"),
        };
        AnswerProblem { field: None, text }
    }
}

impl QuestionForm {
    /// The chosen ids, in the form's order and each once, if this form lets them be chosen.
    pub(super) fn chosen(&self, ids: &[String]) -> Result<Vec<String>, SelectionError> {
        let Self::Choose {
            choices,
            min_choices: least,
            max_choices: most,
            ..
        } = self
        else {
            return Err(SelectionError::Unavailable);
        };
        let open = |id: &String| {
            choices
                .iter()
                .any(|choice| choice.id == *id && choice.unavailable.is_none())
        };
        if !ids.iter().all(open) {
            return Err(SelectionError::Unavailable);
        }
        let chosen: Vec<_> = choices
            .iter()
            .filter(|choice| ids.contains(&choice.id))
            .map(|choice| choice.id.clone())
            .collect();
        match i32::try_from(chosen.len()).unwrap_or(i32::MAX) {
            count if count < *least => Err(SelectionError::TooFew),
            count if count > *most => Err(SelectionError::TooMany),
            _ => Ok(chosen),
        }
    }

    /// One of these.
    pub(super) fn one_of(choices: Vec<Choice>) -> Self {
        Self::Choose {
            choices,
            min_choices: 1,
            max_choices: 1,
            search: None,
            filters: Vec::new(),
        }
    }
}

impl Choice {
    /// A choice that can be chosen, with nothing but its name.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            detail: String::new(),
            amount: String::new(),
            unavailable: None,
            selected: false,
            keywords: String::new(),
            tags: Vec::new(),
        }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }

    pub(super) fn chosen(self, chosen: bool) -> Self {
        Self {
            selected: chosen,
            ..self
        }
    }
}
