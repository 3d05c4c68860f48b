//! What every errand needs: the wire, the words, and the start.
//!
//! Whatever a person reads is derived when it is handed out, by a closure that may be called again:
//! the language may change at any step.

use super::question::Slip;
use super::topic::Topic;
use super::wire::{Turn, Wire};
use super::{Answer, Outcome, Question, Start, Words};
use crate::text::Text;
use jiff::civil::Date;

/// What every errand needs.
pub(super) struct Conversation {
    pub wire: Wire,
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
pub(super) struct End {
    pub outcome: Outcome,
    words: Box<dyn Fn(&Text) -> Words + Send>,
}

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
    pub fn end(outcome: Outcome, words: impl Fn(&Text) -> Words + Send + 'static) -> Self {
        Self::End(Box::new(End::new(outcome, words)))
    }
}

impl End {
    /// `words` may be said in one language after the other.
    pub fn new(outcome: Outcome, words: impl Fn(&Text) -> Words + Send + 'static) -> Self {
        Self {
            outcome,
            words: Box::new(words),
        }
    }

    /// What to say at the end.
    pub fn words(&self, text: &Text) -> Words {
        (self.words)(text)
    }
}

impl Conversation {
    pub fn new(wire: Wire, start: Start) -> Self {
        Self { wire, start }
    }

    /// The words, in the language that is spoken now.
    pub fn text(&self) -> Text {
        self.wire.text()
    }

    /// Today's date in Japan.
    pub fn today(&self) -> Date {
        crate::programme::today(self.wire.now())
    }

    /// Asks one of several, and gives the chosen id.
    pub async fn choose(&self, question: impl Fn() -> Question) -> Course<String> {
        let ids = self.choose_several(question).await?;
        Ok(ids.into_iter().next().unwrap_or_default())
    }

    /// Asks until as many are chosen as the form wants, of those that can be chosen.
    pub async fn choose_several(&self, question: impl Fn() -> Question) -> Course<Vec<String>> {
        let mut slip: Option<Slip> = None;
        loop {
            let mut form = None;
            let asked = || {
                let mut question = question();
                if let Some(slip) = slip {
                    question.problem = Some(slip.problem(&self.text()));
                }
                form = Some(question.form.clone());
                question
            };
            let (Answer::Chosen { ids }, Some(form)) = (self.wire.ask(asked).await?, form) else {
                continue;
            };
            match form.chosen(&ids) {
                Ok(ids) => return Ok(ids),
                Err(made) => slip = Some(made),
            }
        }
    }

    /// "Step n of m" in words, on the question.
    pub fn count(&self, place: Place, mut question: Question) -> Question {
        if place.of > 0 {
            question.step = place.step;
            question.of = place.of;
            question.progress = self.text().say_with(
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
            go: self.text().say(go),
            back: Some(self.text().say("label-back")),
            actions: Vec::new(),
            problem: None,
        }
    }
}
