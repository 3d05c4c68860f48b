//! Plays a journey from the first event to the outcome.

use crate::applicant::Applicant;
use crate::now;
use crate::step::{is_tap, topics_of};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use card_points::application::Application;
use card_points::backend::{HttpRequest, Refusal, Submission, path};
use card_points::card::ReaderCapabilities;
use card_points::journey::{
    Device, Event, Journey, JourneyConfig, JourneyKind, Outcome, ScreenText, Step, Topic,
};
use card_points::secret::Secret;
use card_points::text::Language;
use card_points_backend::sandbox::{InProcessBackend, SANDBOX_URL, refusal_reply};
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::JPKI_AID;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

/// Limit of steps. A longer journey never ends.
const MAX_STEPS: usize = 400;

/// The outcome of a journey, and the text of the last screen.
pub type JourneyEnd = (Outcome, ScreenText);

/// A journey with a card, an applicant and a backend.
pub struct JourneyPlayer<'a> {
    /// The journey.
    pub journey: Journey,
    /// The card.
    pub card: VirtualCard,
    /// The applicant.
    pub applicant: Applicant,
    /// The time.
    pub now: Timestamp,
    /// The reader.
    pub reader: ReaderCapabilities,
    /// Every step so far.
    pub steps: Vec<Step>,
    /// Every event so far. A journey can be replayed from them.
    pub events: Vec<Event>,
    backend: &'a InProcessBackend,
}

impl<'a> JourneyPlayer<'a> {
    /// A journey in English, with a reader that supports extended length.
    #[must_use]
    pub fn new(
        backend: &'a InProcessBackend,
        kind: JourneyKind,
        card: VirtualCard,
        applicant: Applicant,
    ) -> Self {
        Self::in_language(Language::English, backend, kind, card, applicant)
    }

    /// A journey in another language.
    #[must_use]
    pub fn in_language(
        language: Language,
        backend: &'a InProcessBackend,
        kind: JourneyKind,
        card: VirtualCard,
        applicant: Applicant,
    ) -> Self {
        Self {
            journey: new_journey(kind, language),
            card,
            applicant,
            now: now(),
            reader: ReaderCapabilities {
                max_command_bytes: 65_544,
                application_selected: false,
            },
            steps: Vec::new(),
            events: Vec::new(),
            backend,
        }
    }

    /// Sends an event to the journey. The card loses its power at every step that does not hold it.
    pub fn next(&mut self, event: Event) -> Step {
        self.events.push(event.clone());
        let step = self.journey.next(self.now, event);
        if !matches!(step, Step::Tap { .. } | Step::Transmit { .. }) {
            self.card.power_off();
        }
        self.steps.push(step.clone());
        step
    }

    /// The event that follows the step when nothing goes wrong.
    pub fn usual_event(&mut self, step: &Step) -> Event {
        match step {
            Step::Ask { question } => match self.applicant.answer(question) {
                Some(event) => event,
                None => Event::Stopped,
            },
            Step::Tap { .. } => {
                self.card.power_off();
                if self.reader.application_selected {
                    // iOS selects the application by itself.
                    let header = [0x00, 0xA4, 0x04, 0x0C, 0x0A];
                    self.card.transmit(&[&header[..], &JPKI_AID].concat());
                }
                Event::Arrived {
                    reader: self.reader,
                }
            }
            Step::Transmit { command, .. } => match self.card.transmit(command.bytes()).bytes() {
                Some(reply) => Event::Replied {
                    reply: reply.into(),
                },
                None => Event::Lost,
            },
            Step::Send { request, .. } => {
                let (status, body) = self.backend.handle(self.now, request);
                Event::Received {
                    id: request.id,
                    status,
                    body,
                }
            }
            Step::Done { .. } => Event::Started,
        }
    }

    /// Plays to the end. `other_event` may replace the usual event of a step, which it gets with
    /// its number.
    pub fn play(
        &mut self,
        other_event: impl FnMut(&mut Self, usize, &Step) -> Option<Event>,
    ) -> JourneyEnd {
        let step = self.next(Event::Started);
        self.play_from(step, other_event)
    }

    /// Plays from `step` to the end.
    pub fn play_from(
        &mut self,
        mut step: Step,
        mut other_event: impl FnMut(&mut Self, usize, &Step) -> Option<Event>,
    ) -> JourneyEnd {
        for nth in 0..MAX_STEPS {
            if let Step::Done { outcome, text } = step {
                return (outcome, text);
            }
            let event = other_event(self, nth, &step).unwrap_or_else(|| self.usual_event(&step));
            step = self.next(event);
        }
        panic!("the journey never ends, at last {:?}", step.text());
    }

    /// Plays to the end without faults.
    pub fn finish(&mut self) -> JourneyEnd {
        self.play(|_, _, _| None)
    }

    /// Plays from the first event until a wanted step.
    pub fn play_until(&mut self, is_wanted: impl Fn(&Step) -> bool) -> Step {
        let step = self.next(Event::Started);
        self.play_from_until(step, is_wanted)
    }

    /// Plays from `step` until a wanted step, which may be `step` itself.
    pub fn play_from_until(&mut self, mut step: Step, is_wanted: impl Fn(&Step) -> bool) -> Step {
        for _ in 0..MAX_STEPS {
            if is_wanted(&step) {
                return step;
            }
            let event = self.usual_event(&step);
            step = self.next(event);
        }
        panic!("the wanted step never comes, at last {:?}", step.text());
    }

    /// Plays from `step` to the end without faults.
    pub fn finish_from(&mut self, step: Step) -> JourneyEnd {
        self.play_from(step, |_, _, _| None)
    }

    /// Sends the usual event of the step, and returns the next step.
    pub fn advance(&mut self, step: &Step) -> Step {
        let event = self.usual_event(step);
        self.next(event)
    }

    /// The backend answers the request of the step with a refusal.
    ///
    /// # Panics
    /// When the step sends nothing.
    pub fn refuse(&mut self, step: &Step, refusal: Refusal) -> Step {
        let (status, body) = refusal_reply(refusal);
        self.receive(step, status, body)
    }

    /// The backend answers the request of the step with this status and body.
    ///
    /// # Panics
    /// When the step sends nothing.
    pub fn receive(&mut self, step: &Step, status: i32, body: Secret) -> Step {
        let Step::Send { request, .. } = step else {
            panic!("sends nothing: {step:?}");
        };
        let id = request.id;
        self.next(Event::Received { id, status, body })
    }

    /// The topics of the questions so far, in order.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        topics_of(&self.steps)
    }

    /// The requests to this path so far, in order.
    #[must_use]
    pub fn requests_to(&self, path: &str) -> Vec<&HttpRequest> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Send { request, .. } => Some(request),
                _ => None,
            })
            .filter(|request| request.url.strip_prefix(SANDBOX_URL) == Some(path))
            .collect()
    }

    /// The application that the card signed for the last submission.
    ///
    /// # Panics
    /// When nothing was submitted.
    #[must_use]
    pub fn submitted_application(&self) -> Application {
        self.submitted_to(path::APPLICATION)
    }

    /// The payload that the card signed for the last submission to this path.
    ///
    /// # Panics
    /// When nothing was submitted, or when the payload has another type.
    #[must_use]
    pub fn submitted_to<T: DeserializeOwned>(&self, path: &str) -> T {
        let requests = self.requests_to(path);
        let body = requests.last().expect("a submission").body.bytes();
        let submission: Submission = serde_json::from_slice(body).expect("our own body");
        let payload = URL_SAFE_NO_PAD.decode(&submission.signed.payload);
        serde_json::from_slice(&payload.expect("base64url")).expect("a payload of this type")
    }

    /// How often a step waited for a card.
    #[must_use]
    pub fn tap_count(&self) -> usize {
        self.steps.iter().filter(|step| is_tap(step)).count()
    }
}

/// A journey at the sandbox backend that waits for its first event.
#[must_use]
pub fn new_journey(kind: JourneyKind, language: Language) -> Journey {
    Journey::new(JourneyConfig {
        kind,
        language,
        backend: SANDBOX_URL.into(),
        practice: true,
        device: Device::CardReader,
        furigana: false,
        entropy: [5; 32],
    })
}
