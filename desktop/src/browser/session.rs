//! What the pages and the journey's thread share: the scene that is shown, and what the person did.

use super::form::Deed;
use super::scene::{Scene, View};
use crate::person::{Offer, Practice};
use crate::watch::Hint;
use card_points::journey::{Event, Step};
use card_points::text::Language;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What the journey's thread is told.
pub enum Order {
    /// Begin a new journey; the one that runs is stopped.
    Begin,
    /// End: the program does.
    End,
    /// The person did this, at the step with this number.
    Did(u64, Deed),
}

/// One person at the browser.
pub struct Session {
    scene: watch::Sender<Scene>,
    orders: Sender<Order>,
    inner: Mutex<Inner>,
}

struct Inner {
    language: Language,
    /// The first one, and the first card in hand: for the next person.
    first: (Language, Option<String>),
    /// Stops the journey that runs, also where it waits for the network.
    halt: watch::Sender<bool>,
    practice: Option<Practice>,
}

impl Session {
    /// One that has not begun, and what its journey's thread hears.
    #[must_use]
    pub fn new(language: Language, practice: Option<Practice>) -> (Self, Receiver<Order>) {
        let (orders, heard) = channel();
        let in_hand = practice
            .as_ref()
            .and_then(|practice| practice.chosen.clone());
        let session = Self {
            scene: watch::Sender::default(),
            orders,
            inner: Mutex::new(Inner {
                language,
                first: (language, in_hand),
                halt: watch::Sender::default(),
                practice,
            }),
        };
        (session, heard)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The scene, now and later.
    #[must_use]
    pub fn scene(&self) -> watch::Receiver<Scene> {
        self.scene.subscribe()
    }

    /// The person's language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.inner().language
    }

    /// What is read from now on; a journey that runs is told apart from this.
    pub fn set_language(&self, language: Language) {
        self.inner().language = language;
    }

    /// The language that everybody begins in.
    pub fn set_first_language(&self, language: Language) {
        let mut inner = self.inner();
        inner.language = language;
        inner.first.0 = language;
    }

    /// The practice card in hand; `None` in earnest.
    #[must_use]
    pub fn in_hand(&self) -> Option<Offer> {
        self.inner().practice.as_ref()?.in_hand().cloned()
    }

    /// The practice cards; empty in earnest.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        let inner = self.inner();
        inner
            .practice
            .as_ref()
            .map_or_else(Vec::new, |practice| practice.offers.clone())
    }

    /// Takes another practice card in hand.
    pub fn take(&self, id: &str) {
        if let Some(practice) = &mut self.inner().practice
            && practice.offers.iter().any(|offer| offer.id == id)
        {
            practice.chosen = Some(id.to_owned());
        }
    }

    /// Tells the journey what the person did at step `serial`.
    pub fn did(&self, serial: u64, deed: Deed) {
        if deed == Deed::Tell(Event::Stopped) && self.scene.borrow().serial == serial {
            self.inner().halt.send_replace(true);
        }
        self.order(Order::Did(serial, deed));
    }

    /// Stops the journey that runs and begins another; nothing of it is left.
    pub fn begin(&self) {
        self.inner().halt.send_replace(true);
        self.order(Order::Begin);
    }

    /// Begins for another person: also what the one before chose is forgotten.
    pub fn forget(&self) {
        {
            let mut inner = self.inner();
            let (language, in_hand) = inner.first.clone();
            inner.language = language;
            if let Some(practice) = &mut inner.practice {
                practice.chosen = in_hand;
            }
        }
        self.begin();
    }

    /// Stops the journey that runs, for good.
    pub fn end(&self) {
        self.inner().halt.send_replace(true);
        self.order(Order::End);
    }

    fn order(&self, order: Order) {
        // The thread ends with the program only.
        let _ = self.orders.send(order);
    }

    // ---- the journey's end -----------------------------------------------------------------

    /// A journey begins, which `halt` stops.
    pub fn begun(&self, halt: watch::Sender<bool>) {
        self.inner().halt = halt;
        self.scene.send_modify(|scene| {
            scene.visit += 1;
            scene.first = scene.serial + 1;
            scene.trail.clear();
        });
    }

    /// Shows that the cards on these readers have to be taken away first.
    pub fn leave(&self, readers: Vec<String>) {
        self.scene.send_modify(|scene| {
            scene.serial += 1;
            scene.first = scene.serial + 1;
            scene.view = View::Leave;
            scene.hint = Some(Hint::TakeAway { readers });
        });
    }

    /// Shows a step.
    pub fn show(&self, step: &Step) {
        self.scene.send_modify(|scene| *scene = scene.after(step));
    }

    /// Tells what there is to do about the card readers.
    pub fn hint(&self, hint: Hint) {
        let hint = Some(hint);
        self.scene.send_if_modified(|scene| {
            let news = scene.hint != hint;
            scene.hint = hint;
            news
        });
    }

    /// The number of the step that is shown.
    #[must_use]
    pub fn serial(&self) -> u64 {
        self.scene.borrow().serial
    }
}
