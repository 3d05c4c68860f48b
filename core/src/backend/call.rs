//! A call of the backend with the type of its reply, and how a reply is read.

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
    /// The path and the query.
    pub(crate) path: String,
    /// The body, in JSON. Empty for `GET`.
    pub(crate) body: Secret,
    /// Whether the call preregisters or applies. If its reply is lost, the person must know that it may
    /// have been accepted.
    pub(crate) binding: bool,
    reply: PhantomData<fn() -> R>,
}

/// A reply that answers the call.
pub(crate) enum BackendReply<R> {
    Accepted(R),
    Refused(Refusal),
}

/// Why no reply answers the call.
pub(crate) enum NoReply {
    /// There is no network, or the reply did not come in time.
    Unreachable,
    /// The backend failed, or its reply cannot be read. `status` is the HTTP status.
    Failed { status: i32 },
    /// The backend is closed for maintenance, until `until` if that is known.
    Maintenance { until: Option<Timestamp> },
    /// The backend cannot reach the payment service. It accepted nothing, and the call can be repeated.
    ServiceUnreachable,
    /// There is a queue. The call can be repeated after `seconds`.
    Busy { position: i32, seconds: i32 },
}

impl BackendCall<Value> {
    /// Asks for the programme's rules. [`Programme`](crate::programme::Programme) reads and checks them.
    pub(crate) fn programme() -> Self {
        Self::get(path::PROGRAMME.into())
    }

    /// Asks for the payment services. [`PaymentService`](crate::payment::PaymentService) reads and checks
    /// them.
    pub(crate) fn services() -> Self {
        Self::get(path::SERVICES.into())
    }
}

impl BackendCall<SpotList> {
    /// Asks for the Application Spots of this kind (`None`: any kind) with these words in their name,
    /// prefecture or address.
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
    /// Asks for a new challenge.
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
    /// Reads a reply.
    ///
    /// `status` is the HTTP status. 2xx with a readable body is accepted. [`ProblemDetails`] are a refusal
    /// or a reason to repeat the call. Every other reply is a failure.
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
