//! What the page shows now. The journey's thread writes it, pages are made from it.

use crate::topic;
use crate::watch::Hint;
use card_points::card::CardStage;
use card_points::journey::{Outcome, Question, ScreenText, Step, Topic};

/// What the page shows now.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// Counts the journeys.
    pub visit: u64,
    /// Counts the steps: what was typed on an older page is not an answer to a newer one.
    pub serial: u64,
    /// The step with which this journey began.
    pub first: u64,
    /// What is shown.
    pub view: View,
    /// What there is to do about the card readers.
    pub hint: Option<Hint>,
    /// The questions that led here, the open one last: where "back" leads.
    pub trail: Vec<Topic>,
    /// The card has signed what is being sent.
    pub signed: bool,
}

/// A step, as it is shown.
#[derive(Debug, Clone, Default)]
pub enum View {
    /// Nothing has begun yet.
    #[default]
    Nothing,
    /// A question.
    Ask(Box<Question>),
    /// The card of the person before still lies there: the next one can't begin.
    Leave,
    /// A card is waited for.
    Tap {
        /// What to say.
        words: ScreenText,
    },
    /// The card works.
    Card {
        /// What it is doing.
        stage: CardStage,
        /// What to say.
        words: ScreenText,
    },
    /// The backend works.
    Send {
        /// What to say.
        words: ScreenText,
    },
    /// It is over.
    Done {
        /// How it ended.
        outcome: Outcome,
        /// What to say.
        words: ScreenText,
    },
}

impl Scene {
    /// The scene after `step`.
    #[must_use]
    pub fn after(&self, step: &Step) -> Self {
        let mut trail = self.trail.clone();
        let view = match step {
            Step::Ask { question } => {
                let known = trail.iter().position(|topic| *topic == question.about);
                trail.truncate(known.unwrap_or(trail.len()));
                trail.push(question.about);
                View::Ask(Box::new(question.clone()))
            }
            Step::Tap { text: words, .. } => View::Tap {
                words: words.clone(),
            },
            Step::Transmit {
                stage, text: words, ..
            } => View::Card {
                stage: *stage,
                words: words.clone(),
            },
            Step::Send { text: words, .. } => View::Send {
                words: words.clone(),
            },
            Step::Done {
                outcome,
                text: words,
            } => {
                trail.clear();
                View::Done {
                    outcome: outcome.clone(),
                    words: words.clone(),
                }
            }
        };
        let signing = matches!(
            self.view,
            View::Card {
                stage: CardStage::Signing,
                ..
            }
        );
        let signed = matches!(view, View::Send { .. }) && (self.signed || signing);
        Self {
            visit: self.visit,
            first: self.first,
            serial: self.serial + 1,
            view,
            hint: None,
            trail,
            signed,
        }
    }

    /// What is said; `None`: nothing yet.
    #[must_use]
    pub fn words(&self) -> Option<&ScreenText> {
        match &self.view {
            View::Nothing | View::Leave => None,
            View::Ask(question) => Some(&question.text),
            View::Tap { words }
            | View::Card { words, .. }
            | View::Send { words }
            | View::Done { words, .. } => Some(words),
        }
    }

    /// Its path. Nothing that was answered stands in it.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.view {
            View::Ask(question) => ask_path(question.about),
            View::Done { .. } => "/end".into(),
            View::Nothing
            | View::Leave
            | View::Tap { .. }
            | View::Card { .. }
            | View::Send { .. } => "/card".into(),
        }
    }

    /// Whether the person is asked something, has to lay a card on, or is through: what comes next
    /// is theirs to do.
    #[must_use]
    pub fn waits_for_person(&self) -> bool {
        matches!(
            self.view,
            View::Ask(_) | View::Tap { .. } | View::Done { .. }
        )
    }

    /// Whether it is the journey's first question, at which nothing has been done yet.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        matches!(self.view, View::Ask(_)) && self.serial == self.first
    }

    /// How many times "back" leads to the page at `path`; `None`: it is not behind this one.
    #[must_use]
    pub fn back_to(&self, path: &str) -> Option<usize> {
        let View::Ask(question) = &self.view else {
            return None;
        };
        question.back.as_ref()?;
        let mut behind = self.trail.iter().rev().skip(1);
        behind
            .position(|topic| ask_path(*topic) == path)
            .map(|nth| nth + 1)
    }
}

fn ask_path(about: Topic) -> String {
    format!("/ask/{}", topic::name(about))
}
