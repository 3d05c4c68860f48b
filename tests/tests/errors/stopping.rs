//! Stopping: what may have been sent, and whether the password counted.

use super::*;
use card_points::backend::Refusal;

const NOTHING_SENT: [(Language, &str); 2] = [
    (ENGLISH, "Nothing was sent, and nothing is applied for."),
    (JAPANESE, "何も送っていません。申込みは行われていません。"),
];
const MAYBE_SENT: [(Language, &str); 2] = [
    (
        ENGLISH,
        "Your application may have arrived. \"Check my application\" will tell.",
    ),
    (
        JAPANESE,
        "申込みが届いているかもしれません。「申込みの状況を見る」で分かります。",
    ),
];
const PASSWORD_UNCERTAIN: &str = "We don't know whether the last password counted.";

#[test]
fn stopping_before_anything_is_sent_says_so() {
    for (language, sentence) in NOTHING_SENT {
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
fn stopping_while_an_application_is_sent_says_how_to_find_out() {
    for (language, sentence) in MAYBE_SENT {
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
fn stopping_after_no_answer_says_how_to_find_out() {
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
fn stopping_after_a_refusal_means_that_nothing_was_sent() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(submits_application);
    let step = player.inject(&step, Fault::LostBefore);
    player.refuse(&step, Refusal::AccountInUse);
    let step = player.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::NotSent);
}

#[test]
fn stopping_after_a_lost_verify_says_that_the_password_is_uncertain() {
    for loss in [Fault::LostBefore, Fault::LostAfter] {
        // At VERIFY itself, at the next tap, after a second loss before the counter was read, and at
        // the question that "back" leads to.
        for stop_at in 0..4 {
            let backend = new_backend();
            let mut player = start_apply(&backend, "hanako");
            let mut step = player.play_until(presents_password);
            if stop_at > 0 {
                step = player.inject(&step, loss);
            }
            if stop_at == 2 {
                step = player.advance(&step);
                step = player.inject(&step, Fault::LostBefore);
                assert!(is_tap(&step), "{step:?}");
            }
            if stop_at == 3 {
                step = player.next(Event::Back);
                assert!(asks(&step, Topic::Summary), "{step:?}");
            }
            let step = player.next(Event::Stopped);
            assert_stopped(&step, SubmissionState::NotSent);
            assert!(
                shown_text(&step).contains(PASSWORD_UNCERTAIN),
                "{stop_at}: {}",
                shown_text(&step)
            );
        }
    }
}

#[test]
fn after_the_counter_is_read_the_password_is_no_longer_uncertain() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(presents_password);
    let step = player.inject(&step, Fault::LostAfter);
    player.play_from_until(step, asks_password);
    let step = player.next(Event::Stopped);
    assert!(
        !shown_text(&step).contains(PASSWORD_UNCERTAIN),
        "{}",
        shown_text(&step)
    );
}
