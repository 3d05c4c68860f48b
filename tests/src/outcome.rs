//! How a journey must end.

use card_points::backend::{ApplicationStatus, Receipt};
use card_points::journey::{EndReason, Outcome, Step, SubmissionState};

/// The receipt of the application.
///
/// # Panics
/// When the outcome is another one.
#[must_use]
#[track_caller]
pub fn applied_receipt(outcome: Outcome) -> Receipt {
    match outcome {
        Outcome::Applied { receipt } => receipt,
        other => panic!("not applied: {other:?}"),
    }
}

/// The status that the backend reports.
///
/// # Panics
/// When the outcome is another one.
#[must_use]
#[track_caller]
pub fn reported_status(outcome: Outcome) -> ApplicationStatus {
    match outcome {
        Outcome::Status { status } => status,
        other => panic!("not a status: {other:?}"),
    }
}

/// The person has applied.
///
/// # Panics
/// When the outcome is another one.
#[track_caller]
pub fn assert_applied(outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

/// The journey ended for this reason.
///
/// # Panics
/// When the outcome is another one.
#[track_caller]
pub fn assert_ended(outcome: &Outcome, reason: EndReason) {
    assert_eq!(*outcome, Outcome::Ended { reason });
}

/// The journey is over because the person stopped it.
///
/// # Panics
/// When the journey goes on or has another outcome.
#[track_caller]
pub fn assert_stopped(step: &Step, submission: SubmissionState) {
    let Step::Done { outcome, .. } = step else {
        panic!("not over: {step:?}");
    };
    assert_eq!(*outcome, Outcome::Stopped { submission });
}

/// The text contains all of these sentences.
///
/// # Panics
/// When one is missing.
#[track_caller]
pub fn assert_contains(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} is not in:\n{text}");
    }
}
