//! Watches all card readers, and holds the session with the card that is read. Readers may come and go
//! meanwhile, and so may the PC/SC service.

use super::hint::ReaderHint;
use super::selector::{CardSelector, Selection};
use crate::pcsc::{CardReaders, CardSession, PcscError, ReaderName, ReaderState};
use card_points::card::ReaderCapabilities;
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;
use std::time::{Duration, Instant};

/// How long one look waits at most. Ctrl-C, and a person in the browser, are noticed after that.
const MAX_LOOK_WAIT: Duration = Duration::from_millis(300);

/// The result of one look at the readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookResult {
    /// A session with a card has begun.
    Arrived(ReaderCapabilities),
    /// No card is read now. Look again: no restart is needed.
    Waiting(ReaderHint),
    /// A card or a reader is just coming or going. Look again: there is nothing to show.
    Changing,
}

/// Watches the readers for a card, and holds the session with it.
pub struct ReaderWatcher {
    /// A part of the readers' names; `None`: all readers.
    name_filter: Option<String>,
    card_readers: Option<CardReaders>,
    readers: Vec<ReaderState>,
    selector: CardSelector,
    session: Option<CardSession>,
    /// There was a look since the tap began: the next one may wait for a change.
    has_looked: bool,
}

impl ReaderWatcher {
    /// Watches the readers whose names contain `name_filter`, or all readers.
    #[must_use]
    pub fn new(name_filter: Option<String>) -> Self {
        Self {
            name_filter,
            card_readers: None,
            readers: Vec::new(),
            selector: CardSelector::default(),
            session: None,
            has_looked: false,
        }
    }

    /// Begins a tap; `reason` says how the tap before ended. The next look does not wait.
    pub fn begin_tap(&mut self, reason: TapReason) {
        self.end_session();
        self.selector.begin_tap(reason);
        self.has_looked = false;
    }

    /// Looks at the readers once, after waiting at most a third of a second for a change. Begins a
    /// session with the selected card. If several cards are possible, each is asked once what it is.
    pub fn look(&mut self) -> LookResult {
        let wait = if std::mem::replace(&mut self.has_looked, true) {
            MAX_LOOK_WAIT
        } else {
            Duration::ZERO
        };
        let start = Instant::now();
        self.refresh(wait).map_or_else(
            |error| {
                // An immediate error must not lead to a busy loop.
                std::thread::sleep(wait.saturating_sub(start.elapsed()));
                LookResult::Waiting(error.into())
            },
            |()| self.select_card(),
        )
    }

    /// The readers with a card that somebody has put there. A built-in card (present from the start,
    /// and of another kind) does not count; it is asked what it is, once.
    pub fn occupied_readers(&mut self) -> Vec<String> {
        if self.refresh(Duration::ZERO).is_err() {
            return Vec::new();
        }
        while self.session.is_none()
            && let Some(reader) = self.selector.unprobed_reader()
        {
            self.probe(&reader);
        }
        self.selector.occupied_readers()
    }

    /// Sends a command, once, and waits for the reply.
    pub fn transmit(&mut self, command: &Secret) -> Event {
        let session = self.session.as_ref();
        if let Some(Ok(reply)) = session.map(|session| session.transmit(command)) {
            Event::Replied { reply }
        } else {
            self.end_session();
            Event::Lost
        }
    }

    /// Ends the session, if there is one: the card is powered off.
    pub fn end_session(&mut self) {
        self.session = None;
    }

    /// Looks at all readers that exist now.
    fn refresh(&mut self, wait: Duration) -> Result<(), PcscError> {
        let result = match self.refresh_once(wait) {
            // A reader was unplugged after its name was read.
            Err(PcscError::NoReader) => self.refresh_once(Duration::ZERO),
            result => result,
        };
        if result.is_err() {
            // A restarted service counts insertions from zero.
            self.card_readers = None;
            self.readers.clear();
            self.selector.service_unavailable();
            return result;
        }
        let readers = self.readers.iter();
        self.selector
            .update(readers.map(|reader| (reader.name().to_string(), reader.card())));
        Ok(())
    }

    fn refresh_once(&mut self, wait: Duration) -> Result<(), PcscError> {
        let card_readers = match self.card_readers.take() {
            Some(card_readers) => card_readers,
            None => CardReaders::new()?,
        };
        let card_readers = self.card_readers.insert(card_readers);
        let filter = self.name_filter.as_deref().unwrap_or_default();
        let known = |name: ReaderName| {
            let known = self.readers.iter().find(|reader| *reader.name() == name);
            known.cloned().unwrap_or_else(|| ReaderState::new(name))
        };
        let names = card_readers.names()?.into_iter();
        let names = names.filter(|name| name.to_string().contains(filter));
        self.readers = names.map(known).collect();
        card_readers.wait_for_change(&mut self.readers, wait)
    }

    fn select_card(&mut self) -> LookResult {
        loop {
            match self.selector.select() {
                Selection::Read(reader) => return self.begin_session(reader),
                Selection::Probe(reader) => self.probe(&reader),
                Selection::Wait(hint) => return LookResult::Waiting(hint),
            }
        }
    }

    fn begin_session(&mut self, reader: String) -> LookResult {
        let readers = vec![reader.clone()];
        match self.connect(&reader) {
            Ok(session) => {
                self.selector.session_began(&reader);
                let capabilities = session.capabilities();
                self.session = Some(session);
                LookResult::Arrived(capabilities)
            }
            Err(PcscError::Busy) => LookResult::Waiting(ReaderHint::Busy { readers }),
            Err(PcscError::Lost) if self.selector.found_silent(&reader) => {
                LookResult::Waiting(ReaderHint::NoAnswer { readers })
            }
            Err(_) => LookResult::Changing,
        }
    }

    /// Asks the card on `reader` what it is.
    fn probe(&mut self, reader: &str) {
        let result = self.connect(reader);
        match result.and_then(|session| session.is_supported_card()) {
            Ok(is_supported) => self.selector.probed(reader, is_supported),
            Err(PcscError::Busy) => self.selector.found_in_use(reader),
            Err(_) => drop(self.selector.found_silent(reader)),
        }
    }

    fn connect(&self, reader: &str) -> Result<CardSession, PcscError> {
        let mut names = self.readers.iter().map(ReaderState::name);
        let name = names.find(|name| name.to_string() == reader);
        match (&self.card_readers, name) {
            (Some(card_readers), Some(name)) => card_readers.connect(name),
            _ => Err(PcscError::NoReader),
        }
    }
}
