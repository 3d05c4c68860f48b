//! Where a flow waits: it parks at a port with the step that it needs, and goes on with what the shell
//! brought.
//!
//! One side is the flow's: straight-line `async` functions. The other is the journey's, which pushes
//! events and takes steps.

mod context;
mod input;
mod transcript;

pub(crate) use input::Interrupt;
pub use transcript::TranscriptEntry;

use crate::apdu::{CommandApdu, ResponseApdu};
use crate::backend::{HttpRequest, SubmissionState};
use crate::card::{CardLost, CardStage, CardTransport, ReaderCapabilities, Tries};
use crate::secret::Secret;
use crate::step::{Event, Step};
use crate::text::{Language, Text};
use crate::view::{Answer, CardProgress, Question, ScreenText, TapReason, card};
use context::{JourneyContext, PasswordState};
use input::PortInput;
use jiff::Timestamp;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

struct PortState {
    /// What the parked flow needs.
    step: Option<Step>,
    /// What the shell brought for it.
    input: Option<PortInput>,
    stopped: bool,
    context: JourneyContext,
    transcript: Vec<TranscriptEntry>,
}

/// One handle for the flow, another for the journey.
#[derive(Clone)]
pub(crate) struct Port {
    state: Arc<Mutex<PortState>>,
}

impl Port {
    pub(crate) fn new(text: Text, practice: bool) -> Self {
        let state = PortState {
            step: None,
            input: None,
            stopped: false,
            context: JourneyContext::new(text, practice),
            transcript: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn state(&self) -> MutexGuard<'_, PortState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The journey's side.
impl Port {
    /// Takes `event`, which happened at `now`, if it fits the step that was handed out last. Returns
    /// whether it does.
    pub(crate) fn push_event(&self, now: Timestamp, last: &Step, event: Event) -> bool {
        if let Event::SetLanguage { language } = event {
            self.set_language(language);
        }
        let mut state = self.state();
        state.context.now = now;
        let input = input::accepted(last, event);
        if let Some(PortInput::Interrupt(Interrupt::Stopped)) = input {
            state.stopped = true;
        }
        let fits = input.is_some();
        state.input = input;
        fits
    }

    /// The step that the parked flow needs.
    pub(crate) fn take_step(&self) -> Option<Step> {
        self.state().step.take()
    }

    /// The time at which the journey starts.
    pub(crate) fn set_now(&self, now: Timestamp) {
        self.state().context.now = now;
    }

    pub(crate) fn set_language(&self, language: Language) {
        let context = &mut self.state().context;
        context.text = context.text.in_language(language);
    }

    /// Commands and replies so far.
    pub(crate) fn transcript(&self) -> Vec<TranscriptEntry> {
        self.state().transcript.clone()
    }
}

/// What both sides ask.
impl Port {
    /// The time of the latest event.
    pub(crate) fn now(&self) -> Timestamp {
        self.state().context.now
    }

    /// The text in the current language.
    pub(crate) fn text(&self) -> Text {
        self.state().context.text
    }

    /// Whether this is the sandbox, as far as known.
    pub(crate) fn practice(&self) -> bool {
        self.state().context.practice
    }

    /// Whether an application may have reached the backend.
    pub(crate) fn submission(&self) -> SubmissionState {
        self.state().context.submission
    }
}

/// The flow's side.
impl Port {
    /// What the backend says of the sandbox.
    pub(crate) fn set_practice(&self, practice: bool) {
        self.state().context.practice = practice;
    }

    pub(crate) fn set_submission(&self, submission: SubmissionState) {
        self.state().context.submission = submission;
    }

    /// Whether a password was sent, and no card has told since what became of it.
    pub(crate) fn password_in_doubt(&self) -> bool {
        self.state().context.password == PasswordState::InDoubt
    }

    /// An id for the next request.
    pub(crate) fn next_request_id(&self) -> i32 {
        let context = &mut self.state().context;
        context.request_id += 1;
        context.request_id
    }

    /// Asks the person.
    pub(crate) async fn ask(
        &self,
        mut question: impl FnMut() -> Question,
    ) -> Result<Answer, Interrupt> {
        let step = || Step::Ask {
            question: question(),
        };
        match self.wait_at(step).await? {
            PortInput::Answer(answer) => Ok(answer),
            PortInput::Interrupt(interrupt) => Err(interrupt),
            _ => unreachable!("only what fits the step is pushed"),
        }
    }

    /// Waits for a card. `signs`: the tap checks a password and signs.
    pub(crate) async fn tap(
        &self,
        reason: TapReason,
        losses: i32,
        signs: bool,
        text: impl Fn() -> ScreenText,
    ) -> Result<ReaderCapabilities, Interrupt> {
        self.state().context.tap_signs = signs;
        let step = || Step::Tap {
            reason,
            losses,
            signs,
            text: text(),
        };
        match self.wait_at(step).await? {
            PortInput::Arrived(reader) => Ok(reader),
            PortInput::Interrupt(interrupt) => Err(interrupt),
            _ => unreachable!("only what fits the step is pushed"),
        }
    }

    /// Sends a request to the backend: HTTP status and body, or `None` when it can't be reached.
    /// `signed`: the card has just signed what is sent.
    pub(crate) async fn send(
        &self,
        request: HttpRequest,
        signed: bool,
        text: impl Fn() -> ScreenText,
    ) -> Result<Option<(i32, Secret)>, Interrupt> {
        let step = || Step::Send {
            request: request.clone(),
            progress: signed.then(|| CardProgress::signed(&self.text())),
            text: text(),
        };
        match self.wait_at(step).await? {
            PortInput::Received { status, body } => Ok(Some((status, body))),
            PortInput::Unreachable => Ok(None),
            PortInput::Interrupt(interrupt) => Err(interrupt),
            _ => unreachable!("only what fits the step is pushed"),
        }
    }

    /// Parks until something that fits the step is pushed. The step is made again whenever the
    /// language changes meanwhile. Once stopped, nothing more is asked.
    async fn wait_at(&self, mut step: impl FnMut() -> Step) -> Result<PortInput, Interrupt> {
        loop {
            if self.state().stopped {
                return Err(Interrupt::Stopped);
            }
            let step = step();
            self.state().step = Some(step);
            let input = poll_fn(|_| match self.state().input.take() {
                Some(input) => Poll::Ready(input),
                None => Poll::Pending,
            });
            match input.await {
                PortInput::LanguageChanged => {}
                input => return Ok(input),
            }
        }
    }

    fn transmit_step(&self, command: &CommandApdu, stage: CardStage) -> Step {
        let text = self.text();
        let signs = self.state().context.tap_signs;
        Step::Transmit {
            command: command.bytes().into(),
            progress: CardProgress::at(&text, stage, signs),
            text: card::keep_still(&text, stage),
        }
    }
}

impl CardTransport for Port {
    async fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardLost> {
        let sends_password = command.is_verify() && !command.data().is_empty();
        if sends_password {
            // From here on only a card can tell what became of it.
            self.state().context.password = PasswordState::InDoubt;
        }
        let reply = match self.wait_at(|| self.transmit_step(command, stage)).await {
            Ok(PortInput::Replied(bytes)) => ResponseApdu::decode(bytes.bytes()).ok(),
            _ => None,
        };
        let mut state = self.state();
        state
            .transcript
            .push(TranscriptEntry::new(command, reply.as_ref()));
        let reply = reply.ok_or(CardLost)?;
        let tells_tries = command.is_verify() && Tries::from_status(reply.status()).is_some();
        if sends_password || tells_tries {
            state.context.password = PasswordState::Settled;
        }
        Ok(reply)
    }
}
