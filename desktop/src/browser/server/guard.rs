//! What is checked before a request reaches a page, and the headers of every reply.

use super::language::accepted_language;
use super::state::AppState;
use crate::browser::page::{self, PageFrame};
use crate::text::browser_text;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use card_points_backend::http::ClientConnection;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a request may take: its body to arrive, and its reply to be made.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// What a page may load: only our own scripts and styles, and nothing inline (CSP Level 3).
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers of every reply.
const SECURITY_HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With "no-referrer", a form would not send its Origin (Fetch, "append a request Origin").
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    // No page uses these.
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Refuses requests to other host names, limits the time of each request, and sets the headers of every
/// reply.
pub async fn guard_requests(
    State(app): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let is_form = request.method() == Method::POST;
    let mut response = match host(request.uri(), request.headers()) {
        // RFC 9112 §3.2.
        None => StatusCode::BAD_REQUEST.into_response(),
        // RFC 9110 §15.5.20.
        Some(host) if !app.access.is_host(host) => StatusCode::MISDIRECTED_REQUEST.into_response(),
        Some(_) => timeout(REQUEST_TIMEOUT, next.run(request))
            .await
            .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response()),
    };
    let headers = response.headers_mut();
    for (name, value) in SECURITY_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if is_form {
        // A connection's buffers keep what was typed until the connection is closed.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The host of a request (RFC 9112 §3.2): that of an absolute target, or else the one Host header.
/// `None` without exactly one Host header.
fn host<'a>(target: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().filter(|_| hosts.next().is_none())?;
    match (target.scheme_str(), target.authority()) {
        (None | Some("http"), Some(authority)) => Some(authority.as_str()),
        (None, None) => host.to_str().ok(),
        // No other scheme is served.
        _ => Some(""),
    }
}

/// Lets only the browser with our cookie pass, and only requests of our own pages: a form must have our
/// Origin, and Fetch Metadata, if the browser sends it, must name no other site. Another port of our host
/// is the same site for the cookie.
pub async fn require_access(
    State(app): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let has_cookie = app.access.has_cookie(text(headers, &header::COOKIE));
    let has_origin =
        request.method() != Method::POST || app.access.is_origin(text(headers, &header::ORIGIN));
    let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
    let is_our_site = matches!(site, None | Some("same-origin" | "none"));
    if !(has_cookie && has_origin && is_our_site) {
        return refuse(headers);
    }
    if let Some(connection) = request.extensions().get::<Arc<ClientConnection>>() {
        connection.trust();
    }
    next.run(request).await
}

/// Refuses a request with a page in the browser's language that reveals nothing else.
pub fn refuse(headers: &HeaderMap) -> Response {
    let language = accepted_language(text(headers, &header::ACCEPT_LANGUAGE));
    let text = browser_text(language);
    let frame = PageFrame::new(language, 0, None);
    let page = page::notice(
        &frame,
        &text.message("browser-refused-title"),
        &text.message("browser-refused-text"),
    );
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}

/// The value of a header, if it is text.
pub fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
