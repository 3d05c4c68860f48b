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
use card_points::card::CardStage;
use card_points::journey::{Event, Journey, Question, Step, TapReason};
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

    fn lay(&mut self, _: TapReason) -> Result<Laid, Quit> {
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
    fn tap(&mut self, why: TapReason, _: &mut dyn Person) -> Result<Event, Quit> {
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

    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event {
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
            if let Some(Deed::Tell(event @ Event::SetLanguage { .. })) = seat.deed(None) {
                seat.session.show(&journey.next(Timestamp::now(), event));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::scene::{Scene, View};
    use card_points::journey::{Answer, Device, JourneyConfig, JourneyKind, Topic};
    use card_points::text::Language;
    use std::thread::JoinHandle;
    use tokio::sync::watch;

    /// A session whose journeys run, with nothing to lay a card on.
    struct Sitting {
        session: Arc<Session>,
        scene: watch::Receiver<Scene>,
        thread: Option<JoinHandle<()>>,
    }

    impl Sitting {
        async fn new() -> Self {
            let (session, orders) = Session::new(Language::English, None);
            let session = Arc::new(session);
            let scene = session.scene();
            let person = Arc::clone(&session);
            let thread = std::thread::spawn(move || {
                let network = Http::new(None, Stop::never()).unwrap();
                let places = Places {
                    cards: None,
                    readers: None,
                };
                let language = Arc::clone(&person);
                play(person, orders, places, false, network, || {
                    Journey::new(JourneyConfig {
                        kind: JourneyKind::Home,
                        language: language.language(),
                        backend: "http://127.0.0.1:9".into(),
                        practice: true,
                        device: Device::CardReader,
                        furigana: true,
                        entropy: [1; 32],
                    })
                });
            });
            session.begin();
            let mut sitting = Self {
                session,
                scene,
                thread: Some(thread),
            };
            sitting.until(Scene::is_fresh).await;
            sitting
        }

        async fn until(&mut self, wanted: impl FnMut(&Scene) -> bool) -> Scene {
            self.scene.wait_for(wanted).await.unwrap().clone()
        }

        async fn until_asked(&mut self, about: Topic) -> Scene {
            self.until(|scene| matches!(&scene.view, View::Ask(asked) if asked.about == about))
                .await
        }

        fn chooses(&self, serial: u64, id: &str) {
            let ids = vec![id.to_owned()];
            let answer = Answer::Chosen { ids };
            let deed = Deed::Tell(Event::Answered { answer });
            self.session.did(serial, deed);
        }
    }

    impl Drop for Sitting {
        fn drop(&mut self) {
            self.session.end();
            let thread = self.thread.take();
            assert!(thread.is_none_or(|thread| thread.join().is_ok()));
        }
    }

    fn title(scene: &Scene) -> &str {
        match &scene.view {
            View::Ask(question) => &question.text.title,
            View::Done { words, .. } => &words.title,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_double_click_does_not_answer_the_next_question() {
        let mut sitting = Sitting::new().await;
        let first = sitting.session.serial();
        // The second one would choose the first page of help.
        sitting.chooses(first, "help");
        sitting.chooses(first, "what");
        let asked = sitting.until_asked(Topic::Help).await;
        sitting.session.did(asked.serial, Deed::Tell(Event::Back));
        let home = sitting.until_asked(Topic::Home).await;
        assert_eq!(home.serial, asked.serial + 1);
    }

    #[tokio::test]
    async fn who_begins_anew_meets_the_first_question_and_nothing_of_before() {
        let mut sitting = Sitting::new().await;
        let before = sitting.session.serial();
        sitting.chooses(before, "help");
        let visit = sitting.until_asked(Topic::Help).await.visit;
        sitting.session.begin();
        let scene = sitting.until(|scene| scene.visit > visit).await;
        let scene = if scene.is_fresh() {
            scene
        } else {
            sitting.until(Scene::is_fresh).await
        };
        assert_eq!(scene.trail, [Topic::Home]);
    }

    #[tokio::test]
    async fn the_language_changes_at_a_question_and_at_the_end() {
        let mut sitting = Sitting::new().await;
        let speak = |language| Deed::Tell(Event::SetLanguage { language });
        let first = sitting.session.serial();
        let english = title(&sitting.scene.borrow()).to_owned();
        sitting.session.did(first, speak(Language::Japanese));
        let scene = sitting.until(|scene| scene.serial > first).await;
        assert_ne!(title(&scene), english);
        sitting
            .session
            .did(scene.serial, Deed::Tell(Event::Stopped));
        let end = |scene: &Scene| matches!(scene.view, View::Done { .. });
        let japanese = sitting.until(end).await;
        sitting
            .session
            .did(japanese.serial, speak(Language::English));
        let english = sitting.until(|scene| scene.serial > japanese.serial).await;
        assert_ne!(title(&english), title(&japanese));
        assert!(end(&english));
    }
}
