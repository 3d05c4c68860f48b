//! Applying with the card of each person of the sandbox.

use super::*;

/// The outcome for each person, and how many passwords the card got.
#[test]
fn each_person_gets_the_right_measures_or_is_told_what_to_do() {
    enum Expected {
        Measures(usize),
        Ends(EndReason, &'static str),
    }
    use Expected::{Ends, Measures};
    let cases = [
        ("hanako", Measures(3), 1),
        ("taro", Measures(2), 2),
        ("kiku", Measures(2), 2),
        ("minoru", Measures(1), 3),
        (
            "sora",
            Ends(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("midori", Measures(2), 2),
        (
            "naoki",
            Ends(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("aoi", Ends(EndReason::TryLater, "so new"), 1),
        ("ren", Ends(EndReason::TryLater, "so new"), 1),
        ("ren-before", Measures(3), 1),
        ("tsubaki", Measures(3), 1),
        (
            "hajime",
            Ends(EndReason::ContactHelpDesk, "can't find the one before"),
            1,
        ),
        ("yoko", Measures(3), 1),
        ("mei", Measures(3), 2),
        ("riku", Measures(3), 2),
        ("kaito", Measures(3), 1),
        ("fumio", Ends(EndReason::RenewCertificate, "ended on"), 0),
        ("akira", Ends(EndReason::TryLater, "is valid from"), 0),
        (
            "shizuka",
            Ends(EndReason::RenewCertificate, "was withdrawn"),
            1,
        ),
        ("nozomi", Measures(3), 1),
        ("kenji", Ends(EndReason::PasswordLocked, "is locked"), 0),
        ("mirai", Measures(3), 1),
        ("hikari", Measures(3), 1),
        ("ume", Measures(3), 1),
        ("foreign", Ends(EndReason::WrongEnvironment, "real card"), 0),
    ];
    for (id, expected, verify_count) in cases {
        let backend = new_backend();
        let mut player = start_apply(&backend, id);
        let (outcome, text) = player.finish();
        match (expected, outcome) {
            (Measures(count), Outcome::Applied { receipt }) => {
                assert_eq!(receipt.applied.len(), count, "{id}");
            }
            (Ends(reason, title), Outcome::Ended { reason: actual }) => {
                assert_eq!(actual, reason, "{id}");
                assert!(text.title.contains(title), "{id}: {}", text.title);
            }
            (_, outcome) => panic!("{id}: {outcome:?} {:?}", player.applicant.problems),
        }
        assert_eq!(player.card.verify_count(), verify_count, "{id}");
    }
}

#[test]
fn the_other_cards_of_the_sandbox_are_not_individual_number_cards() {
    let backend = new_backend();
    let other_cards = backend
        .sandbox
        .samples
        .iter()
        .filter(|sample| sample.pin.is_empty());
    for sample in other_cards {
        let mut player = JourneyPlayer::new(
            &backend,
            JourneyKind::Card,
            sample.card(),
            Applicant::of(sample),
        );
        let step = player.next(Event::Started);
        assert!(matches!(
            step,
            Step::Tap {
                reason: TapReason::First,
                ..
            }
        ));
        let mut step = step;
        while !matches!(
            step,
            Step::Tap {
                reason: TapReason::NotIndividualNumberCard,
                ..
            }
        ) {
            let event = player.usual_event(&step);
            step = player.next(event);
        }
        assert!(step.text().title.contains("not an Individual Number Card"));
    }
}
