//! The sandbox for apps: virtual cards and the backend's own checks in the same process, for developers
//! without a card or a server, and for tests. Nothing else trusts its certificate authority.

use card_points::backend::HttpRequest;
use card_points::ffi::SharedJourney;
use card_points::journey::Event;
use card_points::secret::Secret;
use card_points::text::LocalizedText;
use card_points_backend::sandbox::{InProcessBackend, SANDBOX_URL};
use card_points_fixtures::card;
use card_points_fixtures::card::{CardBehaviour, Removal};
use card_points_fixtures::sandbox::SampleCard;
use jiff::Timestamp;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// People with cards, payment services with accounts, and the backend. A later journey finds what an
/// earlier one applied for.
#[derive(uniffi::Object)]
pub struct Sandbox {
    backend: InProcessBackend,
}

/// The holder of a sandbox card.
#[derive(uniffi::Record)]
pub struct Person {
    /// The id of the card, for [`Sandbox::card`].
    pub id: String,
    /// What is special about this person or card.
    pub about: LocalizedText,
    /// The 4-digit password; empty for a card that has none.
    pub pin: Secret,
    /// An account that its payment service confirms for this person.
    pub account: Option<Account>,
}

/// An account at a payment service of the sandbox.
#[derive(uniffi::Record)]
pub struct Account {
    /// The service's number.
    pub service: String,
    /// Payment service ID.
    pub id: Secret,
    /// The security codes, in the order of the fields.
    pub codes: Vec<Secret>,
}

#[uniffi::export]
impl Sandbox {
    /// A sandbox in which nobody has applied yet, as of now.
    #[uniffi::constructor]
    pub fn new() -> Self {
        let backend = InProcessBackend::new(Timestamp::now());
        Self { backend }
    }

    /// The address of the backend, for [`Journey`](SharedJourney).
    pub fn address(&self) -> String {
        SANDBOX_URL.to_owned()
    }

    /// The people and their cards.
    pub fn people(&self) -> Vec<Person> {
        self.backend
            .sandbox
            .samples
            .iter()
            .map(Person::from)
            .collect()
    }

    /// A new card with that id; `None`: there is no such person.
    pub fn card(&self, id: String) -> Option<Arc<VirtualCard>> {
        let sample = self.backend.sandbox.sample(&id)?;
        Some(Arc::new(VirtualCard::from(sample.card())))
    }

    /// The same card with a difficult behaviour, one of [`card_behaviours`].
    pub fn card_with(&self, id: String, behaviour: String) -> Option<Arc<VirtualCard>> {
        let (_, behaviour) = CardBehaviour::difficult()
            .into_iter()
            .find(|(name, _)| *name == behaviour)?;
        let card = self.backend.sandbox.sample(&id)?.card();
        Some(Arc::new(VirtualCard::from(card.with_behaviour(behaviour))))
    }

    /// Answers a request as the backend does, without a socket.
    pub fn answer(&self, request: HttpRequest) -> Event {
        let (status, body) = self.backend.handle(Timestamp::now(), &request);
        Event::Received {
            id: request.id,
            status,
            body,
        }
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl From<&SampleCard> for Person {
    fn from(sample: &SampleCard) -> Self {
        Self {
            id: sample.id.to_owned(),
            about: sample.about.clone(),
            pin: sample.pin.into(),
            account: sample.account.as_ref().map(|account| Account {
                service: account.service.to_owned(),
                id: account.id.into(),
                codes: account.codes.iter().map(|code| (*code).into()).collect(),
            }),
        }
    }
}

/// Makes the next event that fits meet a panic inside that journey, to test how an app handles it. The
/// journey must not be closed.
#[uniffi::export]
pub fn fail_next(journey: Arc<SharedJourney>) {
    journey.fail_next();
}

/// The bytes that the library has allocated now, exactly, for tests of leaks.
#[uniffi::export]
pub fn allocated_bytes() -> i64 {
    card_points_wiping::allocated_bytes()
}

/// The names of all difficult card behaviours with which a journey still succeeds.
#[uniffi::export]
pub fn card_behaviours() -> Vec<String> {
    let named = CardBehaviour::difficult().into_iter();
    named.map(|(name, _)| name.to_owned()).collect()
}

/// A card that answers commands like a real one.
#[derive(uniffi::Object)]
pub struct VirtualCard {
    inner: Mutex<card::VirtualCard>,
}

#[uniffi::export]
impl VirtualCard {
    /// Data and status word; `None`: the card was removed.
    pub fn transmit(&self, command: Secret) -> Option<Secret> {
        let response = self.lock().transmit(command.bytes());
        response.bytes().map(Secret::from)
    }

    /// Removes the card from the reader's power: it forgets a verified password.
    pub fn power_off(&self) {
        self.lock().power_off();
    }

    /// Removes the card once, at the `nth` command from now, counted from 1. With `executed` the card still
    /// executes that command, and only its response is lost.
    pub fn remove_at(&self, nth: i32, executed: bool) {
        let mut card = self.lock();
        let at_command = card.command_count() + u32::try_from(nth).unwrap_or(1);
        card.behaviour_mut().removal = Some(Removal {
            at_command,
            acted: executed,
        });
    }

    /// Tries left, 0 to 3.
    pub fn tries(&self) -> i32 {
        self.lock().tries_left().into()
    }

    /// Sets the tries left, as if wrong passwords had been entered before.
    pub fn set_tries(&self, tries: i32) {
        self.lock().set_tries_left(u8::try_from(tries).unwrap_or(0));
    }

    /// How many commands the card has received.
    pub fn commands(&self) -> i32 {
        i32::try_from(self.lock().command_count()).unwrap_or(i32::MAX)
    }

    /// How many passwords the card has received.
    pub fn verifies(&self) -> i32 {
        i32::try_from(self.lock().verify_count()).unwrap_or(i32::MAX)
    }

    /// How many signatures the card has made.
    pub fn signatures(&self) -> i32 {
        i32::try_from(self.lock().signature_count()).unwrap_or(i32::MAX)
    }
}

impl VirtualCard {
    fn lock(&self) -> MutexGuard<'_, card::VirtualCard> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<card::VirtualCard> for VirtualCard {
    fn from(card: card::VirtualCard) -> Self {
        Self {
            inner: Mutex::new(card),
        }
    }
}
