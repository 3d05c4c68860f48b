//! What is needed next: the journey tells the shell.

#[cfg(doc)]
use super::event::Event;
use super::outcome::Outcome;
use super::question::Question;
use super::screen::ScreenText;
use crate::backend::HttpRequest;
use crate::card::CardStage;
use crate::secret::Secret;

/// What is needed next. Every step carries the words that a person sees meanwhile;
/// [`Event::SetLanguage`] has them said in another language.
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
        reason: TapReason,
        /// What to say.
        text: ScreenText,
    },
    /// Send this to the card, once: [`Event::Replied`] or [`Event::Lost`].
    Transmit {
        /// The command APDU.
        command: Secret,
        /// What the card is doing.
        stage: CardStage,
        /// What to say.
        text: ScreenText,
    },
    /// Send this to the backend: [`Event::Received`] or [`Event::Unreachable`].
    Send {
        /// The request.
        request: HttpRequest,
        /// What to say meanwhile.
        text: ScreenText,
    },
    /// It is over. The same step comes again, whatever happens; after [`Event::SetLanguage`] in that
    /// language.
    Done {
        /// How it ended.
        outcome: Outcome,
        /// What to say.
        text: ScreenText,
    },
}

/// Why a card is wanted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TapReason {
    /// The first time.
    First,
    /// It left too early; nothing is used up.
    LostBeforePassword,
    /// It left while checking the password: the next tap looks first.
    CheckTries,
    /// The next tap after the person has answered what came up (last try, password typed again).
    Continue,
    /// Another card than before lay there.
    DifferentCard,
    /// Something else than an Individual Number Card lay there.
    NotIndividualNumberCard,
}

impl Step {
    /// The words that a person sees at this step.
    #[must_use]
    pub fn text(&self) -> &ScreenText {
        match self {
            Self::Ask { question } => &question.text,
            Self::Tap { text: words, .. }
            | Self::Transmit { text: words, .. }
            | Self::Send { text: words, .. }
            | Self::Done { text: words, .. } => words,
        }
    }

    pub(super) fn text_mut(&mut self) -> &mut ScreenText {
        match self {
            Self::Ask { question } => &mut question.text,
            Self::Tap { text: words, .. }
            | Self::Transmit { text: words, .. }
            | Self::Send { text: words, .. }
            | Self::Done { text: words, .. } => words,
        }
    }

    /// A copy that holds no card command: one is handed out once.
    pub(super) fn without_command(&self) -> Self {
        match self {
            Self::Transmit {
                stage, text: words, ..
            } => Self::Transmit {
                command: Secret::default(),
                stage: *stage,
                text: words.clone(),
            },
            other => other.clone(),
        }
    }
}
