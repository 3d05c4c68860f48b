//! Checking the application.

use super::*;
use card_points::backend::path;
use card_points::programme::{ApplicationState, FirstRound};

#[test]
fn later_the_same_card_shows_application_submitted() {
    let backend = new_backend();
    start_apply(&backend, "hanako").finish();
    let mut status = start(&backend, JourneyKind::Status, "hanako");
    let (outcome, text) = status.finish();
    let standing = reported_status(outcome);
    assert_eq!(text.title, "Application Submitted");
    assert!(standing.preregistered.is_some());
    assert_eq!(standing.facts.applied.len(), 3);
    assert_eq!(status.card.command_count(), 5);
}

#[test]
fn an_application_is_confirmed_by_the_nightly_run() {
    let backend = new_backend();
    start_apply(&backend, "hanako").finish();
    let tomorrow = jiff::civil::date(2026, 11, 25);
    backend.ledger().nightly(tomorrow);
    let (outcome, text) = start(&backend, JourneyKind::Status, "hanako").finish();
    let status = reported_status(outcome);
    assert!(
        status
            .facts
            .applied
            .iter()
            .all(|each| each.state == ApplicationState::Confirmed)
    );
    assert!(
        text.facts
            .iter()
            .any(|line| line.value.contains("right confirmed"))
    );
}

#[test]
fn whoever_has_points_at_a_service_that_has_closed_is_told_and_asked_nothing_in_vain() {
    let backend = new_backend();
    let mut player = start(&backend, JourneyKind::Status, "midori");
    let service = player.applicant.account.as_ref().unwrap().service;
    let (outcome, text) = player.play(|_, _, step| {
        let Step::Send { request, .. } = step else {
            return None;
        };
        if !request.url.ends_with(path::SERVICES) {
            return None;
        }
        let mut services = backend.sandbox.services.clone();
        for each in services.iter_mut().filter(|each| each.number == service) {
            each.windows.until = Some(jiff::civil::date(2026, 10, 31));
        }
        Some(Event::Received {
            id: request.id,
            status: 200,
            body: serde_json::to_vec(&services).unwrap().into(),
        })
    });
    let reason = EndReason::NothingToApplyFor;
    assert_eq!(outcome, Outcome::Ended { reason });
    assert!(
        text.paragraphs[0].contains("takes no applications now"),
        "{text:?}"
    );
    assert!(text.facts[0].value.contains("31 October 2026"), "{text:?}");
    assert!(!player.topics().contains(&Topic::Service));
}

#[test]
fn whoever_has_the_first_round_open_goes_on_there_and_may_have_the_rest() {
    let backend = new_backend();
    let mut player = start(&backend, JourneyKind::Status, "taro");
    player.applicant.goes_on_to_apply = false;
    let (outcome, text) = player.finish();
    let status = reported_status(outcome);
    assert!(matches!(status.facts.first_round, FirstRound::Open { .. }));
    assert!(
        text.facts
            .iter()
            .any(|line| line.value.contains("Komorebi Pay"))
    );
}
