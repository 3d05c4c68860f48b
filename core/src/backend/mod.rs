//! The backend as data: what each call sends and answers. Nothing here opens a socket.
//!
//! | call | method and path | body → reply |
//! |---|---|---|
//! | programme | `GET /v1/programme` | → [`Programme`](crate::programme::Programme) |
//! | payment services | `GET /v1/services` | → list of [`PaymentService`](crate::payment::PaymentService) |
//! | spots | `GET /v1/spots?kind=…&place=…` | → [`SpotList`] |
//! | challenge | `POST /v1/challenge` | empty → [`Challenge`] |
//! | preregister | `POST /v1/preregistration` | [`Submission`] → [`IssuedKeyId`] |
//! | apply | `POST /v1/application` | [`Submission`] → [`Receipt`] |
//! | status | `POST /v1/status` | [`Submission`] → [`ApplicationStatus`] |
//!
//! A refusal is a problem reply (RFC 9457, `application/problem+json`), see [`ProblemDetails`].

mod call;
mod programme_data;
mod refusal;

pub(crate) use call::{BackendCall, BackendReply, NoReply};
pub(crate) use programme_data::ProgrammeData;
pub use refusal::{ProblemDetails, Refusal};

use crate::application::{Purpose, SignedJws};
use crate::programme::{AppliedMeasure, PersonFacts};
use crate::secret::Secret;
use crate::spot::Spot;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Largest body that the backend takes, in bytes.
pub const MAX_BODY_BYTES: usize = 32 * 1024;

/// Largest reply that the core reads, in bytes: the service list of the whole country is below it.
pub const MAX_REPLY_BYTES: usize = 2 * 1024 * 1024;

/// Paths of the backend's calls.
pub mod path {
    /// The rules in force.
    pub const PROGRAMME: &str = "/v1/programme";
    /// The payment services.
    pub const SERVICES: &str = "/v1/services";
    /// Application Spots.
    pub const SPOTS: &str = "/v1/spots";
    /// A fresh challenge.
    pub const CHALLENGE: &str = "/v1/challenge";
    /// Preregistration.
    pub const PREREGISTRATION: &str = "/v1/preregistration";
    /// Application.
    pub const APPLICATION: &str = "/v1/application";
    /// What stands.
    pub const STATUS: &str = "/v1/status";
}

impl Purpose {
    /// Where a submission of this purpose is sent.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Apply => path::APPLICATION,
            Self::Preregister => path::PREREGISTRATION,
            Self::Status => path::STATUS,
        }
    }
}

/// Whether a preregistration or an application may have reached the backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SubmissionState {
    /// None was sent, or the backend did not take it.
    NotSent,
    /// One was sent, and no reply tells whether the backend took it: "check status" tells.
    MaybeSent,
}

/// A request for the shell to send, as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct HttpRequest {
    /// Comes back with the reply, so that a late one is known as late.
    pub id: i32,
    /// `GET` or `POST`.
    pub method: HttpMethod,
    /// The whole address.
    pub url: String,
    /// The body, JSON; empty for `GET`. May hold security codes.
    pub body: Secret,
    /// Milliseconds to wait before it is sent.
    pub wait_ms: i32,
    /// Milliseconds to wait for the reply before
    /// [`Event::Unreachable`](crate::step::Event::Unreachable) is reported.
    pub timeout_ms: i32,
}

/// HTTP method of a [`HttpRequest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum HttpMethod {
    /// GET
    Get,
    /// POST, with `content-type: application/json`.
    Post,
}

/// A challenge: goes into the next signature, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Opaque to everybody but the backend.
    pub challenge: String,
    /// Seconds that it lives, from when it was handed out.
    pub seconds: i32,
}

/// A signed preregistration, application or status question, with what opens its sealed codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// What the card signed.
    pub signed: SignedJws,
    /// Only with an application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<CodeOpening>,
}

/// What opens the sealed codes of an application. Travels beside it, is stored nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeOpening {
    /// base64url of the 32 random bytes.
    pub salt: String,
    /// The security codes, in the service's order.
    pub codes: Vec<String>,
}

impl std::fmt::Debug for CodeOpening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening(..)")
    }
}

impl Drop for CodeOpening {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.salt);
        zeroize::Zeroize::zeroize(&mut self.codes);
    }
}

/// Answer to *preregister*: the same person gets the same ID each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct IssuedKeyId {
    /// Individual Key ID (マイキーID): eight letters and digits.
    pub individual_key_id: String,
    /// Since when it stands.
    pub at: Timestamp,
}

/// Answer to *apply*: the same signed bytes get the same receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Receipt {
    /// Receipt number, e.g. `2026-1124-7KQ4-9XWM`.
    pub number: String,
    /// When it was taken.
    pub at: Timestamp,
    /// Individual Key ID (マイキーID).
    pub individual_key_id: String,
    /// What was taken, a line for each measure.
    pub standing: Vec<AppliedMeasure>,
}

/// Answer to *status*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ApplicationStatus {
    /// The preregistration, if there is one.
    pub preregistered: Option<IssuedKeyId>,
    /// What the registry knows that matters to what may still be applied for.
    pub facts: PersonFacts,
}

/// Answer to *spots*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotList {
    /// The first of them, at most fifty.
    pub spots: Vec<Spot>,
    /// How many there are.
    pub total: i32,
}
