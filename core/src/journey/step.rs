//! What is needed next: the journey tells the shell.

#[cfg(doc)]
use super::event::Event;
use super::outcome::Outcome;
use super::question::Question;
use super::screen::Words;
use crate::backend::Request;
use crate::card::Stage;
use crate::secret::Secret;

/// What is needed next. Every step carries the words that a person sees meanwhile;
/// [`Event::Speak`] has them said in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Step {
    /// Ask the person: [`Event::Answered`], [`Event::Back`], [`Event::Change`] or
    /// [`Event::Stopped`].
    Ask {
        /// The question, with all that a screen needs.
        question: Question,
    },
    /// Wait for a card: [`Event::Arrived`].
    Tap {
        /// Why now.
        why: Why,
        /// What to say.
        words: Words,
    },
    /// Send this to the card, once: [`Event::Replied`] or [`Event::Lost`].
    Transmit {
        /// The command APDU.
        command: Secret,
        /// What the card is doing.
        stage: Stage,
        /// What to say.
        words: Words,
    },
    /// Send this to the backend: [`Event::Received`] or [`Event::Unreachable`].
    Send {
        /// The request.
        request: Request,
        /// What to say meanwhile.
        words: Words,
    },
    /// It is over. The same step comes again, whatever happens; after [`Event::Speak`] in that
    /// language.
    Done {
        /// How it ended.
        outcome: Outcome,
        /// What to say.
        words: Words,
    },
}

/// Why a card is wanted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Why {
    /// The first time.
    First,
    /// It left too early; nothing is used up.
    LostEarly,
    /// It left while checking the password: the next tap looks first.
    LookFirst,
    /// The next tap after the person has answered what came up (last try, password typed again).
    GoOn,
    /// Another card than before lay there.
    OtherCard,
    /// Something else than an Individual Number Card lay there.
    NotThisKind,
}

impl Step {
    /// The words that a person sees at this step.
    #[must_use]
    pub fn words(&self) -> &Words {
        match self {
            Self::Ask { question } => &question.words,
            Self::Tap { words, .. }
            | Self::Transmit { words, .. }
            | Self::Send { words, .. }
            | Self::Done { words, .. } => words,
        }
    }

    pub(super) fn words_mut(&mut self) -> &mut Words {
        match self {
            Self::Ask { question } => &mut question.words,
            Self::Tap { words, .. }
            | Self::Transmit { words, .. }
            | Self::Send { words, .. }
            | Self::Done { words, .. } => words,
        }
    }

    /// A copy that holds no card command: one is handed out once.
    pub(super) fn without_command(&self) -> Self {
        match self {
            Self::Transmit { stage, words, .. } => Self::Transmit {
                command: Secret::default(),
                stage: *stage,
                words: words.clone(),
            },
            other => other.clone(),
        }
    }
}
