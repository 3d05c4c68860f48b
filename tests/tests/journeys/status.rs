//! Checking the application.

use super::*;
use card_points::backend::path;
use card_points::programme::{ApplicationState, FirstRound};

#[test]
fn a_later_tap_shows_the_application() {
    let backend = new_backend();
    start_apply(&backend, "hanako").finish();
    let mut status = start(&backend, JourneyKind::Status, "hanako");
    let (outcome, text) = status.finish();
    let reported = reported_status(outcome);
    assert_eq!(text.title, "Application Submitted");
    assert!(reported.preregistered.is_some());
    assert_eq!(reported.facts.applied.len(), 3);
    assert_eq!(status.card.command_count(), 5);
}

#[test]
fn the_nightly_run_confirms_an_application() {
    let backend = new_backend();
    start_apply(&backend, "hanako").finish();
    let tomorrow = jiff::civil::date(2026, 11, 25);
    backend.ledger().run_nightly(tomorrow);
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
fn when_the_service_of_the_points_has_closed_no_question_is_asked() {
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
fn an_open_first_round_is_shown_with_its_service() {
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
