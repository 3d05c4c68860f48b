//! What a journey knows apart from its answers: the time, the language, what was sent.

use crate::backend::SubmissionState;
use crate::text::Text;
use jiff::Timestamp;

/// What a journey knows apart from its answers.
pub(super) struct JourneyContext {
    /// The time of the latest event.
    pub(super) now: Timestamp,
    /// The text in the current language.
    pub(super) text: Text,
    /// This is the sandbox, as far as known.
    pub(super) practice: bool,
    /// Whether an application may have reached the backend.
    pub(super) submission: SubmissionState,
    /// What became of the latest password.
    pub(super) password: PasswordState,
    /// The current tap checks a password and signs.
    pub(super) tap_signs: bool,
    /// The id of the latest request.
    pub(super) request_id: i32,
}

/// What became of the latest password that was sent to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PasswordState {
    /// None was sent.
    NotSent,
    /// One was sent, and no reply has told what became of it.
    InDoubt,
    /// The card has replied to it, or has told its tries left since.
    Settled,
}

impl JourneyContext {
    pub(super) fn new(text: Text, practice: bool) -> Self {
        Self {
            now: Timestamp::UNIX_EPOCH,
            text,
            practice,
            submission: SubmissionState::NotSent,
            password: PasswordState::NotSent,
            tap_signs: false,
            request_id: 0,
        }
    }
}
