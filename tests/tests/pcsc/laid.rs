//! A virtual card that lies on a reader.

use crate::service::Service;
use card_points_desktop::pcsc::Sight;
use card_points_desktop::vpcd::{Inserted, PORT, Slot};
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::{ATR, Torn};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So long it may take until a card that was laid on is noticed, and so often it is laid on.
const NOTICED: Duration = Duration::from_secs(2);
const LAID_ON: u32 = 15;
/// So long it may take until somebody uses the card.
const USED: Duration = Duration::from_secs(60);
/// So often we look at the reader, each time until something changes or this time has passed.
const LOOKS: u32 = 100;
const LOOK: Duration = Duration::from_millis(300);

/// A card on vpcd's second reader, until dropped. The test can look at it all the time.
///
/// The fields are dropped in this order: the card leaves before the service ends.
pub struct Laid {
    slot: Option<Slot>,
    card: Arc<Mutex<VirtualCard>>,
    happened: Receiver<Happened>,
    tell: Sender<Happened>,
    reader: Sight,
    service: Service,
    /// There is one reader: who uses it holds the lock on this, also against other runs.
    _alone: File,
}

/// What happens to a card.
#[derive(PartialEq)]
enum Happened {
    Powered,
    Torn,
}

impl Laid {
    /// Lays a card on, and waits until PC/SC shows it.
    pub fn on(card: VirtualCard) -> Self {
        let alone = File::create(std::env::temp_dir().join("card-points-pcsc.lock")).unwrap();
        alone.lock().unwrap();
        let service = Service::reach();
        let reader = Sight::new(service.virtual_reader());
        let (tell, happened) = channel();
        let mut laid = Self {
            slot: None,
            card: Arc::new(Mutex::new(card)),
            happened,
            tell,
            reader,
            service,
            _alone: alone,
        };
        laid.lay();
        laid
    }

    /// The reader's name.
    pub fn reader(&self) -> String {
        self.reader.name().to_string()
    }

    /// The card as it is now: a copy, so that nobody keeps the reader's own from answering.
    pub fn card(&self) -> VirtualCard {
        locked(&self.card).clone()
    }

    /// From now on, the card is torn away like that.
    pub fn tear(&self, torn: Torn) {
        locked(&self.card).manner_mut().torn = Some(torn);
    }

    /// Waits until the card was torn away, then lays it on again.
    pub fn again_after_torn(&mut self) {
        assert!(self.happens(&Happened::Torn, USED), "nobody uses the card");
        self.lay();
    }

    /// Lays the card on; where that goes unnoticed, takes it off and lays it on again, as a person
    /// would: pcscd looks every 0.4 s, and misses that a card left and came in between.
    fn lay(&mut self) {
        let vpcd = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT + 1));
        let noticed = (0..LAID_ON).any(|_| {
            self.slot = None;
            let shared = Shared {
                card: Arc::clone(&self.card),
                tell: self.tell.clone(),
            };
            let slot = Slot::insert(vpcd, shared).expect("vpcd does not listen");
            self.slot = Some(slot);
            self.happens(&Happened::Powered, NOTICED)
        });
        assert!(
            noticed,
            "the card goes unnoticed: does another one lie there?"
        );
        self.wait_until_shown();
    }

    /// Waits until this happens, and says whether it does.
    fn happens(&self, wanted: &Happened, patience: Duration) -> bool {
        let next = || self.happened.recv_timeout(patience).ok();
        std::iter::from_fn(next).any(|happened| happened == *wanted)
    }

    fn wait_until_shown(&mut self) {
        let shown = (0..LOOKS).any(|_| {
            let readers = std::slice::from_mut(&mut self.reader);
            let looked = self.service.readers.look(readers, LOOK);
            looked.expect("pcscd has gone");
            self.reader.card().is_some()
        });
        assert!(shown, "the reader does not show the card");
    }
}

/// Locks, also after a panic elsewhere: the card is whole between two commands.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The card's other end.
struct Shared {
    card: Arc<Mutex<VirtualCard>>,
    tell: Sender<Happened>,
}

impl Shared {
    fn card(&self) -> MutexGuard<'_, VirtualCard> {
        locked(&self.card)
    }

    fn tell(&self, what: Happened) {
        // The test may be over.
        let _ = self.tell.send(what);
    }
}

impl Inserted for Shared {
    fn atr(&self) -> Vec<u8> {
        ATR.to_vec()
    }

    fn power(&mut self, on: bool) {
        if on {
            self.tell(Happened::Powered);
        } else {
            self.card().power_off();
        }
    }

    fn reset(&mut self) {
        self.card().reset();
    }

    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        let reply = self.card().transmit(command).bytes();
        if reply.is_none() {
            self.tell(Happened::Torn);
        }
        reply
    }
}
