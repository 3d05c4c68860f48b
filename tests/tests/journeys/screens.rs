//! What holds for every screen.

use super::*;

#[test]
fn every_step_is_in_the_right_language_and_says_that_it_is_practice() {
    for language in Language::ALL {
        for sample in &new_backend().sandbox.samples {
            if sample.pin.is_empty() {
                continue;
            }
            let backend = new_backend();
            let person = Applicant::of(sample).typing_first(&["0000"]);
            let mut player = JourneyPlayer::in_language(
                language,
                &backend,
                JourneyKind::Apply,
                sample.card(),
                person,
            );
            player.finish();
            for step in &player.steps {
                let text = step.text();
                assert!(text.practice.is_some(), "{step:?}");
                assert!(!text.title.is_empty(), "{step:?}");
                let japanese = text.title.chars().any(|letter| letter > '\u{2fff}');
                assert_eq!(japanese, language.is_japanese(), "{}", text.title);
            }
        }
    }
}

#[test]
fn the_debug_output_of_the_steps_contains_no_secret() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.finish();
    let account = player.applicant.account.clone().unwrap();
    let printed = format!("{:?}", player.steps);
    for secret in account
        .codes
        .iter()
        .chain([&backend.sandbox.sample("hanako").unwrap().pin])
    {
        assert!(!printed.contains(*secret), "{secret}");
    }
    assert!(format!("{:?}", player.journey.transcript()).contains("00 20 00 98"));
}
