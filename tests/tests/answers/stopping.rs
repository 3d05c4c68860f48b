//! Stopping: what may have left, and what is not known of the password.

use super::*;
use card_points::backend::{Refusal, path};
use card_points::journey::Event;
use card_points_tests::{Fault, now, presents_password, sends_to, shown_text};

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

fn submits(step: &Step) -> bool {
    sends_to(step, path::APPLICATION)
}

#[test]
fn who_stops_before_anything_was_sent_is_told_so() {
    for (language, sentence) in NOTHING {
        for nth in 0.. {
            let desk = Desk::at(now());
            let mut play = speaking(language, &desk, "hanako");
            let mut step = play.next(Event::Started);
            for _ in 0..nth {
                step = play.advance(&step);
            }
            if submits(&step) {
                break;
            }
            let step = play.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::NotSent);
            assert_says(&shown_text(&step), &[sentence]);
        }
    }
}

#[test]
fn who_stops_while_an_application_is_on_its_way_is_told_how_to_find_out() {
    for (language, sentence) in PERHAPS {
        for delivered in [false, true] {
            let desk = Desk::at(now());
            let mut play = speaking(language, &desk, "hanako");
            let step = play.play_until(submits);
            if delivered {
                play.usual_event(&step);
            }
            let step = play.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::MaybeSent);
            assert_says(&shown_text(&step), &[sentence]);
        }
    }
}

#[test]
fn who_stops_when_no_answer_came_is_told_how_to_find_out_too() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    let mut step = play.play_until(submits);
    while submits(&step) {
        step = play.inject(&step, Fault::LostAfter);
    }
    assert!(asks(&step, Topic::TryAgain), "{step:?}");
    let step = play.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::MaybeSent);
}

#[test]
fn who_stops_after_a_refusal_has_applied_for_nothing() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    let step = play.play_until(submits);
    let step = play.inject(&step, Fault::LostBefore);
    play.refuse(&step, Refusal::AccountInUse);
    let step = play.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::NotSent);
}

#[test]
fn who_stops_after_a_password_without_an_answer_is_told_that_it_is_not_known() {
    for acted in [Fault::LostBefore, Fault::LostAfter] {
        // At the VERIFY itself; when asked to lay the card on again; when it was lost once more
        // before it could be looked at; and at the question that "back" leads to.
        for later in 0..4 {
            let desk = Desk::at(now());
            let mut play = play(&desk, "hanako");
            let mut step = play.play_until(presents_password);
            if later > 0 {
                step = play.inject(&step, acted);
            }
            if later == 2 {
                step = play.advance(&step);
                step = play.inject(&step, Fault::LostBefore);
                assert!(taps(&step), "{step:?}");
            }
            if later == 3 {
                step = play.next(Event::Back);
                assert!(asks(&step, Topic::Summary), "{step:?}");
            }
            let step = play.next(Event::Stopped);
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
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    let step = play.play_until(presents_password);
    let step = play.inject(&step, Fault::LostAfter);
    play.play_from_until(step, at_password);
    let step = play.next(Event::Stopped);
    assert!(
        !shown_text(&step).contains(IN_DOUBT),
        "{}",
        shown_text(&step)
    );
}
