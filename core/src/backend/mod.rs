//! The backend's API as data: what each call sends and returns. Nothing here opens a socket.
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
//! A refusal is [`ProblemDetails`] (RFC 9457, `application/problem+json`).

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

/// The maximum length of a request's body that the backend accepts, in bytes.
pub const MAX_BODY_BYTES: usize = 32 * 1024;

/// The maximum length of a reply's body that the core reads, in bytes. The list of all payment services of
/// the country is shorter.
pub const MAX_REPLY_BYTES: usize = 2 * 1024 * 1024;

/// The paths of the backend's calls.
pub mod path {
    /// The programme's rules.
    pub const PROGRAMME: &str = "/v1/programme";
    /// The payment services.
    pub const SERVICES: &str = "/v1/services";
    /// Application Spots.
    pub const SPOTS: &str = "/v1/spots";
    /// A new challenge.
    pub const CHALLENGE: &str = "/v1/challenge";
    /// Preregistration.
    pub const PREREGISTRATION: &str = "/v1/preregistration";
    /// Application.
    pub const APPLICATION: &str = "/v1/application";
    /// What a person has applied for.
    pub const STATUS: &str = "/v1/status";
}

impl Purpose {
    /// The path that a submission of this purpose is sent to.
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
    /// None was sent, or the backend did not accept it.
    NotSent,
    /// One was sent, and no reply says whether the backend accepted it. *Status* tells the person.
    MaybeSent,
}

/// A request that the shell sends unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct HttpRequest {
    /// The id of the request. The event with the reply repeats it, so that a late reply is not taken for the
    /// reply to a later request.
    pub id: i32,
    /// The HTTP method.
    pub method: HttpMethod,
    /// The complete URL.
    pub url: String,
    /// The body, in JSON. Empty for `GET`. It may contain security codes.
    pub body: Secret,
    /// How long to wait before sending, in milliseconds.
    pub wait_ms: i32,
    /// How long to wait for the reply, in milliseconds. Then the shell reports
    /// [`Event::Unreachable`](crate::step::Event::Unreachable).
    pub timeout_ms: i32,
}

/// The HTTP method of an [`HttpRequest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum HttpMethod {
    /// `GET`.
    Get,
    /// `POST`, with the header `content-type: application/json`.
    Post,
}

/// A challenge. The next signature contains it as its nonce. It can be used once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Only the backend can interpret it.
    pub challenge: String,
    /// How long it is valid after the backend issued it, in seconds.
    pub seconds: i32,
}

/// A signed preregistration, application or request for the status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// What the card signed.
    pub signed: SignedJws,
    /// The contents of the sealed codes. Only an application has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<CodeOpening>,
}

/// The contents of an application's sealed codes, see [`seal`](crate::application::seal). They travel beside
/// the application, and are stored nowhere. They are wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeOpening {
    /// The salt, 32 random bytes in base64url.
    pub salt: String,
    /// The security codes, in the service's order.
    pub codes: Vec<String>,
}

impl std::fmt::Debug for CodeOpening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeOpening(..)")
    }
}

impl Drop for CodeOpening {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.salt);
        zeroize::Zeroize::zeroize(&mut self.codes);
    }
}

/// The reply to *preregister*. The same person gets the same ID each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct IssuedKeyId {
    /// The Individual Key ID (マイキーID): eight letters and digits.
    pub individual_key_id: String,
    /// When it was issued.
    pub at: Timestamp,
}

/// The reply to *apply*. The same signed bytes get the same receipt each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Receipt {
    /// The receipt number, e.g. `2026-1124-7KQ4-9XWM`.
    pub number: String,
    /// When the backend accepted the application.
    pub at: Timestamp,
    /// The Individual Key ID (マイキーID).
    pub individual_key_id: String,
    /// The measures that the person has applied for with this application.
    #[serde(rename = "standing")]
    pub applied: Vec<AppliedMeasure>,
}

/// The reply to *status*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ApplicationStatus {
    /// The preregistration, if there is one.
    pub preregistered: Option<IssuedKeyId>,
    /// The facts that decide what the person can still apply for.
    pub facts: PersonFacts,
}

/// The reply to *spots*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotList {
    /// The first spots, at most 50.
    pub spots: Vec<Spot>,
    /// How many spots were found.
    pub total: i32,
}
