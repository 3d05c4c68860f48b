//! The journey's thread: a person at the browser, and the places where their card is laid on.

use super::form::Deed;
use super::session::{Order, Session};
use crate::conversation::{Slot, converse};
use crate::exit::{Exit, Quit};
use crate::network::Http;
use crate::person::{Laid, Person};
use crate::practice::VirtualSlot;
use crate::stop::Stop;
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

    fn notice(&mut self, text: &str) {
        self.session.hint(text);
    }

    fn lay(&mut self, _: Why) -> Result<Laid, Quit> {
        Err(Exit::Broken.into())
    }
}

/// Where a card is laid on: a practice card, by a click.
struct Places {
    seat: Rc<Seat>,
    cards: Option<VirtualSlot>,
}

impl Slot for Places {
    fn tap(&mut self, _: Why, _: &mut dyn Person) -> Result<Event, Quit> {
        loop {
            match self.seat.deed(None) {
                Some(Deed::Tell(event)) => return Ok(event),
                Some(Deed::Lay(torn)) => {
                    if let (Some(cards), Some(offer)) =
                        (&mut self.cards, self.seat.session.in_hand())
                    {
                        return cards.lay(Laid { id: offer.id, torn });
                    }
                }
                Some(_) | None => {}
            }
        }
    }

    fn transmit(&mut self, command: &Secret, stage: Stage) -> Event {
        match &mut self.cards {
            Some(cards) => cards.transmit(command, stage),
            None => Event::Lost,
        }
    }

    fn end(&mut self) {
        if let Some(cards) = &mut self.cards {
            cards.end();
        }
    }
}

/// Plays one journey after another, until the session is dropped.
pub fn play(
    session: Arc<Session>,
    orders: Receiver<Order>,
    cards: Option<VirtualSlot>,
    mut network: Http,
    mut journey: impl FnMut() -> Journey,
) {
    let seat = Rc::new(Seat {
        session,
        orders,
        leaving: Cell::new(Some(Leaving::Begin)),
    });
    let mut places = Places {
        seat: Rc::clone(&seat),
        cards,
    };
    loop {
        match seat.leaving.take() {
            Some(Leaving::End) => return,
            Some(Leaving::Begin) => {}
            None => unreachable!("a journey is over when the person leaves"),
        }
        let (halt, stop) = Stop::by_hand();
        network.heeding(stop.clone());
        seat.session.begun(halt);
        let mut journey = journey();
        converse(
            &mut |event| journey.next(Timestamp::now(), event),
            &mut Rc::clone(&seat),
            &mut places,
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
