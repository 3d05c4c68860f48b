//! All card readers at once: the card that is laid on one of them is the one that is read. Readers
//! come and go meanwhile, and so does the service.

mod places;

use crate::pcsc::{Error, Name, Readers, Session, Sight};
use card_points::card;
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;
use places::{Choice, Places};
use std::time::{Duration, Instant};

/// How long one look takes at most: so soon a Ctrl-C, or a person in the browser, is heard.
const SLICE: Duration = Duration::from_millis(300);

/// What one look has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A card, and a session with it has begun.
    Arrived(card::ReaderCapabilities),
    /// None that is read now. Look again: nobody has to start anything anew.
    Waiting(Hint),
    /// One is just coming or going. Look again: there is nothing to tell.
    Unsettled,
}

/// Why no card is read now, by what the person can do about it. Readers come by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The machine has no PC/SC library: install it.
    NoLibrary,
    /// The library is there, its service does not run: start it.
    NoService,
    /// There is no reader, or not the one that was named: plug it in.
    NoReader,
    /// Nothing lies there: lay the card on one of these.
    Empty {
        /// The readers without a card.
        readers: Vec<String>,
    },
    /// Another program uses the card: close that program.
    Busy {
        /// Where it lies.
        readers: Vec<String>,
    },
    /// The card does not answer: lay it on anew, the right way up.
    NoAnswer {
        /// Where it lies.
        readers: Vec<String>,
    },
    /// The card is not the right one, or was lost twice without having left: take it away, or lay
    /// the right one on another reader.
    TakeAway {
        /// Where it lies.
        readers: Vec<String>,
    },
    /// Cards lie on several readers: take all but yours away.
    Several {
        /// Where they lie.
        readers: Vec<String>,
    },
}

impl Hint {
    /// The readers that it is about.
    #[must_use]
    pub fn readers(&self) -> &[String] {
        match self {
            Self::NoLibrary | Self::NoService | Self::NoReader => &[],
            Self::Empty { readers }
            | Self::Busy { readers }
            | Self::NoAnswer { readers }
            | Self::TakeAway { readers }
            | Self::Several { readers } => readers,
        }
    }
}

impl From<Error> for Hint {
    fn from(error: Error) -> Self {
        match error {
            Error::NoLibrary => Self::NoLibrary,
            // Windows runs it only while a reader is plugged in.
            Error::NoService if cfg!(windows) => Self::NoReader,
            Error::NoReader => Self::NoReader,
            // The last two are none that looking has.
            Error::NoService | Error::Busy | Error::Lost => Self::NoService,
        }
    }
}

/// Watches the readers for a card, and holds the session with it.
pub struct Watch {
    /// Part of the readers' names; `None`: all of them.
    wanted: Option<String>,
    service: Option<Readers>,
    sights: Vec<Sight>,
    places: Places,
    session: Option<Session>,
    /// There was a look since the tap began: the next one may wait for a change.
    looked: bool,
}

impl Watch {
    /// Watches the readers whose names have `wanted` in them, or all of them.
    #[must_use]
    pub fn new(wanted: Option<String>) -> Self {
        Self {
            wanted,
            service: None,
            sights: Vec::new(),
            places: Places::default(),
            session: None,
            looked: false,
        }
    }

    /// A tap begins; `why` is what the journey says about the one before. The next look is one
    /// without waiting.
    pub fn begin(&mut self, why: TapReason) {
        self.end();
        self.places.begin(why);
        self.looked = false;
    }

    /// Looks once, after waiting at most a third of a second for something to change. A session
    /// with the card that is meant begins. Lie several there that may be meant, they are asked what
    /// they are, once each.
    pub fn look(&mut self) -> Found {
        let wait = if std::mem::replace(&mut self.looked, true) {
            SLICE
        } else {
            Duration::ZERO
        };
        let began = Instant::now();
        self.see(wait).map_or_else(
            |error| {
                // What fails at once would be tried without a pause.
                std::thread::sleep(wait.saturating_sub(began.elapsed()));
                Found::Waiting(error.into())
            },
            |()| self.act(),
        )
    }

    /// The readers on which somebody's card lies now. What the computer has built in (it lay there
    /// from the start, and is of another kind) does not count; it is asked for that, once.
    pub fn laid(&mut self) -> Vec<String> {
        if self.see(Duration::ZERO).is_err() {
            return Vec::new();
        }
        while self.session.is_none()
            && let Some(reader) = self.places.untold()
        {
            self.ask(&reader);
        }
        self.places.laid()
    }

    /// Sends a command, once, and waits for the reply.
    pub fn transmit(&mut self, command: &Secret) -> Event {
        let reply = self
            .session
            .as_ref()
            .map(|session| session.transmit(command));
        if let Some(Ok(reply)) = reply {
            Event::Replied { reply }
        } else {
            self.end();
            Event::Lost
        }
    }

    /// Ends the session, if there is one: the card is powered off.
    pub fn end(&mut self) {
        self.session = None;
    }

    /// Looks at all readers that there are now.
    fn see(&mut self, wait: Duration) -> Result<(), Error> {
        let seen = match self.see_once(wait) {
            // One has gone since its name was read.
            Err(Error::NoReader) => self.see_once(Duration::ZERO),
            seen => seen,
        };
        if seen.is_err() {
            // The next one counts anew.
            self.service = None;
            self.sights.clear();
            self.places.blind();
            return seen;
        }
        let cards = self.sights.iter();
        self.places
            .see(cards.map(|sight| (sight.name().to_string(), sight.card())));
        Ok(())
    }

    fn see_once(&mut self, wait: Duration) -> Result<(), Error> {
        let service = match self.service.take() {
            Some(service) => service,
            None => Readers::new()?,
        };
        let service = self.service.insert(service);
        let wanted = self.wanted.as_deref().unwrap_or_default();
        let known = |name: Name| {
            let known = self.sights.iter().find(|sight| *sight.name() == name);
            known.cloned().unwrap_or_else(|| Sight::new(name))
        };
        let names = service.names()?.into_iter();
        let fitting = names.filter(|name| name.to_string().contains(wanted));
        self.sights = fitting.map(known).collect();
        service.look(&mut self.sights, wait)
    }

    /// Does what there is to do.
    fn act(&mut self) -> Found {
        loop {
            match self.places.choose() {
                Choice::Read(reader) => return self.read(reader),
                Choice::Ask(reader) => self.ask(&reader),
                Choice::Wait(hint) => return Found::Waiting(hint),
            }
        }
    }

    /// Begins a session with the card on `reader`.
    fn read(&mut self, reader: String) -> Found {
        let readers = vec![reader.clone()];
        match self.connect(&reader) {
            Ok(session) => {
                self.places.reading(&reader);
                let found = Found::Arrived(session.reader());
                self.session = Some(session);
                found
            }
            Err(Error::Busy) => Found::Waiting(Hint::Busy { readers }),
            Err(Error::Lost) if self.places.silent(&reader) => {
                Found::Waiting(Hint::NoAnswer { readers })
            }
            Err(_) => Found::Unsettled,
        }
    }

    /// Asks the card on `reader` what it is; twice, if it does not answer at once.
    fn ask(&mut self, reader: &str) {
        let told = self.connect(reader).and_then(|session| session.find());
        match told {
            Ok(right) => self.places.told(reader, right),
            Err(Error::Busy) => self.places.held(reader),
            Err(_) => drop(self.places.silent(reader)),
        }
    }

    fn connect(&self, reader: &str) -> Result<Session, Error> {
        let mut names = self.sights.iter().map(Sight::name);
        let name = names.find(|name| name.to_string() == reader);
        match (&self.service, name) {
            (Some(service), Some(name)) => service.connect(name),
            _ => Err(Error::NoReader),
        }
    }
}
