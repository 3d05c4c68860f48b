//! Unknown, malformed and oversized replies of the card and of the backend.

use super::*;
use card_points::backend::MAX_REPLY_BYTES;

/// Replies that answer no command.
fn nonsense() -> Vec<Vec<u8>> {
    vec![
        vec![],
        vec![0x90],
        vec![0x90, 0x00],
        vec![0x61, 0x10],
        vec![0x6C, 0x00],
        vec![0x12, 0x34],
        vec![0x6F, 0x00],
        vec![0x30, 0x82, 0xFF, 0xFF, 0x90, 0x00],
        vec![0x30, 0x80, 0x90, 0x00],
        vec![0xFF; 70_000],
    ]
}

#[test]
fn a_malformed_reply_at_any_command_does_not_stop_the_journey() {
    for kind in [JourneyKind::Apply, JourneyKind::Status, JourneyKind::Card] {
        for reply in nonsense() {
            for nth in 0.. {
                let backend = new_backend();
                let mut player = start(&backend, kind, "hanako");
                player.applicant.goes_on_to_apply = false;
                let mut commands = 0;
                let (outcome, _) = player.play(|player, _, step| {
                    let Step::Transmit { .. } = step else {
                        return None;
                    };
                    commands += 1;
                    (commands == nth + 1).then(|| {
                        player.usual_event(step);
                        Event::Replied {
                            reply: reply.clone().into(),
                        }
                    })
                });
                let case = format!("{kind:?}, command {nth}, {} bytes", reply.len());
                assert!(
                    player.card.verify_count() <= player.applicant.passwords_typed,
                    "{case}"
                );
                assert_eq!(player.card.tries_left(), 3, "{case}");
                let through = match &outcome {
                    Outcome::Applied { .. } | Outcome::Status { .. } | Outcome::Card { .. } => true,
                    // Bytes that only begin like a certificate count as an unreadable one.
                    Outcome::Ended { reason } => {
                        *reason == EndReason::RenewCertificate && reply.len() > 2
                    }
                    _ => false,
                };
                assert!(through, "{case}: {outcome:?}");
                if commands < nth + 1 {
                    break;
                }
            }
        }
    }
}

#[test]
fn after_repeated_malformed_replies_the_person_is_told_and_can_stop() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut advice = Vec::new();
    let (outcome, _) = player.play(|player, _, step| match step {
        Step::Transmit { command, .. } if command.bytes()[1] == 0xB0 => {
            player.usual_event(step);
            Some(Event::Replied {
                reply: [0x12, 0x34].as_slice().into(),
            })
        }
        Step::Ask { question } if question.about == Topic::TryAgain => {
            assert_eq!(
                question.text.title,
                "The card gave an answer that we don't understand"
            );
            assert_eq!(question.text.support_code.as_deref(), Some("SW 1234"));
            advice.push(question.text.paragraphs[0].clone());
            (advice.len() == 3).then_some(Event::Stopped)
        }
        _ => None,
    });
    assert_eq!(
        outcome,
        Outcome::Stopped {
            submission: SubmissionState::NotSent
        }
    );
    assert_contains(&advice[0], &["Take it away and lay it on once more."]);
    assert_contains(&advice[2], &["Try another reader or another place."]);
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (0, 3)
    );
}

#[test]
fn every_malformed_reply_of_the_backend_has_a_clear_error_and_a_way_on() {
    let bodies = [
        (200, String::new()),
        (200, "null".into()),
        (200, "[]".into()),
        (200, "{}".into()),
        (200, "[".repeat(100_000)),
        (200, format!("\"{}\"", "x".repeat(MAX_REPLY_BYTES))),
        (204, String::new()),
        (302, String::new()),
        (400, "{}".into()),
        (404, "<html>".into()),
        (413, "too large".into()),
        (
            418,
            "{\"type\":\"urn:card-points:teapot\",\"status\":418,\"title\":\"\"}".into(),
        ),
        (
            500,
            "{\"type\":\"urn:card-points:fault\",\"status\":500,\"title\":\"\"}".into(),
        ),
        (599, "\u{0}".into()),
        (-1, "{}".into()),
        (i32::MAX, "{}".into()),
    ];
    for path in [
        path::PROGRAMME,
        path::SERVICES,
        path::CHALLENGE,
        path::APPLICATION,
    ] {
        for (status, body) in &bodies {
            let backend = new_backend();
            let mut player = start_apply(&backend, "hanako");
            let mut step = player.play_until(|step| sends_to(step, path));
            for _ in 0..3 {
                if sends_to(&step, path) {
                    step = player.receive(&step, *status, body.as_str().into());
                }
            }
            let case = format!("{path}: {status} {:.20}", body);
            match &step {
                Step::Ask { question } => {
                    assert_eq!(question.about, Topic::TryAgain, "{case}");
                    assert_eq!(question.text.title, "The service has trouble", "{case}");
                    let code = question.text.support_code.clone();
                    assert_eq!(code, Some(format!("HTTP {status}")), "{case}");
                    assert_applied(&player.finish_from(step).0);
                }
                Step::Done { outcome, .. } => {
                    let reason = EndReason::UnexpectedReply;
                    assert_eq!(*outcome, Outcome::Ended { reason }, "{case}");
                    assert_contains(
                        &shown_text(&step),
                        &[
                            "The service answered in a way that we don't understand",
                            "Nothing is wrong with your card.",
                        ],
                    );
                }
                other => panic!("{case}: {other:?}"),
            }
        }
    }
}
