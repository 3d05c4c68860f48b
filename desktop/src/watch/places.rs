//! Which of the cards that lie on the readers is meant: what every look has shown and what came of
//! the taps before, to what is done now. Touches no reader.
//!
//! One card is *the fresh one* if it alone came since the tap began (at a later tap: since the card
//! of the tap before was read). It is the one that is read, whatever else lies there. Without a
//! fresh one it is the one that was read before and has stayed; without that, the only one there
//! is. Several that may be meant are asked what they are; is more than one of them of the right
//! kind, none is read.
//!
//! A card stays *passed over* until it leaves its reader:
//! - of another kind: for good;
//! - another person's, or lost twice without having left: for this journey;
//! - left lying when another was read: as long as that other one may come back, so that a password
//!   typed for one card never goes to another.

use super::Hint;
use crate::pcsc::Card;
use card_points::journey::TapReason;

/// So often a card may not answer before that is told.
const SILENT: u8 = 2;

/// All readers that are watched, and what is known of the cards on them.
#[derive(Debug, Default)]
pub struct Places {
    places: Vec<Place>,
    /// What comes from now on is fresh; before, it lay there when the tap began.
    begun: bool,
    /// There was a look ever: what comes from now on was laid on by somebody.
    started: bool,
    /// The service was away: nobody can tell whether a card has left since.
    blind: bool,
    /// The reader whose card was read, until the journey tells what came of it.
    read: Option<String>,
}

#[derive(Debug)]
struct Place {
    reader: String,
    lying: Option<Lying>,
}

/// A card's one stay on a reader.
#[derive(Debug)]
struct Lying {
    card: Card,
    fresh: bool,
    /// It lay there at the very first look.
    from_start: bool,
    /// It was asked, and is of the right kind.
    right: bool,
    /// It was read at the tap before.
    last: bool,
    /// So often it was lost without having left.
    losses: u8,
    /// So often it did not answer when a session was to begin.
    silences: u8,
    passed: Option<Passed>,
}

/// Why a card is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passed {
    OtherKind,
    OtherCard,
    LostTwice,
    LeftLying,
}

/// What is done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The card on this reader is read.
    Read(String),
    /// The card on this reader is asked what it is, and then it is chosen again.
    Ask(String),
    /// None is, for this reason.
    Wait(Hint),
}

impl Places {
    /// A tap begins; `why` tells what came of the card that was read at the one before.
    pub fn begin(&mut self, why: TapReason) {
        let read = self.read.take();
        if why == TapReason::First {
            self.begun = false;
        }
        for place in &mut self.places {
            if let Some(lying) = &mut place.lying {
                let was_read = read.as_ref() == Some(&place.reader);
                lying.begin(why, was_read);
            }
        }
    }

    /// A look has shown these readers, and the card that lies on each.
    pub fn see(&mut self, readers: impl IntoIterator<Item = (String, Option<Card>)>) {
        let mut before = std::mem::take(&mut self.places);
        let fresh = std::mem::replace(&mut self.begun, true);
        let from_start = !std::mem::replace(&mut self.started, true);
        let blind = std::mem::take(&mut self.blind);
        let see = |(reader, card): (String, Option<Card>)| {
            let known = before.iter_mut().find(|place| place.reader == reader);
            let known = known.and_then(|place| place.lying.take());
            let lying = card.map(|card| match known {
                Some(known) if blind || known.card.count == card.count => Lying { card, ..known },
                _ => Lying {
                    fresh,
                    from_start,
                    ..Lying::new(card)
                },
            });
            Place { reader, lying }
        };
        self.places = readers.into_iter().map(see).collect();
    }

    /// A look has shown nothing: the service is away. What lay there lies there still, for all
    /// that anybody can tell.
    pub fn blind(&mut self) {
        self.blind = true;
    }

    /// What is done now.
    #[must_use]
    pub fn choose(&self) -> Choice {
        let meant = self.meant();
        let all = |is: fn(&Lying) -> bool| meant.iter().all(|(_, lying)| is(lying));
        let readers = || {
            meant
                .iter()
                .map(|(reader, _)| (*reader).to_owned())
                .collect()
        };
        match meant.as_slice() {
            [] => Choice::Wait(self.nothing()),
            _ if all(Lying::held) => Choice::Wait(Hint::Busy { readers: readers() }),
            [(reader, _)] => Choice::Read((*reader).to_owned()),
            _ if all(Lying::silent) => Choice::Wait(Hint::NoAnswer { readers: readers() }),
            several => match several.iter().find(|(_, lying)| lying.can_tell()) {
                Some((reader, _)) => Choice::Ask((*reader).to_owned()),
                None => Choice::Wait(Hint::Several { readers: readers() }),
            },
        }
    }

    /// The cards that may be meant: the first group that has any.
    fn meant(&self) -> Vec<(&str, &Lying)> {
        let groups: [fn(&Lying) -> bool; 5] = [
            |lying| lying.fresh,
            |lying| lying.last,
            // A built-in one is often held, or mute, for ever.
            |lying| !lying.held() && !lying.silent(),
            Lying::held,
            Lying::silent,
        ];
        let group = |belongs: fn(&Lying) -> bool| -> Vec<_> {
            let free = self.lying().filter(|(_, lying)| lying.passed.is_none());
            free.filter(|(_, lying)| belongs(lying)).collect()
        };
        let mut groups = groups.into_iter().map(group);
        groups.find(|group| !group.is_empty()).unwrap_or_default()
    }

    /// Why there is no card that may be meant.
    fn nothing(&self) -> Hint {
        let names = |places: &mut dyn Iterator<Item = &Place>| -> Vec<_> {
            places.map(|place| place.reader.clone()).collect()
        };
        let unwanted = |place: &&Place| {
            let passed = place.lying.as_ref().and_then(|lying| lying.passed);
            passed.is_some_and(|passed| passed != Passed::LeftLying)
        };
        let unwanted = names(&mut self.places.iter().filter(unwanted));
        let empty = |place: &&Place| place.lying.is_none();
        let empty = names(&mut self.places.iter().filter(empty));
        if self.places.is_empty() {
            Hint::NoReader
        } else if !unwanted.is_empty() {
            Hint::TakeAway { readers: unwanted }
        } else if !empty.is_empty() {
            Hint::Empty { readers: empty }
        } else {
            Hint::TakeAway {
                readers: names(&mut self.places.iter()),
            }
        }
    }

    /// A session with the card on `reader` has begun.
    pub fn reading(&mut self, reader: &str) {
        self.read = Some(reader.to_owned());
        for place in &mut self.places {
            let Some(lying) = &mut place.lying else {
                continue;
            };
            lying.fresh = false;
            lying.last = place.reader == reader;
            if lying.last {
                lying.silences = 0;
            } else {
                lying.passed.get_or_insert(Passed::LeftLying);
            }
        }
    }

    /// The card on `reader` has told whether it is of the right kind.
    pub fn told(&mut self, reader: &str, right: bool) {
        if let Some(lying) = self.lying_on(reader) {
            lying.right = right;
            lying.silences = 0;
            if !right {
                lying.passed = Some(Passed::OtherKind);
            }
        }
    }

    /// No session could begin: another program holds the card on `reader`.
    pub fn held(&mut self, reader: &str) {
        if let Some(lying) = self.lying_on(reader) {
            lying.card.held = true;
        }
    }

    /// No session could begin: the card on `reader` did not answer. Tells whether the person
    /// should hear of it.
    pub fn silent(&mut self, reader: &str) -> bool {
        self.lying_on(reader).is_some_and(|lying| {
            lying.silences = lying.silences.saturating_add(1);
            lying.silent()
        })
    }

    /// The readers on which somebody's card lies. What lay there from the start and can't be read
    /// is built in.
    #[must_use]
    pub fn laid(&self) -> Vec<String> {
        let laid = self.lying().filter(|(_, lying)| !lying.is_built_in());
        laid.map(|(reader, _)| reader.to_owned()).collect()
    }

    /// The first reader with a card that has to be asked before [`laid`](Self::laid) is true.
    #[must_use]
    pub fn untold(&self) -> Option<String> {
        let mut lying = self.lying();
        let untold = lying.find(|(_, lying)| lying.from_start && lying.can_tell())?;
        Some(untold.0.to_owned())
    }

    fn lying_on(&mut self, reader: &str) -> Option<&mut Lying> {
        let mut places = self.places.iter_mut();
        places.find(|place| place.reader == reader)?.lying.as_mut()
    }

    fn lying(&self) -> impl Iterator<Item = (&str, &Lying)> {
        let places = self.places.iter();
        places.filter_map(|place| Some((place.reader.as_str(), place.lying.as_ref()?)))
    }
}

impl Lying {
    fn new(card: Card) -> Self {
        Self {
            card,
            fresh: false,
            from_start: false,
            right: false,
            last: false,
            losses: 0,
            silences: 0,
            passed: None,
        }
    }

    /// It was not asked yet what it is, and can be.
    fn can_tell(&self) -> bool {
        let told = self.right || self.passed == Some(Passed::OtherKind);
        !told && !self.held() && !self.silent()
    }

    fn is_built_in(&self) -> bool {
        let readable = self.passed != Some(Passed::OtherKind) && !self.held() && !self.silent();
        self.from_start && !readable
    }

    fn held(&self) -> bool {
        self.card.held
    }

    fn silent(&self) -> bool {
        self.silences >= SILENT
    }

    /// A tap begins, while this one lies here since before; `read`: it is the one that was read.
    fn begin(&mut self, why: TapReason, read: bool) {
        if why == TapReason::First {
            self.fresh = false;
            self.last = false;
            self.losses = 0;
        }
        let may_return = matches!(
            why,
            TapReason::LostBeforePassword | TapReason::CheckTries | TapReason::Continue
        );
        self.passed = self.passed.filter(|passed| match passed {
            Passed::OtherKind => true,
            Passed::OtherCard | Passed::LostTwice => why != TapReason::First,
            Passed::LeftLying => may_return,
        });
        if !read {
            return;
        }
        match why {
            TapReason::First => {}
            TapReason::Continue => self.losses = 0,
            TapReason::NotIndividualNumberCard => self.passed = Some(Passed::OtherKind),
            TapReason::DifferentCard => self.passed = Some(Passed::OtherCard),
            TapReason::LostBeforePassword | TapReason::CheckTries => {
                self.losses += 1;
                if self.losses > 1 {
                    self.passed = Some(Passed::LostTwice);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = "Built-in";
    const DESK: &str = "Desk";

    fn lies(count: u16) -> Option<Card> {
        Some(Card { count, held: false })
    }

    fn held(count: u16) -> Option<Card> {
        Some(Card { count, held: true })
    }

    /// The two readers of this computer, and what lies on them.
    fn on(built_in: Option<Card>, desk: Option<Card>) -> Vec<(String, Option<Card>)> {
        vec![(BUILT_IN.into(), built_in), (DESK.into(), desk)]
    }

    fn one(card: Option<Card>) -> Vec<(String, Option<Card>)> {
        vec![(DESK.into(), card)]
    }

    fn read(reader: &str) -> Choice {
        Choice::Read(reader.into())
    }

    fn names(readers: &[&str]) -> Vec<String> {
        readers.iter().map(|&reader| reader.into()).collect()
    }

    fn empty(readers: &[&str]) -> Choice {
        Choice::Wait(Hint::Empty {
            readers: names(readers),
        })
    }

    fn busy(readers: &[&str]) -> Choice {
        Choice::Wait(Hint::Busy {
            readers: names(readers),
        })
    }

    fn no_answer(readers: &[&str]) -> Choice {
        Choice::Wait(Hint::NoAnswer {
            readers: names(readers),
        })
    }

    fn take_away(readers: &[&str]) -> Choice {
        Choice::Wait(Hint::TakeAway {
            readers: names(readers),
        })
    }

    fn ask(reader: &str) -> Choice {
        Choice::Ask(reader.into())
    }

    fn several() -> Choice {
        Choice::Wait(Hint::Several {
            readers: names(&[BUILT_IN, DESK]),
        })
    }

    impl Places {
        /// A first tap, begun while this is what there is.
        fn first(readers: Vec<(String, Option<Card>)>) -> Self {
            let mut places = Self::default();
            places.begin(TapReason::First);
            places.see(readers);
            places
        }

        /// Those are asked what they are, one after the other; all are of the right kind.
        fn all_are_right(&mut self, readers: &[&str]) {
            for reader in readers {
                assert_eq!(self.choose(), ask(reader));
                self.told(reader, true);
            }
        }

        /// One look, and what is done then.
        fn after(&mut self, readers: Vec<(String, Option<Card>)>) -> Choice {
            self.see(readers);
            self.choose()
        }

        /// The card on `reader` is read; the next tap begins because of `why`.
        fn read_then(&mut self, reader: &str, why: TapReason) {
            assert_eq!(self.choose(), read(reader));
            self.reading(reader);
            self.begin(why);
        }
    }

    #[test]
    fn without_a_reader_one_is_wanted_and_its_card_is_read_when_it_comes() {
        let mut places = Places::first(vec![]);
        assert_eq!(places.choose(), Choice::Wait(Hint::NoReader));
        assert_eq!(places.after(one(None)), empty(&[DESK]));
        assert_eq!(places.after(one(lies(1))), read(DESK));
    }

    #[test]
    fn a_reader_that_comes_with_a_card_in_it_is_read() {
        let mut places = Places::first(one(None));
        places.see(on(lies(0), None));
        assert_eq!(places.choose(), read(BUILT_IN));
    }

    #[test]
    fn of_two_readers_the_one_with_the_card_is_read() {
        let mut places = Places::first(on(None, None));
        assert_eq!(places.choose(), empty(&[BUILT_IN, DESK]));
        assert_eq!(places.after(on(None, lies(1))), read(DESK));
        let mut places = Places::first(on(None, None));
        assert_eq!(places.after(on(lies(1), None)), read(BUILT_IN));
    }

    #[test]
    fn a_card_that_lay_there_before_the_tap_is_read() {
        assert_eq!(Places::first(on(None, lies(3))).choose(), read(DESK));
    }

    #[test]
    fn a_card_that_comes_is_read_whatever_lay_there_before() {
        for before in [lies(1), held(1)] {
            let mut places = Places::first(on(before, None));
            assert_eq!(places.after(on(before, lies(1))), read(DESK));
        }
    }

    #[test]
    fn of_two_cards_that_lay_there_none_is_read_until_one_is_left() {
        let mut places = Places::first(on(lies(1), lies(1)));
        places.all_are_right(&[BUILT_IN, DESK]);
        assert_eq!(places.choose(), several());
        assert_eq!(places.after(on(lies(1), lies(1))), several());
        assert_eq!(places.after(on(None, lies(1))), read(DESK));
    }

    #[test]
    fn of_two_cards_that_lay_there_the_one_that_is_laid_on_anew_is_read() {
        let mut places = Places::first(on(lies(1), lies(1)));
        places.all_are_right(&[BUILT_IN, DESK]);
        assert_eq!(places.after(on(lies(1), lies(3))), read(DESK));
    }

    #[test]
    fn of_two_cards_that_came_none_is_read_until_one_is_left() {
        let mut places = Places::first(on(None, None));
        places.see(on(lies(1), lies(1)));
        places.all_are_right(&[BUILT_IN, DESK]);
        assert_eq!(places.choose(), several());
        assert_eq!(places.after(on(lies(1), lies(1))), several());
        assert_eq!(places.after(on(lies(1), None)), read(BUILT_IN));
    }

    #[test]
    fn of_two_cards_only_one_of_which_is_of_the_right_kind_that_one_is_read() {
        for mut places in [
            Places::first(on(lies(1), lies(1))),
            Places::first(on(None, None)),
        ] {
            assert_eq!(places.after(on(lies(1), lies(1))), ask(BUILT_IN));
            places.told(BUILT_IN, false);
            assert_eq!(places.choose(), read(DESK));
            // It stays passed over when the other one has left.
            assert_eq!(places.after(on(lies(1), None)), take_away(&[BUILT_IN]));
        }
    }

    #[test]
    fn a_card_that_does_not_tell_what_it_is_is_asked_no_more_than_twice() {
        let mut places = Places::first(on(lies(1), lies(1)));
        for _ in 0..2 {
            assert_eq!(places.choose(), ask(BUILT_IN));
            places.silent(BUILT_IN);
        }
        assert_eq!(places.choose(), read(DESK));
    }

    #[test]
    fn a_card_that_is_held_when_it_is_asked_keeps_no_other_from_being_read() {
        let mut places = Places::first(on(lies(1), lies(1)));
        assert_eq!(places.choose(), ask(BUILT_IN));
        places.held(BUILT_IN);
        assert_eq!(places.choose(), read(DESK));
    }

    #[test]
    fn a_card_of_another_kind_that_stays_does_not_keep_the_right_one_from_being_read() {
        let mut places = Places::first(on(lies(1), None));
        places.read_then(BUILT_IN, TapReason::NotIndividualNumberCard);
        assert_eq!(places.after(on(lies(1), None)), take_away(&[BUILT_IN]));
        assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
        // Nor at any later tap, nor in any later journey.
        for why in [
            TapReason::LostBeforePassword,
            TapReason::Continue,
            TapReason::DifferentCard,
            TapReason::First,
        ] {
            places.read_then(DESK, why);
            assert_eq!(places.after(on(lies(1), None)), take_away(&[BUILT_IN]));
            assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
        }
    }

    #[test]
    fn a_card_of_another_kind_that_came_makes_way_for_the_one_that_lay_there() {
        let mut places = Places::first(on(None, lies(1)));
        places.see(on(lies(1), lies(1)));
        places.read_then(BUILT_IN, TapReason::NotIndividualNumberCard);
        assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
    }

    #[test]
    fn two_cards_of_another_kind_are_told_both() {
        let mut places = Places::first(on(lies(1), None));
        places.read_then(BUILT_IN, TapReason::NotIndividualNumberCard);
        places.see(on(lies(1), lies(1)));
        places.read_then(DESK, TapReason::NotIndividualNumberCard);
        let both = take_away(&[BUILT_IN, DESK]);
        assert_eq!(places.after(on(lies(1), lies(1))), both);
    }

    #[test]
    fn a_card_of_another_kind_that_left_and_came_is_read_anew() {
        let mut places = Places::first(one(lies(1)));
        places.read_then(DESK, TapReason::NotIndividualNumberCard);
        assert_eq!(places.after(one(lies(1))), take_away(&[DESK]));
        // It was away between two looks.
        assert_eq!(places.after(one(lies(3))), read(DESK));
        // Or the service does not count, but a look saw it away.
        places.read_then(DESK, TapReason::NotIndividualNumberCard);
        assert_eq!(places.after(one(None)), empty(&[DESK]));
        assert_eq!(places.after(one(lies(3))), read(DESK));
    }

    #[test]
    fn another_card_is_passed_over_until_it_leaves() {
        let mut places = Places::first(on(None, lies(1)));
        places.read_then(DESK, TapReason::DifferentCard);
        assert_eq!(places.after(on(None, lies(1))), take_away(&[DESK]));
        assert_eq!(places.after(on(lies(1), lies(1))), read(BUILT_IN));
        places.read_then(BUILT_IN, TapReason::Continue);
        assert_eq!(places.after(on(None, lies(1))), take_away(&[DESK]));
        assert_eq!(places.after(on(None, None)), empty(&[BUILT_IN, DESK]));
        assert_eq!(places.after(on(None, lies(3))), read(DESK));
    }

    #[test]
    fn another_card_may_be_the_right_one_in_the_next_journey() {
        let mut places = Places::first(one(lies(1)));
        places.read_then(DESK, TapReason::DifferentCard);
        assert_eq!(places.after(one(lies(1))), take_away(&[DESK]));
        places.begin(TapReason::First);
        assert_eq!(places.after(one(lies(1))), read(DESK));
    }

    #[test]
    fn a_card_that_stays_is_read_again_at_the_next_tap() {
        let mut places = Places::first(one(lies(1)));
        places.read_then(DESK, TapReason::Continue);
        assert_eq!(places.after(one(lies(1))), read(DESK));
    }

    #[test]
    fn a_card_lost_twice_without_having_left_is_taken_away() {
        for (first, second) in [
            (TapReason::LostBeforePassword, TapReason::LostBeforePassword),
            (TapReason::LostBeforePassword, TapReason::CheckTries),
            (TapReason::CheckTries, TapReason::LostBeforePassword),
        ] {
            let mut places = Places::first(one(lies(1)));
            places.read_then(DESK, first);
            places.see(one(lies(1)));
            places.read_then(DESK, second);
            assert_eq!(places.after(one(lies(1))), take_away(&[DESK]));
            assert_eq!(places.after(one(None)), empty(&[DESK]));
            assert_eq!(places.after(one(lies(3))), read(DESK));
        }
    }

    #[test]
    fn a_card_that_left_when_it_was_lost_may_be_lost_again_and_again() {
        let mut places = Places::first(one(lies(1)));
        for count in [3, 5, 7, 9] {
            places.read_then(DESK, TapReason::LostBeforePassword);
            assert_eq!(places.after(one(lies(count))), read(DESK));
        }
    }

    #[test]
    fn a_loss_is_forgotten_when_the_card_went_on_well() {
        let mut places = Places::first(one(lies(1)));
        for why in [
            TapReason::LostBeforePassword,
            TapReason::Continue,
            TapReason::LostBeforePassword,
        ] {
            places.read_then(DESK, why);
            places.see(one(lies(1)));
        }
        assert_eq!(places.choose(), read(DESK));
    }

    #[test]
    fn a_password_typed_for_one_card_goes_to_no_other_that_was_left_lying() {
        for why in [
            TapReason::LostBeforePassword,
            TapReason::CheckTries,
            TapReason::Continue,
        ] {
            let mut places = Places::first(on(lies(1), None));
            places.see(on(lies(1), lies(1)));
            places.read_then(DESK, why);
            // It has left; the one that was passed over for its sake lies there still.
            assert_eq!(places.after(on(lies(1), None)), empty(&[DESK]));
            assert_eq!(places.after(on(lies(1), lies(3))), read(DESK));
        }
    }

    #[test]
    fn a_card_that_was_left_lying_is_read_when_it_is_laid_on_anew() {
        let mut places = Places::first(on(lies(1), None));
        places.see(on(lies(1), lies(1)));
        places.read_then(DESK, TapReason::LostBeforePassword);
        places.see(on(lies(1), None));
        assert_eq!(places.after(on(lies(3), None)), read(BUILT_IN));
    }

    #[test]
    fn the_card_that_was_read_is_meant_before_one_that_lay_there_and_after_one_that_came() {
        let mut places = Places::first(on(lies(1), None));
        places.see(on(lies(1), lies(1)));
        places.read_then(DESK, TapReason::Continue);
        assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
        // Laid on while the person typed, before the tap began.
        places.read_then(DESK, TapReason::Continue);
        assert_eq!(places.after(on(lies(3), lies(1))), read(BUILT_IN));
    }

    #[test]
    fn a_reader_pulled_out_with_the_card_is_looked_for_anew() {
        let mut places = Places::first(one(lies(1)));
        places.read_then(DESK, TapReason::LostBeforePassword);
        assert_eq!(places.after(vec![]), Choice::Wait(Hint::NoReader));
        // Plugged in again it counts from the beginning, and may have another number in its name.
        assert_eq!(places.after(one(lies(1))), read(DESK));
        places.read_then(DESK, TapReason::LostBeforePassword);
        places.see(vec![]);
        let renamed = vec![("Desk 01".into(), lies(1))];
        assert_eq!(places.after(renamed), read("Desk 01"));
    }

    #[test]
    fn a_reader_pulled_out_leaves_the_card_on_the_other_one_lying() {
        let mut places = Places::first(on(lies(1), None));
        places.see(on(lies(1), lies(1)));
        places.read_then(DESK, TapReason::LostBeforePassword);
        let left = vec![(BUILT_IN.into(), lies(1))];
        assert_eq!(places.after(left), take_away(&[BUILT_IN]));
    }

    #[test]
    fn a_card_that_another_program_holds_is_waited_for() {
        let mut places = Places::first(one(held(1)));
        assert_eq!(places.choose(), busy(&[DESK]));
        assert_eq!(places.after(one(lies(1))), read(DESK));
    }

    #[test]
    fn a_card_that_another_program_holds_keeps_no_other_from_being_read() {
        let mut places = Places::first(on(held(1), lies(1)));
        assert_eq!(places.choose(), read(DESK));
        assert_eq!(places.after(on(held(1), held(1))), busy(&[BUILT_IN, DESK]));
    }

    #[test]
    fn the_card_that_came_is_waited_for_while_another_program_holds_it() {
        let mut places = Places::first(on(lies(1), None));
        assert_eq!(places.after(on(lies(1), held(1))), busy(&[DESK]));
        assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
    }

    #[test]
    fn a_card_that_does_not_answer_is_told_at_the_second_time_and_tried_on() {
        let mut places = Places::first(one(lies(1)));
        assert!(!places.silent(DESK));
        assert!(places.silent(DESK));
        assert_eq!(places.after(one(lies(1))), read(DESK));
        assert_eq!(places.after(one(None)), empty(&[DESK]));
        places.see(one(lies(3)));
        assert!(!places.silent(DESK), "it is another stay");
    }

    #[test]
    fn a_card_that_does_not_answer_keeps_no_other_from_being_read() {
        let mut places = Places::first(on(lies(1), None));
        places.silent(BUILT_IN);
        places.silent(BUILT_IN);
        assert_eq!(places.after(on(lies(1), lies(1))), read(DESK));
        places.silent(DESK);
        places.silent(DESK);
        places.begin(TapReason::First);
        places.see(on(lies(1), lies(1)));
        assert_eq!(places.choose(), no_answer(&[BUILT_IN, DESK]));
    }

    #[test]
    fn what_came_of_a_card_in_another_place_is_not_put_down_to_the_one_that_lies_there() {
        let mut places = Places::first(one(lies(1)));
        places.read_then(DESK, TapReason::First);
        // The tap that begins here ends with a card elsewhere.
        places.see(one(lies(1)));
        places.begin(TapReason::NotIndividualNumberCard);
        assert_eq!(places.after(one(lies(1))), read(DESK));
    }

    #[test]
    fn a_service_that_was_away_has_not_taken_the_cards_with_it() {
        let mut places = Places::first(on(lies(5), None));
        places.read_then(BUILT_IN, TapReason::NotIndividualNumberCard);
        places.see(on(lies(5), lies(1)));
        places.read_then(DESK, TapReason::LostBeforePassword);
        places.blind();
        // It counts anew.
        assert_eq!(places.after(on(lies(0), lies(0))), read(DESK));
        assert_eq!(places.after(on(lies(0), None)), take_away(&[BUILT_IN]));
    }

    #[test]
    fn cards_that_lay_there_when_the_service_started_late_did_not_come() {
        let mut places = Places::default();
        places.begin(TapReason::First);
        places.blind();
        places.see(on(lies(0), None));
        assert_eq!(places.after(on(lies(0), lies(1))), read(DESK));
    }

    #[test]
    fn a_card_that_is_built_in_counts_as_nobodys() {
        let mut places = Places::default();
        places.see(on(lies(1), None));
        assert_eq!(places.untold(), Some(BUILT_IN.into()));
        places.told(BUILT_IN, false);
        assert_eq!(places.untold(), None);
        assert!(places.laid().is_empty());
        // But one of another kind that somebody has laid on is somebody's.
        places.begin(TapReason::First);
        places.see(on(lies(1), lies(1)));
        places.read_then(DESK, TapReason::NotIndividualNumberCard);
        places.see(on(lies(1), lies(1)));
        assert_eq!(places.laid(), names(&[DESK]));
    }

    #[test]
    fn a_right_card_is_somebodys_though_it_lay_there_from_the_start() {
        let mut places = Places::default();
        places.see(one(lies(1)));
        places.told(DESK, true);
        assert_eq!(places.untold(), None);
        assert_eq!(places.laid(), names(&[DESK]));
    }

    #[test]
    fn the_readers_on_which_a_card_lies_are_told() {
        let mut places = Places::default();
        places.see(on(None, None));
        places.see(on(None, held(1)));
        assert_eq!(places.laid(), names(&[DESK]));
        places.see(on(None, None));
        assert!(places.laid().is_empty());
    }
}
