//! What gets which answer: what is asked or said next when something goes wrong, in the words that
//! a person reads, played through whole journeys.

mod card;
mod changing;
mod network;
mod password;
mod refusals;
mod replies;
mod stopping;

use card_points::journey::{JourneyKind, Outcome, Question, Step, SubmissionState, Topic};
use card_points::text::Language;
use card_points_tests::{Applicant, Desk, JourneyPlayer, asks};

const ENGLISH: Language = Language::English;
const JAPANESE: Language = Language::Japanese;

fn play<'a>(desk: &'a Desk, id: &str) -> JourneyPlayer<'a> {
    speaking(ENGLISH, desk, id)
}

fn speaking<'a>(language: Language, desk: &'a Desk, id: &str) -> JourneyPlayer<'a> {
    errand(language, desk, JourneyKind::Apply, id)
}

fn errand<'a>(
    language: Language,
    desk: &'a Desk,
    errand: JourneyKind,
    id: &str,
) -> JourneyPlayer<'a> {
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    let person = Applicant::of(sample);
    JourneyPlayer::in_language(language, desk, errand, sample.card(), person)
}

fn question(step: &Step) -> &Question {
    match step {
        Step::Ask { question } => question,
        other => panic!("not a question: {other:?}"),
    }
}

fn problem(step: &Step) -> &str {
    let problem = question(step).problem.as_ref();
    &problem.expect("something was wrong").text
}

fn at_password(step: &Step) -> bool {
    asks(step, Topic::Password)
}

fn taps(step: &Step) -> bool {
    matches!(step, Step::Tap { .. })
}

fn done(step: &Step) -> bool {
    matches!(step, Step::Done { .. })
}

#[track_caller]
fn assert_applied(outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[track_caller]
fn assert_stopped(step: &Step, expected: SubmissionState) {
    let Step::Done { outcome, .. } = step else {
        panic!("goes on: {step:?}");
    };
    assert_eq!(
        *outcome,
        Outcome::Stopped {
            submission: expected
        }
    );
}

#[track_caller]
fn assert_says(said: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(said.contains(sentence), "{sentence:?} is not in:\n{said}");
    }
}
