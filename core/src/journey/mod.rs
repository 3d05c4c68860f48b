//! The journey: a conversation between a person, a card and the backend, without I/O.
//!
//! [`Journey::next`] takes an [`Event`] and returns a [`Step`]. It is total: every event is allowed at
//! every step. An event that does not fit changes nothing and the same step comes again, with one
//! exception: during [`Step::Transmit`] anything but a reply counts as a lost card.
//!
//! The person may change the language at any step ([`Event::SetLanguage`]) and loses nothing: the text
//! of a step is built again.
//!
//! Only [`Step::Tap`] and [`Step::Transmit`] hold the card: at any other step the shell ends the card
//! session.

pub use crate::backend::SubmissionState;
pub use crate::flow::JourneyConfig;
pub use crate::port::TranscriptEntry;
pub use crate::step::{EndReason, Event, Outcome, Step};
pub use crate::view::{
    Answer, AnswerProblem, CardProgress, Choice, ChoiceSearch, Device, Fact, Feedback, FieldValue,
    Filter, FilterGroup, InputField, JourneyKind, Keyboard, Question, QuestionAction, QuestionForm,
    ScreenText, StageProgress, StageState, SummaryRow, TapReason, Topic,
};

use crate::flow::{self, Ending, FlowContext};
use crate::port::Port;
use crate::step::feedback;
use crate::text::Text;
use crate::view::ending;
use jiff::Timestamp;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

type FlowFuture = Pin<Box<dyn Future<Output = Ending> + Send>>;

/// One journey of one person, from the first question to the outcome.
pub struct Journey {
    port: Port,
    /// `None` before the first event and after the end.
    flow: Option<FlowFuture>,
    config: Option<JourneyConfig>,
    /// After the end, only what to say is left.
    ending: Option<Ending>,
    /// The step that was handed out last, without its card command.
    last: Option<Step>,
}

impl Journey {
    /// A journey that waits for [`Event::Started`].
    #[must_use]
    pub fn new(config: JourneyConfig) -> Self {
        let text = if config.furigana {
            Text::with_furigana(config.language)
        } else {
            Text::new(config.language)
        };
        Self {
            port: Port::new(text, config.practice),
            flow: None,
            config: Some(config),
            ending: None,
            last: None,
        }
    }

    /// Takes what happened at `now`; returns what the journey needs next.
    ///
    /// Never panics: after a panic inside, the journey ends with [`Outcome::InternalError`].
    pub fn next(&mut self, now: Timestamp, event: Event) -> Step {
        let advanced = catch_unwind(AssertUnwindSafe(|| self.advance(now, event)));
        let mut step = advanced.unwrap_or_else(|_| {
            let submission = self.port.submission();
            self.finish(Ending::new(Outcome::InternalError, move |text| {
                ending::internal_error(text, submission)
            }))
        });
        let practice = || self.port.text().message("label-practice");
        step.text_mut().practice = self.port.practice().then(practice);
        if let Some(last) = &self.last {
            step.text_mut().feedback = feedback(last, &step);
        }
        self.last = Some(step.clone().handed_out());
        step
    }

    /// The commands and replies so far, for support: no data, only its length.
    #[must_use]
    pub fn transcript(&self) -> Vec<TranscriptEntry> {
        self.port.transcript()
    }

    /// For tests of shells: the next event that fits meets a panic.
    #[doc(hidden)]
    pub fn fail_next(&mut self) {
        self.flow = Some(Box::pin(async { panic!("a panic for a test") }));
    }

    fn advance(&mut self, now: Timestamp, event: Event) -> Step {
        match (&self.last, self.config.take()) {
            (None, Some(config)) => {
                self.port.set_now(now);
                match event {
                    Event::Stopped => return self.finish(stopped_at_once()),
                    Event::SetLanguage { language } => self.port.set_language(language),
                    _ => {}
                }
                let context = FlowContext::new(self.port.clone(), config);
                self.flow = Some(Box::pin(flow::run(context)));
            }
            (Some(last), _) => {
                if !self.port.push_event(now, last, event) {
                    return match self.ending.take() {
                        Some(ending) => self.finish(ending),
                        None => last.clone(),
                    };
                }
            }
            (None, None) => unreachable!("a journey that has started has handed out a step"),
        }
        let flow = self.flow.as_mut().expect("a journey that has not ended");
        match flow.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(ending) => self.finish(ending),
            Poll::Pending => self.port.take_step().expect("a parked flow needs a step"),
        }
    }

    /// The journey is over: nothing is kept but what to say.
    fn finish(&mut self, ending: Ending) -> Step {
        self.flow = None;
        let step = Step::Done {
            outcome: ending.outcome.clone(),
            text: ending.text(&self.port.text()),
        };
        self.ending = Some(ending);
        step
    }
}

/// The person or the shell stopped before the first step.
fn stopped_at_once() -> Ending {
    let submission = SubmissionState::NotSent;
    Ending::new(Outcome::Stopped { submission }, move |text| {
        ending::stopped(text, submission, false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::ReaderCapabilities;
    use crate::secret::Secret;
    use crate::text::Language;

    #[test]
    fn a_fault_while_the_card_works_is_felt_as_failure_and_only_once() {
        let mut journey = Journey::new(JourneyConfig {
            kind: JourneyKind::Card,
            language: Language::English,
            backend: "https://points.example".into(),
            practice: false,
            device: Device::CardReader,
            furigana: false,
            entropy: [0; 32],
        });
        let next = |journey: &mut Journey, event| journey.next(Timestamp::UNIX_EPOCH, event);
        next(&mut journey, Event::Started);
        let reader = ReaderCapabilities {
            max_command_bytes: 261,
            application_selected: false,
        };
        let found = next(&mut journey, Event::Arrived { reader });
        assert_eq!(found.text().feedback, Some(Feedback::CardFound));
        journey.fail_next();
        let reply = Secret::from(vec![0x90, 0x00]);
        let failed = next(&mut journey, Event::Replied { reply });
        assert_eq!(failed.text().feedback, Some(Feedback::Failure));
        let again = next(&mut journey, Event::Lost);
        assert_eq!(again.text().feedback, None);
    }
}
