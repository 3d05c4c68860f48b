//! What a step is, and what the screen shows at it.

use card_points::backend::path;
use card_points::journey::{Question, Step, Topic};
use card_points_backend::sandbox::SANDBOX_URL;

/// Whether the step asks the question about this topic.
#[must_use]
pub fn asks(step: &Step, about: Topic) -> bool {
    matches!(step, Step::Ask { question } if question.about == about)
}

/// Whether the step asks for the password.
#[must_use]
pub fn asks_password(step: &Step) -> bool {
    asks(step, Topic::Password)
}

/// Whether the step waits for a card.
#[must_use]
pub fn is_tap(step: &Step) -> bool {
    matches!(step, Step::Tap { .. })
}

/// Whether the step presents a password to the card: VERIFY with data, which the tries query lacks.
#[must_use]
pub fn presents_password(step: &Step) -> bool {
    matches!(step, Step::Transmit { command, .. }
        if command.bytes().get(1) == Some(&0x20) && command.bytes().len() > 4)
}

/// Whether the step sends a request to this path.
#[must_use]
pub fn sends_to(step: &Step, path: &str) -> bool {
    matches!(step, Step::Send { request, .. }
        if request.url.strip_prefix(SANDBOX_URL) == Some(path))
}

/// Whether the step submits an application.
#[must_use]
pub fn submits_application(step: &Step) -> bool {
    sends_to(step, path::APPLICATION)
}

/// Whether the journey is over.
#[must_use]
pub fn is_done(step: &Step) -> bool {
    matches!(step, Step::Done { .. })
}

/// The question of the step.
///
/// # Panics
/// When the step asks none.
#[must_use]
#[track_caller]
pub fn question(step: &Step) -> &Question {
    match step {
        Step::Ask { question } => question,
        other => panic!("not a question: {other:?}"),
    }
}

/// The text that says what is wrong with the last answer.
///
/// # Panics
/// When the step asks no question, or shows no problem.
#[must_use]
#[track_caller]
pub fn problem(step: &Step) -> &str {
    let problem = question(step).problems.first();
    &problem.expect("a problem").text
}

/// The topics of the questions among these steps, in order.
#[must_use]
pub fn topics_of(steps: &[Step]) -> Vec<Topic> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Ask { question } => Some(question.about),
            _ => None,
        })
        .collect()
}

/// All text that the screen shows before the answers: problem, title, paragraphs, facts.
#[must_use]
pub fn shown_text(step: &Step) -> String {
    let text = step.text();
    let problem = match step {
        Step::Ask { question } => question.problems.first().map(|problem| &problem.text),
        _ => None,
    };
    let facts = text
        .facts
        .iter()
        .flat_map(|fact| [&fact.label, &fact.value]);
    let lines = problem.into_iter().chain([&text.title]);
    let lines: Vec<_> = lines
        .chain(&text.paragraphs)
        .chain(facts)
        .cloned()
        .collect();
    lines.join("\n")
}
