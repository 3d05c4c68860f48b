//! Exit codes: what a calling program acts on.

use card_points::journey::{Outcome, SubmissionState};
use std::process::ExitCode;

/// How the program ended, by what its caller does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done: applied, preregistered, or the information was shown.
    Done = 0,
    /// Ended with a reason that was shown, or an answer was not accepted.
    Ended = 1,
    /// The call is invalid: an option, or the answers file.
    Usage = 2,
    /// Stopped; nothing was sent.
    Stopped = 3,
    /// Stopped; an application may have been sent: ask for the status.
    MaybeSent = 4,
    /// No card reader, or no PC/SC.
    NoReader = 5,
    /// The backend can't be reached.
    NoBackend = 6,
    /// An error in the program.
    InternalError = 70,
}

/// The exit codes in the text of `--help`.
pub const EXIT_CODE_HELP: &str = "\
Exit codes:
   0  done: applied, preregistered, or told
   1  ended with a reason, which is told; or an answer was not accepted
   2  the call can't be understood: an option, or the answers file
   3  stopped; nothing was sent
   4  stopped; an application was perhaps sent: `card-points status` tells
   5  no card reader, or no PC/SC on this machine
   6  the backend can't be reached
  70  a fault of this program";

/// Why the shell can't continue the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abort {
    /// What to show; empty if the user knows already.
    pub message: String,
    /// The exit code.
    pub exit: Exit,
}

impl Abort {
    /// An abort with a message.
    #[must_use]
    pub fn new(message: impl Into<String>, exit: Exit) -> Self {
        Self {
            message: message.into(),
            exit,
        }
    }
}

impl From<Exit> for Abort {
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
            } => Self::MaybeSent,
            Outcome::Ended { .. } => Self::Ended,
            Outcome::InternalError => Self::InternalError,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
