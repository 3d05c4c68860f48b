//! The journey's thread: a person at the browser, and the places where their card is laid on.

use super::form::Deed;
use super::session::{Order, Session};
use crate::conversation::{Slot, converse};
use crate::exit::{Exit, Quit};
use crate::network::Http;
use crate::person::{Laid, Person};
use crate::practice::VirtualSlot;
use crate::stop::{GLANCE, Stop};
use crate::watch::{Found, Watch};
use card_points::card::Stage;
use card_points::journey::{Event, Journey, Question, Step, Why};
use card_points::secret::Secret;
use jiff::Timestamp;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Where the person sits: hears what they do.
struct Seat {
    session: Arc<Session>,
    orders: Receiver<Order>,
    /// A new journey was asked for, or the program ends: the one that runs has to stop first.
    leaving: Cell<Option<Leaving>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    Begin,
    End,
}

impl Seat {
    /// What the person does at the open step, waiting so long; `None`: nothing yet.
    fn deed(&self, wait: Option<Duration>) -> Option<Deed> {
        loop {
            let order = match wait {
                None => self
                    .orders
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => self.orders.recv_timeout(wait),
            };
            match order {
                Ok(Order::Did(serial, deed)) if serial == self.session.serial() => {
                    return Some(deed);
                }
                // It was meant for an older page.
                Ok(Order::Did(..)) => {}
                Ok(Order::Begin) => return Some(self.leave(Leaving::Begin)),
                Err(RecvTimeoutError::Timeout) => return None,
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => {
                    return Some(self.leave(Leaving::End));
                }
            }
        }
    }

    /// Hears nothing until somebody begins.
    fn wait_to_leave(&self) {
        while self.leaving.get().is_none() {
            self.deed(None);
        }
    }

    fn leave(&self, leaving: Leaving) -> Deed {
        self.leaving.set(Some(leaving));
        Deed::Tell(Event::Stopped)
    }
}

impl Person for Rc<Seat> {
    fn show(&mut self, step: &Step) {
        // Who has left sees no more of it.
        if self.leaving.get().is_none() {
            self.session.show(step);
        }
    }

    fn answer(&mut self, _: &Question) -> Result<Event, Quit> {
        loop {
            if let Some(Deed::Tell(event)) = self.deed(None) {
                return Ok(event);
            }
        }
    }

    /// Only places at a terminal have to say something in words.
    fn notice(&mut self, _: &str) {}

    fn lay(&mut self, _: Why) -> Result<Laid, Quit> {
        Err(Exit::Broken.into())
    }
}

/// Where a card is laid on: a practice card by a click, any other on a reader.
pub struct Places {
    /// Practice cards.
    pub cards: Option<VirtualSlot>,
    /// Card readers.
    pub readers: Option<Watch>,
}

/// The places, and who sits before them.
struct Table {
    seat: Rc<Seat>,
    places: Places,
    /// The session is with a practice card.
    practises: bool,
}

impl Table {
    /// Waits until no card lies on the readers; gives whether the journey can begin.
    fn clear(&mut self) -> bool {
        let Some(readers) = &mut self.places.readers else {
            return true;
        };
        let mut told = Vec::new();
        while self.seat.leaving.get().is_none() {
            let laid = readers.laid();
            if laid.is_empty() {
                return true;
            }
            if laid != told {
                told.clone_from(&laid);
                self.seat.session.leave(laid);
            }
            self.seat.deed(Some(GLANCE));
        }
        false
    }
}

impl Slot for Table {
    fn tap(&mut self, why: Why, _: &mut dyn Person) -> Result<Event, Quit> {
        let Places { cards, readers } = &mut self.places;
        if let Some(readers) = readers {
            readers.begin(why);
        }
        // A look at the readers waits by itself.
        let wait = readers.is_some().then_some(Duration::ZERO);
        loop {
            match self.seat.deed(wait) {
                Some(Deed::Tell(event)) => return Ok(event),
                Some(Deed::Lay(torn)) => {
                    if let (Some(cards), Some(offer)) = (&mut *cards, self.seat.session.in_hand()) {
                        self.practises = true;
                        return cards.lay(Laid { id: offer.id, torn });
                    }
                }
                Some(_) | None => {}
            }
            match readers.as_mut().map(Watch::look) {
                Some(Found::Arrived(reader)) => {
                    self.practises = false;
                    return Ok(Event::Arrived { reader });
                }
                Some(Found::Waiting(hint)) => self.seat.session.hint(hint),
                Some(Found::Unsettled) | None => {}
            }
        }
    }

    fn transmit(&mut self, command: &Secret, stage: Stage) -> Event {
        match &mut self.places {
            Places {
                cards: Some(cards), ..
            } if self.practises => cards.transmit(command, stage),
            Places {
                readers: Some(readers),
                ..
            } => readers.transmit(command),
            Places { .. } => Event::Lost,
        }
    }

    fn end(&mut self) {
        if let Some(cards) = &mut self.places.cards {
            cards.end();
        }
        if let Some(readers) = &mut self.places.readers {
            readers.end();
        }
    }
}

/// Plays one journey after another, until the session ends. `clears`: each one begins only when the
/// card of the one before has been taken away.
pub fn play(
    session: Arc<Session>,
    orders: Receiver<Order>,
    places: Places,
    clears: bool,
    mut network: Http,
    mut journey: impl FnMut() -> Journey,
) {
    let seat = Rc::new(Seat {
        session,
        orders,
        leaving: Cell::default(),
    });
    let mut table = Table {
        seat: Rc::clone(&seat),
        places,
        practises: false,
    };
    loop {
        seat.wait_to_leave();
        if seat.leaving.take() == Some(Leaving::End) {
            return;
        }
        if clears && !table.clear() {
            continue;
        }
        let (halt, stop) = Stop::by_hand();
        network.heeding(stop.clone());
        seat.session.begun(halt);
        let mut journey = journey();
        converse(
            &mut |event| journey.next(Timestamp::now(), event),
            &mut Rc::clone(&seat),
            &mut table,
            &mut network,
            &stop,
        );
        // What it ended with can still be read in another language.
        while seat.leaving.get().is_none() {
            if let Some(Deed::Tell(event @ Event::Speak { .. })) = seat.deed(None) {
                seat.session.show(&journey.next(Timestamp::now(), event));
            }
        }
    }
}
