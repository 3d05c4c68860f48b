//! A card reader as the place where cards are laid on.

use crate::conversation::Slot;
use crate::exit::{Exit, Quit};
use crate::pcsc::{Error, Reader, Readers, Seen};
use crate::person::Person;
use crate::stop::{GLANCE, Stop};
use crate::words::Own;
use card_points::card::Stage;
use card_points::journey::{Event, Why};
use card_points::secret::Secret;

/// A PC/SC reader: the one that was named, or the only one there.
pub struct PcscSlot {
    wanted: Option<String>,
    /// Waits for a reader and for its service, so that a person's answers are not lost for want of
    /// one; a program is told instead.
    patient: bool,
    reader: Option<Reader>,
    own: &'static Own,
    stop: Stop,
    /// The card that lies there was lost once without having left: it gets one more chance.
    again: bool,
    /// What was told last, so that it is told once.
    said: String,
}

impl PcscSlot {
    /// The reader whose name has `wanted` in it, or the only one there.
    ///
    /// # Errors
    /// When there are several that may be meant: better told before the first question.
    pub fn new(
        wanted: Option<String>,
        patient: bool,
        own: &'static Own,
        stop: Stop,
    ) -> Result<Self, Quit> {
        let slot = Self {
            wanted,
            patient,
            reader: None,
            own,
            stop,
            again: false,
            said: String::new(),
        };
        match Readers::new().and_then(|readers| slot.fitting(&readers)) {
            Ok(names) if names.len() > 1 => Err(several(own, &names)),
            _ => Ok(slot),
        }
    }

    /// Names of the readers that may be meant.
    fn fitting(&self, readers: &Readers) -> Result<Vec<String>, Error> {
        let mut names = readers.names()?;
        let wanted = self.wanted.as_deref().unwrap_or_default();
        names.retain(|name| name.contains(wanted));
        Ok(names)
    }

    fn find(&self) -> Result<Reader, Quit> {
        let readers = Readers::new().map_err(|error| self.quit(error))?;
        let names = self.fitting(&readers).map_err(|error| self.quit(error))?;
        match names.as_slice() {
            [] => Err(self.quit(Error::NoReader)),
            [only] => readers.reader(only).map_err(|error| self.quit(error)),
            names => Err(several(self.own, names)),
        }
    }

    /// Looks at the reader now, or waits a moment for something to change.
    fn see(&mut self, now: bool, person: &mut dyn Person) -> Result<Seen, Quit> {
        let mut reader = match self.reader.take() {
            Some(reader) => reader,
            None => {
                let reader = self.find()?;
                person.notice(&format!("{} {}", self.own.using_reader, reader.name()));
                reader
            }
        };
        let seen = if now { reader.look() } else { reader.wait() };
        match seen.map_err(|error| self.quit(error))? {
            // Plugged in again, it may have another number in its name.
            Seen::Unplugged => Err(self.quit(Error::NoReader)),
            seen => {
                self.reader = Some(reader);
                Ok(seen)
            }
        }
    }

    /// What the person can do about `error`.
    fn quit(&self, error: Error) -> Quit {
        let words = match error {
            Error::NoLibrary => self.own.no_library,
            Error::NoService => self.own.no_service,
            Error::Busy => self.own.busy,
            Error::NoReader | Error::Lost if self.patient => self.own.reader_waits,
            Error::NoReader | Error::Lost => self.own.no_reader,
        };
        Quit::new(words, Exit::NoReader)
    }

    fn hint(&mut self, words: &str, person: &mut dyn Person) {
        if self.said != words {
            words.clone_into(&mut self.said);
            person.notice(words);
        }
    }

    /// Whether the card that lies there has to be taken away first: it was not wanted, or it was
    /// lost twice without having left.
    fn must_leave(&mut self, why: Why, seen: Seen) -> bool {
        match (why, seen) {
            (Why::OtherCard | Why::NotThisKind, Seen::Card { still }) => still,
            (Why::LostEarly | Why::LookFirst, Seen::Card { still: true }) => {
                std::mem::replace(&mut self.again, true)
            }
            _ => {
                self.again = false;
                false
            }
        }
    }

    /// Begins a session; `None`: not yet, and what there is to do about it was told.
    fn begin(&mut self, person: &mut dyn Person) -> Result<Option<Event>, Quit> {
        let connected = self.reader.as_mut().map(Reader::connect);
        match connected.unwrap_or(Err(Error::NoReader)) {
            Ok(reader) => Ok(Some(Event::Arrived { reader })),
            Err(Error::Busy) => {
                self.hint(self.own.busy, person);
                Ok(None)
            }
            Err(Error::Lost) => Ok(None),
            Err(error) => Err(self.quit(error)),
        }
    }
}

impl Slot for PcscSlot {
    fn tap(&mut self, why: Why, person: &mut dyn Person) -> Result<Event, Quit> {
        self.said.clear();
        let mut leave = None;
        while !self.stop.is_wanted() {
            let arrived = match self.see(leave.is_none(), person) {
                Ok(seen) => {
                    let must_leave = match leave {
                        None => self.must_leave(why, seen),
                        Some(leave) => leave && seen != Seen::Empty,
                    };
                    leave = Some(must_leave);
                    match seen {
                        Seen::Held => {
                            self.hint(self.own.busy, person);
                            Ok(None)
                        }
                        Seen::Card { .. } if must_leave => {
                            self.hint(self.own.take_away, person);
                            Ok(None)
                        }
                        Seen::Card { .. } => self.begin(person),
                        Seen::Empty | Seen::Unplugged => Ok(None),
                    }
                }
                Err(quit) => Err(quit),
            };
            match arrived {
                Ok(Some(arrived)) => return Ok(arrived),
                Ok(None) => {}
                Err(quit) if self.patient => {
                    self.hint(&quit.words, person);
                    std::thread::sleep(GLANCE);
                }
                Err(quit) => return Err(quit),
            }
        }
        Ok(Event::Stopped)
    }

    fn transmit(&mut self, command: &Secret, _: Stage) -> Event {
        match self.reader.as_mut().map(|reader| reader.transmit(command)) {
            Some(Ok(reply)) => Event::Replied { reply },
            _ => Event::Lost,
        }
    }

    fn end(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.end();
        }
    }
}

fn several(own: &Own, names: &[String]) -> Quit {
    let names: String = names.iter().map(|name| format!("\n  {name}")).collect();
    Quit::new(format!("{}{names}", own.which_reader), Exit::NoReader)
}
