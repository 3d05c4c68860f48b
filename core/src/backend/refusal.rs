//! Refusals of the backend, as problem details for HTTP (RFC 9457).

use crate::payment::FieldRule;
use crate::programme::{AppliedMeasure, UnavailableMeasure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Problem details (RFC 9457 §3), the body of a refusal. Its media type is `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDetails {
    /// The HTTP status.
    pub status: u16,
    /// A short summary in English, for logs.
    pub title: String,
    /// The member `type`, and members with the data of that type.
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// Why the backend refused a call. The variants are named by what they mean for the person. They contain
/// data and no sentences, which come from [`text`](crate::text).
///
/// In JSON, the member `type` is `urn:card-points:` with the name, and the fields are members beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Refusal {
    /// The request does not have the agreed form: the core has a fault.
    #[serde(rename = "urn:card-points:malformed")]
    Malformed,
    /// The challenge is too old, or another server issued it. The journey gets a new one and signs again.
    #[serde(rename = "urn:card-points:stale-challenge")]
    StaleChallenge,
    /// The certificate is from an authority that the backend does not accept.
    #[serde(rename = "urn:card-points:unknown-authority")]
    UnknownAuthority,
    /// The signature is not valid.
    #[serde(rename = "urn:card-points:bad-signature")]
    BadSignature,
    /// The certificate has expired.
    #[serde(rename = "urn:card-points:expired")]
    Expired {
        /// The last moment of validity.
        at: Timestamp,
    },
    /// The certificate is not valid yet.
    #[serde(rename = "urn:card-points:not-yet-valid")]
    NotYetValid {
        /// The first moment of validity.
        from: Timestamp,
    },
    /// The certificate was revoked. The municipal counter issues a new one.
    #[serde(rename = "urn:card-points:revoked")]
    Revoked,
    /// The certificate is not a user certification certificate.
    #[serde(rename = "urn:card-points:wrong-certificate")]
    WrongCertificate,
    /// The registry does not know this card or its renewal yet. It learns of it later.
    #[serde(rename = "urn:card-points:not-known-yet")]
    NotKnownYet {
        /// When to try again. `None`: tomorrow.
        after: Option<Timestamp>,
    },
    /// The certificate renews one that the registry does not know. The help desk corrects this. The registry
    /// never adds a second person for it, who could apply twice.
    #[serde(rename = "urn:card-points:broken-chain")]
    BrokenChain,
    /// The rules, terms or amounts have changed since the screen showed them.
    #[serde(rename = "urn:card-points:rules-changed")]
    RulesChanged,
    /// The person cannot apply for a measure.
    #[serde(rename = "urn:card-points:not-eligible")]
    NotEligible {
        /// The measure's id.
        measure: String,
        /// Why the person cannot apply for it.
        #[serde(rename = "barred")]
        reason: UnavailableMeasure,
    },
    /// A legal representative applies, but the cardholder is not a child, and has to apply in person.
    #[serde(rename = "urn:card-points:not-a-child")]
    NotAChild,
    /// The cardholder is a child. The legal representative has to apply.
    #[serde(rename = "urn:card-points:is-a-child")]
    IsAChild,
    /// The payment service does not accept this application: it is unknown, closed, accepts applications
    /// through its own app only, or is for adults only.
    #[serde(rename = "urn:card-points:service-closed")]
    ServiceClosed,
    /// The points of a group of measures go to one service, and the person has already applied with another
    /// one.
    #[serde(rename = "urn:card-points:other-service")]
    OtherService {
        /// The earlier application.
        #[serde(rename = "standing")]
        applied: AppliedMeasure,
    },
    /// The payment service ID or a security code breaks a rule of the service.
    #[serde(rename = "urn:card-points:account-format")]
    AccountFormat {
        /// `account`, or `code-1` to `code-3`.
        field: String,
        /// The rule.
        rule: FieldRule,
    },
    /// The person has already applied for a measure, with this or with another certificate.
    #[serde(rename = "urn:card-points:already-applied")]
    AlreadyApplied {
        /// The earlier applications.
        #[serde(rename = "standing")]
        applied: Vec<AppliedMeasure>,
    },
    /// The points of another person go to this account.
    #[serde(rename = "urn:card-points:account-in-use")]
    AccountInUse,
    /// The payment service knows no account with this ID and these security codes.
    #[serde(rename = "urn:card-points:account-not-confirmed")]
    AccountNotConfirmed {
        /// How many tries are left today.
        left: i32,
    },
    /// Too many accounts were not confirmed.
    #[serde(rename = "urn:card-points:too-many-tries")]
    TooManyTries {
        /// When the person can try again.
        after: Timestamp,
    },
    /// The backend cannot reach the payment service. It accepted nothing, and the call can be repeated.
    #[serde(rename = "urn:card-points:service-unreachable")]
    ServiceUnreachable,
    /// There is a queue.
    #[serde(rename = "urn:card-points:busy")]
    Busy {
        /// The place in the queue.
        position: i32,
        /// How long to wait, in seconds.
        seconds: i32,
    },
    /// The backend is closed for maintenance.
    #[serde(rename = "urn:card-points:maintenance")]
    Maintenance {
        /// The end of the maintenance. `None`: not known.
        until: Option<Timestamp>,
    },
    /// The backend failed.
    #[serde(rename = "urn:card-points:fault")]
    Fault,
    /// The core does not know the type.
    #[serde(other, rename = "about:blank")]
    Unknown,
}

impl Refusal {
    /// The name for the help desk: `type` without its prefix.
    pub(crate) fn name(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| Some(value.get("type")?.as_str()?.to_owned()))
            .map(|name| name.trim_start_matches("urn:card-points:").to_owned())
            .unwrap_or_default()
    }

    /// The HTTP status of a reply with this refusal.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed | Self::AccountFormat { .. } => 400,
            Self::StaleChallenge | Self::UnknownAuthority | Self::BadSignature => 401,
            Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::Revoked
            | Self::WrongCertificate
            | Self::NotEligible { .. }
            | Self::NotAChild
            | Self::IsAChild
            | Self::ServiceClosed => 403,
            Self::NotKnownYet { .. } | Self::BrokenChain => 404,
            Self::RulesChanged
            | Self::OtherService { .. }
            | Self::AlreadyApplied { .. }
            | Self::AccountInUse => 409,
            Self::AccountNotConfirmed { .. } => 422,
            Self::TooManyTries { .. } | Self::Busy { .. } => 429,
            Self::ServiceUnreachable => 502,
            Self::Maintenance { .. } => 503,
            Self::Fault | Self::Unknown => 500,
        }
    }
}
