//! Each journey to its end, with each person, each card and each screen.

mod apply;
mod cards;
mod changing_answers;
mod home_spots_help;
mod people;
mod screens;
mod status;

use card_points::journey::{
    Answer, EndReason, Event, Fact, FieldValue, JourneyKind, Outcome, QuestionForm, Step,
    SubmissionState, TapReason, Topic,
};
use card_points::text::Language;
use card_points_fixtures::card::{CardBehaviour, ExtendedLength, RetryCounter};
use card_points_tests::{
    Applicant, InProcessBackend, JourneyPlayer, applied_receipt, asks, asks_password,
    assert_applied, new_backend, question, reported_status, start, start_apply, start_apply_in,
    topics_of,
};

const ENGLISH: Language = Language::English;
const JAPANESE: Language = Language::Japanese;
