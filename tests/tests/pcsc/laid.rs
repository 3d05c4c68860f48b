//! Virtual cards that lie on readers.

use crate::service::Service;
use card_points_desktop::pcsc::Sight;
use card_points_desktop::vpcd::{Inserted, PORT, Slot};
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::{ATR, Removal};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
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

/// vpcd's two readers, and nobody else on them.
///
/// The fields are dropped in this order: the service ends before others may start theirs.
pub struct Desk {
    service: Service,
    /// Who uses the readers holds the lock on this, also against other runs.
    _alone: File,
}

/// A card on one of vpcd's readers, until dropped. The test can look at it all the time.
///
/// The fields are dropped in this order: the card leaves before the service ends.
pub struct Laid {
    stay: Option<Slot>,
    card: Arc<Mutex<Watched>>,
    happened: Receiver<Happened>,
    tell: Sender<Happened>,
    nth: usize,
    desk: Rc<Desk>,
}

/// A card that is none of ours, on one of vpcd's readers, until dropped.
pub struct Foreign {
    _stay: Slot,
    happened: Receiver<Happened>,
    _desk: Rc<Desk>,
}

/// What happens to a card.
#[derive(PartialEq)]
enum Happened {
    Powered,
    Used,
    Torn,
}

impl Desk {
    /// Waits until nobody else is there.
    pub fn new() -> Rc<Self> {
        let alone = File::create(std::env::temp_dir().join("card-points-pcsc.lock")).unwrap();
        alone.lock().unwrap();
        Rc::new(Self {
            service: Service::reach(),
            _alone: alone,
        })
    }

    /// The name of the reader, 0 or 1.
    pub fn reader(&self, nth: usize) -> String {
        self.service.virtual_reader(nth).to_string()
    }

    /// Lays a card on, and waits until PC/SC shows it.
    pub fn lay(self: &Rc<Self>, nth: usize, card: VirtualCard) -> Laid {
        let (tell, happened) = channel();
        let mut laid = Laid {
            stay: None,
            card: Arc::new(Mutex::new(Watched { card, then: None })),
            happened,
            tell,
            nth,
            desk: Rc::clone(self),
        };
        laid.lay();
        laid
    }

    /// Lays a card of another kind on, and waits until PC/SC shows it.
    pub fn lay_foreign(self: &Rc<Self>, nth: usize) -> Foreign {
        let (tell, happened) = channel();
        let stay = self.insert(nth, &happened, || Other { tell: tell.clone() });
        Foreign {
            _stay: stay,
            happened,
            _desk: Rc::clone(self),
        }
    }

    /// Lays a card on; where that goes unnoticed, takes it off and lays it on again, as a person
    /// would: pcscd looks every 0.4 s, and misses that a card left and came in between.
    fn insert<C: Inserted>(
        &self,
        nth: usize,
        happened: &Receiver<Happened>,
        card: impl Fn() -> C,
    ) -> Slot {
        let port = PORT + u16::try_from(nth).unwrap();
        let vpcd = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let lay = |_| {
            let stay = Slot::insert(vpcd, card()).expect("vpcd does not listen");
            happens(happened, &Happened::Powered, NOTICED).then_some(stay)
        };
        let stay = (0..LAID_ON).find_map(lay);
        self.wait_until_shown(nth);
        stay.expect("the card goes unnoticed: does another one lie there?")
    }

    fn wait_until_shown(&self, nth: usize) {
        let mut reader = [Sight::new(self.service.virtual_reader(nth))];
        let shown = (0..LOOKS).any(|_| {
            let looked = self.service.readers.look(&mut reader, LOOK);
            looked.expect("pcscd has gone");
            reader[0].card().is_some()
        });
        assert!(shown, "the reader does not show the card");
    }
}

impl Laid {
    /// Lays a card on the second reader, which leaves the first one to `card-points sandbox`.
    pub fn on(card: VirtualCard) -> Self {
        Desk::new().lay(1, card)
    }

    /// The reader's name.
    pub fn reader(&self) -> String {
        self.desk.reader(self.nth)
    }

    /// The card as it is now: a copy, so that nobody keeps the reader's own from answering.
    pub fn card(&self) -> VirtualCard {
        locked(&self.card).card.clone()
    }

    /// From now on, the card is torn away like that.
    pub fn tear(&self, torn: Removal) {
        locked(&self.card).card.behaviour_mut().removal = Some(torn);
    }

    /// At the second command from now on, before its reply, this is done.
    pub fn then(&self, deed: impl FnOnce() + Send + 'static) {
        locked(&self.card).then = Some((2, Box::new(deed)));
    }

    /// Waits until the card was torn away, then lays it on again.
    pub fn again_after_torn(&mut self) {
        let torn = happens(&self.happened, &Happened::Torn, USED);
        assert!(torn, "nobody uses the card");
        self.lay();
    }

    fn lay(&mut self) {
        self.stay = None;
        let card = || Shared {
            card: Arc::clone(&self.card),
            tell: self.tell.clone(),
        };
        self.stay = Some(self.desk.insert(self.nth, &self.happened, card));
    }
}

impl Foreign {
    /// Waits until somebody asks the card what it is.
    pub fn wait_until_used(&self) {
        let used = happens(&self.happened, &Happened::Used, USED);
        assert!(used, "nobody uses the card");
    }
}

/// Waits until this happens, and says whether it does.
fn happens(happened: &Receiver<Happened>, wanted: &Happened, patience: Duration) -> bool {
    let next = || happened.recv_timeout(patience).ok();
    std::iter::from_fn(next).any(|happened| happened == *wanted)
}

/// Locks, also after a panic elsewhere: the card is whole between two commands.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A card, and what is done at one of the commands to come.
struct Watched {
    card: VirtualCard,
    then: Option<(u8, Box<dyn FnOnce() + Send>)>,
}

/// The card's other end.
struct Shared {
    card: Arc<Mutex<Watched>>,
    tell: Sender<Happened>,
}

impl Inserted for Shared {
    fn atr(&self) -> Vec<u8> {
        ATR.to_vec()
    }

    fn power(&mut self, on: bool) {
        if on {
            // The test may be over.
            let _ = self.tell.send(Happened::Powered);
        } else {
            locked(&self.card).card.power_off();
        }
    }

    fn reset(&mut self) {
        locked(&self.card).card.reset();
    }

    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        let mut watched = locked(&self.card);
        let reply = watched.card.transmit(command).bytes();
        let then = watched.then.take();
        match then {
            Some((1, deed)) => deed(),
            then => watched.then = then.map(|(left, deed)| (left - 1, deed)),
        }
        if reply.is_none() {
            let _ = self.tell.send(Happened::Torn);
        }
        reply
    }
}

/// A card of another kind: it knows no application.
struct Other {
    tell: Sender<Happened>,
}

impl Inserted for Other {
    fn atr(&self) -> Vec<u8> {
        vec![0x3B, 0x80, 0x01, 0x81]
    }

    fn power(&mut self, on: bool) {
        if on {
            let _ = self.tell.send(Happened::Powered);
        }
    }

    fn reset(&mut self) {}

    fn transmit(&mut self, _: &[u8]) -> Option<Vec<u8>> {
        let _ = self.tell.send(Happened::Used);
        Some(vec![0x6A, 0x82])
    }
}
