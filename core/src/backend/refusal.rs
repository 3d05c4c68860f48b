//! Refusals: a problem reply (RFC 9457) that a program and a person can both read.

use crate::payment::FieldRule;
use crate::programme::{AppliedMeasure, UnavailableMeasure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A problem reply, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDetails {
    /// HTTP status.
    pub status: u16,
    /// Short, in English, for whoever reads a log.
    pub title: String,
    /// `type` and its data.
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// Why the backend refused: named by what it means for the person, with data and no sentences.
///
/// On the wire: the member `type`, `urn:card-points:` and the name, and the fields beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Refusal {
    /// Not of the form that was agreed: a fault of ours.
    #[serde(rename = "urn:card-points:malformed")]
    Malformed,
    /// The challenge is too old, or was made by another server. A fresh one, and sign again.
    #[serde(rename = "urn:card-points:stale-challenge")]
    StaleChallenge,
    /// The certificate is not of an authority that this backend accepts.
    #[serde(rename = "urn:card-points:unknown-authority")]
    UnknownAuthority,
    /// The signature does not hold.
    #[serde(rename = "urn:card-points:bad-signature")]
    BadSignature,
    /// The certificate has ended.
    #[serde(rename = "urn:card-points:expired")]
    Expired {
        /// Its last moment.
        at: Timestamp,
    },
    /// The certificate is not valid yet.
    #[serde(rename = "urn:card-points:not-yet-valid")]
    NotYetValid {
        /// Its first moment.
        from: Timestamp,
    },
    /// The certificate was revoked: the counter issues another.
    #[serde(rename = "urn:card-points:revoked")]
    Revoked,
    /// Not a user certification certificate.
    #[serde(rename = "urn:card-points:wrong-certificate")]
    WrongCertificate,
    /// The registry does not know this card or this renewal yet; it will, from about then on.
    #[serde(rename = "urn:card-points:not-known-yet")]
    NotKnownYet {
        /// When to try again; `None`: tomorrow.
        after: Option<Timestamp>,
    },
    /// The certificate renews one that the registry does not have. The help desk mends it; a
    /// second person is never opened.
    #[serde(rename = "urn:card-points:broken-chain")]
    BrokenChain,
    /// Rules, terms or amounts have changed since they were shown.
    #[serde(rename = "urn:card-points:rules-changed")]
    RulesChanged,
    /// A measure can't be had.
    #[serde(rename = "urn:card-points:not-eligible")]
    NotEligible {
        /// The measure's id.
        measure: String,
        /// Why.
        barred: UnavailableMeasure,
    },
    /// The representative applies only for a child; others apply themselves.
    #[serde(rename = "urn:card-points:not-a-child")]
    NotAChild,
    /// A child's card: the legal representative applies.
    #[serde(rename = "urn:card-points:is-a-child")]
    IsAChild,
    /// The payment service does not take this application: unknown, closed, own app only, adults
    /// only.
    #[serde(rename = "urn:card-points:service-closed")]
    ServiceClosed,
    /// Measures of one person go to one service, and that one stands already.
    #[serde(rename = "urn:card-points:other-service")]
    OtherService {
        /// What stands.
        standing: AppliedMeasure,
    },
    /// The ID or a code breaks the service's format.
    #[serde(rename = "urn:card-points:account-format")]
    AccountFormat {
        /// `account`, or `code-1` to `code-3`.
        field: String,
        /// The rule broken.
        rule: FieldRule,
    },
    /// What is applied for stands already: the same person, this or another certificate.
    #[serde(rename = "urn:card-points:already-applied")]
    AlreadyApplied {
        /// What stands.
        standing: Vec<AppliedMeasure>,
    },
    /// Points of another person go to this account.
    #[serde(rename = "urn:card-points:account-in-use")]
    AccountInUse,
    /// The payment service knows no such account with these codes.
    #[serde(rename = "urn:card-points:account-not-confirmed")]
    AccountNotConfirmed {
        /// Tries left today.
        left: i32,
    },
    /// Too many accounts that were not confirmed.
    #[serde(rename = "urn:card-points:too-many-tries")]
    TooManyTries {
        /// When it can be tried again.
        after: Timestamp,
    },
    /// The payment service can't be reached; nothing is lost.
    #[serde(rename = "urn:card-points:service-unreachable")]
    ServiceUnreachable,
    /// Many people at once.
    #[serde(rename = "urn:card-points:busy")]
    Busy {
        /// Place in the queue.
        position: i32,
        /// Seconds to wait.
        seconds: i32,
    },
    /// Closed for maintenance.
    #[serde(rename = "urn:card-points:maintenance")]
    Maintenance {
        /// Until when; `None`: not known.
        until: Option<Timestamp>,
    },
    /// The backend's own fault.
    #[serde(rename = "urn:card-points:fault")]
    Fault,
    /// A type that this version does not know.
    #[serde(other, rename = "about:blank")]
    Unknown,
}

impl Refusal {
    /// Its name for the help desk: `type` without the prefix.
    pub(crate) fn name(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| Some(value.get("type")?.as_str()?.to_owned()))
            .map(|name| name.trim_start_matches("urn:card-points:").to_owned())
            .unwrap_or_default()
    }

    /// The HTTP status that goes with it.
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
