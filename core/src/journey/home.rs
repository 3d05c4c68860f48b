//! What the person wants to do; and the loop that does it.

use super::conversation::{Conversation, Course, End, Exit};
use super::wire::Turn;
use super::{Choice, Errand, Form, Question, Topic, Words};
use super::{apply, card, help, preregister, spots, status, words};

/// Runs the errand to its end; "back" at its first question leads to where it was chosen.
pub(super) async fn run(c: Conversation) -> End {
    let mut errand = c.start.errand;
    loop {
        let course = match errand {
            Errand::Home => match ask(&c).await {
                Ok(chosen) => {
                    errand = chosen;
                    continue;
                }
                Err(exit) => Err(exit),
            },
            Errand::Apply => apply::run(&c).await,
            Errand::Preregister => preregister::run(&c).await,
            Errand::Status => status::run(&c).await,
            Errand::Card => card::run(&c).await,
            Errand::Spots => spots::run(&c).await,
            Errand::Help => help::run(&c).await,
        };
        match course {
            Ok(end) => return end,
            Err(Exit::End(end)) => return *end,
            Err(Exit::Turn(Turn::Stopped)) => {
                return words::stopped(c.wire.sent(), c.wire.password_in_doubt());
            }
            Err(Exit::Turn(Turn::Back | Turn::Change(_))) => errand = c.start.errand,
            // Another card is another person: nothing of the first one's is left.
            Err(Exit::Turn(Turn::OtherCard)) => {}
        }
    }
}

impl Conversation {
    /// An errand's first question: back only to where the errand was chosen.
    pub fn first(&self, mut question: Question) -> Question {
        question.back = question.back.filter(|_| self.chosen());
        question
    }

    /// Whether the errand was chosen in the course of the journey.
    pub fn chosen(&self) -> bool {
        self.start.errand == Errand::Home
    }
}

async fn ask(c: &Conversation) -> Course<Errand> {
    let chosen = c.choose(|| question(c)).await?;
    Ok(match chosen.as_str() {
        "apply" => Errand::Apply,
        "status" => Errand::Status,
        "card" => Errand::Card,
        "preregister" => Errand::Preregister,
        "spots" => Errand::Spots,
        _ => Errand::Help,
    })
}

fn question(c: &Conversation) -> Question {
    let text = c.text();
    let say = |key: &str| text.say(key);
    let choices = vec![
        Choice::new("apply", say("home-apply")).detail(say("home-apply-detail")),
        Choice::new("status", say("home-status")).detail(say("home-status-detail")),
        Choice::new("card", say("home-card")).detail(say("home-card-detail")),
        Choice::new("preregister", say("home-preregister")).detail(say("home-preregister-detail")),
        Choice::new("spots", say("home-spots")).detail(say("home-spots-detail")),
        Choice::new("help", say("home-help")).detail(say("home-help-detail")),
    ];
    let words = Words {
        title: say("home-title"),
        text: vec![say("home-text")],
        ..Words::default()
    };
    let mut question = c.question(Topic::Home, words, Form::one_of(choices), "go-on");
    question.back = None;
    question
}
