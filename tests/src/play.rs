//! Plays a journey from the first event to the outcome.

use crate::person::Applicant;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use card_points::application::Application;
use card_points::backend::{HttpRequest, Refusal, Submission, path};
use card_points::card::ReaderCapabilities;
use card_points::journey::{
    Device, Event, Journey, JourneyConfig, JourneyKind, Outcome, ScreenText, Step, Topic,
};
use card_points::secret::Secret;
use card_points::text::Language;
use card_points_backend::sandbox::{ADDRESS, Desk, refused};
use card_points_fixtures::VirtualCard;
use jiff::Timestamp;

/// A journey that takes more steps than this goes round in circles.
const MAX_STEPS: usize = 400;

/// SELECT of the JPKI application, which iOS sends by itself.
const SELECT: &[u8] = b"\x00\xA4\x04\x0C\x0A\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01";

/// What goes wrong at a step instead of what usually happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The card leaves before the command reaches it, or the request never reaches the backend.
    LostBefore,
    /// The card leaves before its reply comes back, or the backend's reply is lost.
    LostAfter,
    /// The backend has trouble, before it looks at the request.
    ServerError,
    /// The card or the backend answers nonsense.
    NonsenseReply,
    /// The person goes back.
    Back,
    /// The person stops.
    Stopped,
}

/// How a journey ended.
pub type JourneyEnd = (Outcome, ScreenText);

/// A journey with a card, a person and a backend.
pub struct JourneyPlayer<'a> {
    /// The journey.
    pub journey: Journey,
    /// The card.
    pub card: VirtualCard,
    /// The person.
    pub applicant: Applicant,
    /// The time.
    pub now: Timestamp,
    /// The reader.
    pub reader: ReaderCapabilities,
    /// Every step so far.
    pub steps: Vec<Step>,
    /// Every event so far: a journey is replayed from these.
    pub events: Vec<Event>,
    desk: &'a Desk,
}

impl<'a> JourneyPlayer<'a> {
    /// A journey at the desk, in English, on a reader that takes extended commands.
    #[must_use]
    pub fn new(desk: &'a Desk, errand: JourneyKind, card: VirtualCard, person: Applicant) -> Self {
        Self::in_language(Language::English, desk, errand, card, person)
    }

    /// A journey in that language.
    #[must_use]
    pub fn in_language(
        language: Language,
        desk: &'a Desk,
        errand: JourneyKind,
        card: VirtualCard,
        person: Applicant,
    ) -> Self {
        Self {
            journey: new_journey(errand, language),
            card,
            applicant: person,
            now: now(),
            reader: ReaderCapabilities {
                max_command_bytes: 65_544,
                application_selected: false,
            },
            steps: Vec::new(),
            events: Vec::new(),
            desk,
        }
    }

    /// Hands in an event. Whenever the step doesn't hold the card, the card loses its power.
    pub fn next(&mut self, event: Event) -> Step {
        self.events.push(event.clone());
        let step = self.journey.next(self.now, event);
        if !matches!(step, Step::Tap { .. } | Step::Transmit { .. }) {
            self.card.power_off();
        }
        self.steps.push(step.clone());
        step
    }

    /// What happens at that step if nothing goes wrong.
    pub fn usual_event(&mut self, step: &Step) -> Event {
        match step {
            Step::Ask { question } => match self.applicant.answer(question) {
                Some(event) => event,
                None => Event::Stopped,
            },
            Step::Tap { .. } => {
                self.card.power_off();
                if self.reader.application_selected {
                    self.card.transmit(SELECT);
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
                let (status, body) = self.desk.answer(self.now, request);
                Event::Received {
                    id: request.id,
                    status,
                    body,
                }
            }
            Step::Done { .. } => Event::Started,
        }
    }

    /// What happens at that step instead; `None`: such a thing can't go wrong there.
    pub fn fault_event(&mut self, step: &Step, mischief: Fault) -> Option<Event> {
        Some(match (step, mischief) {
            (Step::Done { .. }, _) => return None,
            (_, Fault::Stopped) => Event::Stopped,
            (Step::Ask { .. } | Step::Tap { .. }, Fault::Back) => Event::Back,
            (Step::Transmit { .. }, Fault::LostBefore) => {
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Fault::LostAfter) => {
                self.usual_event(step);
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Fault::NonsenseReply) => {
                self.usual_event(step);
                Event::Replied {
                    reply: [0x6F, 0x12].as_slice().into(),
                }
            }
            (Step::Send { request, .. }, Fault::LostBefore) => {
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Fault::LostAfter) => {
                self.usual_event(step);
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Fault::ServerError) => Event::Received {
                id: request.id,
                status: 500,
                body: "<html>".into(),
            },
            (Step::Send { request, .. }, Fault::NonsenseReply) => {
                self.usual_event(step);
                Event::Received {
                    id: request.id,
                    status: 200,
                    body: "{\"neither\":".into(),
                }
            }
            _ => return None,
        })
    }

    /// Plays to the end; `turn` may put something else in the place of what usually happens.
    pub fn play(
        &mut self,
        turn: impl FnMut(&mut Self, usize, &Step) -> Option<Event>,
    ) -> JourneyEnd {
        let step = self.next(Event::Started);
        self.play_from(step, turn)
    }

    /// Plays from `step` to the end.
    pub fn play_from(
        &mut self,
        mut step: Step,
        mut turn: impl FnMut(&mut Self, usize, &Step) -> Option<Event>,
    ) -> JourneyEnd {
        for nth in 0..MAX_STEPS {
            if let Step::Done {
                outcome,
                text: words,
            } = step
            {
                return (outcome, words);
            }
            let event = turn(self, nth, &step).unwrap_or_else(|| self.usual_event(&step));
            step = self.next(event);
        }
        panic!("goes round in circles, at last with {:?}", step.text());
    }

    /// Plays to the end without anything going wrong.
    pub fn finish(&mut self) -> JourneyEnd {
        self.play(|_, _, _| None)
    }

    /// Plays from the first event until a step that `there` is.
    pub fn play_until(&mut self, there: impl Fn(&Step) -> bool) -> Step {
        let step = self.next(Event::Started);
        self.play_from_until(step, there)
    }

    /// Plays from `step` until one that `there` is; `step` itself may be it.
    pub fn play_from_until(&mut self, mut step: Step, there: impl Fn(&Step) -> bool) -> Step {
        for _ in 0..MAX_STEPS {
            if there(&step) {
                return step;
            }
            let event = self.usual_event(&step);
            step = self.next(event);
        }
        panic!("never comes there, at last {:?}", step.text());
    }

    /// Plays from `step` to the end without anything going wrong.
    pub fn finish_from(&mut self, step: Step) -> JourneyEnd {
        self.play_from(step, |_, _, _| None)
    }

    /// Hands in what usually happens at that step.
    pub fn advance(&mut self, step: &Step) -> Step {
        let event = self.usual_event(step);
        self.next(event)
    }

    /// Hands in that mischief.
    ///
    /// # Panics
    /// When such a thing can't go wrong at that step.
    pub fn inject(&mut self, step: &Step, mischief: Fault) -> Step {
        let event = self.fault_event(step, mischief);
        self.next(event.expect("can go wrong there"))
    }

    /// The backend answers that request with a refusal.
    ///
    /// # Panics
    /// When the step sends nothing.
    pub fn refuse(&mut self, step: &Step, refusal: Refusal) -> Step {
        let (status, body) = refused(refusal);
        self.receive(step, status, body)
    }

    /// The backend answers that request with this.
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

    /// The questions asked so far, in order.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        topics_of(&self.steps)
    }

    /// The requests to that path so far, in order.
    #[must_use]
    pub fn requests_to(&self, path: &str) -> Vec<&HttpRequest> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Send { request, .. } => Some(request),
                _ => None,
            })
            .filter(|request| request.url.strip_prefix(ADDRESS) == Some(path))
            .collect()
    }

    /// The application that the last submission carried: what the card signed.
    ///
    /// # Panics
    /// When nothing was submitted.
    #[must_use]
    pub fn submitted_application(&self) -> Application {
        let requests = self.requests_to(path::APPLICATION);
        let body = requests.last().expect("a submission").body.bytes();
        let submission: Submission = serde_json::from_slice(body).expect("our own body");
        let payload = URL_SAFE_NO_PAD.decode(&submission.signed.payload);
        serde_json::from_slice(&payload.expect("base64url")).expect("an application")
    }

    /// How often a card was asked for.
    #[must_use]
    pub fn tap_count(&self) -> usize {
        let taps = self.steps.iter();
        taps.filter(|step| matches!(step, Step::Tap { .. })).count()
    }
}

/// The questions among those steps, in order.
#[must_use]
pub fn topics_of(steps: &[Step]) -> Vec<Topic> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Ask { question } => Some(question.about),
            _ => None,
        })
        .collect()
}

/// All that a person reads at a step before they answer: what was wrong, title, paragraphs, lines.
#[must_use]
pub fn shown_text(step: &Step) -> String {
    let words = step.text();
    let problem = match step {
        Step::Ask { question } => question.problem.as_ref().map(|problem| &problem.text),
        _ => None,
    };
    let lines = words
        .facts
        .iter()
        .flat_map(|line| [&line.label, &line.value]);
    problem
        .into_iter()
        .chain([&words.title])
        .chain(&words.paragraphs)
        .chain(lines)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether that question is asked.
#[must_use]
pub fn asks(step: &Step, about: Topic) -> bool {
    matches!(step, Step::Ask { question } if question.about == about)
}

/// Whether something is sent to that path.
#[must_use]
pub fn sends_to(step: &Step, path: &str) -> bool {
    matches!(step, Step::Send { request, .. } if request.url.strip_prefix(ADDRESS) == Some(path))
}

/// Whether the step presents a password to the card.
#[must_use]
pub fn presents_password(step: &Step) -> bool {
    matches!(step, Step::Transmit { command, .. }
        if command.bytes().get(1) == Some(&0x20) && command.bytes().len() > 4)
}

/// A journey at the desk that waits for its first event.
#[must_use]
pub fn new_journey(errand: JourneyKind, language: Language) -> Journey {
    Journey::new(JourneyConfig {
        kind: errand,
        language,
        backend: ADDRESS.into(),
        practice: true,
        device: Device::CardReader,
        furigana: false,
        entropy: [5; 32],
    })
}

/// The time of these tests.
///
/// # Panics
/// Not with a date that exists.
#[must_use]
pub fn now() -> Timestamp {
    "2026-11-24T03:00:00Z".parse().expect("a date that exists")
}
