//! Applying with the card of each person of the sandbox.

use super::*;

/// What applying comes to for each person, and how many passwords their card was shown.
#[test]
fn each_person_gets_what_is_theirs_or_is_told_what_to_do() {
    enum Gets {
        Measures(usize),
        Told(EndReason, &'static str),
    }
    use Gets::{Measures, Told};
    let cases = [
        ("hanako", Measures(3), 1),
        ("taro", Measures(2), 2),
        ("kiku", Measures(2), 2),
        ("minoru", Measures(1), 3),
        (
            "sora",
            Told(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("midori", Measures(2), 2),
        (
            "naoki",
            Told(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("aoi", Told(EndReason::TryLater, "so new"), 1),
        ("ren", Told(EndReason::TryLater, "so new"), 1),
        ("ren-before", Measures(3), 1),
        ("tsubaki", Measures(3), 1),
        (
            "hajime",
            Told(EndReason::ContactHelpDesk, "can't find the one before"),
            1,
        ),
        ("yoko", Measures(3), 1),
        ("mei", Measures(3), 2),
        ("riku", Measures(3), 2),
        ("kaito", Measures(3), 1),
        ("fumio", Told(EndReason::RenewCertificate, "ended on"), 0),
        ("akira", Told(EndReason::TryLater, "is valid from"), 0),
        (
            "shizuka",
            Told(EndReason::RenewCertificate, "was withdrawn"),
            1,
        ),
        ("nozomi", Measures(3), 1),
        ("kenji", Told(EndReason::PasswordLocked, "is locked"), 0),
        ("mirai", Measures(3), 1),
        ("hikari", Measures(3), 1),
        ("ume", Measures(3), 1),
        ("foreign", Told(EndReason::WrongEnvironment, "real card"), 0),
    ];
    for (id, gets, shown) in cases {
        let backend = new_backend();
        let mut player = start_apply(&backend, id);
        let (outcome, text) = player.finish();
        match (gets, outcome) {
            (Measures(count), Outcome::Applied { receipt }) => {
                assert_eq!(receipt.standing.len(), count, "{id}");
            }
            (Told(reason, title), Outcome::Ended { reason: told }) => {
                assert_eq!(told, reason, "{id}");
                assert!(text.title.contains(title), "{id}: {}", text.title);
            }
            (_, outcome) => panic!("{id}: {outcome:?} {:?}", player.applicant.problems),
        }
        assert_eq!(player.card.verify_count(), shown, "{id}");
    }
}

#[test]
fn every_card_of_the_sandbox_is_in_that_table_or_is_no_card_of_ours() {
    let backend = new_backend();
    let strangers = backend
        .sandbox
        .samples
        .iter()
        .filter(|sample| sample.pin.is_empty());
    for sample in strangers {
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
