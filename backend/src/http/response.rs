//! Replies.

use crate::checks::RequestError;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use card_points::backend::{ProblemDetails, Refusal};
use serde::Serialize;

/// A refusal on its way out.
pub struct ProblemResponse {
    status: StatusCode,
    refusal: Refusal,
}

impl ProblemResponse {
    /// What HTTP itself refuses before any check: no such path, method, type of content …
    pub fn from_status(status: StatusCode) -> Self {
        Self {
            status,
            refusal: Refusal::Malformed,
        }
    }
}

impl From<RequestError> for ProblemResponse {
    fn from(failure: RequestError) -> Self {
        let refusal = match failure {
            RequestError::Refused(refusal) => refusal,
            RequestError::Fault(fault) => {
                eprintln!("fault: {fault}");
                Refusal::Fault
            }
        };
        Self {
            status: StatusCode::from_u16(refusal.status())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            refusal,
        }
    }
}

impl IntoResponse for ProblemResponse {
    fn into_response(self) -> Response {
        let title = match (&self.refusal, self.status) {
            // HTTP's own refusals have HTTP's own names.
            (Refusal::Malformed, StatusCode::BAD_REQUEST) => "Malformed",
            (Refusal::Malformed, status) => status.canonical_reason().unwrap_or("Malformed"),
            (refusal, _) => title(refusal),
        };
        let seconds = match &self.refusal {
            Refusal::Busy { seconds, .. } => Some(*seconds),
            _ => None,
        };
        let problem = ProblemDetails {
            status: self.status.as_u16(),
            title: title.to_owned(),
            refusal: self.refusal,
        };
        let mut response = json_response(self.status, "application/problem+json", &problem);
        if let Some(seconds) = seconds {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// `200`, JSON.
pub fn ok_response(value: &impl Serialize) -> Response {
    json_response(StatusCode::OK, "application/json", value)
}

fn json_response(status: StatusCode, kind: &'static str, value: &impl Serialize) -> Response {
    let body = serde_json::to_vec(value).expect("our own types serialise");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// For whoever reads a log; what a person reads is made from the type.
fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Malformed => "Malformed",
        Refusal::StaleChallenge => "The challenge is too old or not ours",
        Refusal::UnknownAuthority => "The certificate's authority is not accepted here",
        Refusal::BadSignature => "The signature does not hold",
        Refusal::Expired { .. } => "The certificate has expired",
        Refusal::NotYetValid { .. } => "The certificate is not valid yet",
        Refusal::Revoked => "The certificate was revoked",
        Refusal::WrongCertificate => "Not a user certification certificate",
        Refusal::NotKnownYet { .. } => "The registry does not know this certificate yet",
        Refusal::BrokenChain => "The certificate renews one that the registry does not have",
        Refusal::RulesChanged => "Rules, terms or amounts have changed since they were shown",
        Refusal::NotEligible { .. } => "A measure can't be had",
        Refusal::NotAChild => "A representative applies only for a child",
        Refusal::IsAChild => "For a child the legal representative applies",
        Refusal::ServiceClosed => "The payment service does not take this application",
        Refusal::OtherService { .. } => "Another account stands for this measure's group",
        Refusal::AccountFormat { .. } => "The ID or a code breaks the service's format",
        Refusal::AlreadyApplied { .. } => "What is applied for stands already",
        Refusal::AccountInUse => "The account is in use",
        Refusal::AccountNotConfirmed { .. } => "The payment service does not confirm the account",
        Refusal::TooManyTries { .. } => "Too many accounts that were not confirmed",
        Refusal::ServiceUnreachable => "The payment service can't be reached",
        Refusal::Busy { .. } => "Many people at once",
        Refusal::Maintenance { .. } => "Closed for maintenance",
        Refusal::Fault | Refusal::Unknown => "A fault of ours",
    }
}
