//! The sandbox's backend in process: its checks, with a ledger in memory and without a socket.

use crate::checks::{
    Accounts, Backend, ChallengeIssuer, IdGenerator, MemoryLedger, RequestContext, RequestError,
    SpotQuery,
};
use card_points::backend::{HttpMethod, HttpRequest, ProblemDetails, Refusal, path};
use card_points::secret::Secret;
use card_points_fixtures::SandboxData;
use card_points_fixtures::sandbox::RuleSet;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};

/// The base URL that [`InProcessBackend`] answers to.
pub const SANDBOX_URL: &str = "http://127.0.0.1:8787";

/// The sandbox's backend in process.
pub struct InProcessBackend {
    /// The sandbox's data, with its people and their cards.
    pub sandbox: SandboxData,
    backend: Backend<MemoryLedger, Accounts>,
    /// Counted instead of random: nothing here needs protection.
    requests: AtomicU64,
}

impl InProcessBackend {
    /// The sandbox at `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self::with_rules(RuleSet::Sandbox, now)
    }

    /// The sandbox at `now`, with other rules.
    #[must_use]
    pub fn with_rules(rules: RuleSet, now: Timestamp) -> Self {
        let sandbox = SandboxData::with_rules(rules, now);
        let (data, accounts) = super::data_of(&sandbox, now);
        let ledger = MemoryLedger::new(&data.registry, &IdGenerator::new(&[7; 32]));
        let challenges = ChallengeIssuer::new(&[9; 32]);
        Self {
            sandbox,
            backend: Backend::new(data, SANDBOX_URL, challenges, ledger, accounts),
            requests: AtomicU64::new(0),
        }
    }

    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> &MemoryLedger {
        self.backend.ledger()
    }

    /// Handles a request, and returns the HTTP status and the body of the reply.
    #[must_use]
    pub fn handle(&self, now: Timestamp, request: &HttpRequest) -> (i32, Secret) {
        let Some(path) = request.url.strip_prefix(SANDBOX_URL) else {
            return refusal_reply(Refusal::Malformed);
        };
        let mut random = [0; 32];
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        random[..8].copy_from_slice(&number.to_le_bytes());
        let context = RequestContext { now, random };
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let body = request.body.bytes();
        let backend = &self.backend;
        match (request.method, path) {
            (HttpMethod::Get, path::PROGRAMME) => ok_reply(&backend.data().programme),
            (HttpMethod::Get, path::SERVICES) => ok_reply(&backend.data().services),
            (HttpMethod::Get, path::SPOTS) => ok_reply(&backend.spots(&spot_query(query))),
            (HttpMethod::Post, path::CHALLENGE) => ok_reply(&backend.challenge(context)),
            (HttpMethod::Post, path::APPLICATION) => reply(backend.apply(context, body)),
            (HttpMethod::Post, path::PREREGISTRATION) => reply(backend.preregister(context, body)),
            (HttpMethod::Post, path::STATUS) => reply(backend.status(context, body)),
            _ => refusal_reply(Refusal::Malformed),
        }
    }
}

fn spot_query(query: &str) -> SpotQuery {
    let value = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned())
            .unwrap_or_default()
    };
    SpotQuery {
        kind: value("kind"),
        place: value("place"),
    }
}

fn ok_reply(value: &impl Serialize) -> (i32, Secret) {
    let body = serde_json::to_vec(value).expect("plain data");
    (200, body.into())
}

/// The reply to a request. With a ledger in memory the future never waits.
fn reply<T: Serialize>(result: impl Future<Output = Result<T, RequestError>>) -> (i32, Secret) {
    match pin!(result).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(value)) => ok_reply(&value),
        Poll::Ready(Err(RequestError::Refused(refusal))) => refusal_reply(refusal),
        Poll::Ready(Err(RequestError::Internal(_))) => refusal_reply(Refusal::Fault),
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

/// The reply that a refusal is sent as: HTTP status, and the problem (RFC 9457) as body.
#[must_use]
pub fn refusal_reply(refusal: Refusal) -> (i32, Secret) {
    let problem = ProblemDetails {
        status: refusal.status(),
        title: String::new(),
        refusal,
    };
    let (_, body) = ok_reply(&problem);
    (problem.status.into(), body)
}
