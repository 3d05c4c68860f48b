//! What the tests of whole journeys share: an applicant who answers, a virtual card, and the
//! backend's own checks, all in one thread and without a socket, so that a test can cause any fault
//! at any step.
//!
//! Where a test goes:
//!
//! | file in `tests/` | what it tests |
//! |---|---|
//! | `journeys/` | each journey to its end: with each person, each card, each screen |
//! | `errors/` | what the screen says and asks after an error: of the card, the password, the network, the backend |
//! | `faults.rs` | one or two faults at every single step of a journey |
//! | `events.rs` | every event at every step: `next` is total |
//! | `languages/` | a change of the language at every step |
//! | `incidents/` | the incidents of the real programme, which must not happen again |
//! | `pcsc/` | the virtual card in a real PC/SC service, with other programs |
//!
//! A test of one room goes into that room.

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
