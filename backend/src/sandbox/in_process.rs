//! The practice backend in process, without a socket: its checks with a ledger in memory.

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

/// Where the practice backend in process is said to be.
pub const SANDBOX_URL: &str = "http://127.0.0.1:8787";

/// The practice backend in process. What it draws is counted, not random: it guards nothing.
pub struct InProcessBackend {
    /// Its world, with the people and their cards.
    pub sandbox: SandboxData,
    backend: Backend<MemoryLedger, Accounts>,
    calls: AtomicU64,
}

impl InProcessBackend {
    /// The sandbox's world at `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self::with_rules(RuleSet::Sandbox, now)
    }

    /// The world at `now` under other rules.
    #[must_use]
    pub fn with_rules(rules: RuleSet, now: Timestamp) -> Self {
        let world = SandboxData::with_rules(rules, now);
        let (loaded, accounts) = super::data_of(&world, now);
        let memory = MemoryLedger::new(&loaded.registry, &IdGenerator::new(&[7; 32]));
        let backend = Backend::new(
            loaded,
            SANDBOX_URL,
            ChallengeIssuer::new(&[9; 32]),
            memory,
            accounts,
        );
        Self {
            sandbox: world,
            backend,
            calls: AtomicU64::new(0),
        }
    }

    /// What it remembers.
    #[must_use]
    pub fn ledger(&self) -> &MemoryLedger {
        self.backend.ledger()
    }

    /// Answers a request: HTTP status and body.
    #[must_use]
    pub fn handle(&self, now: Timestamp, request: &HttpRequest) -> (i32, Secret) {
        let Some(path) = request.url.strip_prefix(SANDBOX_URL) else {
            return refusal_reply(Refusal::Malformed);
        };
        let mut random = [0; 32];
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        random[..8].copy_from_slice(&call.to_le_bytes());
        let moment = RequestContext { now, random };
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let body = request.body.bytes();
        let backend = &self.backend;
        match (request.method, path) {
            (HttpMethod::Get, path::PROGRAMME) => ok_reply(&backend.data().programme),
            (HttpMethod::Get, path::SERVICES) => ok_reply(&backend.data().services),
            (HttpMethod::Get, path::SPOTS) => ok_reply(&backend.spots(&spot_query(query))),
            (HttpMethod::Post, path::CHALLENGE) => ok_reply(&backend.challenge(moment)),
            (HttpMethod::Post, path::APPLICATION) => reply(poll_ready(backend.apply(moment, body))),
            (HttpMethod::Post, path::PREREGISTRATION) => {
                reply(poll_ready(backend.preregister(moment, body)))
            }
            (HttpMethod::Post, path::STATUS) => reply(poll_ready(backend.status(moment, body))),
            _ => reply::<()>(Err(Refusal::Malformed.into())),
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
    let body = serde_json::to_vec(value).expect("our own types serialise");
    (200, body.into())
}

fn reply<T: Serialize>(result: Result<T, RequestError>) -> (i32, Secret) {
    match result {
        Ok(value) => ok_reply(&value),
        Err(RequestError::Refused(refusal)) => refusal_reply(refusal),
        Err(RequestError::Fault(_)) => refusal_reply(Refusal::Fault),
    }
}

/// A problem reply.
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

/// The checks with a ledger in memory never wait.
fn poll_ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}
