//! One or two faults at every single step of a journey.

use card_points::card::CardStage;
use card_points::journey::{Event, JourneyKind, Outcome, Step, SubmissionState, Topic};
use card_points_tests::{
    Fault, JourneyPlayer, assert_applied, check_status, new_backend, start, start_apply,
};

const ALL_FAULTS: [Fault; 6] = [
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::ServerError,
    Fault::NonsenseReply,
    Fault::Back,
    Fault::Stopped,
];

/// The number of steps of a journey without faults.
fn step_count(kind: JourneyKind, id: &str) -> usize {
    let backend = new_backend();
    let mut player = start(&backend, kind, id);
    player.finish();
    player.steps.len()
}

/// No password is presented more often than it is typed, and no try is lost.
#[track_caller]
fn assert_no_try_lost(player: &JourneyPlayer<'_>, case: &str) {
    assert!(
        player.card.verify_count() <= player.applicant.passwords_typed,
        "{case}: VERIFY {} times for {} typed passwords",
        player.card.verify_count(),
        player.applicant.passwords_typed
    );
    assert_eq!(
        player.card.tries_left(),
        3,
        "{case}: a right password costs no try"
    );
}

#[test]
fn after_any_single_fault_there_is_one_application_and_a_way_on() {
    let id = "hanako";
    for at in 0..step_count(JourneyKind::Apply, id) {
        for fault in ALL_FAULTS {
            let backend = new_backend();
            let mut player = start_apply(&backend, id);
            let mut case = String::new();
            let (outcome, _) = player.play(|player, nth, step| {
                if nth != at {
                    return None;
                }
                case = format!("{fault:?} at {}", step_name(step));
                player.fault_event(step, fault)
            });
            assert_no_try_lost(&player, &case);
            let applied = check_status(&backend, id).facts.applied.len();
            match outcome {
                Outcome::Applied { receipt } => {
                    assert_eq!(receipt.applied.len(), 3, "{case}");
                    assert_eq!(applied, 3, "{case}");
                }
                Outcome::Stopped { submission } if fault == Fault::Stopped => {
                    assert!(
                        applied == 0 || submission == SubmissionState::MaybeSent,
                        "{case}"
                    );
                }
                other => panic!("{case}: {other:?}"),
            }
        }
    }
}

#[test]
fn after_any_two_faults_there_is_one_application_and_a_way_on() {
    let id = "hanako";
    let faults = [Fault::LostBefore, Fault::LostAfter, Fault::NonsenseReply];
    for at in 0..step_count(JourneyKind::Apply, id) {
        for first in faults {
            for second in faults {
                let backend = new_backend();
                let mut player = start_apply(&backend, id);
                let mut faults_left = vec![second, first];
                let (outcome, _) = player.play(|player, nth, step| {
                    if nth < at {
                        return None;
                    }
                    let event = faults_left
                        .last()
                        .and_then(|&fault| player.fault_event(step, fault));
                    if event.is_some() {
                        faults_left.pop();
                    }
                    event
                });
                let case = format!("{first:?} and {second:?} from step {at} on");
                assert_no_try_lost(&player, &case);
                assert!(
                    matches!(outcome, Outcome::Applied { .. }),
                    "{case}: {outcome:?}"
                );
                assert_eq!(check_status(&backend, id).facts.applied.len(), 3, "{case}");
            }
        }
    }
}

#[test]
fn a_card_that_is_lost_many_times_uses_no_try_and_asks_no_question_twice() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut losses = 0;
    let (outcome, _) = player.play(|player, _, step| match step {
        Step::Transmit { .. } if losses < 20 => {
            losses += 1;
            player.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert_applied(&outcome);
    assert_no_try_lost(&player, "lost twenty times");
    let accounts = player
        .topics()
        .iter()
        .filter(|&&topic| topic == Topic::Account)
        .count();
    assert_eq!(accounts, 1);
}

#[test]
fn a_card_lost_before_the_password_needs_no_second_typing() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut lost = false;
    player.play(|player, _, step| match step {
        Step::Transmit { .. } if !lost => {
            lost = true;
            player.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert_eq!(player.applicant.passwords_typed, 1);
}

fn step_name(step: &Step) -> String {
    match step {
        Step::Ask { question } => format!("{:?}", question.about),
        Step::Tap { reason, .. } => format!("tap {reason:?}"),
        Step::Transmit { progress, .. } => format!("{:?}", progress.stage),
        Step::Send { request, .. } => request.url.clone(),
        Step::Done { .. } => "the end".into(),
    }
}

#[test]
fn a_garbled_signature_is_never_sent_to_the_backend() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let mut garbled = false;
    let (outcome, _) = player.play(|player, _, step| match step {
        Step::Transmit { progress, .. } if progress.stage == CardStage::Signing && !garbled => {
            garbled = true;
            let Event::Replied { reply } = player.usual_event(step) else {
                return None;
            };
            let mut bytes = reply.bytes().to_vec();
            bytes[17] ^= 1;
            Some(Event::Replied {
                reply: bytes.into(),
            })
        }
        _ => None,
    });
    assert_applied(&outcome);
    assert!(player.topics().contains(&Topic::TryAgain));
    let sent = player.steps.iter().filter(|step| {
        matches!(step, Step::Send { request, .. } if request.url.ends_with("/v1/application"))
    });
    assert_eq!(sent.count(), 1);
}
