//! Virtual cards on the virtual readers of vpcd.

use crate::pcscd::PcscService;
use card_points_desktop::pcsc::ReaderState;
use card_points_desktop::vpcd::{EmulatedCard, FIRST_PORT, VpcdConnection};
use card_points_fixtures::card::{ATR, Removal};
use card_points_fixtures::{SandboxData, VirtualCard};
use jiff::Timestamp;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long pcscd may take to power an inserted card, and how often a card is inserted until then.
const POWER_TIMEOUT: Duration = Duration::from_secs(2);
const MAX_INSERTIONS: u32 = 15;
/// How long a program may take to use the card.
const USE_TIMEOUT: Duration = Duration::from_secs(60);
/// How often the reader is checked: after each change, or this interval.
const MAX_READER_CHECKS: u32 = 100;
const READER_CHECK_INTERVAL: Duration = Duration::from_millis(300);

/// The two readers of vpcd, for one test alone.
///
/// The fields are dropped in this order, so that the service ends before another test starts one.
pub struct VirtualReaders {
    service: PcscService,
    /// A locked file, which keeps tests of other runs away too.
    _lock: File,
}

/// A card on one of the readers, until dropped. The test can inspect the card at any time.
///
/// The fields are dropped in this order, so that the card leaves before the service ends.
pub struct InsertedCard {
    connection: Option<VpcdConnection>,
    card: Arc<Mutex<CardState>>,
    events: Receiver<CardEvent>,
    sender: Sender<CardEvent>,
    nth: usize,
    readers: Rc<VirtualReaders>,
}

/// A card of another kind on one of the readers, until dropped.
pub struct InsertedOtherCard {
    _connection: VpcdConnection,
    events: Receiver<CardEvent>,
    _readers: Rc<VirtualReaders>,
}

/// What happens to a card on a reader.
#[derive(PartialEq)]
enum CardEvent {
    PoweredOn,
    CommandReceived,
    Removed,
}

impl VirtualReaders {
    /// Waits until no other test uses the readers.
    pub fn new() -> Rc<Self> {
        let lock = File::create(std::env::temp_dir().join("card-points-pcsc.lock")).unwrap();
        lock.lock().unwrap();
        Rc::new(Self {
            service: PcscService::connect(),
            _lock: lock,
        })
    }

    /// The name of reader 0 or 1.
    pub fn name(&self, nth: usize) -> String {
        self.service.virtual_reader(nth).to_string()
    }

    /// Inserts a card, and waits until PC/SC shows it.
    pub fn insert(self: &Rc<Self>, nth: usize, card: VirtualCard) -> InsertedCard {
        let (sender, events) = channel();
        let mut inserted = InsertedCard {
            connection: None,
            card: Arc::new(Mutex::new(CardState { card, action: None })),
            events,
            sender,
            nth,
            readers: Rc::clone(self),
        };
        inserted.insert();
        inserted
    }

    /// Inserts a card of another kind, and waits until PC/SC shows it.
    pub fn insert_other(self: &Rc<Self>, nth: usize) -> InsertedOtherCard {
        let (sender, events) = channel();
        let connection = self.connect(nth, &events, || OtherCard {
            sender: sender.clone(),
        });
        InsertedOtherCard {
            _connection: connection,
            events,
            _readers: Rc::clone(self),
        }
    }

    /// Inserts a card, and again until pcscd powers it: pcscd polls every 0.4 s, and does not notice
    /// when a card is replaced between two polls.
    fn connect<C: EmulatedCard>(
        &self,
        nth: usize,
        events: &Receiver<CardEvent>,
        card: impl Fn() -> C,
    ) -> VpcdConnection {
        let port = FIRST_PORT + u16::try_from(nth).unwrap();
        let vpcd = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let connect = |_| {
            let connection = VpcdConnection::insert(vpcd, card()).expect("vpcd does not listen");
            wait_for(events, &CardEvent::PoweredOn, POWER_TIMEOUT).then_some(connection)
        };
        let connection = (0..MAX_INSERTIONS).find_map(connect);
        self.wait_until_shown(nth);
        connection.expect("pcscd does not power the card: is another card inserted?")
    }

    fn wait_until_shown(&self, nth: usize) {
        let mut reader = [ReaderState::new(self.service.virtual_reader(nth))];
        let shown = (0..MAX_READER_CHECKS).any(|_| {
            let change = self
                .service
                .readers
                .wait_for_change(&mut reader, READER_CHECK_INTERVAL);
            change.expect("pcscd has ended");
            reader[0].card().is_some()
        });
        assert!(shown, "the reader does not show the card");
    }
}

impl InsertedCard {
    /// The name of the reader.
    pub fn reader(&self) -> String {
        self.readers.name(self.nth)
    }

    /// The card as it is now. A copy, so that the card on the reader is never locked for long.
    pub fn card(&self) -> VirtualCard {
        locked(&self.card).card.clone()
    }

    /// Lets the card be removed at a command.
    pub fn set_removal(&self, removal: Removal) {
        locked(&self.card).card.behaviour_mut().removal = Some(removal);
    }

    /// Runs an action at the second command from now, before its reply.
    pub fn at_second_command(&self, action: impl FnOnce() + Send + 'static) {
        locked(&self.card).action = Some((2, Box::new(action)));
    }

    /// Waits until the card is removed, then inserts it again.
    pub fn insert_again_after_removal(&mut self) {
        let removed = wait_for(&self.events, &CardEvent::Removed, USE_TIMEOUT);
        assert!(removed, "no program uses the card");
        self.insert();
    }

    fn insert(&mut self) {
        self.connection = None;
        let card = || SharedCard {
            card: Arc::clone(&self.card),
            sender: self.sender.clone(),
        };
        self.connection = Some(self.readers.connect(self.nth, &self.events, card));
    }
}

impl InsertedOtherCard {
    /// Waits until a program sends a command to the card.
    pub fn wait_until_used(&self) {
        let used = wait_for(&self.events, &CardEvent::CommandReceived, USE_TIMEOUT);
        assert!(used, "no program uses the card");
    }
}

/// Inserts a card of the sandbox into the second reader, which leaves the first one to
/// `card-points sandbox`.
pub fn insert_sample(id: &str) -> InsertedCard {
    VirtualReaders::new().insert(1, sample(id))
}

/// A card of the sandbox.
pub fn sample(id: &str) -> VirtualCard {
    SandboxData::at(Timestamp::now()).sample(id).unwrap().card()
}

/// Waits for an event, and returns whether it happens in time.
fn wait_for(events: &Receiver<CardEvent>, wanted: &CardEvent, timeout: Duration) -> bool {
    let next = || events.recv_timeout(timeout).ok();
    std::iter::from_fn(next).any(|event| event == *wanted)
}

/// Locks, also after a panic in another thread: a card is consistent between two commands.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A card, and an action at a later command.
struct CardState {
    card: VirtualCard,
    action: Option<(u8, Box<dyn FnOnce() + Send>)>,
}

/// The card as vpcd uses it.
struct SharedCard {
    card: Arc<Mutex<CardState>>,
    sender: Sender<CardEvent>,
}

impl EmulatedCard for SharedCard {
    fn atr(&self) -> Vec<u8> {
        ATR.to_vec()
    }

    fn power(&mut self, on: bool) {
        if on {
            // The test may have ended.
            let _ = self.sender.send(CardEvent::PoweredOn);
        } else {
            locked(&self.card).card.power_off();
        }
    }

    fn reset(&mut self) {
        locked(&self.card).card.reset();
    }

    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        let mut state = locked(&self.card);
        let reply = state.card.transmit(command).bytes();
        match state.action.take() {
            Some((1, action)) => action(),
            later => state.action = later.map(|(commands, action)| (commands - 1, action)),
        }
        if reply.is_none() {
            let _ = self.sender.send(CardEvent::Removed);
        }
        reply
    }
}

/// A card of another kind, which has no application.
struct OtherCard {
    sender: Sender<CardEvent>,
}

impl EmulatedCard for OtherCard {
    fn atr(&self) -> Vec<u8> {
        vec![0x3B, 0x80, 0x01, 0x81]
    }

    fn power(&mut self, on: bool) {
        if on {
            let _ = self.sender.send(CardEvent::PoweredOn);
        }
    }

    fn reset(&mut self) {}

    fn transmit(&mut self, _: &[u8]) -> Option<Vec<u8>> {
        let _ = self.sender.send(CardEvent::CommandReceived);
        Some(vec![0x6A, 0x82])
    }
}
