//! Virtual cards and the practice backend, in process: for whoever builds an app with neither a
//! card nor a server, and for tests. Its authority is trusted by nothing else.

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

/// The practice world: people with cards, payment services with accounts, and the backend's own
/// checks, in process. What one journey applied for, the next one finds.
#[derive(uniffi::Object)]
pub struct Sandbox {
    desk: InProcessBackend,
}

/// A card of the practice world, and what its person knows.
#[derive(uniffi::Record)]
pub struct Person {
    /// What [`Sandbox::card`] calls the card.
    pub id: String,
    /// Which case it is.
    pub about: LocalizedText,
    /// The 4-digit password; empty on a card that has none.
    pub pin: Secret,
    /// An account that its payment service confirms for this person.
    pub account: Option<Account>,
}

/// An account at a payment service of the practice world.
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
    /// The practice world of today.
    #[uniffi::constructor]
    pub fn new() -> Self {
        let desk = InProcessBackend::new(Timestamp::now());
        Self { desk }
    }

    /// Its address, for [`Journey`].
    pub fn address(&self) -> String {
        SANDBOX_URL.to_owned()
    }

    /// The people and their cards.
    pub fn people(&self) -> Vec<Person> {
        self.desk.sandbox.samples.iter().map(Person::from).collect()
    }

    /// A fresh card of that id; `None`: there is no such person.
    pub fn card(&self, id: String) -> Option<Arc<VirtualCard>> {
        let sample = self.desk.sandbox.sample(&id)?;
        Some(Arc::new(VirtualCard::from(sample.card())))
    }

    /// The same card, which behaves in that manner; see [`manners`].
    pub fn card_with(&self, id: String, manner: String) -> Option<Arc<VirtualCard>> {
        let (_, behaviour) = CardBehaviour::difficult()
            .into_iter()
            .find(|(name, _)| *name == manner)?;
        let card = self.desk.sandbox.sample(&id)?.card();
        Some(Arc::new(VirtualCard::from(card.with_behaviour(behaviour))))
    }

    /// Answers a request as the backend does, without a socket.
    pub fn answer(&self, request: HttpRequest) -> Event {
        let (status, body) = self.desk.handle(Timestamp::now(), &request);
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

/// Lets that journey, which must not be closed, meet a fault of ours at the next event that fits, to
/// see what an app makes of it.
#[uniffi::export]
pub fn fail_next(journey: Arc<SharedJourney>) {
    journey.fail_next();
}

/// Bytes that the library holds now, exactly: what a test of leaks looks at.
#[uniffi::export]
pub fn held() -> i64 {
    card_points_wiping::allocated_bytes()
}

/// Every difficult manner of a card that a journey comes through with, by name.
#[uniffi::export]
pub fn manners() -> Vec<String> {
    let named = CardBehaviour::difficult().into_iter();
    named.map(|(name, _)| name.to_owned()).collect()
}

/// A card that answers commands as a real one does.
#[derive(uniffi::Object)]
pub struct VirtualCard {
    inner: Mutex<card::VirtualCard>,
}

#[uniffi::export]
impl VirtualCard {
    /// Data and status word; `None`: the card is gone.
    pub fn transmit(&self, command: Secret) -> Option<Secret> {
        let reply = self.lock().transmit(command.bytes());
        reply.bytes().map(Secret::from)
    }

    /// It is taken from the reader: what was verified is forgotten.
    pub fn power_off(&self) {
        self.lock().power_off();
    }

    /// It is torn away at the `nth` command from now, counted from 1; `acted`: it had acted on it, and
    /// only the reply was lost. Once.
    pub fn tear(&self, nth: i32, acted: bool) {
        let mut card = self.lock();
        let at_command = card.command_count() + u32::try_from(nth).unwrap_or(1);
        card.behaviour_mut().removal = Some(Removal { at_command, acted });
    }

    /// Tries left, 0 to 3.
    pub fn tries(&self) -> i32 {
        self.lock().tries_left().into()
    }

    /// Sets the tries left, as if others had been used up before.
    pub fn set_tries(&self, tries: i32) {
        self.lock().set_tries_left(u8::try_from(tries).unwrap_or(0));
    }

    /// How many commands came to it.
    pub fn commands(&self) -> i32 {
        i32::try_from(self.lock().command_count()).unwrap_or(i32::MAX)
    }

    /// How many passwords came to it.
    pub fn verifies(&self) -> i32 {
        i32::try_from(self.lock().verify_count()).unwrap_or(i32::MAX)
    }

    /// How often it signed.
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
