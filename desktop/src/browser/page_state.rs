//! What the page shows now. The journey's thread writes it, pages are rendered from it.

use crate::readers::ReaderHint;
use crate::topic;
use card_points::journey::{CardProgress, Outcome, Question, ScreenText, Step, Topic};

/// What the page shows now.
#[derive(Debug, Clone, Default)]
pub struct PageState {
    /// Counts the journeys.
    pub journey_number: u64,
    /// Counts the steps: a form of an older page is no answer to a newer step.
    pub serial: u64,
    /// The serial of this journey's first step.
    pub first_serial: u64,
    /// What is shown.
    pub content: PageContent,
    /// What the person can do about the card readers.
    pub hint: Option<ReaderHint>,
    /// The questions that led here, the open one last: where "back" leads.
    pub trail: Vec<Topic>,
}

/// A step, as the page shows it.
#[derive(Debug, Clone, Default)]
pub enum PageContent {
    /// No journey has begun.
    #[default]
    NotStarted,
    /// A question.
    Question(Box<Question>),
    /// The next journey can't begin until the card of the person before is removed.
    RemoveCard,
    /// Waits for a card.
    Tap {
        /// Its text.
        text: ScreenText,
    },
    /// The card works.
    Card {
        /// How far the card has come.
        progress: CardProgress,
        /// Its text.
        text: ScreenText,
    },
    /// The backend works.
    Send {
        /// How far the card has come, if it has just signed the request.
        progress: Option<CardProgress>,
        /// Its text.
        text: ScreenText,
    },
    /// The journey has ended.
    Done {
        /// How it ended.
        outcome: Outcome,
        /// Its text.
        text: ScreenText,
    },
}

impl PageState {
    /// The state after `step`.
    #[must_use]
    pub fn after_step(&self, step: &Step) -> Self {
        let mut trail = self.trail.clone();
        let content = match step {
            Step::Ask { question } => {
                let known = trail.iter().position(|topic| *topic == question.about);
                trail.truncate(known.unwrap_or(trail.len()));
                trail.push(question.about);
                PageContent::Question(Box::new(question.clone()))
            }
            Step::Tap { text, .. } => PageContent::Tap { text: text.clone() },
            Step::Transmit { progress, text, .. } => PageContent::Card {
                progress: progress.clone(),
                text: text.clone(),
            },
            Step::Send { progress, text, .. } => PageContent::Send {
                progress: progress.clone(),
                text: text.clone(),
            },
            Step::Done { outcome, text } => {
                trail.clear();
                PageContent::Done {
                    outcome: outcome.clone(),
                    text: text.clone(),
                }
            }
        };
        Self {
            journey_number: self.journey_number,
            first_serial: self.first_serial,
            serial: self.serial + 1,
            content,
            hint: None,
            trail,
        }
    }

    /// The step's text; `None` if there is no step.
    #[must_use]
    pub fn text(&self) -> Option<&ScreenText> {
        match &self.content {
            PageContent::NotStarted | PageContent::RemoveCard => None,
            PageContent::Question(question) => Some(&question.text),
            PageContent::Tap { text }
            | PageContent::Card { text, .. }
            | PageContent::Send { text, .. }
            | PageContent::Done { text, .. } => Some(text),
        }
    }

    /// The page's path. It contains no answer.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.content {
            PageContent::Question(question) => question_path(question.about),
            PageContent::Done { .. } => "/end".into(),
            PageContent::NotStarted
            | PageContent::RemoveCard
            | PageContent::Tap { .. }
            | PageContent::Card { .. }
            | PageContent::Send { .. } => "/card".into(),
        }
    }

    /// Whether the next event must come from the person: an answer, a tap, or what to do at the end.
    #[must_use]
    pub fn waits_for_person(&self) -> bool {
        matches!(
            self.content,
            PageContent::Question(_) | PageContent::Tap { .. } | PageContent::Done { .. }
        )
    }

    /// Whether this is the journey's first question, where the person has not done anything yet.
    #[must_use]
    pub fn is_first_question(&self) -> bool {
        matches!(self.content, PageContent::Question(_)) && self.serial == self.first_serial
    }

    /// How many steps "back" lead to the page at `path`; `None` if it is not behind this one.
    #[must_use]
    pub fn steps_back_to(&self, path: &str) -> Option<usize> {
        let PageContent::Question(question) = &self.content else {
            return None;
        };
        question.back.as_ref()?;
        let mut behind = self.trail.iter().rev().skip(1);
        let index = behind.position(|topic| question_path(*topic) == path)?;
        Some(index + 1)
    }
}

fn question_path(about: Topic) -> String {
    format!("/ask/{}", topic::name(about))
}
