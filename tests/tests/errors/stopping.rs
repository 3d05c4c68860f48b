//! Stopping: what may have left, and what is not known of the password.

use super::*;
use card_points::backend::Refusal;

const NOTHING: [(Language, &str); 2] = [
    (ENGLISH, "Nothing was sent, and nothing is applied for."),
    (JAPANESE, "何も送っていません。申込みは行われていません。"),
];
const PERHAPS: [(Language, &str); 2] = [
    (
        ENGLISH,
        "Your application may have arrived. \"Check my application\" will tell.",
    ),
    (
        JAPANESE,
        "申込みが届いているかもしれません。「申込みの状況を見る」で分かります。",
    ),
];
const IN_DOUBT: &str = "We don't know whether the last password counted.";

#[test]
fn who_stops_before_anything_was_sent_is_told_so() {
    for (language, sentence) in NOTHING {
        for nth in 0.. {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let mut step = player.next(Event::Started);
            for _ in 0..nth {
                step = player.advance(&step);
            }
            if submits_application(&step) {
                break;
            }
            let step = player.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::NotSent);
            assert_contains(&shown_text(&step), &[sentence]);
        }
    }
}

#[test]
fn who_stops_while_an_application_is_on_its_way_is_told_how_to_find_out() {
    for (language, sentence) in PERHAPS {
        for delivered in [false, true] {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = player.play_until(submits_application);
            if delivered {
                player.usual_event(&step);
            }
            let step = player.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::MaybeSent);
            assert_contains(&shown_text(&step), &[sentence]);
        }
    }
}

#[test]
fn who_stops_when_no_answer_came_is_told_how_to_find_out_too() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut step = player.play_until(submits_application);
    while submits_application(&step) {
        step = player.inject(&step, Fault::LostAfter);
    }
    assert!(asks(&step, Topic::TryAgain), "{step:?}");
    let step = player.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::MaybeSent);
}

#[test]
fn who_stops_after_a_refusal_has_applied_for_nothing() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(submits_application);
    let step = player.inject(&step, Fault::LostBefore);
    player.refuse(&step, Refusal::AccountInUse);
    let step = player.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::NotSent);
}

#[test]
fn who_stops_after_a_password_without_an_answer_is_told_that_it_is_not_known() {
    for acted in [Fault::LostBefore, Fault::LostAfter] {
        // At the VERIFY itself; when asked to lay the card on again; when it was lost once more
        // before it could be looked at; and at the question that "back" leads to.
        for later in 0..4 {
            let backend = new_backend();
            let mut player = start_apply(&backend, "hanako");
            let mut step = player.play_until(presents_password);
            if later > 0 {
                step = player.inject(&step, acted);
            }
            if later == 2 {
                step = player.advance(&step);
                step = player.inject(&step, Fault::LostBefore);
                assert!(is_tap(&step), "{step:?}");
            }
            if later == 3 {
                step = player.next(Event::Back);
                assert!(asks(&step, Topic::Summary), "{step:?}");
            }
            let step = player.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::NotSent);
            assert!(
                shown_text(&step).contains(IN_DOUBT),
                "{later}: {}",
                shown_text(&step)
            );
        }
    }
}

#[test]
fn once_the_card_has_told_there_is_no_doubt_left() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(presents_password);
    let step = player.inject(&step, Fault::LostAfter);
    player.play_from_until(step, asks_password);
    let step = player.next(Event::Stopped);
    assert!(
        !shown_text(&step).contains(IN_DOUBT),
        "{}",
        shown_text(&step)
    );
}
