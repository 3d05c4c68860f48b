//! Replies as JSON, refusals as problems.

use crate::checks::RequestError;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use card_points::backend::{ProblemDetails, Refusal};
use serde::Serialize;

/// A refusal, to be sent as a problem (RFC 9457).
pub struct ProblemResponse {
    status: StatusCode,
    refusal: Refusal,
}

impl ProblemResponse {
    /// A request that HTTP itself refuses: unknown path, method, content type …
    pub fn from_status(status: StatusCode) -> Self {
        Self {
            status,
            refusal: Refusal::Malformed,
        }
    }
}

impl From<RequestError> for ProblemResponse {
    fn from(error: RequestError) -> Self {
        let refusal = match error {
            RequestError::Refused(refusal) => refusal,
            RequestError::Internal(error) => {
                eprintln!("fault: {error}");
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
            // The reason phrase, where HTTP itself refuses.
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

/// A JSON reply with status 200.
pub fn ok_response(value: &impl Serialize) -> Response {
    json_response(StatusCode::OK, "application/json", value)
}

fn json_response(
    status: StatusCode,
    content_type: &'static str,
    value: &impl Serialize,
) -> Response {
    let body = serde_json::to_vec(value).expect("plain data");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// For developers and logs. Apps make the text for a person from the problem's type.
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
