//! Applying.

use super::*;
use card_points_fixtures::sandbox::RuleSet;

#[test]
fn a_new_card_gets_all_three_measures_with_one_tap_and_five_commands() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let (outcome, text) = player.finish();
    let receipt = applied_receipt(outcome);
    assert_eq!(text.title, "Application Submitted");
    assert_eq!(receipt.applied.len(), 3);
    assert_eq!(
        player.topics(),
        [
            Topic::Applied,
            Topic::Holder,
            Topic::Measures,
            Topic::Service,
            Topic::Account,
            Topic::Terms,
            Topic::Summary,
            Topic::Password
        ]
    );
    assert_eq!(player.card.command_count(), 5);
    assert_eq!(
        (player.card.verify_count(), player.card.signature_count()),
        (1, 1)
    );
    let taps = player
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Tap { .. }));
    assert_eq!(taps.count(), 1);
}

#[test]
fn a_second_application_shows_the_first_one() {
    let backend = new_backend();
    start_apply(&backend, "hanako").finish();
    let mut again = start_apply(&backend, "hanako");
    let (outcome, text) = again.finish();
    assert_eq!(
        outcome,
        Outcome::Ended {
            reason: EndReason::NothingToApplyFor
        }
    );
    let (service, applied) = text.facts.split_last().unwrap();
    let shows_date = |line: &Fact| line.value.contains("24 November 2026");
    assert!(applied.iter().all(shows_date), "{text:?}");
    assert!(service.value.ends_with("account ending 3132"), "{text:?}");
    assert!(
        text.paragraphs
            .contains(&"This can't be changed.".to_owned())
    );
}

#[test]
fn an_unsure_person_checks_the_status_and_applies_for_the_rest() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "midori");
    player.applicant.says_applied = "unsure";
    let (outcome, _) = player.finish();
    let receipt = applied_receipt(outcome);
    assert_eq!(
        receipt.applied.len(),
        2,
        "the first measure was applied for before"
    );
    assert!(
        !player.topics().contains(&Topic::Service),
        "the service is already known"
    );
    assert_eq!(player.card.tries_left(), 3);
}

#[test]
fn after_a_complete_first_round_the_other_two_measures_are_left() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "kiku");
    let (outcome, _) = player.finish();
    let receipt = applied_receipt(outcome);
    assert_eq!(receipt.applied.len(), 2);
    let (about, text) = &player.applicant.problems[0];
    assert_eq!(
        *about,
        Topic::Measures,
        "only the refused answer is asked again"
    );
    assert!(text.contains("first round"), "{text}");
    assert_eq!(
        player
            .topics()
            .iter()
            .filter(|&&topic| topic == Topic::Account)
            .count(),
        1
    );
}

#[test]
fn under_the_rules_of_the_leaflet_two_measures_are_not_announced_yet() {
    let early = "2022-03-01T03:00:00Z".parse().unwrap();
    let backend = InProcessBackend::with_rules(RuleSet::Leaflet, early);
    let mut player = start_apply(&backend, "hanako");
    player.now = early;
    let (outcome, _) = player.finish();
    let receipt = applied_receipt(outcome);
    assert_eq!(receipt.applied.len(), 1);
    assert_eq!(receipt.applied[0].measure, "new-card");
    let first = player
        .steps
        .iter()
        .find(|step| matches!(step, Step::Ask { .. }));
    let text = &first.expect("a question").text().paragraphs;
    assert!(
        text.iter()
            .any(|each| each.contains("as soon as it is decided")),
        "the current notice: {text:?}"
    );
}

#[test]
fn a_representative_applies_with_the_childs_card() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "mei");
    player.applicant.holder = "representative";
    let (outcome, _) = player.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert!(player.applicant.problems.is_empty());
}

#[test]
fn a_wrong_answer_about_a_childs_card_is_explained_and_asked_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "mei");
    let (outcome, _) = player.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let (about, text) = &player.applicant.problems[0];
    assert_eq!(*about, Topic::Holder);
    assert!(text.contains("legal representative"), "{text}");
}
