//! A card reader as the place where cards are laid on.

use crate::conversation::Slot;
use crate::exit::{Exit, Quit};
use crate::pcsc::{Error, Reader, Readers, Seen};
use crate::person::Person;
use crate::stop::Stop;
use crate::words::Own;
use card_points::card::Stage;
use card_points::journey::{Event, Why};
use card_points::secret::Secret;

/// A PC/SC reader; which one is decided at the first tap.
pub struct PcscSlot {
    wanted: Option<String>,
    reader: Option<Reader>,
    own: &'static Own,
    stop: Stop,
    /// The card that lies there was lost once without having left: it gets one more chance.
    again: bool,
    said: Option<Hint>,
}

/// What keeps a tap waiting, said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    Unplugged,
    Busy,
    TakeAway,
}

impl PcscSlot {
    /// The reader called `wanted`, or the only one there.
    #[must_use]
    pub fn new(wanted: Option<String>, own: &'static Own, stop: Stop) -> Self {
        Self {
            wanted,
            reader: None,
            own,
            stop,
            again: false,
            said: None,
        }
    }

    /// Finds the reader. With a name it may be plugged in later; without, there must be one.
    fn open(&mut self, person: &mut dyn Person) -> Result<&mut Reader, Quit> {
        let reader = match self.reader.take() {
            Some(reader) => reader,
            None => {
                let reader = self.find()?;
                person.notice(&format!("{} {}", self.own.using_reader, reader.name()));
                reader
            }
        };
        Ok(self.reader.insert(reader))
    }

    fn find(&self) -> Result<Reader, Quit> {
        let readers = Readers::new().map_err(|error| self.quit(error))?;
        let names = readers.names().map_err(|error| self.quit(error))?;
        let name = match (&self.wanted, names.as_slice()) {
            // The service numbers readers: a part of the name is enough where it fits only one.
            (Some(wanted), names) => {
                let mut fitting = names.iter().filter(|name| name.contains(wanted.as_str()));
                match (fitting.next(), fitting.next()) {
                    (Some(only), None) => only,
                    _ => wanted,
                }
            }
            (None, [only]) => only,
            (None, []) => return Err(self.quit(Error::NoReader)),
            (None, several) => {
                let names: String = several.iter().map(|name| format!("\n  {name}")).collect();
                let words = format!("{}{names}", self.own.which_reader);
                return Err(Quit::new(words, Exit::NoReader));
            }
        };
        readers.reader(name).map_err(|error| self.quit(error))
    }

    /// What the person can do about `error`.
    fn quit(&self, error: Error) -> Quit {
        let words = match error {
            Error::NoLibrary => self.own.no_library,
            Error::NoService => self.own.no_service,
            Error::NoReader | Error::Lost => self.own.no_reader,
            Error::Busy => self.own.busy,
        };
        Quit::new(words, Exit::NoReader)
    }

    fn hint(&mut self, hint: Hint, person: &mut dyn Person) {
        if self.said.replace(hint) != Some(hint) {
            person.notice(match hint {
                Hint::Unplugged => self.own.reader_waits,
                Hint::Busy => self.own.busy,
                Hint::TakeAway => self.own.take_away,
            });
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
}

impl Slot for PcscSlot {
    fn tap(&mut self, why: Why, person: &mut dyn Person) -> Result<Event, Quit> {
        self.said = None;
        let look = self.open(person)?.look();
        let mut seen = look.map_err(|error| self.quit(error))?;
        let mut leave = self.must_leave(why, seen);
        while !self.stop.is_wanted() {
            let hint = match seen {
                Seen::Unplugged => Some(Hint::Unplugged),
                Seen::Empty => {
                    leave = false;
                    None
                }
                Seen::Held => Some(Hint::Busy),
                Seen::Card { .. } if leave => Some(Hint::TakeAway),
                Seen::Card { .. } => match self.open(person)?.connect() {
                    Ok(reader) => return Ok(Event::Arrived { reader }),
                    Err(Error::Busy) => Some(Hint::Busy),
                    Err(Error::Lost | Error::NoReader) => None,
                    Err(error) => return Err(self.quit(error)),
                },
            };
            if let Some(hint) = hint {
                self.hint(hint, person);
            }
            let look = self.open(person)?.wait();
            seen = look.map_err(|error| self.quit(error))?;
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
