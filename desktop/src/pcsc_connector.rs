//! The card readers as the place where a card is tapped, with hints at a terminal.

use crate::exit::{Abort, Exit};
use crate::readers::{LookResult, ReaderHint, ReaderWatcher};
use crate::runner::CardConnector;
use crate::stop::StopSignal;
use crate::text::reader_hint;
use crate::user_interface::UserInterface;
use card_points::card::CardStage;
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;
use card_points::text::Text;

/// All PC/SC readers, or those with a given name: a card that is put on one of them is read.
pub struct PcscCardConnector {
    watcher: ReaderWatcher,
    /// Waits for a missing reader or service instead of failing: a person keeps their answers, a
    /// program gets an exit code.
    waits_for_readers: bool,
    text: Text,
    stop: StopSignal,
}

impl PcscCardConnector {
    /// The readers whose names contain `name_filter`, or all readers.
    #[must_use]
    pub fn new(
        name_filter: Option<String>,
        waits_for_readers: bool,
        text: Text,
        stop: StopSignal,
    ) -> Self {
        Self {
            watcher: ReaderWatcher::new(name_filter),
            waits_for_readers,
            text,
            stop,
        }
    }

    /// Whether `hint` needs a person, and there is none.
    fn is_final(&self, hint: &ReaderHint) -> bool {
        let needs_person = matches!(
            hint,
            ReaderHint::NoLibrary
                | ReaderHint::NoService
                | ReaderHint::NoReader
                | ReaderHint::Several { .. }
        );
        needs_person && !self.waits_for_readers
    }

    fn message(&self, hint: &ReaderHint) -> String {
        let text = match hint {
            ReaderHint::NoReader if !self.waits_for_readers => {
                self.text.message("terminal-no-reader")
            }
            hint => reader_hint(&self.text, hint),
        };
        let readers = hint.readers().iter().map(String::as_str);
        let lines: Vec<_> = std::iter::once(text.as_str()).chain(readers).collect();
        lines.join("\n  ")
    }
}

impl CardConnector for PcscCardConnector {
    fn wait_for_card(
        &mut self,
        reason: TapReason,
        user: &mut dyn UserInterface,
    ) -> Result<Event, Abort> {
        self.watcher.begin_tap(reason);
        let mut shown = None;
        while !self.stop.is_requested() {
            match self.watcher.look() {
                LookResult::Arrived(reader) => return Ok(Event::Arrived { reader }),
                LookResult::Waiting(hint) if self.is_final(&hint) => {
                    return Err(Abort::new(self.message(&hint), Exit::NoReader));
                }
                LookResult::Waiting(hint) => {
                    if shown.as_ref() != Some(&hint) {
                        user.notice(&self.message(&hint));
                        shown = Some(hint);
                    }
                }
                LookResult::Changing => {}
            }
        }
        Ok(Event::Stopped)
    }

    fn transmit(&mut self, command: &Secret, _: CardStage) -> Event {
        self.watcher.transmit(command)
    }

    fn end_session(&mut self) {
        self.watcher.end_session();
    }
}
