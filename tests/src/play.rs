//! Plays a journey from the first event to the outcome.

use crate::desk::{ADDRESS, Desk};
use crate::person::Person;
use card_points::card::Reader;
use card_points::journey::{Device, Errand, Event, Journey, Outcome, Start, Step, Topic, Words};
use card_points::text::Language;
use card_points_fixtures::VirtualCard;
use jiff::Timestamp;

/// A journey that takes more steps than this goes round in circles.
const MOST_STEPS: usize = 400;

/// SELECT of the JPKI application, which iOS sends by itself.
const SELECT: &[u8] = b"\x00\xA4\x04\x0C\x0A\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01";

/// What goes wrong at a step instead of what usually happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mischief {
    /// The card leaves before the command reaches it, or the request never reaches the backend.
    LostBefore,
    /// The card leaves before its reply comes back, or the backend's reply is lost.
    LostAfter,
    /// The backend has trouble, before it looks at the request.
    Trouble,
    /// The card or the backend answers nonsense.
    Nonsense,
    /// The person goes back.
    Back,
    /// The person stops.
    Stopped,
}

/// How a journey ended.
pub type End = (Outcome, Words);

/// A journey with a card, a person and a backend.
pub struct Play<'a> {
    /// The journey.
    pub journey: Journey,
    /// The card.
    pub card: VirtualCard,
    /// The person.
    pub person: Person,
    /// The time.
    pub now: Timestamp,
    /// The reader.
    pub reader: Reader,
    /// Every step so far.
    pub steps: Vec<Step>,
    /// Every event so far: a journey is replayed from these.
    pub events: Vec<Event>,
    desk: &'a Desk,
}

impl<'a> Play<'a> {
    /// A journey at the desk, in English, on a reader that takes extended commands.
    #[must_use]
    pub fn new(desk: &'a Desk, errand: Errand, card: VirtualCard, person: Person) -> Self {
        Self::speaking(Language::English, desk, errand, card, person)
    }

    /// A journey in that language.
    #[must_use]
    pub fn speaking(
        language: Language,
        desk: &'a Desk,
        errand: Errand,
        card: VirtualCard,
        person: Person,
    ) -> Self {
        Self {
            journey: journey(errand, language),
            card,
            person,
            now: now(),
            reader: Reader {
                largest: 65_544,
                selected: false,
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
    pub fn usual(&mut self, step: &Step) -> Event {
        match step {
            Step::Ask { question } => match self.person.answer(question) {
                Some(event) => event,
                None => Event::Stopped,
            },
            Step::Tap { .. } => {
                self.card.power_off();
                if self.reader.selected {
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
    pub fn wrong(&mut self, step: &Step, mischief: Mischief) -> Option<Event> {
        Some(match (step, mischief) {
            (Step::Done { .. }, _) => return None,
            (_, Mischief::Stopped) => Event::Stopped,
            (Step::Ask { .. } | Step::Tap { .. }, Mischief::Back) => Event::Back,
            (Step::Transmit { .. }, Mischief::LostBefore) => {
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Mischief::LostAfter) => {
                self.usual(step);
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Mischief::Nonsense) => {
                self.usual(step);
                Event::Replied {
                    reply: [0x6F, 0x12].as_slice().into(),
                }
            }
            (Step::Send { request, .. }, Mischief::LostBefore) => {
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Mischief::LostAfter) => {
                self.usual(step);
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Mischief::Trouble) => Event::Received {
                id: request.id,
                status: 500,
                body: "<html>".into(),
            },
            (Step::Send { request, .. }, Mischief::Nonsense) => {
                self.usual(step);
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
    pub fn play(&mut self, mut turn: impl FnMut(&mut Self, usize, &Step) -> Option<Event>) -> End {
        let mut step = self.next(Event::Started);
        for nth in 0..MOST_STEPS {
            if let Step::Done { outcome, words } = step {
                return (outcome, words);
            }
            let event = turn(self, nth, &step).unwrap_or_else(|| self.usual(&step));
            step = self.next(event);
        }
        panic!("goes round in circles, at last with {:?}", step.words());
    }

    /// Plays to the end without anything going wrong.
    pub fn through(&mut self) -> End {
        self.play(|_, _, _| None)
    }

    /// The questions asked so far, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<Topic> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Ask { question } => Some(question.about),
                _ => None,
            })
            .collect()
    }
}

/// A journey at the desk that waits for its first event.
#[must_use]
pub fn journey(errand: Errand, language: Language) -> Journey {
    Journey::new(Start {
        errand,
        language,
        backend: ADDRESS.into(),
        practice: true,
        device: Device::Reader,
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
