//! What the person wants to do; and the loop that does it.

use super::conversation::{Ending, FlowContext, FlowError, FlowResult};
use super::wire::Interrupt;
use super::{Choice, JourneyKind, Question, QuestionForm, ScreenText, Topic};
use super::{apply, card, help, preregister, spots, status, words};

/// Runs the errand to its end; "back" at its first question leads to where it was chosen.
pub(super) async fn run(c: FlowContext) -> Ending {
    let mut errand = c.config.kind;
    loop {
        let course = match errand {
            JourneyKind::Home => match ask(&c).await {
                Ok(chosen) => {
                    errand = chosen;
                    continue;
                }
                Err(exit) => Err(exit),
            },
            JourneyKind::Apply => apply::run(&c).await,
            JourneyKind::Preregister => preregister::run(&c).await,
            JourneyKind::Status => status::run(&c).await,
            JourneyKind::Card => card::run(&c).await,
            JourneyKind::Spots => spots::run(&c).await,
            JourneyKind::Help => help::run(&c).await,
        };
        match course {
            Ok(end) => return end,
            Err(FlowError::End(end)) => return *end,
            Err(FlowError::Interrupt(Interrupt::Stopped)) => {
                return words::stopped(c.port.sent(), c.port.password_in_doubt());
            }
            Err(FlowError::Interrupt(Interrupt::Back | Interrupt::Change(_))) => {
                errand = c.config.kind
            }
            // Another card is another person: nothing of the first one's is left.
            Err(FlowError::Interrupt(Interrupt::OtherCard)) => {}
        }
    }
}

impl FlowContext {
    /// An errand's first question: back only to where the errand was chosen.
    pub fn first(&self, mut question: Question) -> Question {
        question.back = question.back.filter(|_| self.chosen());
        question
    }

    /// Whether the errand was chosen in the course of the journey.
    pub fn chosen(&self) -> bool {
        self.config.kind == JourneyKind::Home
    }
}

async fn ask(c: &FlowContext) -> FlowResult<JourneyKind> {
    let chosen = c.choose(|| question(c)).await?;
    Ok(match chosen.as_str() {
        "apply" => JourneyKind::Apply,
        "status" => JourneyKind::Status,
        "card" => JourneyKind::Card,
        "preregister" => JourneyKind::Preregister,
        "spots" => JourneyKind::Spots,
        _ => JourneyKind::Help,
    })
}

fn question(c: &FlowContext) -> Question {
    let text = c.text();
    let message = |key: &str| text.message(key);
    let choices = vec![
        Choice::new("apply", message("home-apply")).detail(message("home-apply-detail")),
        Choice::new("status", message("home-status")).detail(message("home-status-detail")),
        Choice::new("card", message("home-card")).detail(message("home-card-detail")),
        Choice::new("preregister", message("home-preregister"))
            .detail(message("home-preregister-detail")),
        Choice::new("spots", message("home-spots")).detail(message("home-spots-detail")),
        Choice::new("help", message("home-help")).detail(message("home-help-detail")),
    ];
    let words = ScreenText {
        title: message("home-title"),
        paragraphs: vec![message("home-text")],
        ..ScreenText::default()
    };
    let mut question = c.question(Topic::Home, words, QuestionForm::one_of(choices), "go-on");
    question.back = None;
    question
}
