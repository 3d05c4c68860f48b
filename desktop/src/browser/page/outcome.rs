//! The last page of a journey.

use super::frame::PageFrame;
use askama::Template;
use card_points::journey::{Outcome, ScreenText};

/// The last page of a journey.
#[derive(Template)]
#[template(path = "outcome.html")]
pub struct OutcomePage<'a> {
    frame: &'a PageFrame,
    text: &'a ScreenText,
    icon: OutcomeIcon,
}

/// The icon of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OutcomeIcon {
    /// Applied or preregistered.
    Done,
    /// Information was shown.
    Information,
    /// The person stopped.
    Stopped,
    /// The journey could not continue.
    Failed,
}

impl<'a> OutcomePage<'a> {
    /// The page of `outcome`.
    pub fn new(frame: &'a PageFrame, text: &'a ScreenText, outcome: &Outcome) -> Self {
        let icon = match outcome {
            Outcome::Applied { .. } | Outcome::Preregistered { .. } => OutcomeIcon::Done,
            Outcome::Status { .. } | Outcome::Card { .. } | Outcome::Finished => {
                OutcomeIcon::Information
            }
            Outcome::Stopped { .. } => OutcomeIcon::Stopped,
            Outcome::Ended { .. } | Outcome::InternalError => OutcomeIcon::Failed,
        };
        Self { frame, text, icon }
    }
}
