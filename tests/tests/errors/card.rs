//! A torn card, at every command; and what is no Individual Number Card.

use super::*;
use card_points::card::CardStage;

const LOSSES: [Fault; 2] = [Fault::LostBefore, Fault::LostAfter];

fn at(stage: CardStage) -> impl Fn(&Step) -> bool {
    move |step| matches!(step, Step::Transmit { stage: at, .. } if *at == stage)
}

#[track_caller]
fn assert_taps(step: &Step, expected: TapReason) {
    let Step::Tap { reason, .. } = step else {
        panic!("asks for no card: {step:?}");
    };
    assert_eq!(*reason, expected);
}

#[test]
fn a_card_lost_before_the_password_has_used_nothing_up_and_needs_no_typing() {
    let expected = [
        (
            ENGLISH,
            [
                "The card moved away too early",
                "Nothing has been used up. Lay it on again and keep it still",
            ],
        ),
        (
            JAPANESE,
            [
                "カードが早く離れました",
                "何も減っていません。もう一度置いて、終わるまで動かさないでください。",
            ],
        ),
    ];
    for (language, sentences) in expected {
        for stage in [CardStage::Finding, CardStage::Reading] {
            for loss in LOSSES {
                let backend = new_backend();
                let mut player = start_apply_in(language, &backend, "hanako");
                let step = player.play_until(at(stage));
                let step = player.inject(&step, loss);
                assert_taps(&step, TapReason::LostBeforePassword);
                assert_contains(&shown_text(&step), &sentences);
                assert_applied(&player.finish_from(step).0);
                assert_eq!(
                    (player.applicant.passwords_typed, player.card.verify_count()),
                    (1, 1)
                );
                assert_eq!(player.tap_count(), 2);
            }
        }
    }
}

#[test]
fn each_loss_shows_another_place_to_try() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut step = player.play_until(is_tap);
    let mut places = Vec::new();
    for _ in 0..3 {
        places.push(step.text().paragraphs.last().cloned());
        step = player.play_from_until(step, at(CardStage::Finding));
        step = player.inject(&step, Fault::LostBefore);
    }
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 3, "{places:?}");
}

#[test]
fn a_card_lost_while_it_checks_the_password_is_looked_at_first() {
    let expected = [
        (
            ENGLISH,
            [
                "The card moved away while it was checking your password",
                "We don't know yet whether that try counted. Lay it on again: we'll look first.",
            ],
        ),
        (
            JAPANESE,
            [
                "暗証番号を確かめている途中で、カードが離れました",
                "1回分に数えられたかどうか、まだ分かりません。もう一度置いてください。先に調べます。",
            ],
        ),
    ];
    for (language, sentences) in expected {
        for loss in LOSSES {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = player.play_until(presents_password);
            let step = player.inject(&step, loss);
            assert_taps(&step, TapReason::CheckTries);
            assert_contains(&shown_text(&step), &sentences);
            assert_applied(&player.finish_from(step).0);
        }
    }
}

const WRONG: &str = "0000";
const RIGHT: &str = "5093";

/// `n` tries before, that password typed, its VERIFY lost; what is asked once the card lies there
/// again.
fn look(player: &mut JourneyPlayer<'_>, n: u8, typed: &str, loss: Fault) -> Step {
    player.card.set_tries_left(n);
    player.applicant = player.applicant.clone().typing_first(&[typed]);
    let step = player.play_until(presents_password);
    let verified = player.card.verify_count();
    let step = player.inject(&step, loss);
    let acted = u32::from(loss == Fault::LostAfter);
    let step = player.play_from_until(step, |step| asks_password(step) || is_done(step));
    let told = player.card.verify_count() - verified;
    assert_eq!(told, acted, "looking presents no password");
    step
}

#[test]
fn looking_first_tells_the_truth_for_every_count_before_and_after() {
    use Fault::{LostAfter, LostBefore};
    let wrong = ("That password is not right.", "暗証番号が違います。");
    let right = (
        "We have looked: your password was right, and no try was lost.",
        "調べました。暗証番号は合っていて、回数は減っていません。",
    );
    let never = (
        "We have looked: your password never reached the card, and no try was lost.",
        "調べました。暗証番号はカードに届いておらず、回数は減っていません。",
    );
    let nothing_lost = (
        "We have looked: all 3 tries are there. Nothing is lost.",
        "調べました。3回とも残っています。何も減っていません。",
    );
    // Tries before, what is typed, how it is lost; tries after, what is said.
    let cases = [
        (3, WRONG, LostAfter, 2, wrong),
        (2, WRONG, LostAfter, 1, wrong),
        (2, RIGHT, LostAfter, 3, right),
        (1, RIGHT, LostAfter, 3, right),
        (2, RIGHT, LostBefore, 2, never),
        (2, WRONG, LostBefore, 2, never),
        (1, RIGHT, LostBefore, 1, never),
        (3, RIGHT, LostAfter, 3, nothing_lost),
        (3, RIGHT, LostBefore, 3, nothing_lost),
        (3, WRONG, LostBefore, 3, nothing_lost),
    ];
    for (n, typed, loss, m, (english, japanese)) in cases {
        for (language, sentence) in [(ENGLISH, english), (JAPANESE, japanese)] {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = look(&mut player, n, typed, loss);
            let case = format!("{n} tries, {typed} typed, {loss:?}");
            assert_eq!(player.card.tries_left(), m, "{case}");
            assert!(problem(&step).contains(sentence), "{case}: {step:?}");
            if sentence == wrong.0 {
                let left = match m {
                    1 => "You have 1 try left.",
                    _ => "You have 2 tries left.",
                };
                assert_contains(problem(&step), &[left]);
            }
            assert_applied(&player.finish_from(step).0);
            assert_eq!(player.card.tries_left(), 3, "{case}");
            assert!(
                player.card.verify_count() <= player.applicant.passwords_typed,
                "{case}"
            );
        }
    }
}

#[test]
fn a_last_try_that_was_lost_and_wrong_is_found_locked() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    look(&mut player, 1, WRONG, Fault::LostAfter);
    let step = player.steps.last().unwrap();
    let reason = EndReason::PasswordLocked;
    assert!(
        matches!(step, Step::Done { outcome, .. } if *outcome == Outcome::Ended { reason }),
        "{step:?}"
    );
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (1, 0)
    );
}

#[test]
fn a_card_lost_while_signing_says_that_the_password_was_right_and_asks_for_it_once_more() {
    let expected = [
        (
            ENGLISH,
            "Your password was right. The card moved away before it could sign, and nothing was sent. For your safety, type the password once more.",
        ),
        (
            JAPANESE,
            "暗証番号は合っていました。署名する前にカードが離れたので、何も送っていません。安全のため、暗証番号をもう一度入れてください。",
        ),
    ];
    for (language, sentence) in expected {
        for loss in LOSSES {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = player.play_until(at(CardStage::Signing));
            let step = player.inject(&step, loss);
            assert!(asks_password(&step), "{step:?}");
            assert_eq!(problem(&step), sentence);
            assert_applied(&player.finish_from(step).0);
            assert_eq!(
                (player.applicant.passwords_typed, player.card.verify_count()),
                (2, 2)
            );
        }
    }
}

#[test]
fn a_card_torn_at_any_command_of_any_errand_goes_on_at_the_next_tap() {
    for kind in [
        JourneyKind::Apply,
        JourneyKind::Status,
        JourneyKind::Preregister,
        JourneyKind::Card,
    ] {
        for loss in LOSSES {
            for nth in 0.. {
                let backend = new_backend();
                let mut player = start(&backend, kind, "hanako");
                player.applicant.goes_on_to_apply = false;
                let mut commands = 0;
                let mut torn = false;
                let (outcome, _) = player.play(|player, _, step| {
                    let Step::Transmit { .. } = step else {
                        return None;
                    };
                    commands += 1;
                    torn |= commands == nth + 1;
                    (commands == nth + 1).then(|| player.fault_event(step, loss))?
                });
                if !torn {
                    break;
                }
                let through = matches!(
                    outcome,
                    Outcome::Applied { .. }
                        | Outcome::Status { .. }
                        | Outcome::Preregistered { .. }
                        | Outcome::Card { .. }
                );
                assert!(through, "{kind:?}, command {nth}: {outcome:?}");
                assert!(player.card.verify_count() <= player.applicant.passwords_typed);
                assert_eq!(player.card.tries_left(), 3);
            }
        }
    }
}

#[test]
fn a_transit_card_is_said_to_be_none_and_the_password_is_kept_for_the_right_one() {
    let expected = [
        (
            ENGLISH,
            [
                "This is not an Individual Number Card",
                "Transit cards, bank cards and driving licences answer too.",
            ],
        ),
        (
            JAPANESE,
            [
                "これはマイナンバーカードではありません",
                "交通系のカード、銀行のカード、運転免許証も反応します。",
            ],
        ),
    ];
    for (language, sentences) in expected {
        for wrong in ["transit", "without-jpki"] {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let other = backend.sandbox.sample(wrong).unwrap().card();
            let mine = std::mem::replace(&mut player.card, other);
            let step = player.play_until(is_tap);
            let step = player.advance(&step);
            let step = player.play_from_until(step, is_tap);
            assert_taps(&step, TapReason::NotIndividualNumberCard);
            assert_contains(&shown_text(&step), &sentences);
            player.card = mine;
            assert_applied(&player.finish_from(step).0);
            assert_eq!(player.applicant.passwords_typed, 1);
        }
    }
}

#[test]
fn a_certificate_that_can_not_be_used_is_said_before_the_password_is_shown_to_the_card() {
    let cases = [
        (
            "fumio",
            EndReason::RenewCertificate,
            "The electronic certificate on this card ended on",
            "Your municipal counter renews it free of charge.",
        ),
        (
            "akira",
            EndReason::TryLater,
            "The electronic certificate on this card is valid from",
            "Your card is fine.",
        ),
        (
            "foreign",
            EndReason::WrongEnvironment,
            "This is a real card, and this is only practice",
            "Practice takes practice cards only.",
        ),
    ];
    for (id, reason, title, advice) in cases {
        let backend = new_backend();
        let mut player = start_apply(&backend, id);
        let (outcome, _) = player.finish();
        assert_eq!(outcome, Outcome::Ended { reason }, "{id}");
        let told = shown_text(player.steps.last().unwrap());
        assert_contains(&told, &[title, advice, "Your password was not used."]);
        assert_eq!(player.card.verify_count(), 0, "{id}");
    }
}

#[test]
fn back_at_the_card_types_the_password_again_and_keeps_everything_else() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(is_tap);
    let step = player.next(Event::Back);
    assert!(asks_password(&step), "{step:?}");
    assert_applied(&player.finish_from(step).0);
    assert_eq!(player.card.verify_count(), 1);
}

#[test]
fn another_card_at_the_second_tap_is_noticed_and_loses_no_try() {
    let backend = new_backend();
    let other = backend.sandbox.sample("kiku").unwrap().card();
    let mut player = start_apply(&backend, "hanako");
    let mut taps = 0;
    let mut mine = None;
    let (outcome, _) = player.play(|player, _, step| match step {
        Step::Tap { reason, .. } => {
            taps += 1;
            match taps {
                2 => mine = Some(std::mem::replace(&mut player.card, other.clone())),
                3 => {
                    assert_eq!(*reason, TapReason::DifferentCard);
                    assert_eq!(
                        (player.card.verify_count(), player.card.tries_left()),
                        (0, 3)
                    );
                    player.card = mine.take().expect("the first card");
                }
                _ => {}
            }
            None
        }
        // The first tap is lost after the certificate was read, when the tries are asked for.
        Step::Transmit { command, .. } if taps == 1 && command.bytes()[1] == 0x20 => {
            player.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert_eq!(player.applicant.passwords_typed, 1);
}
