//! What a journey says to its shell and hears from it: [`Step`], [`Event`], and the [`Outcome`].

mod event;
mod feedback;
mod outcome;

pub use event::Event;
pub(crate) use feedback::feedback;
pub use outcome::{EndReason, Outcome};

use crate::backend::HttpRequest;
use crate::secret::Secret;
use crate::view::{CardProgress, Question, ScreenText, TapReason};

/// What the journey needs next. Every step carries the text that a person sees meanwhile;
/// [`Event::SetLanguage`] changes its language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Step {
    /// Ask the person: [`Event::Answered`], [`Event::Back`], [`Event::Change`] or
    /// [`Event::Stopped`].
    Ask {
        /// The question, with everything that a screen needs.
        question: Question,
    },
    /// Wait for a card: [`Event::Arrived`].
    Tap {
        /// Why a card is wanted now.
        reason: TapReason,
        /// How often the card was lost since it was first wanted: after each loss, another place is
        /// worth a try.
        losses: i32,
        /// This tap checks a password and signs.
        signs: bool,
        /// The text of the screen.
        text: ScreenText,
    },
    /// Send this to the card, once: [`Event::Replied`] or [`Event::Lost`].
    Transmit {
        /// The command APDU.
        command: Secret,
        /// How far the card has come.
        progress: CardProgress,
        /// The text of the screen.
        text: ScreenText,
    },
    /// Send this to the backend: [`Event::Received`] or [`Event::Unreachable`].
    Send {
        /// The request.
        request: HttpRequest,
        /// The stages of the card, all done, where it has just signed what is sent.
        progress: Option<CardProgress>,
        /// The text of the screen.
        text: ScreenText,
    },
    /// The journey is over. The same step comes again, whatever happens; after
    /// [`Event::SetLanguage`] in that language.
    Done {
        /// How it ended.
        outcome: Outcome,
        /// The text of the screen.
        text: ScreenText,
    },
}

impl Step {
    /// The text that a person sees at this step.
    #[must_use]
    pub fn text(&self) -> &ScreenText {
        match self {
            Self::Ask { question } => &question.text,
            Self::Tap { text, .. }
            | Self::Transmit { text, .. }
            | Self::Send { text, .. }
            | Self::Done { text, .. } => text,
        }
    }

    pub(crate) fn text_mut(&mut self) -> &mut ScreenText {
        match self {
            Self::Ask { question } => &mut question.text,
            Self::Tap { text, .. }
            | Self::Transmit { text, .. }
            | Self::Send { text, .. }
            | Self::Done { text, .. } => text,
        }
    }

    /// What is left of a step once it was handed out: it holds no card command, since one is handed
    /// out once, and no feedback, since a person feels it once.
    pub(crate) fn handed_out(mut self) -> Self {
        if let Self::Transmit { command, .. } = &mut self {
            *command = Secret::default();
        }
        self.text_mut().feedback = None;
        self
    }
}
