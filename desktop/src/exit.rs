//! Exit codes: what a program that called this one goes by.

use card_points::journey::{Outcome, SubmissionState};
use std::process::ExitCode;

/// How the program ended, by what its caller does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done: applied, preregistered, or told.
    Done = 0,
    /// Ended with a reason that the words tell; also an answer that was not accepted.
    Ended = 1,
    /// The call itself can't be understood: an option, or the answers file.
    Usage = 2,
    /// Stopped; nothing was sent.
    Stopped = 3,
    /// Stopped; an application was perhaps sent: ask for the status.
    PerhapsSent = 4,
    /// No card reader, or no PC/SC.
    NoReader = 5,
    /// The backend can't be reached.
    NoBackend = 6,
    /// A fault of the program.
    Broken = 70,
}

/// The codes in the words of `--help`.
pub const HELP: &str = "\
Exit codes:
   0  done: applied, preregistered, or told
   1  ended with a reason, which is told; or an answer was not accepted
   2  the call can't be understood: an option, or the answers file
   3  stopped; nothing was sent
   4  stopped; an application was perhaps sent: `card-points status` tells
   5  no card reader, or no PC/SC on this machine
   6  the backend can't be reached
  70  a fault of this program";

/// Why the shell itself can't go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quit {
    /// What to tell; empty where the person knows.
    pub words: String,
    /// What the caller is told.
    pub exit: Exit,
}

impl Quit {
    /// With what to tell.
    #[must_use]
    pub fn new(words: impl Into<String>, exit: Exit) -> Self {
        Self {
            words: words.into(),
            exit,
        }
    }
}

impl From<Exit> for Quit {
    fn from(exit: Exit) -> Self {
        Self::new("", exit)
    }
}

impl From<&Outcome> for Exit {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Applied { .. }
            | Outcome::Preregistered { .. }
            | Outcome::Status { .. }
            | Outcome::Card { .. }
            | Outcome::Finished => Self::Done,
            Outcome::Stopped {
                submission: SubmissionState::NotSent,
            } => Self::Stopped,
            Outcome::Stopped {
                submission: SubmissionState::MaybeSent,
            } => Self::PerhapsSent,
            Outcome::Ended { .. } => Self::Ended,
            Outcome::InternalError => Self::Broken,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
