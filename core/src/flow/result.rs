//! How a flow's functions end.

use crate::port::Interrupt;
use crate::step::Outcome;
use crate::text::Text;
use crate::view::ScreenText;

/// What a flow's functions return.
pub(super) type FlowResult<T> = Result<T, FlowError>;

/// Why a flow's function ends before its end, carried by `?`.
pub(super) enum FlowError {
    /// The person goes elsewhere.
    Interrupt(Interrupt),
    /// The journey is over.
    End(Box<Ending>),
}

/// How a journey ends: the outcome, and its text in any language.
pub(crate) struct Ending {
    pub(crate) outcome: Outcome,
    text: Box<dyn Fn(&Text) -> ScreenText + Send>,
}

impl From<Interrupt> for FlowError {
    fn from(interrupt: Interrupt) -> Self {
        Self::Interrupt(interrupt)
    }
}

impl FlowError {
    pub(super) fn end(
        outcome: Outcome,
        text: impl Fn(&Text) -> ScreenText + Send + 'static,
    ) -> Self {
        Self::End(Box::new(Ending::new(outcome, text)))
    }
}

impl Ending {
    pub(crate) fn new(
        outcome: Outcome,
        text: impl Fn(&Text) -> ScreenText + Send + 'static,
    ) -> Self {
        Self {
            outcome,
            text: Box::new(text),
        }
    }

    /// The text of the last screen.
    pub(crate) fn text(&self, text: &Text) -> ScreenText {
        (self.text)(text)
    }
}
