//! What every errand needs: the wire, the words, and the start.

use super::topic::Topic;
use super::wire::{Turn, Wire};
use super::{Answer, Outcome, Question, Start, Words};
use crate::text::Text;
use jiff::civil::Date;
use std::sync::Arc;

/// What every errand needs.
pub(super) struct Conversation {
    pub wire: Wire,
    pub text: Arc<Text>,
    pub start: Start,
}

/// Why an errand's function ends before its end, carried by `?`.
pub(super) enum Exit {
    /// The person turned elsewhere.
    Turn(Turn),
    /// The journey is over.
    End(Box<End>),
}

/// How an errand ends.
pub(super) type End = (Outcome, Words);

/// What an errand's functions give.
pub(super) type Course<T> = Result<T, Exit>;

/// "Step n of m".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub step: i32,
    pub of: i32,
}

impl From<Turn> for Exit {
    fn from(turn: Turn) -> Self {
        Self::Turn(turn)
    }
}

impl Exit {
    pub fn end(outcome: Outcome, words: Words) -> Self {
        Self::End(Box::new((outcome, words)))
    }
}

impl Conversation {
    pub fn new(wire: Wire, text: Arc<Text>, start: Start) -> Self {
        Self { wire, text, start }
    }

    /// Today's date in Japan.
    pub fn today(&self) -> Date {
        crate::programme::today(self.wire.now())
    }

    /// Asks one of several, and gives the chosen id.
    pub async fn choose(&self, question: Question) -> Course<String> {
        let ids = self.choose_several(question).await?;
        Ok(ids.into_iter().next().unwrap_or_default())
    }

    /// Asks until as many are chosen as the form wants, of those that can be chosen.
    pub async fn choose_several(&self, mut question: Question) -> Course<Vec<String>> {
        loop {
            let Answer::Chosen { ids } = self.wire.ask(question.clone()).await? else {
                continue;
            };
            match question.form.chosen(&ids) {
                Ok(ids) => return Ok(ids),
                Err(slip) => question.problem = Some(slip.problem(&self.text)),
            }
        }
    }

    /// "Step n of m" in words, on the question.
    pub fn count(&self, place: Place, mut question: Question) -> Question {
        if place.of > 0 {
            question.step = place.step;
            question.of = place.of;
            question.progress = self.text.say_with(
                "progress",
                &[("step", place.step.into()), ("of", place.of.into())],
            );
        }
        question
    }

    /// A question with its title and paragraphs, which can go back.
    pub fn question(&self, about: Topic, words: Words, form: super::Form, go: &str) -> Question {
        Question {
            about,
            step: 0,
            of: 0,
            progress: String::new(),
            words,
            form,
            go: self.text.say(go),
            back: Some(self.text.say("label-back")),
            actions: Vec::new(),
            problem: None,
        }
    }
}
