//! What the tests share.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod applicant;
pub mod client;
mod payment_services;

pub use applicant::{Applicant, ApplicationDraft, preregistration};
pub use payment_services::FakePaymentServices;

use card_points::backend::{Refusal, Submission};
use card_points_backend::checks::{IdGenerator, RequestContext, RequestError};
use card_points_fixtures::SandboxData;
use jiff::{SignedDuration, Timestamp};
use std::pin::pin;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};

/// Noon in Japan, early morning in UTC: the same day in both.
pub const NOW: Timestamp = Timestamp::constant(1_795_490_000, 0);

/// The public base URL of backends without a server.
pub const URL: &str = "https://points.example";

pub const ALL_MEASURES: [&str; 3] = ["new-card", "health-insurance", "receipt-account"];

pub fn later(seconds: i64) -> Timestamp {
    NOW + SignedDuration::from_secs(seconds)
}

/// The sandbox at [`NOW`].
pub fn sandbox_data() -> &'static SandboxData {
    static SANDBOX: OnceLock<SandboxData> = OnceLock::new();
    SANDBOX.get_or_init(|| SandboxData::at(NOW))
}

pub fn applicant(id: &str) -> Applicant {
    Applicant::new(sandbox_data(), id)
}

/// A request context with randomness of its own.
pub fn context_at(now: Timestamp) -> RequestContext {
    static NTH: AtomicU32 = AtomicU32::new(0);
    let mut random = [7; 32];
    random[..4].copy_from_slice(&NTH.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    RequestContext { now, random }
}

pub fn id_generator() -> IdGenerator {
    IdGenerator::new(&context_at(NOW).random)
}

pub fn bytes(submission: &Submission) -> Vec<u8> {
    serde_json::to_vec(submission).expect("plain data")
}

pub fn refusal<T>(result: Result<T, RequestError>) -> Result<T, Refusal> {
    result.map_err(|error| match error {
        RequestError::Refused(refusal) => refusal,
        RequestError::Internal(error) => panic!("{error}"),
    })
}

/// Runs a future that never waits.
pub fn poll_ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing in memory waits"),
    }
}
