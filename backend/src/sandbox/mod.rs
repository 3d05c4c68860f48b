//! The sandbox as data for a backend. Applications there have no effect, and its keys are
//! published.

mod authorities;
mod in_process;

pub use authorities::is_sandbox_authority;
pub use in_process::{InProcessBackend, SANDBOX_URL, refusal_reply};

use crate::checks::{Accounts, BackendData, DataSources};
use card_points_fixtures::SandboxData;
use jiff::Timestamp;

/// The sandbox at `now`, ready to serve.
#[must_use]
pub fn data(now: Timestamp) -> (BackendData, Accounts) {
    data_of(&SandboxData::at(now), now)
}

/// The sandbox at `now` as data sources, and the payment services' accounts (JSON).
#[must_use]
pub fn data_sources(now: Timestamp) -> (DataSources, String) {
    data_sources_of(&SandboxData::at(now))
}

/// A sandbox, ready to serve.
///
/// # Panics
/// Not with the sandboxes that the fixtures make; a test checks that.
#[must_use]
pub fn data_of(sandbox: &SandboxData, now: Timestamp) -> (BackendData, Accounts) {
    let (sources, accounts) = data_sources_of(sandbox);
    let data = sources.load(now).expect("the fixtures' data");
    let accounts = Accounts::from_json(&accounts, &data.services);
    (data, accounts.expect("the fixtures' accounts"))
}

/// A sandbox as data sources, and the payment services' accounts (JSON).
#[must_use]
pub fn data_sources_of(sandbox: &SandboxData) -> (DataSources, String) {
    let json = |value: serde_json::Result<String>| value.expect("plain data");
    let sources = DataSources {
        programme: json(serde_json::to_string(&sandbox.programme)),
        services: json(serde_json::to_string(&sandbox.services)),
        spots: json(serde_json::to_string(&sandbox.spots)),
        registry: sandbox.registry_json(),
        anchors: sandbox.trust_anchors.clone(),
        crl: sandbox.crls.clone(),
    };
    (sources, sandbox.accounts_json())
}
