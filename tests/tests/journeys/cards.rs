//! Each journey with each kind of card and reader.

use super::*;

#[test]
fn every_journey_works_with_every_difficult_card_and_one_password() {
    for (name, behaviour) in CardBehaviour::difficult() {
        if behaviour.retry_counter == RetryCounter::Never {
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
            player.card = player.card.with_behaviour(behaviour.clone());
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
fn a_card_that_never_reports_its_tries_gets_no_password() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.card = player.card.with_behaviour(CardBehaviour {
        retry_counter: RetryCounter::Never,
        ..CardBehaviour::default()
    });
    let mut support_code = None;
    let (outcome, _) = player.play(|_, _, step| match step {
        Step::Ask { question } if question.about == Topic::TryAgain => {
            support_code = question.text.support_code.clone();
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
    assert!(support_code.is_some_and(|code| code.starts_with("SW ")));
    assert_eq!(
        (player.card.verify_count(), player.card.tries_left()),
        (0, 3)
    );
}

#[test]
fn short_length_takes_eleven_commands_and_a_refused_extended_length_twelve() {
    let refuses = CardBehaviour {
        extended_length: ExtendedLength::Refused,
        ..CardBehaviour::default()
    };
    for (max_command_bytes, behaviour, max_commands) in
        [(261, CardBehaviour::default(), 11), (65_544, refuses, 12)]
    {
        for kind in [JourneyKind::Apply, JourneyKind::Status] {
            let backend = new_backend();
            let mut player = start(&backend, kind, "hanako");
            player.card = player.card.with_behaviour(behaviour.clone());
            player.reader.max_command_bytes = max_command_bytes;
            player.applicant.goes_on_to_apply = false;
            player.finish();
            assert!(
                player.card.command_count() <= max_commands,
                "{}",
                player.card.command_count()
            );
        }
    }
}

#[test]
fn with_the_application_selected_by_ios_four_commands_are_enough() {
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
