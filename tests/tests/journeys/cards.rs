//! Each journey with each kind of card and reader.

use super::*;

#[test]
fn each_manner_of_card_comes_through_each_errand_with_one_password() {
    for (name, manner) in CardBehaviour::difficult() {
        if manner.retry_counter == RetryCounter::Never {
            continue; // next test
        }
        for kind in [
            JourneyKind::Apply,
            JourneyKind::Status,
            JourneyKind::Preregister,
            JourneyKind::Card,
        ] {
            let backend = new_backend();
            let mut player = start(&backend, kind, "hanako");
            player.card = player.card.with_behaviour(manner.clone());
            player.applicant.goes_on_to_apply = false;
            let (outcome, _) = player.finish();
            let through = matches!(
                outcome,
                Outcome::Applied { .. }
                    | Outcome::Status { .. }
                    | Outcome::Preregistered { .. }
                    | Outcome::Card { .. }
            );
            assert!(through, "{name}, {kind:?}: {outcome:?}");
            assert!(player.card.verify_count() <= 1, "{name}, {kind:?}");
            assert_eq!(player.card.tries_left(), 3, "{name}, {kind:?}");
        }
    }
}

#[test]
fn a_card_that_never_says_how_many_tries_are_left_is_shown_no_password() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.card = player.card.with_behaviour(CardBehaviour {
        retry_counter: RetryCounter::Never,
        ..CardBehaviour::default()
    });
    let mut said = None;
    let (outcome, _) = player.play(|_, _, step| match step {
        Step::Ask { question } if question.about == Topic::TryAgain => {
            said = question.text.support_code.clone();
            Some(Event::Stopped)
        }
        _ => None,
    });
    assert_eq!(
        outcome,
        Outcome::Stopped {
            submission: SubmissionState::NotSent
        }
    );
    assert!(said.is_some_and(|code| code.starts_with("SW ")));
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (0, 3)
    );
}

#[test]
fn short_commands_take_eleven_and_a_card_that_refuses_long_ones_twelve() {
    let refuses = CardBehaviour {
        extended_length: ExtendedLength::Refused,
        ..CardBehaviour::default()
    };
    for (largest, manner, most) in [(261, CardBehaviour::default(), 11), (65_544, refuses, 12)] {
        for kind in [JourneyKind::Apply, JourneyKind::Status] {
            let backend = new_backend();
            let mut player = start(&backend, kind, "hanako");
            player.card = player.card.with_behaviour(manner.clone());
            player.reader.max_command_bytes = largest;
            player.applicant.goes_on_to_apply = false;
            player.finish();
            assert!(
                player.card.command_count() <= most,
                "{}",
                player.card.command_count()
            );
        }
    }
}

#[test]
fn an_application_that_ios_has_selected_takes_four_commands() {
    let backend = new_backend();
    let mut player = start(&backend, JourneyKind::Status, "hanako");
    player.reader.application_selected = true;
    player.applicant.goes_on_to_apply = false;
    player.finish();
    let transmitted = player
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Transmit { .. }));
    assert_eq!(transmitted.count(), 4);
}
