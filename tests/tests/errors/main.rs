//! What the screen says and asks after an error, in the words that the person reads.

mod card;
mod malformed_replies;
mod network;
mod password;
mod refusals;
mod stopping;

use card_points::backend::path;
use card_points::journey::{
    EndReason, Event, JourneyKind, Outcome, Step, SubmissionState, TapReason, Topic,
};
use card_points::text::Language;
use card_points_tests::{
    Fault, InProcessBackend, JourneyPlayer, applied_receipt, asks, asks_password, assert_applied,
    assert_contains, assert_stopped, is_done, is_tap, new_backend, now, presents_password, problem,
    question, reported_status, sends_to, shown_text, start, start_apply, start_apply_in,
    submits_application, topics_of,
};

const ENGLISH: Language = Language::English;
const JAPANESE: Language = Language::Japanese;
