//! Questions: all that a screen needs, words included; the shell decides only how it looks.

use super::event::Answer;
use super::screen::Words;
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
    pub of: i32,
    /// "Step 2 of 7", in words; empty where they are not counted.
    pub progress: String,
    /// The heading, which is the question, and at most three short sentences.
    pub words: Words,
    /// What can be answered.
    pub form: Form,
    /// The main button's words: what happens.
    pub go: String,
    /// The word for "back"; `None`: there is no way back from here.
    pub back: Option<String>,
    /// What else can be done here.
    pub actions: Vec<Action>,
    /// What was wrong with the answer before.
    pub problem: Option<Problem>,
}

/// What can be answered, by shape: a new question breaks no shell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Form {
    /// Choose among these: [`Answer::Chosen`].
    Choose {
        /// The choices.
        choices: Vec<Choice>,
        /// At least so many.
        least: i32,
        /// At most so many.
        most: i32,
        /// The label of a search field, where the list is long.
        search: Option<String>,
        /// Filters, where the list is long.
        filters: Vec<Filter>,
    },
    /// Fill in these fields: [`Answer::Filled`].
    Fill {
        /// The fields.
        fields: Vec<Field>,
    },
    /// Check your answers: [`Answer::Agreed`].
    Check {
        /// Each answer.
        rows: Vec<Row>,
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
    /// Agree, or stop: [`Answer::Agreed`].
    Agree {
        /// The words of the other way, which sends [`Event::Stopped`](super::Event::Stopped).
        instead: String,
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
    pub barred: Option<String>,
    /// It is chosen now.
    pub chosen: bool,
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
pub struct Field {
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
    pub most: i32,
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
pub struct Row {
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
pub struct Action {
    /// The question that it leads to: sends [`Event::Change`](super::Event::Change).
    pub about: Topic,
    /// Its words.
    pub label: String,
}

/// What was wrong with the answer before.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Problem {
    /// The field that it concerns; `None`: the whole question.
    pub field: Option<String>,
    /// What happened, what it means, what to do.
    pub text: String,
}

impl Form {
    /// Whether the answer has this form's shape. Its content is checked where the answer is kept.
    #[must_use]
    pub fn takes(&self, answer: &Answer) -> bool {
        matches!(
            (self, answer),
            (Self::Choose { .. }, Answer::Chosen { .. })
                | (Self::Fill { .. }, Answer::Filled { .. })
                | (Self::Check { .. } | Self::Agree { .. }, Answer::Agreed)
                | (Self::Password { .. }, Answer::Password { .. })
        )
    }
}

impl Question {
    /// Whether "change" leads from here to the question about `about`.
    #[must_use]
    pub fn leads_to(&self, about: Topic) -> bool {
        let row = match &self.form {
            Form::Check { rows, .. } => rows
                .iter()
                .any(|row| row.about == about && row.change.is_some()),
            _ => false,
        };
        row || self.actions.iter().any(|action| action.about == about)
    }
}

/// What is wrong with a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Nothing, or too little, was chosen.
    TooFew,
    /// More than may be.
    TooMany,
    /// Something that is not there, or can't be chosen.
    NotThere,
}

impl Slip {
    pub(super) fn problem(self, text: &Text) -> Problem {
        let text = match self {
            Self::TooFew => text.say("slip-too-few"),
            Self::TooMany => text.say("slip-too-many"),
            Self::NotThere => text.say("slip-not-there"),
        };
        Problem { field: None, text }
    }
}

impl Form {
    /// The chosen ids, in the form's order and each once, if this form lets them be chosen.
    pub(super) fn chosen(&self, ids: &[String]) -> Result<Vec<String>, Slip> {
        let Self::Choose {
            choices,
            least,
            most,
            ..
        } = self
        else {
            return Err(Slip::NotThere);
        };
        let open = |id: &String| {
            choices
                .iter()
                .any(|choice| choice.id == *id && choice.barred.is_none())
        };
        if !ids.iter().all(open) {
            return Err(Slip::NotThere);
        }
        let chosen: Vec<_> = choices
            .iter()
            .filter(|choice| ids.contains(&choice.id))
            .map(|choice| choice.id.clone())
            .collect();
        match i32::try_from(chosen.len()).unwrap_or(i32::MAX) {
            count if count < *least => Err(Slip::TooFew),
            count if count > *most => Err(Slip::TooMany),
            _ => Ok(chosen),
        }
    }

    /// One of these.
    pub(super) fn one_of(choices: Vec<Choice>) -> Self {
        Self::Choose {
            choices,
            least: 1,
            most: 1,
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
            barred: None,
            chosen: false,
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
        Self { chosen, ..self }
    }
}
