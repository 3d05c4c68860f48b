//! Loses the card, the network, or the person's patience at every single step.

use card_points::card::CardStage;
use card_points::journey::{Event, JourneyKind, Outcome, Step, SubmissionState, Topic};
use card_points_tests::{Applicant, Desk, Fault, JourneyPlayer, now};

const MISCHIEFS: [Fault; 6] = [
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::ServerError,
    Fault::NonsenseReply,
    Fault::Back,
    Fault::Stopped,
];

/// How many steps an errand has when nothing goes wrong.
fn length(errand: JourneyKind, id: &str) -> usize {
    let desk = Desk::at(now());
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    let mut play = JourneyPlayer::new(&desk, errand, sample.card(), Applicant::of(sample));
    play.finish();
    play.steps.len()
}

/// What stands for that card afterwards, told by a tap of its own: how many measures.
fn stands(desk: &Desk, id: &str) -> usize {
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    let mut person = Applicant::of(sample);
    person.goes_on_to_apply = false;
    match JourneyPlayer::new(desk, JourneyKind::Status, sample.card(), person).finish() {
        (Outcome::Status { status }, _) => status.facts.applied.len(),
        other => panic!("{other:?}"),
    }
}

/// What has to hold however a journey went.
fn holds(play: &JourneyPlayer<'_>, at: &str) {
    assert!(
        play.card.verify_count() <= play.applicant.passwords_typed,
        "{at}: VERIFY {} times for {} typed passwords",
        play.card.verify_count(),
        play.applicant.passwords_typed
    );
    assert_eq!(
        play.card.tries_left(),
        3,
        "{at}: a right password costs no try"
    );
}

#[test]
fn whatever_goes_wrong_once_there_is_one_application_and_always_a_way_on() {
    let id = "hanako";
    for at in 0..length(JourneyKind::Apply, id) {
        for mischief in MISCHIEFS {
            let desk = Desk::at(now());
            let sample = desk.world.sample(id).unwrap();
            let mut play = JourneyPlayer::new(
                &desk,
                JourneyKind::Apply,
                sample.card(),
                Applicant::of(sample),
            );
            let mut where_it_was = String::new();
            let (outcome, _) = play.play(|play, nth, step| {
                if nth != at {
                    return None;
                }
                where_it_was = format!("{mischief:?} at {}", name(step));
                play.fault_event(step, mischief)
            });
            holds(&play, &where_it_was);
            let stands = stands(&desk, id);
            match outcome {
                Outcome::Applied { receipt } => {
                    assert_eq!(receipt.standing.len(), 3, "{where_it_was}");
                    assert_eq!(stands, 3, "{where_it_was}");
                }
                Outcome::Stopped { submission: sent } if mischief == Fault::Stopped => {
                    assert!(
                        stands == 0 || sent == SubmissionState::MaybeSent,
                        "{where_it_was}"
                    );
                }
                other => panic!("{where_it_was}: {other:?}"),
            }
        }
    }
}

#[test]
fn whatever_goes_wrong_twice_there_is_one_application_and_always_a_way_on() {
    let id = "hanako";
    let pairs = [Fault::LostBefore, Fault::LostAfter, Fault::NonsenseReply];
    for at in 0..length(JourneyKind::Apply, id) {
        for first in pairs {
            for second in pairs {
                let desk = Desk::at(now());
                let sample = desk.world.sample(id).unwrap();
                let mut play = JourneyPlayer::new(
                    &desk,
                    JourneyKind::Apply,
                    sample.card(),
                    Applicant::of(sample),
                );
                let mut left = vec![second, first];
                let (outcome, _) = play.play(|play, nth, step| {
                    if nth < at {
                        return None;
                    }
                    let event = left
                        .last()
                        .and_then(|&mischief| play.fault_event(step, mischief));
                    if event.is_some() {
                        left.pop();
                    }
                    event
                });
                let at = format!("{first:?} and {second:?} from step {at} on");
                holds(&play, &at);
                assert!(
                    matches!(outcome, Outcome::Applied { .. }),
                    "{at}: {outcome:?}"
                );
                assert_eq!(stands(&desk, id), 3, "{at}");
            }
        }
    }
}

#[test]
fn a_card_that_is_lost_again_and_again_spends_no_try_and_asks_no_question_twice() {
    let desk = Desk::at(now());
    let sample = desk.world.sample("hanako").unwrap();
    let mut play = JourneyPlayer::new(
        &desk,
        JourneyKind::Apply,
        sample.card(),
        Applicant::of(sample),
    );
    let mut losses = 0;
    let (outcome, _) = play.play(|play, _, step| match step {
        Step::Transmit { .. } if losses < 20 => {
            losses += 1;
            play.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    holds(&play, "lost twenty times");
    let accounts = play
        .topics()
        .iter()
        .filter(|&&topic| topic == Topic::Account)
        .count();
    assert_eq!(accounts, 1);
}

#[test]
fn the_password_is_kept_for_the_next_tap_when_the_card_is_lost_before_it() {
    let desk = Desk::at(now());
    let sample = desk.world.sample("hanako").unwrap();
    let mut play = JourneyPlayer::new(
        &desk,
        JourneyKind::Apply,
        sample.card(),
        Applicant::of(sample),
    );
    let mut lost = false;
    play.play(|play, _, step| match step {
        Step::Transmit { .. } if !lost => {
            lost = true;
            play.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert_eq!(play.applicant.passwords_typed, 1);
}

fn name(step: &Step) -> String {
    match step {
        Step::Ask { question } => format!("{:?}", question.about),
        Step::Tap { reason: why, .. } => format!("tap {why:?}"),
        Step::Transmit { stage, .. } => format!("{stage:?}"),
        Step::Send { request, .. } => request.url.clone(),
        Step::Done { .. } => "the end".into(),
    }
}

#[test]
fn a_garbled_signature_never_leaves_for_the_backend() {
    let desk = Desk::at(now());
    let sample = desk.world.sample("hanako").unwrap();
    let mut play = JourneyPlayer::new(
        &desk,
        JourneyKind::Apply,
        sample.card(),
        Applicant::of(sample),
    );
    let mut garbled = false;
    let (outcome, _) = play.play(|play, _, step| match step {
        Step::Transmit {
            stage: CardStage::Signing,
            ..
        } if !garbled => {
            garbled = true;
            let Event::Replied { reply } = play.usual_event(step) else {
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
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert!(play.topics().contains(&Topic::TryAgain));
    let sent = play.steps.iter().filter(|step| {
        matches!(step, Step::Send { request, .. } if request.url.ends_with("/v1/application"))
    });
    assert_eq!(sent.count(), 1);
}
