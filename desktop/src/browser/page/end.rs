//! The page that a journey ends with.

use super::Frame;
use askama::Template;
use card_points::journey::{Outcome, ScreenText};

/// How it ended.
#[derive(Template)]
#[template(path = "end.html")]
pub struct EndPage<'a> {
    frame: &'a Frame,
    words: &'a ScreenText,
    mark: Mark,
}

/// How an end looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// What was asked for is done.
    Done,
    /// What was asked for is told.
    Told,
    /// The person stopped.
    Stopped,
    /// It could not go on.
    Ended,
}

impl<'a> EndPage<'a> {
    /// The page of `outcome`.
    pub fn new(frame: &'a Frame, words: &'a ScreenText, outcome: &Outcome) -> Self {
        let mark = match outcome {
            Outcome::Applied { .. } | Outcome::Preregistered { .. } => Mark::Done,
            Outcome::Status { .. } | Outcome::Card { .. } | Outcome::Finished => Mark::Told,
            Outcome::Stopped { .. } => Mark::Stopped,
            Outcome::Ended { .. } | Outcome::InternalError => Mark::Ended,
        };
        Self { frame, words, mark }
    }
}
