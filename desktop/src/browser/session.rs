//! What the pages and the journey's thread share: the page, and the person's actions.

use super::form::PageAction;
use super::page_state::{PageContent, PageState};
use crate::readers::ReaderHint;
use crate::user_interface::{SandboxCard, SandboxCards};
use card_points::journey::{Event, Step};
use card_points::text::Language;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// A command to the journey's thread.
pub enum SessionCommand {
    /// Stop the current journey, and begin a new one.
    Restart,
    /// End the thread.
    Shutdown,
    /// The person's action on the page with this serial.
    Act(u64, PageAction),
}

/// One person at the browser.
pub struct BrowserSession {
    page: watch::Sender<PageState>,
    commands: Sender<SessionCommand>,
    state: Mutex<SessionState>,
}

struct SessionState {
    language: Language,
    /// The language and the selected card of each new person.
    defaults: (Language, Option<String>),
    /// Stops the current journey, even while it waits for the backend.
    stop_journey: watch::Sender<bool>,
    sandbox_cards: Option<SandboxCards>,
}

impl BrowserSession {
    /// A session without a journey, and the commands to the journey's thread.
    #[must_use]
    pub fn new(
        language: Language,
        sandbox_cards: Option<SandboxCards>,
    ) -> (Self, Receiver<SessionCommand>) {
        let (commands, receiver) = channel();
        let selected_id = sandbox_cards
            .as_ref()
            .and_then(|cards| cards.selected_id.clone());
        let session = Self {
            page: watch::Sender::default(),
            commands,
            state: Mutex::new(SessionState {
                language,
                defaults: (language, selected_id),
                stop_journey: watch::Sender::default(),
                sandbox_cards,
            }),
        };
        (session, receiver)
    }

    fn state(&self) -> MutexGuard<'_, SessionState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page, now and later.
    #[must_use]
    pub fn page(&self) -> watch::Receiver<PageState> {
        self.page.subscribe()
    }

    /// The person's language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.state().language
    }

    /// Changes the language of the pages; the journey has an event of its own for that.
    pub fn set_language(&self, language: Language) {
        self.state().language = language;
    }

    /// Sets the language in which every person begins.
    pub fn set_default_language(&self, language: Language) {
        let mut state = self.state();
        state.language = language;
        state.defaults.0 = language;
    }

    /// The selected sandbox card; `None` without sandbox cards.
    #[must_use]
    pub fn selected_card(&self) -> Option<SandboxCard> {
        self.state().sandbox_cards.as_ref()?.selected().cloned()
    }

    /// The sandbox cards; empty without a sandbox.
    #[must_use]
    pub fn sandbox_cards(&self) -> Vec<SandboxCard> {
        let state = self.state();
        let cards = state.sandbox_cards.as_ref();
        cards.map_or_else(Vec::new, |cards| cards.cards.clone())
    }

    /// Selects another sandbox card.
    pub fn select_card(&self, id: &str) {
        if let Some(cards) = &mut self.state().sandbox_cards
            && cards.cards.iter().any(|card| card.id == id)
        {
            cards.selected_id = Some(id.to_owned());
        }
    }

    /// Passes on the person's action on the page with this serial.
    pub fn act(&self, serial: u64, action: PageAction) {
        if action == PageAction::Journey(Event::Stopped) && self.page.borrow().serial == serial {
            self.state().stop_journey.send_replace(true);
        }
        self.send(SessionCommand::Act(serial, action));
    }

    /// Stops the current journey and begins a new one; all answers are forgotten.
    pub fn restart(&self) {
        self.state().stop_journey.send_replace(true);
        self.send(SessionCommand::Restart);
    }

    /// Begins a new journey for another person: also forgets the language and the selected card.
    pub fn reset(&self) {
        {
            let mut state = self.state();
            let (language, selected_id) = state.defaults.clone();
            state.language = language;
            if let Some(cards) = &mut state.sandbox_cards {
                cards.selected_id = selected_id;
            }
        }
        self.restart();
    }

    /// Stops the current journey and ends the journey's thread.
    pub fn shut_down(&self) {
        self.state().stop_journey.send_replace(true);
        self.send(SessionCommand::Shutdown);
    }

    fn send(&self, command: SessionCommand) {
        // The thread ends only with the program.
        let _ = self.commands.send(command);
    }

    // ---- called by the journey's thread ----------------------------------------------------

    /// A journey begins, which `stop_journey` stops.
    pub fn journey_began(&self, stop_journey: watch::Sender<bool>) {
        self.state().stop_journey = stop_journey;
        self.page.send_modify(|page| {
            page.journey_number += 1;
            page.first_serial = page.serial + 1;
            page.trail.clear();
        });
    }

    /// Shows that the cards must be removed from these readers first.
    pub fn ask_to_remove_cards(&self, readers: Vec<String>) {
        self.page.send_modify(|page| {
            page.serial += 1;
            page.first_serial = page.serial + 1;
            page.content = PageContent::RemoveCard;
            page.hint = Some(ReaderHint::RemoveCard { readers });
        });
    }

    /// Shows a step.
    pub fn show(&self, step: &Step) {
        self.page.send_modify(|page| *page = page.after_step(step));
    }

    /// Shows what the person can do about the card readers.
    pub fn show_reader_hint(&self, hint: ReaderHint) {
        let hint = Some(hint);
        self.page.send_if_modified(|page| {
            let changed = page.hint != hint;
            page.hint = hint;
            changed
        });
    }

    /// The serial of the current page.
    #[must_use]
    pub fn serial(&self) -> u64 {
        self.page.borrow().serial
    }
}
