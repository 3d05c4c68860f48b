//! What the tests of whole journeys share: an applicant who answers, a virtual card, and the
//! backend's own checks, all in one thread and without a socket, so that a test can cause any fault
//! at any step.
//!
//! `tests/README.md` says where a new test goes.

mod applicant;
mod fault;
mod outcome;
mod player;
mod start;
mod step;

pub use applicant::Applicant;
pub use card_points_backend::sandbox::{InProcessBackend, SANDBOX_URL, refusal_reply};
pub use fault::Fault;
pub use outcome::{
    applied_receipt, assert_applied, assert_contains, assert_ended, assert_stopped, reported_status,
};
pub use player::{JourneyEnd, JourneyPlayer, new_journey};
pub use start::{account, check_status, start, start_apply, start_apply_in, start_in};
pub use step::{
    asks, asks_password, is_done, is_tap, presents_password, problem, question, sends_to,
    shown_text, submits_application, topics_of,
};

use jiff::Timestamp;

/// The time of these tests.
///
/// # Panics
/// Never: the date is valid.
#[must_use]
pub fn now() -> Timestamp {
    "2026-11-24T03:00:00Z".parse().expect("a valid time")
}

/// A new backend at the time of these tests.
#[must_use]
pub fn new_backend() -> InProcessBackend {
    InProcessBackend::new(now())
}
