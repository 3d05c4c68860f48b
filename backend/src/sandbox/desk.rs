//! The practice backend in process, without a socket: its checks with a ledger in memory.

use crate::checks::{Accounts, Challenges, Failure, Memory, Moment, Names, Office, Wanted};
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
    office: Office<Memory, Accounts>,
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
        let (loaded, accounts) = super::world_of(&world, now);
        let memory = Memory::new(&loaded.registry, &Names::new(&[7; 32]));
        let office = Office::new(
            loaded,
            SANDBOX_URL,
            Challenges::new(&[9; 32]),
            memory,
            accounts,
        );
        Self {
            sandbox: world,
            office,
            calls: AtomicU64::new(0),
        }
    }

    /// What it remembers.
    #[must_use]
    pub fn ledger(&self) -> &Memory {
        self.office.ledger()
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
        let moment = Moment { now, random };
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let body = request.body.bytes();
        let office = &self.office;
        match (request.method, path) {
            (HttpMethod::Get, path::PROGRAMME) => good(&office.world().programme),
            (HttpMethod::Get, path::SERVICES) => good(&office.world().services),
            (HttpMethod::Get, path::SPOTS) => good(&office.spots(&wanted(query))),
            (HttpMethod::Post, path::CHALLENGE) => good(&office.challenge(moment)),
            (HttpMethod::Post, path::APPLICATION) => said(ready(office.apply(moment, body))),
            (HttpMethod::Post, path::PREREGISTRATION) => {
                said(ready(office.preregister(moment, body)))
            }
            (HttpMethod::Post, path::STATUS) => said(ready(office.status(moment, body))),
            _ => said::<()>(Err(Refusal::Malformed.into())),
        }
    }
}

fn wanted(query: &str) -> Wanted {
    let value = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned())
            .unwrap_or_default()
    };
    Wanted {
        kind: value("kind"),
        place: value("place"),
    }
}

fn good(value: &impl Serialize) -> (i32, Secret) {
    let body = serde_json::to_vec(value).expect("our own types serialise");
    (200, body.into())
}

fn said<T: Serialize>(result: Result<T, Failure>) -> (i32, Secret) {
    match result {
        Ok(value) => good(&value),
        Err(Failure::Refused(refusal)) => refusal_reply(refusal),
        Err(Failure::Fault(_)) => refusal_reply(Refusal::Fault),
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
    let (_, body) = good(&problem);
    (problem.status.into(), body)
}

/// The checks with a ledger in memory never wait.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}
