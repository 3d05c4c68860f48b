//! The journey: a conversation between a person, a card and the backend, without I/O.
//!
//! [`Journey::next`] takes an [`Event`] and gives a [`Step`]. It is total: every event may come at
//! every step; one that doesn't fit changes nothing and the same step comes again, except that
//! during [`Step::Transmit`] anything other than a reply counts as a lost card.
//!
//! The person may change the language at any step ([`Event::Speak`]) and loses nothing: whatever is
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

pub use event::{Answer, Entry, Event};
pub use outcome::{Outcome, Reason, Sent};
pub use question::{Action, Choice, Field, Filter, Form, Keyboard, Problem, Question, Row};
pub use screen::{Line, Words};
pub use step::{Step, Why};
pub use topic::Topic;

use crate::apdu::{Command, Reply};
use crate::text::{Language, Text};
use conversation::{Conversation, End};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wire::Wire;

use jiff::Timestamp;

/// What a journey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Errand {
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
    IPhone,
    /// A card reader at a computer.
    Reader,
}

/// What a journey starts with.
#[derive(Clone)]
pub struct Start {
    /// What it is for.
    pub errand: Errand,
    /// The person's language at first: [`Event::Speak`] changes it.
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
pub struct Exchange {
    /// CLA INS P1 P2 in hex.
    pub header: String,
    /// Bytes of data sent.
    pub sent: i32,
    /// Bytes of data received.
    pub received: i32,
    /// The status word in hex, or `lost`.
    pub status: String,
}

/// Stands for the status word where no reply came.
const LOST: &str = "lost";

impl Exchange {
    fn new(command: &Command, reply: Option<&Reply>) -> Self {
        Self {
            header: command.header().map(|byte| format!("{byte:02X}")).join(" "),
            sent: length(command.data()),
            received: reply.map_or(0, |reply| length(reply.data())),
            status: reply.map_or_else(|| LOST.into(), |reply| format!("{:04X}", reply.status().0)),
        }
    }
}

impl Exchange {
    /// VERIFY with a password.
    fn presents_password(&self) -> bool {
        self.header.starts_with("00 20") && self.sent > 0
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
pub(crate) fn broken(text: &Text, sent: Sent) -> Words {
    words::broken(text, sent)
}

type Errands = Pin<Box<dyn Future<Output = End> + Send>>;

/// One errand of one person, from the first question to the outcome.
pub struct Journey {
    wire: Wire,
    /// `None` before the first event and after the end.
    errand: Option<Errands>,
    start: Option<Start>,
    /// How it ended: what to say stays, all else is gone.
    end: Option<End>,
    /// The step that was handed out last; a card command only by its stage.
    last: Option<Step>,
}

impl Journey {
    /// A journey that waits for [`Event::Started`].
    #[must_use]
    pub fn new(start: Start) -> Self {
        let text = if start.furigana {
            Text::with_furigana(start.language)
        } else {
            Text::new(start.language)
        };
        Self {
            wire: Wire::new(text, start.practice),
            errand: None,
            start: Some(start),
            end: None,
            last: None,
        }
    }

    /// Hands in what happened at `now`; gives what is needed next.
    ///
    /// Never panics: a journey that met a panic of ours says [`Outcome::Broken`] from then on.
    pub fn next(&mut self, now: Timestamp, event: Event) -> Step {
        let went = catch_unwind(AssertUnwindSafe(|| self.advance(now, event)));
        let mut step = went.unwrap_or_else(|_| {
            let sent = self.wire.sent();
            self.over(End::new(Outcome::Broken, move |text| {
                words::broken(text, sent)
            }))
        });
        let practice = || self.wire.text().say("label-practice");
        step.words_mut().practice = self.wire.practice().then(practice);
        self.last = Some(step.without_command());
        step
    }

    /// The commands and replies so far, for support: no data, only its length.
    #[must_use]
    pub fn transcript(&self) -> Vec<Exchange> {
        self.wire.transcript()
    }

    /// For tests of shells: the next event that fits meets a fault of ours.
    #[doc(hidden)]
    pub fn fail_next(&mut self) {
        self.errand = Some(Box::pin(async { panic!("a fault of ours, for a test") }));
    }

    fn advance(&mut self, now: Timestamp, event: Event) -> Step {
        match (&self.last, self.start.take()) {
            (None, Some(start)) => {
                self.wire.starts(now);
                match event {
                    Event::Stopped => return self.over(words::stopped(Sent::Nothing, false)),
                    Event::Speak { language } => self.wire.speak(language),
                    _ => {}
                }
                let conversation = Conversation::new(self.wire.clone(), start);
                self.errand = Some(Box::pin(home::run(conversation)));
            }
            (Some(last), _) => {
                if !self.wire.hand_in(now, last, event) {
                    return match self.end.take() {
                        Some(end) => self.over(end),
                        None => last.clone(),
                    };
                }
            }
            (None, None) => unreachable!("a journey that has started has handed out a step"),
        }
        let errand = self.errand.as_mut().expect("a journey that is not done");
        match errand
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(end) => self.over(end),
            Poll::Pending => self.wire.hand_out().expect("a parked errand needs a step"),
        }
    }

    /// It is over: nothing is kept but what to say.
    fn over(&mut self, end: End) -> Step {
        self.errand = None;
        let step = Step::Done {
            outcome: end.outcome.clone(),
            words: end.words(&self.wire.text()),
        };
        self.end = Some(end);
        step
    }
}
