//! Between the journey's straight-line functions and [`Journey::next`](super::Journey::next): a
//! function parks here with the step that it needs, and goes on with what the shell brought.

use super::outcome::SubmissionState;
use super::topic::Topic;
use super::{Answer, Event, LOST, Question, ScreenText, Step, TapReason, TranscriptEntry};
use crate::apdu::{CommandApdu, ResponseApdu};
use crate::backend::HttpRequest;
use crate::card::{CardLost, CardStage, CardTransport, ReaderCapabilities};
use crate::secret::Secret;
use crate::text::{Language, Text};
use jiff::Timestamp;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

/// What a person does instead of what was asked, carried by `?` to whoever owns the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interrupt {
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
enum PortInput {
    Answer(Answer),
    Turn(Interrupt),
    /// The same step again, in the language that is spoken now.
    Spoken,
    Arrived(ReaderCapabilities),
    Replied(Secret),
    Lost,
    Received {
        status: i32,
        body: Secret,
    },
    Unreachable,
}

struct PortState {
    step: Option<Step>,
    input: Option<PortInput>,
    now: Timestamp,
    text: Text,
    practice: bool,
    stopped: bool,
    sent: SubmissionState,
    requests: i32,
    transcript: Vec<TranscriptEntry>,
}

/// One end for the journey's functions, the other for `next`.
#[derive(Clone)]
pub(super) struct Port {
    cell: Arc<Mutex<PortState>>,
}

impl Port {
    pub fn new(text: Text, practice: bool) -> Self {
        let cell = PortState {
            step: None,
            input: None,
            now: Timestamp::UNIX_EPOCH,
            text,
            practice,
            stopped: false,
            sent: SubmissionState::NotSent,
            requests: 0,
            transcript: Vec::new(),
        };
        Self {
            cell: Arc::new(Mutex::new(cell)),
        }
    }

    fn cell(&self) -> MutexGuard<'_, PortState> {
        self.cell.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // ---- the shell's end -------------------------------------------------------------------

    /// Takes what happened, if it fits the step that was handed out last; says whether it did.
    pub fn push_event(&self, now: Timestamp, last: &Step, event: Event) -> bool {
        if let Event::SetLanguage { language } = event {
            self.set_language(language);
        }
        let mut cell = self.cell();
        cell.now = now;
        let input = accepted(last, event);
        if let Some(PortInput::Turn(Interrupt::Stopped)) = input {
            cell.stopped = true;
        }
        let fits = input.is_some();
        cell.input = input;
        fits
    }

    /// The time at which the journey starts.
    pub fn set_now(&self, now: Timestamp) {
        self.cell().now = now;
    }

    /// The step that the parked function needs.
    pub fn take_step(&self) -> Option<Step> {
        self.cell().step.take()
    }

    /// Commands and replies so far.
    pub fn transcript(&self) -> Vec<TranscriptEntry> {
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
    pub fn set_language(&self, language: Language) {
        let mut cell = self.cell();
        cell.text = cell.text.in_language(language);
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
    pub fn sent(&self) -> SubmissionState {
        self.cell().sent
    }

    /// Whether an application may have left, from now on.
    pub fn set_sent(&self, sent: SubmissionState) {
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
    pub fn next_request_id(&self) -> i32 {
        let mut cell = self.cell();
        cell.requests += 1;
        cell.requests
    }

    /// Asks the person.
    pub async fn ask(&self, mut question: impl FnMut() -> Question) -> Result<Answer, Interrupt> {
        let step = || Step::Ask {
            question: question(),
        };
        match self.step(step).await? {
            PortInput::Answer(answer) => Ok(answer),
            PortInput::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Waits for a card.
    pub async fn tap(
        &self,
        why: TapReason,
        words: impl Fn() -> ScreenText,
    ) -> Result<ReaderCapabilities, Interrupt> {
        let step = || Step::Tap {
            reason: why,
            text: words(),
        };
        match self.step(step).await? {
            PortInput::Arrived(reader) => Ok(reader),
            PortInput::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Sends to the backend: HTTP status and body, or `None` when it can't be reached.
    pub async fn send(
        &self,
        request: HttpRequest,
        words: impl Fn() -> ScreenText,
    ) -> Result<Option<(i32, Secret)>, Interrupt> {
        let step = || Step::Send {
            request: request.clone(),
            text: words(),
        };
        match self.step(step).await? {
            PortInput::Received { status, body } => Ok(Some((status, body))),
            PortInput::Unreachable => Ok(None),
            PortInput::Turn(turn) => Err(turn),
            _ => unreachable!("only what fits the step is handed in"),
        }
    }

    /// Parks until something that fits the step is handed in; whenever another language is spoken
    /// meanwhile, the step is made anew. Once stopped, nothing more is asked.
    async fn step(&self, mut step: impl FnMut() -> Step) -> Result<PortInput, Interrupt> {
        loop {
            if self.cell().stopped {
                return Err(Interrupt::Stopped);
            }
            let step = step();
            self.cell().step = Some(step);
            let input = poll_fn(|_| match self.cell().input.take() {
                Some(input) => Poll::Ready(input),
                None => Poll::Pending,
            });
            match input.await {
                PortInput::Spoken => {}
                input => return Ok(input),
            }
        }
    }

    fn record(&self, command: &CommandApdu, reply: Option<&ResponseApdu>) {
        let exchange = TranscriptEntry::new(command, reply);
        self.cell().transcript.push(exchange);
    }
}

impl CardTransport for Port {
    async fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardLost> {
        let step = || Step::Transmit {
            command: command.bytes().into(),
            stage,
            text: super::words::keep_still(&self.text(), stage),
        };
        let reply = match self.step(step).await {
            Ok(PortInput::Replied(bytes)) => ResponseApdu::decode(bytes.bytes()).ok(),
            _ => None,
        };
        self.record(command, reply.as_ref());
        reply.ok_or(CardLost)
    }
}

/// What fits the step that was handed out last; `None`: it changes nothing.
fn accepted(last: &Step, event: Event) -> Option<PortInput> {
    match (last, event) {
        (Step::Done { .. }, _) => None,
        (_, Event::Stopped) => Some(PortInput::Turn(Interrupt::Stopped)),

        // A command is never handed out twice.
        (Step::Transmit { .. }, Event::Replied { reply }) => Some(PortInput::Replied(reply)),
        (Step::Transmit { .. }, _) => Some(PortInput::Lost),

        (_, Event::SetLanguage { .. }) => Some(PortInput::Spoken),

        (Step::Ask { question }, Event::Answered { answer }) => question
            .form
            .accepts(&answer)
            .then_some(PortInput::Answer(answer)),
        (Step::Ask { question }, Event::Back) => question
            .back
            .is_some()
            .then_some(PortInput::Turn(Interrupt::Back)),
        (Step::Ask { question }, Event::Change { about }) => question
            .can_change(about)
            .then_some(PortInput::Turn(Interrupt::Change(about))),

        (Step::Tap { .. }, Event::Arrived { reader }) => Some(PortInput::Arrived(reader)),
        (Step::Tap { .. }, Event::Back) => Some(PortInput::Turn(Interrupt::Back)),

        (Step::Send { request, .. }, Event::Received { id, status, body }) => {
            (request.id == id).then_some(PortInput::Received { status, body })
        }
        (Step::Send { request, .. }, Event::Unreachable { id }) => {
            (request.id == id).then_some(PortInput::Unreachable)
        }
        _ => None,
    }
}
