//! Between the journey's straight-line functions and [`Journey::next`](super::Journey::next): a
//! function parks here with the step that it needs, and goes on with what the shell brought.

use super::outcome::Sent;
use super::topic::Topic;
use super::{Answer, Event, Exchange, LOST, Question, Step, Why, Words};
use crate::apdu::{Command, Reply};
use crate::backend::Request;
use crate::card::{Gone, Link, Reader, Stage};
use crate::secret::Secret;
use crate::text::{Language, Text};
use jiff::Timestamp;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

/// What a person does instead of what was asked, carried by `?` to whoever owns the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Back to the question before.
    Back,
    /// To another question.
    Change(Topic),
    /// From the beginning, with another card than before.
    OtherCard,
    /// No further.
    Stopped,
}

/// What the shell brought, after it was found to fit the step.
enum Input {
    Answer(Answer),
    Turn(Turn),
    /// The same step again, in the language that is spoken now.
    Spoken,
    Arrived(Reader),
    Replied(Secret),
    Lost,
    Received {
        status: i32,
        body: Secret,
    },
    Unreachable,
}

struct Cell {
    step: Option<Step>,
    input: Option<Input>,
    now: Timestamp,
    text: Text,
    practice: bool,
    stopped: bool,
    sent: Sent,
    requests: i32,
    transcript: Vec<Exchange>,
}

/// One end for the journey's functions, the other for `next`.
#[derive(Clone)]
pub(super) struct Wire {
    cell: Arc<Mutex<Cell>>,
}

impl Wire {
    pub fn new(text: Text, practice: bool) -> Self {
        let cell = Cell {
            step: None,
            input: None,
            now: Timestamp::UNIX_EPOCH,
            text,
            practice,
            stopped: false,
            sent: Sent::Nothing,
            requests: 0,
            transcript: Vec::new(),
        };
        Self {
            cell: Arc::new(Mutex::new(cell)),
        }
    }

    fn cell(&self) -> MutexGuard<'_, Cell> {
        self.cell.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // ---- the shell's end -------------------------------------------------------------------

    /// Takes what happened, if it fits the step that was handed out last; says whether it did.
    pub fn hand_in(&self, now: Timestamp, last: &Step, event: Event) -> bool {
        if let Event::Speak { language } = event {
            self.speak(language);
        }
        let mut cell = self.cell();
        cell.now = now;
        let input = fitting(last, event);
        if let Some(Input::Turn(Turn::Stopped)) = input {
            cell.stopped = true;
        }
        let fits = input.is_some();
        cell.input = input;
        fits
    }

    /// The time at which the journey starts.
    pub fn starts(&self, now: Timestamp) {
        self.cell().now = now;
    }

    /// The step that the parked function needs.
    pub fn hand_out(&self) -> Option<Step> {
        self.cell().step.take()
    }

    /// Commands and replies so far.
    pub fn transcript(&self) -> Vec<Exchange> {
        self.cell().transcript.clone()
    }

    // ---- the journey's end -----------------------------------------------------------------

    /// The time of the latest event.
    pub fn now(&self) -> Timestamp {
        self.cell().now
    }

    /// The words, in the language that is spoken now.
    pub fn text(&self) -> Text {
        self.cell().text
    }

    /// The language that is spoken from now on.
    pub fn speak(&self, language: Language) {
        let mut cell = self.cell();
        cell.text = cell.text.speaking(language);
    }

    /// Whether this is practice, as far as known.
    pub fn practice(&self) -> bool {
        self.cell().practice
    }

    /// What the backend says of it.
    pub fn set_practice(&self, practice: bool) {
        self.cell().practice = practice;
    }

    /// Whether an application may have left.
    pub fn sent(&self) -> Sent {
        self.cell().sent
    }

    /// Whether an application may have left, from now on.
    pub fn set_sent(&self, sent: Sent) {
        self.cell().sent = sent;
    }

    /// Whether a password left whose reply never came, and no card has said since how many tries
    /// are left.
    pub fn password_in_doubt(&self) -> bool {
        let cell = self.cell();
        let mut newest = cell.transcript.iter().rev();
        let telling = newest.find(|each| each.presents_password() || each.counts_tries());
        telling.is_some_and(|each| each.presents_password() && each.status == LOST)
    }

    /// A number for the next request.
    pub fn request_id(&self) -> i32 {
        let mut cell = self.cell();
        cell.requests += 1;
        cell.requests
    }

    /// Asks the person.
    pub async fn ask(&self, mut question: impl FnMut() -> Question) -> Result<Answer, Turn> {
        let step = || Step::Ask {
            question: question(),
        };
        match self.step(step).await? {
            Input::Answer(answer) => Ok(answer),
            Input::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Waits for a card.
    pub async fn tap(&self, why: Why, words: impl Fn() -> Words) -> Result<Reader, Turn> {
        let step = || Step::Tap {
            why,
            words: words(),
        };
        match self.step(step).await? {
            Input::Arrived(reader) => Ok(reader),
            Input::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Sends to the backend: HTTP status and body, or `None` when it can't be reached.
    pub async fn send(
        &self,
        request: Request,
        words: impl Fn() -> Words,
    ) -> Result<Option<(i32, Secret)>, Turn> {
        let step = || Step::Send {
            request: request.clone(),
            words: words(),
        };
        match self.step(step).await? {
            Input::Received { status, body } => Ok(Some((status, body))),
            Input::Unreachable => Ok(None),
            Input::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Parks until something that fits the step is handed in; whenever another language is spoken
    /// meanwhile, the step is made anew. Once stopped, nothing more is asked.
    async fn step(&self, mut step: impl FnMut() -> Step) -> Result<Input, Turn> {
        loop {
            if self.cell().stopped {
                return Err(Turn::Stopped);
            }
            let step = step();
            self.cell().step = Some(step);
            let input = poll_fn(|_| match self.cell().input.take() {
                Some(input) => Poll::Ready(input),
                None => Poll::Pending,
            });
            match input.await {
                Input::Spoken => {}
                input => return Ok(input),
            }
        }
    }

    fn record(&self, command: &Command, reply: Option<&Reply>) {
        let exchange = Exchange::new(command, reply);
        self.cell().transcript.push(exchange);
    }
}

impl Link for Wire {
    async fn transmit(&self, command: &Command, stage: Stage) -> Result<Reply, Gone> {
        let step = || Step::Transmit {
            command: command.bytes().into(),
            stage,
            words: super::words::keep_still(&self.text(), stage),
        };
        let reply = match self.step(step).await {
            Ok(Input::Replied(bytes)) => Reply::decode(bytes.bytes()).ok(),
            _ => None,
        };
        self.record(command, reply.as_ref());
        reply.ok_or(Gone)
    }
}

/// What fits the step that was handed out last; `None`: it changes nothing.
fn fitting(last: &Step, event: Event) -> Option<Input> {
    match (last, event) {
        (Step::Done { .. }, _) => None,
        (_, Event::Stopped) => Some(Input::Turn(Turn::Stopped)),

        // A command is never handed out twice.
        (Step::Transmit { .. }, Event::Replied { reply }) => Some(Input::Replied(reply)),
        (Step::Transmit { .. }, _) => Some(Input::Lost),

        (_, Event::Speak { .. }) => Some(Input::Spoken),

        (Step::Ask { question }, Event::Answered { answer }) => question
            .form
            .takes(&answer)
            .then_some(Input::Answer(answer)),
        (Step::Ask { question }, Event::Back) => {
            question.back.is_some().then_some(Input::Turn(Turn::Back))
        }
        (Step::Ask { question }, Event::Change { about }) => question
            .leads_to(about)
            .then_some(Input::Turn(Turn::Change(about))),

        (Step::Tap { .. }, Event::Arrived { reader }) => Some(Input::Arrived(reader)),
        (Step::Tap { .. }, Event::Back) => Some(Input::Turn(Turn::Back)),

        (Step::Send { request, .. }, Event::Received { id, status, body }) => {
            (request.id == id).then_some(Input::Received { status, body })
        }
        (Step::Send { request, .. }, Event::Unreachable { id }) => {
            (request.id == id).then_some(Input::Unreachable)
        }
        _ => None,
    }
}
