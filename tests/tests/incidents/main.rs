//! The two incidents of the real programme, as journeys. They must not happen again.

mod double_applications;
mod wrong_links;

use card_points::backend::path;
use card_points::journey::{
    Answer, EndReason, Event, Fact, FieldValue, JourneyKind, Outcome, Question, QuestionForm, Step,
    SubmissionState, TapReason, Topic,
};
use card_points_fixtures::sandbox::PaymentAccount;
use card_points_tests::{
    Applicant, Fault, account, applied_receipt, asks, assert_applied, assert_ended, check_status,
    is_tap, new_backend, presents_password, problem, question, reported_status, shown_text, start,
    start_apply, submits_application, topics_of,
};
use jiff::ToSpan;
