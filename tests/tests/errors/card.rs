//! A card that is lost at any command, a wrong card, and an unusable certificate.

use super::*;
use card_points::card::CardStage;

const LOSSES: [Fault; 2] = [Fault::LostBefore, Fault::LostAfter];

fn at_stage(stage: CardStage) -> impl Fn(&Step) -> bool {
    move |step| matches!(step, Step::Transmit { progress, .. } if progress.stage == stage)
}

#[track_caller]
fn assert_tap(step: &Step, expected: TapReason) {
    let Step::Tap { reason, .. } = step else {
        panic!("not a tap: {step:?}");
    };
    assert_eq!(*reason, expected);
}

#[test]
fn a_card_lost_before_the_password_uses_no_try_and_needs_no_second_typing() {
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
                let step = player.play_until(at_stage(stage));
                let step = player.inject(&step, loss);
                assert_tap(&step, TapReason::LostBeforePassword);
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
fn each_loss_suggests_another_place_for_the_card() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut step = player.play_until(is_tap);
    let mut places = Vec::new();
    for _ in 0..3 {
        places.push(step.text().paragraphs.last().cloned());
        step = player.play_from_until(step, at_stage(CardStage::Finding));
        step = player.inject(&step, Fault::LostBefore);
    }
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 3, "{places:?}");
}

#[test]
fn after_a_loss_during_verify_the_next_tap_reads_the_counter_first() {
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
            assert_tap(&step, TapReason::CheckTries);
            assert_contains(&shown_text(&step), &sentences);
            assert_applied(&player.finish_from(step).0);
        }
    }
}

const WRONG: &str = "0000";
const RIGHT: &str = "5093";

/// With `n` tries left, types a password and loses its VERIFY. Returns the step after the next tap.
fn lose_verify(player: &mut JourneyPlayer<'_>, n: u8, typed: &str, loss: Fault) -> Step {
    player.card.set_tries_left(n);
    player.applicant = player.applicant.clone().typing_first(&[typed]);
    let step = player.play_until(presents_password);
    let verified_before = player.card.verify_count();
    let step = player.inject(&step, loss);
    let acted = u32::from(loss == Fault::LostAfter);
    let step = player.play_from_until(step, |step| asks_password(step) || is_done(step));
    let verified = player.card.verify_count() - verified_before;
    assert_eq!(verified, acted, "the next tap presents no password");
    step
}

#[test]
fn after_a_loss_during_verify_the_text_is_right_for_every_counter_before_and_after() {
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
    // Tries before, typed password, kind of loss, tries after, text.
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
            let step = lose_verify(&mut player, n, typed, loss);
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
fn a_lost_and_wrong_last_try_shows_that_the_card_is_locked() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    lose_verify(&mut player, 1, WRONG, Fault::LostAfter);
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
fn after_a_loss_during_signing_the_password_was_right_and_is_asked_for_again() {
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
            let step = player.play_until(at_stage(CardStage::Signing));
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
fn after_a_loss_at_any_command_every_journey_goes_on_at_the_next_tap() {
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
                let mut lost = false;
                let (outcome, _) = player.play(|player, _, step| {
                    let Step::Transmit { .. } = step else {
                        return None;
                    };
                    commands += 1;
                    lost |= commands == nth + 1;
                    (commands == nth + 1).then(|| player.fault_event(step, loss))?
                });
                if !lost {
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
fn a_transit_card_is_recognised_and_the_typed_password_is_used_for_the_right_card() {
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
            let own_card = std::mem::replace(&mut player.card, other);
            let step = player.play_until(is_tap);
            let step = player.advance(&step);
            let step = player.play_from_until(step, is_tap);
            assert_tap(&step, TapReason::NotIndividualNumberCard);
            assert_contains(&shown_text(&step), &sentences);
            player.card = own_card;
            assert_applied(&player.finish_from(step).0);
            assert_eq!(player.applicant.passwords_typed, 1);
        }
    }
}

#[test]
fn an_unusable_certificate_is_reported_before_the_password_is_presented() {
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
        let shown = shown_text(player.steps.last().unwrap());
        assert_contains(&shown, &[title, advice, "Your password was not used."]);
        assert_eq!(player.card.verify_count(), 0, "{id}");
    }
}

#[test]
fn back_at_the_tap_asks_only_for_the_password_again() {
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
    let mut first_card = None;
    let (outcome, _) = player.play(|player, _, step| match step {
        Step::Tap { reason, .. } => {
            taps += 1;
            match taps {
                2 => first_card = Some(std::mem::replace(&mut player.card, other.clone())),
                3 => {
                    assert_eq!(*reason, TapReason::DifferentCard);
                    assert_eq!(
                        (player.card.verify_count(), player.card.tries_left()),
                        (0, 3)
                    );
                    player.card = first_card.take().expect("the first card");
                }
                _ => {}
            }
            None
        }
        // The first tap is lost at the tries query, after the certificate was read.
        Step::Transmit { command, .. } if taps == 1 && command.bytes()[1] == 0x20 => {
            player.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert_eq!(player.applicant.passwords_typed, 1);
}
