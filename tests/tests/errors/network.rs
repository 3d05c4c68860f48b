//! No network, a backend that fails, is busy or closed, and challenges that expire.

use super::*;
use card_points::backend::Refusal;
use card_points_fixtures::sandbox::PaymentAccount;
use jiff::ToSpan;

const PATHS: [&str; 4] = [
    path::PROGRAMME,
    path::SERVICES,
    path::CHALLENGE,
    path::APPLICATION,
];

fn sends_request_to(path: &'static str) -> impl Fn(&Step) -> bool {
    move |step| sends_to(step, path)
}

/// Causes the fault three times, until the person is asked whether to try again.
fn fail_three_times(player: &mut JourneyPlayer<'_>, path: &'static str, fault: Fault) -> Step {
    let mut step = player.play_until(sends_request_to(path));
    for _ in 0..3 {
        assert!(sends_to(&step, path), "{step:?}");
        step = player.inject(&step, fault);
    }
    assert!(asks(&step, Topic::TryAgain), "{step:?}");
    step
}

#[test]
fn a_request_without_an_answer_is_sent_three_times_and_then_the_person_is_asked() {
    let expected = [
        (
            ENGLISH,
            ["No connection", "The service has trouble"],
            "Your answers are kept on this screen.",
            "Try again",
        ),
        (
            JAPANESE,
            ["つながりません", "受付の機械に問題が起きています"],
            "入力した内容は、この画面に残っています。",
            "もう一度試す",
        ),
    ];
    for (language, [no_network, server_error], kept, submit) in expected {
        for path in PATHS {
            for fault in [
                Fault::LostBefore,
                Fault::LostAfter,
                Fault::ServerError,
                Fault::NonsenseReply,
            ] {
                let backend = new_backend();
                let mut player = start_apply_in(language, &backend, "hanako");
                let step = fail_three_times(&mut player, path, fault);
                let waits: Vec<_> = player
                    .requests_to(path)
                    .iter()
                    .map(|sent| sent.wait_ms)
                    .collect();
                assert_eq!(waits, [0, 1_000, 3_000], "{path}");

                let lost = matches!(fault, Fault::LostBefore | Fault::LostAfter);
                let title = if lost { no_network } else { server_error };
                assert_eq!(question(&step).text.title, title);
                assert_eq!(question(&step).submit, submit);
                let code = match fault {
                    Fault::ServerError => Some("HTTP 500".to_owned()),
                    Fault::NonsenseReply => Some("HTTP 200".to_owned()),
                    _ => None,
                };
                assert_eq!(question(&step).text.support_code, code, "{path}, {fault:?}");
                if path != path::APPLICATION {
                    assert_contains(&shown_text(&step), &[kept]);
                }

                let typed = player.applicant.passwords_typed;
                assert_applied(&player.finish_from(step).0);
                assert_eq!(player.tap_count(), 1, "{path}, {fault:?}");
                assert!(typed <= 1 && player.applicant.passwords_typed == 1);
            }
        }
    }
}

#[test]
fn an_application_is_sent_again_with_the_same_bytes_and_without_a_second_tap() {
    for fault in [Fault::LostBefore, Fault::LostAfter, Fault::ServerError] {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        let step = fail_three_times(&mut player, path::APPLICATION, fault);
        assert_contains(
            &shown_text(&step),
            &["Trying again is safe: the same application is never taken twice."],
        );
        assert_eq!(question(&step).back, None, "it may have arrived");
        // The challenge is valid for ten minutes.
        player.now += 9.minutes();
        let (outcome, _) = player.finish_from(step);
        let receipt = applied_receipt(outcome);
        let sent = player.requests_to(path::APPLICATION);
        assert_eq!(sent.len(), 4);
        assert!(sent.iter().all(|each| each.body == sent[0].body));
        let mut ids: Vec<_> = sent.iter().map(|each| each.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 4, "each request has a number of its own");
        assert_eq!(
            (player.tap_count(), player.applicant.passwords_typed),
            (1, 1)
        );

        let mut status = start(&backend, JourneyKind::Status, "hanako");
        let (outcome, _) = status.finish();
        let status = reported_status(outcome);
        let numbers = status.facts.applied.iter().map(|each| &each.receipt);
        assert!(numbers.into_iter().all(|each| *each == receipt.number));
    }
}

#[test]
fn an_application_that_arrived_gets_its_receipt_even_after_the_challenge_expired() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = fail_three_times(&mut player, path::APPLICATION, Fault::LostAfter);
    player.now += 11.minutes();
    assert_applied(&player.finish_from(step).0);
    assert_eq!(
        (player.tap_count(), player.applicant.passwords_typed),
        (1, 1)
    );
}

#[test]
fn an_application_that_never_arrived_is_signed_again_after_the_challenge_expired() {
    let expected = [
        (
            ENGLISH,
            "That took a while, and the permission to sign has run out. Nothing was sent. Type the password once more.",
        ),
        (
            JAPANESE,
            "時間がたったので、署名の受付が切れました。何も送っていません。暗証番号をもう一度入れてください。",
        ),
    ];
    for (language, sentence) in expected {
        let backend = new_backend();
        let mut player = start_apply_in(language, &backend, "hanako");
        let step = fail_three_times(&mut player, path::APPLICATION, Fault::LostBefore);
        player.now += 11.minutes();
        let step = player.advance(&step);
        let step = player.play_from_until(step, |step| asks_password(step) || is_done(step));
        assert_eq!(problem(&step), sentence);
        let before = player.steps.len();
        let first = player.submitted_application();
        assert_applied(&player.finish_from(step).0);
        assert_eq!(card_points_tests::topics_of(&player.steps[before..]), []);
        assert_eq!(
            player.submitted_application(),
            first,
            "what is signed is the same"
        );
        let sent = player.requests_to(path::APPLICATION);
        assert_ne!(
            sent[0].body,
            sent.last().unwrap().body,
            "for another challenge"
        );
        assert_eq!(
            (
                player.tap_count(),
                player.applicant.passwords_typed,
                player.card.verify_count()
            ),
            (2, 2, 2)
        );
    }
}

#[test]
fn a_challenge_is_renewed_before_the_tap_after_half_of_its_lifetime() {
    for (minutes, fetched) in [(4, 1), (6, 2), (60, 2)] {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        let step = player.play_until(asks_password);
        player.now += minutes.minutes();
        let before = player.steps.len();
        let step = player.play_from_until(step, is_tap);
        let sent = player.steps[before..]
            .iter()
            .filter(|step| sends_to(step, path::CHALLENGE));
        assert_eq!(sent.count(), fetched - 1, "after {minutes} minutes");
        assert_applied(&player.finish_from(step).0);
        assert_eq!(player.requests_to(path::CHALLENGE).len(), fetched);
        assert_eq!(player.applicant.passwords_typed, 1);
    }
}

#[test]
fn a_tap_after_the_challenge_expired_signs_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(is_tap);
    player.now += 11.minutes();
    assert_applied(&player.finish_from(step).0);
    assert_eq!(player.applicant.passwords_typed, 2);
    assert_eq!(player.card.tries_left(), 3);
}

#[test]
fn a_late_reply_to_an_earlier_request_is_ignored() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let first = player.play_until(sends_request_to(path::APPLICATION));
    let late = player.usual_event(&first);
    let Step::Send { request, .. } = &first else {
        panic!();
    };
    let second = player.next(Event::Unreachable { id: request.id });
    assert_eq!(player.next(late), second, "the same step again");
    assert_applied(&player.finish_from(second).0);
}

#[test]
fn a_queue_shows_the_position_and_waits_as_long_as_the_backend_says() {
    let expected = [
        (
            ENGLISH,
            [
                "Many people are applying right now",
                "You are number 1,204; about 2 minutes.",
                "Your answers are kept on this screen.",
            ],
        ),
        (
            JAPANESE,
            [
                "今、たくさんの方が申し込んでいます",
                "1,204番目です。およそ2分待ちます。",
                "入力した内容は、この画面に残っています。",
            ],
        ),
    ];
    for (language, sentences) in expected {
        for path in PATHS {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let mut step = player.play_until(sends_request_to(path));
            // A queue is not a failure, so the person is never asked whether to try again.
            for _ in 0..7 {
                let busy = Refusal::Busy {
                    position: 1_204,
                    seconds: 90,
                };
                step = player.refuse(&step, busy);
                assert!(sends_to(&step, path), "{step:?}");
                assert_contains(&shown_text(&step), &sentences);
            }
            let waits: Vec<_> = player
                .requests_to(path)
                .iter()
                .map(|sent| sent.wait_ms)
                .collect();
            assert_eq!(waits[..2], [0, 90_000]);
            assert_applied(&player.finish_from(step).0);
            assert_eq!(player.tap_count(), 1);
        }
    }
}

#[test]
fn an_absurd_waiting_time_of_a_queue_is_limited() {
    for (seconds, wait) in [(0, 1_000), (-5, 1_000), (i32::MAX, 300_000)] {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        let step = player.play_until(sends_request_to(path::PROGRAMME));
        let position = i32::MIN;
        let step = player.refuse(&step, Refusal::Busy { position, seconds });
        let Step::Send { request, .. } = &step else {
            panic!("{step:?}");
        };
        assert_eq!(request.wait_ms, wait);
    }
}

#[test]
fn maintenance_shows_its_end_and_that_the_card_is_fine() {
    let until = Some(now() + 30.minutes());
    let expected = [
        (
            ENGLISH,
            until,
            "The service is closed until 24 November 2026, 12:30",
            "Nothing is wrong with your card.",
        ),
        (
            ENGLISH,
            None,
            "The service is closed for now",
            "Nothing is wrong with your card.",
        ),
        (
            JAPANESE,
            until,
            "2026年11月24日 12時30分まで受付を休んでいます",
            "カードに問題はありません。",
        ),
        (
            JAPANESE,
            None,
            "今は受付を休んでいます",
            "カードに問題はありません。",
        ),
    ];
    for (language, until, title, card) in expected {
        for path in PATHS {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = player.play_until(sends_request_to(path));
            let step = player.refuse(&step, Refusal::Maintenance { until });
            assert!(asks(&step, Topic::TryAgain), "{step:?}");
            assert_eq!(question(&step).text.title, title);
            assert_contains(&shown_text(&step), &[card]);
            assert_applied(&player.finish_from(step).0);
            assert_eq!(
                (player.tap_count(), player.applicant.passwords_typed),
                (1, 1)
            );
        }
    }
}

#[test]
fn an_unreachable_payment_service_loses_no_answer_and_back_leads_to_another_service() {
    let expected = [
        (
            ENGLISH,
            [
                "The payment service doesn't answer just now",
                "Nothing was taken. Try again in a moment, or go back to choose another service.",
            ],
        ),
        (
            JAPANESE,
            [
                "決済サービスから、今は返事がありません",
                "申込みは行われていません。少し待ってもう一度試すか、前に戻って別のサービスを選んでください。",
            ],
        ),
    ];
    for (language, sentences) in expected {
        for lost_before in [false, true] {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let own = player.applicant.account.take();
            player.applicant.account = Some(PaymentAccount {
                service: "MP0000013",
                id: "12345678",
                codes: &["1234"],
            });
            let mut step = player.play_until(sends_request_to(path::APPLICATION));
            if lost_before {
                step = player.inject(&step, Fault::LostAfter);
            }
            let step = player.advance(&step);
            assert!(asks(&step, Topic::TryAgain), "{step:?}");
            assert_contains(&shown_text(&step), &sentences);

            // Trying again sends the same bytes without a second tap.
            let step = player.advance(&step);
            assert!(sends_to(&step, path::APPLICATION), "{step:?}");
            let step = player.advance(&step);
            let sent = player.requests_to(path::APPLICATION);
            assert!(sent.iter().all(|each| each.body == sent[0].body));
            assert_eq!(player.tap_count(), 1);
            assert!(asks(&step, Topic::TryAgain), "{step:?}");

            // Back leads to the summary, and from there to another service.
            let step = player.next(Event::Back);
            assert!(asks(&step, Topic::Summary), "{step:?}");
            player.applicant.account = own;
            let step = player.next(Event::Change {
                about: Topic::Service,
            });
            assert_applied(&player.finish_from(step).0);
        }
    }
}

#[test]
fn an_unreachable_payment_service_uses_none_of_the_five_tries_a_day() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant.account = Some(PaymentAccount {
        service: "MP0000013",
        id: "12345678",
        codes: &["1234"],
    });
    let mut step = player.play_until(sends_request_to(path::APPLICATION));
    for _ in 0..7 {
        step = player.advance(&step);
        assert!(asks(&step, Topic::TryAgain), "{step:?}");
        step = player.advance(&step);
    }
    assert!(sends_to(&step, path::APPLICATION), "{step:?}");
}

#[test]
fn five_accounts_a_day_can_be_tried() {
    let remaining_tries = [
        "You can try 4 more times today.",
        "You can try 3 more times today.",
        "You can try 2 more times today.",
        "You can try once more today.",
        "You can try again tomorrow.",
    ];
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant.account = Some(PaymentAccount {
        service: "MP0000001",
        id: "4001713132",
        codes: &["9999"],
    });
    let mut step = player.play_until(sends_request_to(path::APPLICATION));
    for remaining in remaining_tries {
        step = player.advance(&step);
        assert!(asks(&step, Topic::Account), "{step:?}");
        assert_contains(
            problem(&step),
            &[
                "The service knows no account with this number and code.",
                remaining,
            ],
        );
        step = player.play_from_until(step, sends_request_to(path::APPLICATION));
    }
    let step = player.advance(&step);
    let reason = EndReason::TryLater;
    assert!(
        matches!(&step, Step::Done { outcome, .. } if *outcome == Outcome::Ended { reason }),
        "{step:?}"
    );
    assert_contains(
        &shown_text(&step),
        &[
            "Too many accounts were tried today",
            "this is closed until 25 November 2026, 00:00",
        ],
    );

    // Even the right account is refused today. Tomorrow it is accepted.
    let mut today = start_apply(&backend, "hanako");
    let reason = EndReason::TryLater;
    assert_eq!(today.finish().0, Outcome::Ended { reason });
    let mut tomorrow = start_apply(&backend, "hanako");
    tomorrow.now += 12.hours();
    assert_applied(&tomorrow.finish().0);
}
