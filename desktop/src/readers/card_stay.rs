//! One card on one reader, from its arrival to its removal.

use crate::pcsc::CardPresence;
use card_points::journey::TapReason;

/// How often a card may fail to answer before the person is told.
const MAX_SILENT_ATTEMPTS: u8 = 2;

/// How often a card may be lost while it stays on its reader.
const MAX_LOSSES_IN_PLACE: u8 = 1;

/// A card's stay on a reader.
#[derive(Debug)]
pub struct CardStay {
    /// What the reader reports.
    pub presence: CardPresence,
    /// It arrived after the tap began.
    pub is_new: bool,
    /// It was there at the very first look.
    pub present_at_start: bool,
    /// It was asked, and is of the right kind.
    pub is_supported: bool,
    /// It was read in the tap before.
    pub was_read: bool,
    /// How often it was lost while it stayed on the reader.
    pub losses_in_place: u8,
    /// How often no session could begin because it did not answer.
    pub silent_attempts: u8,
    /// Why it is not read.
    pub skipped: Option<SkipReason>,
}

/// Why a card is skipped until it leaves its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipReason {
    /// It is of another kind.
    NotSupported,
    /// It is another person's card.
    DifferentCard,
    /// It was lost twice while it stayed on the reader.
    LostTwice,
    /// Another card was read while this one was there.
    NotChosen,
}

impl CardStay {
    /// A card that has just arrived.
    pub fn new(presence: CardPresence, is_new: bool, present_at_start: bool) -> Self {
        Self {
            presence,
            is_new,
            present_at_start,
            is_supported: false,
            was_read: false,
            losses_in_place: 0,
            silent_attempts: 0,
            skipped: None,
        }
    }

    /// Whether it can be asked what it is, and was not asked yet.
    pub fn can_be_probed(&self) -> bool {
        let probed = self.is_supported || self.skipped == Some(SkipReason::NotSupported);
        !probed && !self.is_in_use() && !self.is_silent()
    }

    /// Whether it is part of the computer: it was there from the start, and can't be read.
    pub fn is_built_in(&self) -> bool {
        let readable = self.skipped != Some(SkipReason::NotSupported)
            && !self.is_in_use()
            && !self.is_silent();
        self.present_at_start && !readable
    }

    /// Whether another program uses it.
    pub fn is_in_use(&self) -> bool {
        self.presence.in_use
    }

    /// Whether it does not answer.
    pub fn is_silent(&self) -> bool {
        self.silent_attempts >= MAX_SILENT_ATTEMPTS
    }

    /// A tap begins while the card is there; `just_read`: it is the card of the tap before.
    pub fn begin_tap(&mut self, reason: TapReason, just_read: bool) {
        if reason == TapReason::First {
            self.is_new = false;
            self.was_read = false;
            self.losses_in_place = 0;
        }
        let other_card_may_return = matches!(
            reason,
            TapReason::LostBeforePassword | TapReason::CheckTries | TapReason::Continue
        );
        self.skipped = self.skipped.filter(|skipped| match skipped {
            SkipReason::NotSupported => true,
            SkipReason::DifferentCard | SkipReason::LostTwice => reason != TapReason::First,
            SkipReason::NotChosen => other_card_may_return,
        });
        if !just_read {
            return;
        }
        match reason {
            TapReason::First => {}
            TapReason::Continue => self.losses_in_place = 0,
            TapReason::NotIndividualNumberCard => self.skipped = Some(SkipReason::NotSupported),
            TapReason::DifferentCard => self.skipped = Some(SkipReason::DifferentCard),
            TapReason::LostBeforePassword | TapReason::CheckTries => {
                self.losses_in_place += 1;
                if self.losses_in_place > MAX_LOSSES_IN_PLACE {
                    self.skipped = Some(SkipReason::LostTwice);
                }
            }
        }
    }
}
