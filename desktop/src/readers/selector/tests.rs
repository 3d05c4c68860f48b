use super::*;

const BUILT_IN: &str = "Built-in";
const ON_TABLE: &str = "On the table";

fn free(count: u16) -> Option<CardPresence> {
    Some(CardPresence {
        event_count: count,
        in_use: false,
    })
}

fn in_use(count: u16) -> Option<CardPresence> {
    Some(CardPresence {
        event_count: count,
        in_use: true,
    })
}

/// The two readers of this computer, and the cards on them.
fn two_readers(
    built_in: Option<CardPresence>,
    on_table: Option<CardPresence>,
) -> Vec<(String, Option<CardPresence>)> {
    vec![(BUILT_IN.into(), built_in), (ON_TABLE.into(), on_table)]
}

fn one_reader(card: Option<CardPresence>) -> Vec<(String, Option<CardPresence>)> {
    vec![(ON_TABLE.into(), card)]
}

fn read(reader: &str) -> Selection {
    Selection::Read(reader.into())
}

fn names(readers: &[&str]) -> Vec<String> {
    readers.iter().map(|&reader| reader.into()).collect()
}

fn empty(readers: &[&str]) -> Selection {
    Selection::Wait(ReaderHint::Empty {
        readers: names(readers),
    })
}

fn busy(readers: &[&str]) -> Selection {
    Selection::Wait(ReaderHint::Busy {
        readers: names(readers),
    })
}

fn no_answer(readers: &[&str]) -> Selection {
    Selection::Wait(ReaderHint::NoAnswer {
        readers: names(readers),
    })
}

fn remove_card(readers: &[&str]) -> Selection {
    Selection::Wait(ReaderHint::RemoveCard {
        readers: names(readers),
    })
}

fn probe(reader: &str) -> Selection {
    Selection::Probe(reader.into())
}

fn several() -> Selection {
    Selection::Wait(ReaderHint::Several {
        readers: names(&[BUILT_IN, ON_TABLE]),
    })
}

impl CardSelector {
    /// A first tap that begins with these readers.
    fn first(readers: Vec<(String, Option<CardPresence>)>) -> Self {
        let mut selector = Self::default();
        selector.begin_tap(TapReason::First);
        selector.update(readers);
        selector
    }

    /// Probes `readers` in order; all cards are of the right kind.
    fn probe_all_supported(&mut self, readers: &[&str]) {
        for reader in readers {
            assert_eq!(self.select(), probe(reader));
            self.probed(reader, true);
        }
    }

    /// One look, and the selection after it.
    fn select_after(&mut self, readers: Vec<(String, Option<CardPresence>)>) -> Selection {
        self.update(readers);
        self.select()
    }

    /// The card on `reader` is read; the next tap begins for `reason`.
    fn read_then_tap(&mut self, reader: &str, reason: TapReason) {
        assert_eq!(self.select(), read(reader));
        self.session_began(reader);
        self.begin_tap(reason);
    }
}

#[test]
fn without_a_reader_the_hint_asks_for_one_and_its_card_is_read() {
    let mut selector = CardSelector::first(vec![]);
    assert_eq!(selector.select(), Selection::Wait(ReaderHint::NoReader));
    assert_eq!(selector.select_after(one_reader(None)), empty(&[ON_TABLE]));
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
}

#[test]
fn a_card_on_a_newly_plugged_in_reader_is_read() {
    let mut selector = CardSelector::first(one_reader(None));
    selector.update(two_readers(free(0), None));
    assert_eq!(selector.select(), read(BUILT_IN));
}

#[test]
fn of_two_readers_the_one_with_the_card_is_read() {
    let mut selector = CardSelector::first(two_readers(None, None));
    assert_eq!(selector.select(), empty(&[BUILT_IN, ON_TABLE]));
    assert_eq!(
        selector.select_after(two_readers(None, free(1))),
        read(ON_TABLE)
    );
    let mut selector = CardSelector::first(two_readers(None, None));
    assert_eq!(
        selector.select_after(two_readers(free(1), None)),
        read(BUILT_IN)
    );
}

#[test]
fn a_card_that_was_there_before_the_tap_is_read() {
    assert_eq!(
        CardSelector::first(two_readers(None, free(3))).select(),
        read(ON_TABLE)
    );
}

#[test]
fn a_new_card_is_read_whatever_was_there_before() {
    for before in [free(1), in_use(1)] {
        let mut selector = CardSelector::first(two_readers(before, None));
        assert_eq!(
            selector.select_after(two_readers(before, free(1))),
            read(ON_TABLE)
        );
    }
}

#[test]
fn of_two_old_cards_none_is_read_until_one_is_removed() {
    let mut selector = CardSelector::first(two_readers(free(1), free(1)));
    selector.probe_all_supported(&[BUILT_IN, ON_TABLE]);
    assert_eq!(selector.select(), several());
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        several()
    );
    assert_eq!(
        selector.select_after(two_readers(None, free(1))),
        read(ON_TABLE)
    );
}

#[test]
fn of_two_old_cards_the_one_that_is_put_back_is_read() {
    let mut selector = CardSelector::first(two_readers(free(1), free(1)));
    selector.probe_all_supported(&[BUILT_IN, ON_TABLE]);
    assert_eq!(
        selector.select_after(two_readers(free(1), free(3))),
        read(ON_TABLE)
    );
}

#[test]
fn of_two_new_cards_none_is_read_until_one_is_removed() {
    let mut selector = CardSelector::first(two_readers(None, None));
    selector.update(two_readers(free(1), free(1)));
    selector.probe_all_supported(&[BUILT_IN, ON_TABLE]);
    assert_eq!(selector.select(), several());
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        several()
    );
    assert_eq!(
        selector.select_after(two_readers(free(1), None)),
        read(BUILT_IN)
    );
}

#[test]
fn of_two_cards_the_only_one_of_the_right_kind_is_read() {
    for mut selector in [
        CardSelector::first(two_readers(free(1), free(1))),
        CardSelector::first(two_readers(None, None)),
    ] {
        assert_eq!(
            selector.select_after(two_readers(free(1), free(1))),
            probe(BUILT_IN)
        );
        selector.probed(BUILT_IN, false);
        assert_eq!(selector.select(), read(ON_TABLE));
        // It stays skipped when the other one is removed.
        assert_eq!(
            selector.select_after(two_readers(free(1), None)),
            remove_card(&[BUILT_IN])
        );
    }
}

#[test]
fn a_card_that_does_not_answer_a_probe_is_probed_only_twice() {
    let mut selector = CardSelector::first(two_readers(free(1), free(1)));
    for _ in 0..2 {
        assert_eq!(selector.select(), probe(BUILT_IN));
        selector.found_silent(BUILT_IN);
    }
    assert_eq!(selector.select(), read(ON_TABLE));
}

#[test]
fn a_card_that_is_in_use_when_probed_does_not_block_another() {
    let mut selector = CardSelector::first(two_readers(free(1), free(1)));
    assert_eq!(selector.select(), probe(BUILT_IN));
    selector.found_in_use(BUILT_IN);
    assert_eq!(selector.select(), read(ON_TABLE));
}

#[test]
fn a_card_of_another_kind_that_stays_does_not_block_the_right_one() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.read_then_tap(BUILT_IN, TapReason::NotIndividualNumberCard);
    assert_eq!(
        selector.select_after(two_readers(free(1), None)),
        remove_card(&[BUILT_IN])
    );
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(ON_TABLE)
    );
    // Neither in a later tap nor in a later journey.
    for reason in [
        TapReason::LostBeforePassword,
        TapReason::Continue,
        TapReason::DifferentCard,
        TapReason::First,
    ] {
        selector.read_then_tap(ON_TABLE, reason);
        assert_eq!(
            selector.select_after(two_readers(free(1), None)),
            remove_card(&[BUILT_IN])
        );
        assert_eq!(
            selector.select_after(two_readers(free(1), free(1))),
            read(ON_TABLE)
        );
    }
}

#[test]
fn a_new_card_of_another_kind_gives_way_to_the_old_card() {
    let mut selector = CardSelector::first(two_readers(None, free(1)));
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(BUILT_IN, TapReason::NotIndividualNumberCard);
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(ON_TABLE)
    );
}

#[test]
fn two_cards_of_another_kind_are_both_named() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.read_then_tap(BUILT_IN, TapReason::NotIndividualNumberCard);
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::NotIndividualNumberCard);
    let both = remove_card(&[BUILT_IN, ON_TABLE]);
    assert_eq!(selector.select_after(two_readers(free(1), free(1))), both);
}

#[test]
fn a_card_of_another_kind_is_read_again_after_it_was_removed() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::NotIndividualNumberCard);
    assert_eq!(
        selector.select_after(one_reader(free(1))),
        remove_card(&[ON_TABLE])
    );
    // It was removed and put back between two looks.
    assert_eq!(selector.select_after(one_reader(free(3))), read(ON_TABLE));
    // Or the service does not count, but a look saw the reader empty.
    selector.read_then_tap(ON_TABLE, TapReason::NotIndividualNumberCard);
    assert_eq!(selector.select_after(one_reader(None)), empty(&[ON_TABLE]));
    assert_eq!(selector.select_after(one_reader(free(3))), read(ON_TABLE));
}

#[test]
fn a_different_card_is_skipped_until_it_is_removed() {
    let mut selector = CardSelector::first(two_readers(None, free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::DifferentCard);
    assert_eq!(
        selector.select_after(two_readers(None, free(1))),
        remove_card(&[ON_TABLE])
    );
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(BUILT_IN)
    );
    selector.read_then_tap(BUILT_IN, TapReason::Continue);
    assert_eq!(
        selector.select_after(two_readers(None, free(1))),
        remove_card(&[ON_TABLE])
    );
    assert_eq!(
        selector.select_after(two_readers(None, None)),
        empty(&[BUILT_IN, ON_TABLE])
    );
    assert_eq!(
        selector.select_after(two_readers(None, free(3))),
        read(ON_TABLE)
    );
}

#[test]
fn a_different_card_may_be_the_right_one_in_the_next_journey() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::DifferentCard);
    assert_eq!(
        selector.select_after(one_reader(free(1))),
        remove_card(&[ON_TABLE])
    );
    selector.begin_tap(TapReason::First);
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
}

#[test]
fn a_card_that_stays_is_read_again_at_the_next_tap() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::Continue);
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
}

#[test]
fn a_card_lost_twice_in_place_must_be_removed() {
    for (first, second) in [
        (TapReason::LostBeforePassword, TapReason::LostBeforePassword),
        (TapReason::LostBeforePassword, TapReason::CheckTries),
        (TapReason::CheckTries, TapReason::LostBeforePassword),
    ] {
        let mut selector = CardSelector::first(one_reader(free(1)));
        selector.read_then_tap(ON_TABLE, first);
        selector.update(one_reader(free(1)));
        selector.read_then_tap(ON_TABLE, second);
        assert_eq!(
            selector.select_after(one_reader(free(1))),
            remove_card(&[ON_TABLE])
        );
        assert_eq!(selector.select_after(one_reader(None)), empty(&[ON_TABLE]));
        assert_eq!(selector.select_after(one_reader(free(3))), read(ON_TABLE));
    }
}

#[test]
fn a_card_that_left_when_it_was_lost_may_be_lost_repeatedly() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    for count in [3, 5, 7, 9] {
        selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
        assert_eq!(
            selector.select_after(one_reader(free(count))),
            read(ON_TABLE)
        );
    }
}

#[test]
fn a_loss_no_longer_counts_after_a_successful_tap() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    for reason in [
        TapReason::LostBeforePassword,
        TapReason::Continue,
        TapReason::LostBeforePassword,
    ] {
        selector.read_then_tap(ON_TABLE, reason);
        selector.update(one_reader(free(1)));
    }
    assert_eq!(selector.select(), read(ON_TABLE));
}

#[test]
fn a_password_typed_for_one_card_goes_to_no_other_card_that_stayed() {
    for reason in [
        TapReason::LostBeforePassword,
        TapReason::CheckTries,
        TapReason::Continue,
    ] {
        let mut selector = CardSelector::first(two_readers(free(1), None));
        selector.update(two_readers(free(1), free(1)));
        selector.read_then_tap(ON_TABLE, reason);
        // It was removed; the card that was not chosen is still there.
        assert_eq!(
            selector.select_after(two_readers(free(1), None)),
            empty(&[ON_TABLE])
        );
        assert_eq!(
            selector.select_after(two_readers(free(1), free(3))),
            read(ON_TABLE)
        );
    }
}

#[test]
fn a_card_that_was_not_chosen_is_read_when_it_is_put_back() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
    selector.update(two_readers(free(1), None));
    assert_eq!(
        selector.select_after(two_readers(free(3), None)),
        read(BUILT_IN)
    );
}

#[test]
fn the_card_that_was_read_comes_before_an_old_card_and_after_a_new_one() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::Continue);
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(ON_TABLE)
    );
    // Put there while the person typed, before the tap began.
    selector.read_then_tap(ON_TABLE, TapReason::Continue);
    assert_eq!(
        selector.select_after(two_readers(free(3), free(1))),
        read(BUILT_IN)
    );
}

#[test]
fn a_reader_that_is_unplugged_with_its_card_is_found_again() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
    assert_eq!(
        selector.select_after(vec![]),
        Selection::Wait(ReaderHint::NoReader)
    );
    // Plugged in again, it counts from zero, and may have another number in its name.
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
    selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
    selector.update(vec![]);
    let renamed = vec![("On the table 01".into(), free(1))];
    assert_eq!(selector.select_after(renamed), read("On the table 01"));
}

#[test]
fn an_unplugged_reader_does_not_select_the_card_on_the_other_one() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
    let left = vec![(BUILT_IN.into(), free(1))];
    assert_eq!(selector.select_after(left), remove_card(&[BUILT_IN]));
}

#[test]
fn a_card_in_use_is_waited_for() {
    let mut selector = CardSelector::first(one_reader(in_use(1)));
    assert_eq!(selector.select(), busy(&[ON_TABLE]));
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
}

#[test]
fn a_card_in_use_does_not_block_another() {
    let mut selector = CardSelector::first(two_readers(in_use(1), free(1)));
    assert_eq!(selector.select(), read(ON_TABLE));
    assert_eq!(
        selector.select_after(two_readers(in_use(1), in_use(1))),
        busy(&[BUILT_IN, ON_TABLE])
    );
}

#[test]
fn a_new_card_in_use_is_waited_for() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    assert_eq!(
        selector.select_after(two_readers(free(1), in_use(1))),
        busy(&[ON_TABLE])
    );
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(ON_TABLE)
    );
}

#[test]
fn a_silent_card_is_reported_the_second_time_and_tried_again() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    assert!(!selector.found_silent(ON_TABLE));
    assert!(selector.found_silent(ON_TABLE));
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
    assert_eq!(selector.select_after(one_reader(None)), empty(&[ON_TABLE]));
    selector.update(one_reader(free(3)));
    assert!(
        !selector.found_silent(ON_TABLE),
        "it was removed and put back"
    );
}

#[test]
fn a_silent_card_does_not_block_another() {
    let mut selector = CardSelector::first(two_readers(free(1), None));
    selector.found_silent(BUILT_IN);
    selector.found_silent(BUILT_IN);
    assert_eq!(
        selector.select_after(two_readers(free(1), free(1))),
        read(ON_TABLE)
    );
    selector.found_silent(ON_TABLE);
    selector.found_silent(ON_TABLE);
    selector.begin_tap(TapReason::First);
    selector.update(two_readers(free(1), free(1)));
    assert_eq!(selector.select(), no_answer(&[BUILT_IN, ON_TABLE]));
}

#[test]
fn the_result_of_a_card_elsewhere_is_not_applied_to_a_card_on_a_reader() {
    let mut selector = CardSelector::first(one_reader(free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::First);
    // The tap that begins here ends with a sandbox card.
    selector.update(one_reader(free(1)));
    selector.begin_tap(TapReason::NotIndividualNumberCard);
    assert_eq!(selector.select_after(one_reader(free(1))), read(ON_TABLE));
}

#[test]
fn cards_stay_known_while_the_service_is_unavailable() {
    let mut selector = CardSelector::first(two_readers(free(5), None));
    selector.read_then_tap(BUILT_IN, TapReason::NotIndividualNumberCard);
    selector.update(two_readers(free(5), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::LostBeforePassword);
    selector.service_unavailable();
    // A restarted service counts from zero.
    assert_eq!(
        selector.select_after(two_readers(free(0), free(0))),
        read(ON_TABLE)
    );
    assert_eq!(
        selector.select_after(two_readers(free(0), None)),
        remove_card(&[BUILT_IN])
    );
}

#[test]
fn cards_that_were_there_when_the_service_started_late_are_not_new() {
    let mut selector = CardSelector::default();
    selector.begin_tap(TapReason::First);
    selector.service_unavailable();
    selector.update(two_readers(free(0), None));
    assert_eq!(
        selector.select_after(two_readers(free(0), free(1))),
        read(ON_TABLE)
    );
}

#[test]
fn a_built_in_card_does_not_occupy_a_reader() {
    let mut selector = CardSelector::default();
    selector.update(two_readers(free(1), None));
    assert_eq!(selector.unprobed_reader(), Some(BUILT_IN.into()));
    selector.probed(BUILT_IN, false);
    assert_eq!(selector.unprobed_reader(), None);
    assert!(selector.occupied_readers().is_empty());
    // But a card of another kind that somebody has put there does.
    selector.begin_tap(TapReason::First);
    selector.update(two_readers(free(1), free(1)));
    selector.read_then_tap(ON_TABLE, TapReason::NotIndividualNumberCard);
    selector.update(two_readers(free(1), free(1)));
    assert_eq!(selector.occupied_readers(), names(&[ON_TABLE]));
}

#[test]
fn a_supported_card_occupies_its_reader_though_it_was_there_from_the_start() {
    let mut selector = CardSelector::default();
    selector.update(one_reader(free(1)));
    selector.probed(ON_TABLE, true);
    assert_eq!(selector.unprobed_reader(), None);
    assert_eq!(selector.occupied_readers(), names(&[ON_TABLE]));
}

#[test]
fn the_readers_with_a_card_are_occupied() {
    let mut selector = CardSelector::default();
    selector.update(two_readers(None, None));
    selector.update(two_readers(None, in_use(1)));
    assert_eq!(selector.occupied_readers(), names(&[ON_TABLE]));
    selector.update(two_readers(None, None));
    assert!(selector.occupied_readers().is_empty());
}
