//! Selects the card that is read, from what every look has shown and how the taps before ended. Touches
//! no reader.
//!
//! A card that alone arrived since the tap began is the *new* card, and is read whatever else is on the
//! readers. (In a later tap: since the card of the tap before was read.) Without a new card, the card
//! that was read before and stayed is read; without that, the only card. If several cards are possible,
//! they are asked what they are; if more than one of them is of the right kind, none is read.
//!
//! A card is *skipped* until it leaves its reader:
//! - a card of another kind: always;
//! - another person's card, or a card lost twice without leaving: for this journey;
//! - a card that was there when another one was read: as long as that other one may come back, so that
//!   a password typed for one card never goes to another.

use super::card_stay::{CardStay, SkipReason};
use super::hint::ReaderHint;
use crate::pcsc::CardPresence;
use card_points::journey::TapReason;

/// All watched readers, and what is known of the cards on them.
#[derive(Debug, Default)]
pub struct CardSelector {
    readers: Vec<WatchedReader>,
    /// There was a look since the tap began: cards that arrive now are new.
    tap_seen: bool,
    /// There was a look at all: somebody puts the cards that arrive now.
    ever_seen: bool,
    /// The service was unavailable: a card may have left unseen.
    service_lost: bool,
    /// The reader whose card was read, until the journey says how the tap ended.
    last_read: Option<String>,
}

#[derive(Debug)]
struct WatchedReader {
    name: String,
    card: Option<CardStay>,
}

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Read the card on this reader.
    Read(String),
    /// Ask the card on this reader what it is, and select again.
    Probe(String),
    /// Read no card, for this reason.
    Wait(ReaderHint),
}

impl CardSelector {
    /// A tap begins; `reason` says how the tap before ended.
    pub fn begin_tap(&mut self, reason: TapReason) {
        let last_read = self.last_read.take();
        if reason == TapReason::First {
            self.tap_seen = false;
        }
        for reader in &mut self.readers {
            if let Some(card) = &mut reader.card {
                let just_read = last_read.as_ref() == Some(&reader.name);
                card.begin_tap(reason, just_read);
            }
        }
    }

    /// A look has shown these readers, and the card on each.
    pub fn update(&mut self, readers: impl IntoIterator<Item = (String, Option<CardPresence>)>) {
        let mut before = std::mem::take(&mut self.readers);
        let is_new = std::mem::replace(&mut self.tap_seen, true);
        let present_at_start = !std::mem::replace(&mut self.ever_seen, true);
        let service_lost = std::mem::take(&mut self.service_lost);
        let update = |(name, presence): (String, Option<CardPresence>)| {
            let known = before.iter_mut().find(|reader| reader.name == name);
            let known = known.and_then(|reader| reader.card.take());
            let card = presence.map(|presence| match known {
                Some(card) if service_lost || card.presence.event_count == presence.event_count => {
                    CardStay { presence, ..card }
                }
                _ => CardStay::new(presence, is_new, present_at_start),
            });
            WatchedReader { name, card }
        };
        self.readers = readers.into_iter().map(update).collect();
    }

    /// A look has failed: the service is unavailable. The cards are assumed to stay where they were.
    pub fn service_unavailable(&mut self) {
        self.service_lost = true;
    }

    /// What to do now.
    #[must_use]
    pub fn select(&self) -> Selection {
        let candidates = self.candidates();
        let all = |is: fn(&CardStay) -> bool| candidates.iter().all(|(_, card)| is(card));
        let readers = || {
            let names = candidates.iter().map(|(name, _)| (*name).to_owned());
            names.collect()
        };
        match candidates.as_slice() {
            [] => Selection::Wait(self.hint_without_candidate()),
            _ if all(CardStay::is_in_use) => {
                Selection::Wait(ReaderHint::Busy { readers: readers() })
            }
            [(reader, _)] => Selection::Read((*reader).to_owned()),
            _ if all(CardStay::is_silent) => {
                Selection::Wait(ReaderHint::NoAnswer { readers: readers() })
            }
            several => match several.iter().find(|(_, card)| card.can_be_probed()) {
                Some((reader, _)) => Selection::Probe((*reader).to_owned()),
                None => Selection::Wait(ReaderHint::Several { readers: readers() }),
            },
        }
    }

    /// The cards that may be read: the first group that has any.
    fn candidates(&self) -> Vec<(&str, &CardStay)> {
        let groups: [fn(&CardStay) -> bool; 5] = [
            |card| card.is_new,
            |card| card.was_read,
            // A built-in card is often in use, or silent, permanently.
            |card| !card.is_in_use() && !card.is_silent(),
            CardStay::is_in_use,
            CardStay::is_silent,
        ];
        let group = |belongs: fn(&CardStay) -> bool| -> Vec<_> {
            let possible = self.cards().filter(|(_, card)| card.skipped.is_none());
            possible.filter(|(_, card)| belongs(card)).collect()
        };
        let mut groups = groups.into_iter().map(group);
        groups.find(|group| !group.is_empty()).unwrap_or_default()
    }

    /// Why there is no candidate.
    fn hint_without_candidate(&self) -> ReaderHint {
        let names_where = |is: &dyn Fn(&WatchedReader) -> bool| -> Vec<_> {
            let readers = self.readers.iter().filter(|reader| is(reader));
            readers.map(|reader| reader.name.clone()).collect()
        };
        let unwanted = names_where(&|reader| {
            let skipped = reader.card.as_ref().and_then(|card| card.skipped);
            skipped.is_some_and(|reason| reason != SkipReason::NotChosen)
        });
        let empty = names_where(&|reader| reader.card.is_none());
        if self.readers.is_empty() {
            ReaderHint::NoReader
        } else if !unwanted.is_empty() {
            ReaderHint::RemoveCard { readers: unwanted }
        } else if !empty.is_empty() {
            ReaderHint::Empty { readers: empty }
        } else {
            ReaderHint::RemoveCard {
                readers: names_where(&|_| true),
            }
        }
    }

    /// A session with the card on `reader` has begun.
    pub fn session_began(&mut self, reader: &str) {
        self.last_read = Some(reader.to_owned());
        for watched in &mut self.readers {
            let Some(card) = &mut watched.card else {
                continue;
            };
            card.is_new = false;
            card.was_read = watched.name == reader;
            if card.was_read {
                card.silent_attempts = 0;
            } else {
                card.skipped.get_or_insert(SkipReason::NotChosen);
            }
        }
    }

    /// The card on `reader` was asked whether it is of the right kind.
    pub fn probed(&mut self, reader: &str, is_supported: bool) {
        if let Some(card) = self.card_on(reader) {
            card.is_supported = is_supported;
            card.silent_attempts = 0;
            if !is_supported {
                card.skipped = Some(SkipReason::NotSupported);
            }
        }
    }

    /// No session could begin: another program uses the card on `reader`.
    pub fn found_in_use(&mut self, reader: &str) {
        if let Some(card) = self.card_on(reader) {
            card.presence.in_use = true;
        }
    }

    /// No session could begin: the card on `reader` did not answer. Returns whether to tell the person.
    pub fn found_silent(&mut self, reader: &str) -> bool {
        self.card_on(reader).is_some_and(|card| {
            card.silent_attempts = card.silent_attempts.saturating_add(1);
            card.is_silent()
        })
    }

    /// The readers with a card that somebody has put there; built-in cards do not count.
    #[must_use]
    pub fn occupied_readers(&self) -> Vec<String> {
        let cards = self.cards().filter(|(_, card)| !card.is_built_in());
        cards.map(|(reader, _)| reader.to_owned()).collect()
    }

    /// The first reader with a card that must be probed before
    /// [`occupied_readers`](Self::occupied_readers) is reliable.
    #[must_use]
    pub fn unprobed_reader(&self) -> Option<String> {
        let mut cards = self.cards();
        let (reader, _) = cards.find(|(_, card)| card.present_at_start && card.can_be_probed())?;
        Some(reader.to_owned())
    }

    fn card_on(&mut self, reader: &str) -> Option<&mut CardStay> {
        let mut readers = self.readers.iter_mut();
        readers.find(|each| each.name == reader)?.card.as_mut()
    }

    fn cards(&self) -> impl Iterator<Item = (&str, &CardStay)> {
        let readers = self.readers.iter();
        readers.filter_map(|reader| Some((reader.name.as_str(), reader.card.as_ref()?)))
    }
}

#[cfg(test)]
mod tests;
