//! The journey: a conversation between a person, a card and the backend, without I/O.
//!
//! [`Journey::next`] takes an [`Event`] and gives a [`Step`]. It is total: every event may come at
//! every step; one that doesn't fit changes nothing and the same step comes again, except that
//! during [`Step::Transmit`] anything other than a reply counts as a lost card.
//!
//! The person may change the language at any step ([`Event::SetLanguage`]) and loses nothing: whatever is
//! read is derived anew.
//!
//! Only [`Step::Tap`] and [`Step::Transmit`] hold the card: at any other step the shell ends the
//! card's session.

mod apply;
mod ask;
mod card;
mod conversation;
mod draft;
mod event;
mod help;
mod home;
mod load;
mod outcome;
mod preregister;
mod question;
mod refused;
mod rules;
mod screen;
mod sign;
mod spots;
mod standing;
mod status;
mod step;
mod submit;
mod topic;
mod wire;
mod words;

pub use event::{Answer, Event, FieldValue};
pub use outcome::{EndReason, Outcome, SubmissionState};
pub use question::{
    AnswerProblem, Choice, Filter, InputField, Keyboard, Question, QuestionAction, QuestionForm,
    SummaryRow,
};
pub use screen::{Fact, ScreenText};
pub use step::{Step, TapReason};
pub use topic::Topic;

use crate::apdu::{CommandApdu, ResponseApdu};
use crate::text::{Language, Text};
use conversation::{Ending, FlowContext};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wire::Port;

use jiff::Timestamp;

/// What a journey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum JourneyKind {
    /// Ask what the person wants to do, then do it.
    Home,
    /// Apply for points.
    Apply,
    /// Have an Individual Key ID issued, and no more.
    Preregister,
    /// See what stands, and go on to *apply*.
    Status,
    /// Kind, validity, tries left. No password.
    Card,
    /// Find an Application Spot.
    Spots,
    /// Help.
    Help,
}

/// What the card is laid on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Device {
    /// An Android phone: the antenna is in the middle to upper back.
    Android,
    /// An iPhone: the antenna is at the top edge.
    Iphone,
    /// A card reader at a computer.
    CardReader,
}

/// What a journey starts with.
#[derive(Clone)]
pub struct JourneyConfig {
    /// What it is for.
    pub kind: JourneyKind,
    /// The person's language at first: [`Event::SetLanguage`] changes it.
    pub language: Language,
    /// The backend's address, from the shell's configuration: `https://host[:port]`, no path. It
    /// is signed, so it never comes from what a server said.
    pub backend: String,
    /// The backend is known to be a sandbox: every screen says so from the first one on. What the
    /// backend itself says of it counts from when it has been asked.
    pub practice: bool,
    /// What the card is laid on, for where to lay it.
    pub device: Device,
    /// The shell sets the readings that plain Japanese has above the kanji
    /// ([`ruby::pieces`](crate::text::ruby::pieces)): every kanji has one. Otherwise only those beyond
    /// elementary school have theirs, in parentheses.
    pub furigana: bool,
    /// 32 bytes from the system's random number generator, for this journey alone.
    pub entropy: [u8; 32],
}

/// One command and its reply, for support: no data, only its length.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TranscriptEntry {
    /// CLA INS P1 P2 in hex.
    pub header: String,
    /// Bytes of data sent.
    pub sent_bytes: i32,
    /// Bytes of data received.
    pub received_bytes: i32,
    /// The status word in hex, or `lost`.
    pub status: String,
}

/// Stands for the status word where no reply came.
const LOST: &str = "lost";

impl TranscriptEntry {
    fn new(command: &CommandApdu, reply: Option<&ResponseApdu>) -> Self {
        Self {
            header: command.header().map(|byte| format!("{byte:02X}")).join(" "),
            sent_bytes: length(command.data()),
            received_bytes: reply.map_or(0, |reply| length(reply.data())),
            status: reply.map_or_else(|| LOST.into(), |reply| format!("{:04X}", reply.status().0)),
        }
    }
}

impl TranscriptEntry {
    /// VERIFY with a password.
    fn presents_password(&self) -> bool {
        self.header.starts_with("00 20") && self.sent_bytes > 0
    }

    /// The tries query, answered: so many left, or blocked.
    fn counts_tries(&self) -> bool {
        self.header.starts_with("00 20")
            && (self.status.starts_with("63C") || ["6983", "6984"].contains(&&*self.status))
    }
}

fn length(data: &[u8]) -> i32 {
    i32::try_from(data.len()).unwrap_or(i32::MAX)
}

/// The words for a fault of ours that a shell met.
#[cfg(feature = "uniffi")]
pub(crate) fn broken(text: &Text, sent: SubmissionState) -> ScreenText {
    words::broken(text, sent)
}

type FlowFuture = Pin<Box<dyn Future<Output = Ending> + Send>>;

/// One errand of one person, from the first question to the outcome.
pub struct Journey {
    wire: Port,
    /// `None` before the first event and after the end.
    flow: Option<FlowFuture>,
    config: Option<JourneyConfig>,
    /// How it ended: what to say stays, all else is gone.
    end: Option<Ending>,
    /// The step that was handed out last; a card command only by its stage.
    last: Option<Step>,
}

impl Journey {
    /// A journey that waits for [`Event::Started`].
    #[must_use]
    pub fn new(start: JourneyConfig) -> Self {
        let text = if start.furigana {
            Text::with_furigana(start.language)
        } else {
            Text::new(start.language)
        };
        Self {
            wire: Port::new(text, start.practice),
            flow: None,
            config: Some(start),
            end: None,
            last: None,
        }
    }

    /// Hands in what happened at `now`; gives what is needed next.
    ///
    /// Never panics: a journey that met a panic of ours says [`Outcome::InternalError`] from then on.
    pub fn next(&mut self, now: Timestamp, event: Event) -> Step {
        let went = catch_unwind(AssertUnwindSafe(|| self.advance(now, event)));
        let mut step = went.unwrap_or_else(|_| {
            let sent = self.wire.sent();
            self.finish(Ending::new(Outcome::InternalError, move |text| {
                words::broken(text, sent)
            }))
        });
        let practice = || self.wire.text().message("label-practice");
        step.text_mut().practice = self.wire.practice().then(practice);
        self.last = Some(step.without_command());
        step
    }

    /// The commands and replies so far, for support: no data, only its length.
    #[must_use]
    pub fn transcript(&self) -> Vec<TranscriptEntry> {
        self.wire.transcript()
    }

    /// For tests of shells: the next event that fits meets a fault of ours.
    #[doc(hidden)]
    pub fn fail_next(&mut self) {
        self.flow = Some(Box::pin(async { panic!("a fault of ours, for a test") }));
    }

    fn advance(&mut self, now: Timestamp, event: Event) -> Step {
        match (&self.last, self.config.take()) {
            (None, Some(start)) => {
                self.wire.set_now(now);
                match event {
                    Event::Stopped => {
                        return self.finish(words::stopped(SubmissionState::NotSent, false));
                    }
                    Event::SetLanguage { language } => self.wire.set_language(language),
                    _ => {}
                }
                let conversation = FlowContext::new(self.wire.clone(), start);
                self.flow = Some(Box::pin(home::run(conversation)));
            }
            (Some(last), _) => {
                if !self.wire.push_event(now, last, event) {
                    return match self.end.take() {
                        Some(end) => self.finish(end),
                        None => last.clone(),
                    };
                }
            }
            (None, None) => unreachable!("a journey that has started has handed out a step"),
        }
        let errand = self.flow.as_mut().expect("a journey that is not done");
        match errand
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(end) => self.finish(end),
            Poll::Pending => self.wire.take_step().expect("a parked errand needs a step"),
        }
    }

    /// It is over: nothing is kept but what to say.
    fn finish(&mut self, end: Ending) -> Step {
        self.flow = None;
        let step = Step::Done {
            outcome: end.outcome.clone(),
            text: end.words(&self.wire.text()),
        };
        self.end = Some(end);
        step
    }
}
