//! How the browser enters, once.

use super::guard::{refuse, text};
use super::language::accepted_language;
use super::state::AppState;
use crate::browser::form::SubmittedForm;
use crate::browser::page;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// The headers of requests that only prefetch, the newest first.
const PREFETCH_HEADERS: [&str; 3] = ["sec-purpose", "purpose", "x-moz"];

/// Enters by the entry file: a form of a page that has no origin (HTML, opaque origins). Any page can
/// be without an origin; only the token counts.
pub async fn enter_by_form(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let origin = text(&headers, &header::ORIGIN);
    if origin != Some("null") && !app.access.is_origin(origin) {
        return refuse(&headers);
    }
    let token = SubmittedForm::read(&body).token();
    enter(&app, &headers, token.as_deref())
}

/// Enters by the printed address.
pub async fn enter_by_address(
    State(app): State<Arc<AppState>>,
    Path(token): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    // A browser that prefetches the address while it is typed must not use up the token.
    if PREFETCH_HEADERS
        .iter()
        .any(|name| headers.contains_key(*name))
    {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if method == Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    enter(&app, &headers, Some(&token))
}

fn enter(app: &AppState, headers: &HeaderMap, token: Option<&str>) -> Response {
    let Some(cookie) = token.and_then(|token| app.access.redeem(token)) else {
        return refuse(headers);
    };
    let language = accepted_language(text(headers, &header::ACCEPT_LANGUAGE));
    app.session.set_default_language(language);
    app.session.restart();
    // Not a redirect: after a request from a file, a redirect would not carry a strict cookie.
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::REFRESH, "0; url=/".to_owned()),
    ];
    (headers, Html(page::entered(language))).into_response()
}
