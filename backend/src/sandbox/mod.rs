//! The practice world, as sources for a backend. Nothing in it counts, and its keys are published.

mod in_process;

pub use in_process::{InProcessBackend, SANDBOX_URL, refusal_reply};

use crate::checks::{Accounts, BackendData, DataSources};
use card_points_fixtures::SandboxData;
use card_points_fixtures::authority::{Authority, AuthorityKind};
use jiff::Timestamp;
use std::sync::OnceLock;

/// Whether the authority with this key identifier (lower-case hex) is one of the practice world's,
/// whose keys are published.
#[must_use]
pub fn is_sandbox_authority(id: &str) -> bool {
    static IDS: OnceLock<[String; 4]> = OnceLock::new();
    let ids = IDS.get_or_init(|| {
        use AuthorityKind::{Current, Foreign, Older, Signature};
        // Their keys are the same in every year.
        let authority = |generation| Authority::new(generation, 2026).key_identifier();
        [Current, Older, Foreign, Signature].map(authority)
    });
    ids.iter().any(|known| known == id)
}

/// The practice world at `now`, and its payment services' own records (JSON).
#[must_use]
pub fn data_sources(now: Timestamp) -> (DataSources, String) {
    data_sources_of(&SandboxData::at(now))
}

/// The practice world at `now`, ready to serve.
#[must_use]
pub fn data(now: Timestamp) -> (BackendData, Accounts) {
    data_of(&SandboxData::at(now), now)
}

/// Any world of the fixtures, ready to serve.
///
/// # Panics
/// Not with the worlds that the fixtures ship, which a test checks.
#[must_use]
pub fn data_of(fixture: &SandboxData, now: Timestamp) -> (BackendData, Accounts) {
    let (sources, accounts) = data_sources_of(fixture);
    let world = sources.load(now).expect("a world that is shipped");
    let accounts = Accounts::from_json(&accounts, &world.services);
    (world, accounts.expect("accounts that are shipped"))
}

/// Any world of the fixtures, as sources, and its payment services' own records (JSON).
#[must_use]
pub fn data_sources_of(fixture: &SandboxData) -> (DataSources, String) {
    let json = |value: serde_json::Result<String>| value.expect("our own types serialise");
    let sources = DataSources {
        programme: json(serde_json::to_string(&fixture.programme)),
        services: json(serde_json::to_string(&fixture.services)),
        spots: json(serde_json::to_string(&fixture.spots)),
        registry: fixture.registry_json(),
        anchors: fixture.trust_anchors.clone(),
        crl: fixture.crls.clone(),
    };
    (sources, fixture.accounts_json())
}
