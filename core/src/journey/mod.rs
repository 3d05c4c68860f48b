//! The journey: a conversation between a person, a card and the backend, without I/O.
//!
//! [`Journey::next`] takes an [`Event`] and gives a [`Step`]. It is total: every event may come at
//! every step; one that doesn't fit changes nothing and the same step comes again, except that
//! during [`Step::Transmit`] anything other than a reply counts as a lost card.
//!
//! Only [`Step::Tap`] and [`Step::Transmit`] hold the card: at any other step the shell ends the
//! card's session.

mod event;
mod outcome;
mod question;
mod step;

pub use event::{Answer, Entry, Event};
pub use outcome::{Outcome, Reason, Sent};
pub use question::{Action, Choice, Field, Filter, Form, Keyboard, Problem, Question, Row, Topic};
pub use step::{Line, Step, Why, Words};

use crate::text::Language;
use jiff::Timestamp;

/// What a journey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The person's language.
    pub language: Language,
    /// The backend's address, from the shell's configuration: `https://host[:port]`, no path. It
    /// is signed, so it never comes from what a server said.
    pub backend: String,
    /// The backend is known to be a sandbox: every screen says so from the first one on. What the
    /// backend itself says of it counts from when it has been asked.
    pub practice: bool,
    /// What the card is laid on, for where to lay it.
    pub device: Device,
    /// 32 bytes from the system's random number generator, for this journey alone.
    pub entropy: [u8; 32],
}

/// One command and its reply, for support: no data, only its length.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// One errand of one person, from the first question to the outcome.
pub struct Journey {}

impl Journey {
    /// A journey that waits for [`Event::Started`].
    #[must_use]
    pub fn new(start: Start) -> Self {
        let _ = start;
        Self {}
    }

    /// Hands in what happened at `now`; gives what is needed next.
    pub fn next(&mut self, now: Timestamp, event: Event) -> Step {
        let _ = (now, event);
        unimplemented!("journey author")
    }

    /// The commands and replies so far, for support.
    #[must_use]
    pub fn transcript(&self) -> Vec<Exchange> {
        unimplemented!("journey author")
    }
}
