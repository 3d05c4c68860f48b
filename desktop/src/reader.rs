//! The card readers as the place where cards are laid on, told about at a terminal.

use crate::conversation::Slot;
use crate::exit::{Exit, Quit};
use crate::person::Person;
use crate::stop::Stop;
use crate::watch::{Found, Hint, Watch};
use crate::words::Own;
use card_points::card::CardStage;
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;

/// All PC/SC readers, or those that were named: the card that is laid on one of them is read.
pub struct PcscSlot {
    watch: Watch,
    /// Waits for a reader and for its service, so that a person's answers are not lost for want of
    /// one; a program is told instead.
    patient: bool,
    own: &'static Own,
    stop: Stop,
}

impl PcscSlot {
    /// The readers whose names have `wanted` in them, or all of them.
    #[must_use]
    pub fn new(wanted: Option<String>, patient: bool, own: &'static Own, stop: Stop) -> Self {
        Self {
            watch: Watch::new(wanted),
            patient,
            own,
            stop,
        }
    }

    /// Whether nobody is there to do something about it.
    fn ends(&self, hint: &Hint) -> bool {
        let ends = matches!(
            hint,
            Hint::NoLibrary | Hint::NoService | Hint::NoReader | Hint::Several { .. }
        );
        ends && !self.patient
    }

    fn words(&self, hint: &Hint) -> String {
        let words = match hint {
            Hint::NoReader if !self.patient => self.own.no_reader,
            hint => self.own.hint(hint),
        };
        named(words, hint.readers())
    }
}

/// `words`, and below them the readers that they are about.
fn named(words: &str, readers: &[String]) -> String {
    let lines = std::iter::once(words).chain(readers.iter().map(String::as_str));
    lines.collect::<Vec<_>>().join("\n  ")
}

impl Slot for PcscSlot {
    fn tap(&mut self, why: TapReason, person: &mut dyn Person) -> Result<Event, Quit> {
        self.watch.begin(why);
        let mut told = None;
        while !self.stop.is_wanted() {
            match self.watch.look() {
                Found::Arrived(reader) => return Ok(Event::Arrived { reader }),
                Found::Waiting(hint) if self.ends(&hint) => {
                    return Err(Quit::new(self.words(&hint), Exit::NoReader));
                }
                Found::Waiting(hint) => {
                    if told.as_ref() != Some(&hint) {
                        person.notice(&self.words(&hint));
                        told = Some(hint);
                    }
                }
                Found::Unsettled => {}
            }
        }
        Ok(Event::Stopped)
    }

    fn transmit(&mut self, command: &Secret, _: CardStage) -> Event {
        self.watch.transmit(command)
    }

    fn end(&mut self) {
        self.watch.end();
    }
}
