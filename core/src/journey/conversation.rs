//! What every errand needs: the wire, the words, and the start.
//!
//! Whatever a person reads is derived when it is handed out, by a closure that may be called again:
//! the language may change at any step.

use super::question::SelectionError;
use super::topic::Topic;
use super::wire::{Interrupt, Port};
use super::{Answer, JourneyConfig, Outcome, Question, ScreenText};
use crate::text::Text;
use jiff::civil::Date;

/// What every errand needs.
pub(super) struct FlowContext {
    pub port: Port,
    pub config: JourneyConfig,
}

/// Why an errand's function ends before its end, carried by `?`.
pub(super) enum FlowError {
    /// The person turned elsewhere.
    Interrupt(Interrupt),
    /// The journey is over.
    End(Box<Ending>),
}

/// How an errand ends.
pub(super) struct Ending {
    pub outcome: Outcome,
    words: Box<dyn Fn(&Text) -> ScreenText + Send>,
}

/// What an errand's functions give.
pub(super) type FlowResult<T> = Result<T, FlowError>;

/// "Step n of m".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct StepNumber {
    pub step: i32,
    pub of: i32,
}

impl From<Interrupt> for FlowError {
    fn from(turn: Interrupt) -> Self {
        Self::Interrupt(turn)
    }
}

impl FlowError {
    pub fn end(outcome: Outcome, words: impl Fn(&Text) -> ScreenText + Send + 'static) -> Self {
        Self::End(Box::new(Ending::new(outcome, words)))
    }
}

impl Ending {
    /// `words` may be said in one language after the other.
    pub fn new(outcome: Outcome, words: impl Fn(&Text) -> ScreenText + Send + 'static) -> Self {
        Self {
            outcome,
            words: Box::new(words),
        }
    }

    /// What to say at the end.
    pub fn words(&self, text: &Text) -> ScreenText {
        (self.words)(text)
    }
}

impl FlowContext {
    pub fn new(wire: Port, start: JourneyConfig) -> Self {
        Self {
            port: wire,
            config: start,
        }
    }

    /// The words, in the language that is spoken now.
    pub fn text(&self) -> Text {
        self.port.text()
    }

    /// Today's date in Japan.
    pub fn today(&self) -> Date {
        crate::programme::today(self.port.now())
    }

    /// Asks one of several, and gives the chosen id.
    pub async fn choose(&self, question: impl Fn() -> Question) -> FlowResult<String> {
        let ids = self.choose_several(question).await?;
        Ok(ids.into_iter().next().unwrap_or_default())
    }

    /// Asks until as many are chosen as the form wants, of those that can be chosen.
    pub async fn choose_several(&self, question: impl Fn() -> Question) -> FlowResult<Vec<String>> {
        let mut slip: Option<SelectionError> = None;
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
            let (Answer::Chosen { ids }, Some(form)) = (self.port.ask(asked).await?, form) else {
                continue;
            };
            match form.chosen(&ids) {
                Ok(ids) => return Ok(ids),
                Err(made) => slip = Some(made),
            }
        }
    }

    /// "Step n of m" in words, on the question.
    pub fn numbered(&self, place: StepNumber, mut question: Question) -> Question {
        if place.of > 0 {
            question.step = place.step;
            question.steps = place.of;
            question.progress = self.text().message_with(
                "progress",
                &[("step", place.step.into()), ("of", place.of.into())],
            );
        }
        question
    }

    /// A question with its title and paragraphs, which can go back.
    pub fn question(
        &self,
        about: Topic,
        words: ScreenText,
        form: super::QuestionForm,
        go: &str,
    ) -> Question {
        Question {
            about,
            step: 0,
            steps: 0,
            progress: String::new(),
            text: words,
            form,
            submit: self.text().message(go),
            back: Some(self.text().message("label-back")),
            actions: Vec::new(),
            problem: None,
        }
    }
}
