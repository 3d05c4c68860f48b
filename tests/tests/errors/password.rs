//! Passwords that are wrong, blocked or not four digits, and the last try.

use super::*;
use card_points::journey::{Answer, QuestionForm};
use card_points_fixtures::card::{BlockedStatus, CardBehaviour};

#[test]
fn a_wrong_password_shows_the_tries_left_and_what_happens_after_three() {
    let expected = [
        (
            ENGLISH,
            "That password is not right. You have 2 tries left.",
            "After 3 wrong tries in a row the card locks, and only your municipal counter can unlock it.",
        ),
        (
            JAPANESE,
            "暗証番号が違います。あと2回入力できます。",
            "続けて3回間違えるとロックされます。ロックは、市区町村の窓口でしか解けません。",
        ),
    ];
    for (language, wrong, lock) in expected {
        let backend = new_backend();
        let mut player = start_apply_in(language, &backend, "hanako");
        player.applicant = player.applicant.clone().typing_first(&["0000"]);
        let step = player.play_until(is_tap);
        let step = player.play_from_until(step, asks_password);
        assert_eq!(problem(&step), wrong);
        assert_contains(&shown_text(&step), &[lock]);
        let before = player.steps.len();
        assert_applied(&player.finish_from(step).0);
        assert_eq!(
            topics_of(&player.steps[before..]),
            [],
            "no other answer is lost"
        );
        assert_eq!(
            (player.card.verify_count(), player.card.tries_left()),
            (2, 3)
        );
    }
}

#[test]
fn the_last_try_is_announced_and_needs_a_confirmation() {
    let expected = [
        (
            ENGLISH,
            [
                "You have 1 try left",
                "If it is wrong, your card locks",
                "If you are not sure, stop here: nothing is lost.",
            ],
            ("Use my last try", "Stop"),
        ),
        (
            JAPANESE,
            [
                "入力できるのは、あと1回です",
                "間違えるとロックされます",
                "自信がないときは、ここでやめてください。何も失いません。",
            ],
            ("最後の1回を使う", "やめる"),
        ),
    ];
    for (language, sentences, (submit, alternative)) in expected {
        let backend = new_backend();
        let mut player = start_apply_in(language, &backend, "nozomi");
        let step = player.play_until(|step| asks(step, Topic::LastTry));
        assert_contains(&shown_text(&step), &sentences);
        assert_eq!(question(&step).submit, submit);
        let QuestionForm::Confirm { alternative: shown } = &question(&step).form else {
            panic!("{step:?}");
        };
        assert_eq!(shown, alternative);
        assert_eq!(
            (player.card.verify_count(), player.card.tries_left()),
            (0, 1)
        );
        assert_applied(&player.finish_from(step).0);
        assert_eq!(
            player.applicant.passwords_typed, 1,
            "the typed password is kept"
        );
        assert_eq!(
            (player.card.verify_count(), player.card.tries_left()),
            (1, 3)
        );
    }
}

#[test]
fn stopping_before_the_last_try_uses_no_try() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "nozomi");
    player.play_until(|step| asks(step, Topic::LastTry));
    let step = player.next(Event::Stopped);
    assert_stopped(&step, SubmissionState::NotSent);
    assert_contains(
        &shown_text(&step),
        &["Nothing was sent, and nothing is applied for."],
    );
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (0, 1)
    );
}

#[test]
fn the_last_try_is_confirmed_again_when_the_password_never_reached_the_card() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "nozomi");
    let step = player.play_until(presents_password);
    let step = player.inject(&step, Fault::LostBefore);
    let step = player.play_from_until(step, asks_password);
    assert_contains(problem(&step), &["never reached the card"]);
    let step = player.play_from_until(step, |step| asks(step, Topic::LastTry) || is_done(step));
    assert!(asks(&step, Topic::LastTry), "{step:?}");
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (0, 1)
    );
    assert_applied(&player.finish_from(step).0);
}

#[test]
fn a_blocked_card_leads_to_the_municipal_counter_and_gets_no_more_commands() {
    let expected = [
        (
            ENGLISH,
            [
                "This card's password is locked",
                "Take the card to your municipal counter to set a new password.",
                "Nothing was sent",
            ],
        ),
        (
            JAPANESE,
            [
                "このカードの暗証番号はロックされています",
                "カードを持って市区町村の窓口へ行き、暗証番号を新しく決めてください。",
                "何も送っていません。",
            ],
        ),
    ];
    let statuses = [
        BlockedStatus::Reported,
        BlockedStatus::Iso7816,
        BlockedStatus::Always6984,
        BlockedStatus::ZeroTries,
    ];
    for blocked in statuses {
        for (language, sentences) in expected {
            for wrong_before in [0, 1, 3] {
                let backend = new_backend();
                let mut player = start_apply_in(language, &backend, "hanako");
                player.card = player.card.with_behaviour(CardBehaviour {
                    blocked_status: blocked,
                    ..CardBehaviour::default()
                });
                player.card.set_tries_left(wrong_before);
                player.applicant = player.applicant.clone().typing_first(&["0000"; 3]);
                let (outcome, _) = player.finish();
                let reason = EndReason::PasswordLocked;
                assert_eq!(outcome, Outcome::Ended { reason });
                assert_contains(&shown_text(player.steps.last().unwrap()), &sentences);
                assert_eq!(player.card.tries_left(), 0);
                assert_eq!(player.card.verify_count(), u32::from(wrong_before));
                assert_eq!(player.card.signature_count(), 0);
                assert_blocked_at_last_command(&player);
            }
        }
    }
}

/// The card got no command after the reply that says "blocked".
#[track_caller]
fn assert_blocked_at_last_command(player: &JourneyPlayer<'_>) {
    let transcript = player.journey.transcript();
    let is_blocked = |status: &str| ["63C0", "6983", "6984"].contains(&status);
    let nth = transcript.iter().position(|each| is_blocked(&each.status));
    let nth = nth.expect("the card reports that it is blocked");
    assert_eq!(nth + 1, transcript.len(), "{transcript:?}");
}

#[test]
fn a_password_without_four_digits_never_reaches_the_card() {
    let expected = [
        (
            ENGLISH,
            "The password has exactly 4 digits. Your card wasn't asked, and no try was used.",
        ),
        (
            JAPANESE,
            "暗証番号は4桁の数字です。カードには送っていないので、回数は減っていません。",
        ),
    ];
    for (language, sentence) in expected {
        let backend = new_backend();
        let mut player = start_apply_in(language, &backend, "hanako");
        let mut step = player.play_until(asks_password);
        for typed in ["", "123", "12345", "12a4", "５０９", "PASSWORD1", " 5093"] {
            let password = typed.into();
            step = player.next(Event::Answered {
                answer: Answer::Password { password },
            });
            assert_eq!(problem(&step), sentence, "{typed:?}");
        }
        assert_eq!((player.tap_count(), player.card.command_count()), (0, 0));
        assert_applied(&player.finish_from(step).0);
    }
}

#[test]
fn four_digits_can_be_typed_in_full_width() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant.passwords = ["５０９３".to_owned()].into();
    assert_applied(&player.finish().0);
}

#[test]
fn after_wrong_passwords_no_other_question_is_asked_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant = player
        .applicant
        .clone()
        .typing_first(&["0000", "12", "12345", "abcd"]);
    let (outcome, _) = player.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let problems: Vec<_> = player
        .applicant
        .problems
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    assert!(
        problems[0].contains("You have 2 tries left"),
        "{problems:?}"
    );
    assert!(
        problems[1..]
            .iter()
            .all(|each| each.contains("exactly 4 digits")),
        "{problems:?}"
    );
    assert_eq!(
        player.card.verify_count(),
        2,
        "only four digits reach the card"
    );
    assert_eq!(
        player
            .topics()
            .iter()
            .filter(|&&topic| topic == Topic::Summary)
            .count(),
        1
    );
}

#[test]
fn before_the_last_try_the_person_can_stop() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant = player.applicant.clone().typing_first(&["0000", "0001"]);
    player.applicant.uses_last_try = false;
    let (outcome, text) = player.finish();
    assert_eq!(
        outcome,
        Outcome::Stopped {
            submission: SubmissionState::NotSent
        }
    );
    assert!(
        text.paragraphs
            .iter()
            .any(|each| each.contains("Nothing was sent"))
    );
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (2, 1)
    );
}

#[test]
fn the_last_try_is_confirmed_once_and_the_third_wrong_password_locks() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant = player
        .applicant
        .clone()
        .typing_first(&["0000", "0001", "0002"]);
    let (outcome, text) = player.finish();
    assert_eq!(
        outcome,
        Outcome::Ended {
            reason: EndReason::PasswordLocked
        }
    );
    assert!(text.paragraphs[0].contains("municipal counter"));
    assert_eq!(player.card.verify_count(), 3);
    assert_eq!(
        player
            .topics()
            .iter()
            .filter(|&&topic| topic == Topic::LastTry)
            .count(),
        1
    );
}
