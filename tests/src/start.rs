//! Starts journeys with the cards and people of the sandbox.

use crate::applicant::Applicant;
use crate::outcome::reported_status;
use crate::player::JourneyPlayer;
use card_points::backend::ApplicationStatus;
use card_points::journey::JourneyKind;
use card_points::text::Language;
use card_points_backend::sandbox::InProcessBackend;
use card_points_fixtures::sandbox::{PaymentAccount, SampleCard};

/// A journey in English with the card and the person of a sample of the sandbox.
///
/// # Panics
/// When the sandbox has no sample with that id.
#[must_use]
pub fn start<'a>(backend: &'a InProcessBackend, kind: JourneyKind, id: &str) -> JourneyPlayer<'a> {
    start_in(Language::English, backend, kind, id)
}

/// The same in another language.
///
/// # Panics
/// When the sandbox has no sample with that id.
#[must_use]
pub fn start_in<'a>(
    language: Language,
    backend: &'a InProcessBackend,
    kind: JourneyKind,
    id: &str,
) -> JourneyPlayer<'a> {
    let sample = sample(backend, id);
    JourneyPlayer::in_language(
        language,
        backend,
        kind,
        sample.card(),
        Applicant::of(sample),
    )
}

/// An application in English with a sample of the sandbox.
///
/// # Panics
/// When the sandbox has no sample with that id.
#[must_use]
pub fn start_apply<'a>(backend: &'a InProcessBackend, id: &str) -> JourneyPlayer<'a> {
    start(backend, JourneyKind::Apply, id)
}

/// The same in another language.
///
/// # Panics
/// When the sandbox has no sample with that id.
#[must_use]
pub fn start_apply_in<'a>(
    language: Language,
    backend: &'a InProcessBackend,
    id: &str,
) -> JourneyPlayer<'a> {
    start_in(language, backend, JourneyKind::Apply, id)
}

/// The status of that sample, from a journey of its own.
///
/// # Panics
/// When the journey does not report a status.
#[must_use]
#[track_caller]
pub fn check_status(backend: &InProcessBackend, id: &str) -> ApplicationStatus {
    let mut player = start(backend, JourneyKind::Status, id);
    player.applicant.goes_on_to_apply = false;
    reported_status(player.finish().0)
}

/// The account of that sample.
///
/// # Panics
/// When the sample has none.
#[must_use]
pub fn account(backend: &InProcessBackend, id: &str) -> PaymentAccount {
    sample(backend, id).account.clone().expect("an account")
}

fn sample<'a>(backend: &'a InProcessBackend, id: &str) -> &'a SampleCard {
    backend.sandbox.sample(id).expect("a card of the sandbox")
}
