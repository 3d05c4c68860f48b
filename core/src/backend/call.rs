//! One call of the backend, with the type of its reply; and what a reply means.

use super::{
    ApplicationStatus, Challenge, HttpMethod, IssuedKeyId, MAX_REPLY_BYTES, ProblemDetails,
    Receipt, Refusal, SpotList, Submission, path,
};
use crate::secret::Secret;
use crate::spot::SpotKind;
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::marker::PhantomData;

/// A call whose reply is an `R`.
pub(crate) struct BackendCall<R> {
    pub(crate) method: HttpMethod,
    /// Path and query.
    pub(crate) path: String,
    /// JSON; empty for `GET`.
    pub(crate) body: Secret,
    /// The backend may take something: a preregistration or an application.
    pub(crate) binding: bool,
    reply: PhantomData<fn() -> R>,
}

/// What the backend replied.
pub(crate) enum BackendReply<R> {
    Accepted(R),
    Refused(Refusal),
}

/// Why there is no reply, or none that answers the call.
pub(crate) enum NoReply {
    /// No network, or no reply in time.
    Unreachable,
    /// A fault of the backend's, or a reply that makes no sense, with its HTTP status.
    Failed { status: i32 },
    /// Closed for maintenance.
    Maintenance { until: Option<Timestamp> },
    /// The backend can't reach the payment service: it took nothing, and nothing is lost.
    ServiceUnreachable,
    /// Many people at once.
    Busy { position: i32, seconds: i32 },
}

impl BackendCall<Value> {
    /// The rules in force, as [`Programme`](crate::programme::Programme) reads and checks them.
    pub(crate) fn programme() -> Self {
        Self::get(path::PROGRAMME.into())
    }

    /// The payment services, as [`PaymentService`](crate::payment::PaymentService) reads and checks
    /// them.
    pub(crate) fn services() -> Self {
        Self::get(path::SERVICES.into())
    }
}

impl BackendCall<SpotList> {
    /// The Application Spots of a kind (`None`: any) whose place contains `place`.
    pub(crate) fn spots(kind: Option<SpotKind>, place: &str) -> Self {
        Self::get(format!(
            "{}?kind={}&place={}",
            path::SPOTS,
            kind.map_or("", SpotKind::id),
            utf8_percent_encode(place, NON_ALPHANUMERIC)
        ))
    }
}

impl BackendCall<Challenge> {
    /// A fresh challenge.
    pub(crate) fn challenge() -> Self {
        Self::post(path::CHALLENGE, Secret::default(), false)
    }
}

impl BackendCall<Receipt> {
    pub(crate) fn apply(submission: &Submission) -> Self {
        Self::post(path::APPLICATION, json(submission), true)
    }
}

impl BackendCall<IssuedKeyId> {
    pub(crate) fn preregister(submission: &Submission) -> Self {
        Self::post(path::PREREGISTRATION, json(submission), true)
    }
}

impl BackendCall<ApplicationStatus> {
    pub(crate) fn status(submission: &Submission) -> Self {
        Self::post(path::STATUS, json(submission), false)
    }
}

fn json(submission: &Submission) -> Secret {
    let body = serde_json::to_vec(submission);
    body.expect("a submission of strings serialises").into()
}

impl<R> BackendCall<R> {
    fn get(path: String) -> Self {
        Self {
            method: HttpMethod::Get,
            path,
            body: Secret::default(),
            binding: false,
            reply: PhantomData,
        }
    }

    fn post(path: &str, body: Secret, binding: bool) -> Self {
        Self {
            method: HttpMethod::Post,
            path: path.into(),
            body,
            binding,
            reply: PhantomData,
        }
    }
}

impl<R: DeserializeOwned> BackendReply<R> {
    /// Reads a reply by its HTTP status.
    ///
    /// A refusal is 4xx or 502 with a reason that this version knows. Everything else that is not
    /// 2xx with a readable body is a failure.
    pub(crate) fn read(status: i32, body: &Secret) -> Result<Self, NoReply> {
        let failed = NoReply::Failed { status };
        if body.bytes().len() > MAX_REPLY_BYTES {
            return Err(failed);
        }
        if (200..300).contains(&status) {
            let reply = serde_json::from_slice(body.bytes());
            return reply.map(Self::Accepted).map_err(|_| failed);
        }
        let problem = serde_json::from_slice::<ProblemDetails>(body.bytes());
        match problem.map(|problem| problem.refusal) {
            Ok(Refusal::Busy { position, seconds }) => Err(NoReply::Busy { position, seconds }),
            Ok(Refusal::Maintenance { until }) => Err(NoReply::Maintenance { until }),
            Ok(Refusal::ServiceUnreachable) => Err(NoReply::ServiceUnreachable),
            Ok(Refusal::Fault | Refusal::Unknown) if !(400..500).contains(&status) => Err(failed),
            Ok(refusal) => Ok(Self::Refused(refusal)),
            Err(_) => Err(failed),
        }
    }
}
