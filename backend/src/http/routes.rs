//! The routes.

use super::response::{ProblemResponse, ok_response};
use crate::checks::{
    Backend, LedgerError, PaymentServices, RequestContext, RequestError, SpotQuery,
};
use crate::store::SqliteLedger;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use card_points::backend::{MAX_BODY_BYTES, path};
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a body may take to come in.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

const PATHS: [&str; 7] = [
    path::PROGRAMME,
    path::SERVICES,
    path::SPOTS,
    path::CHALLENGE,
    path::PREREGISTRATION,
    path::APPLICATION,
    path::STATUS,
];

/// What the routes share.
pub struct AppState<C> {
    pub backend: Backend<SqliteLedger, C>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// The lists that everybody asks for, serialised once.
    pub programme: Bytes,
    pub services: Bytes,
    pub log_requests: bool,
}

impl<C> AppState<C> {
    fn context(&self) -> Result<RequestContext, RequestError> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| LedgerError(Box::new(error)))?;
        Ok(RequestContext {
            now: (self.clock)(),
            random,
        })
    }
}

type SharedState<C> = State<Arc<AppState<C>>>;

pub fn router<C: PaymentServices + 'static>(app: Arc<AppState<C>>) -> Router {
    let wrong_method = || async { ProblemResponse::from_status(StatusCode::METHOD_NOT_ALLOWED) };
    Router::new()
        .route(path::PROGRAMME, get(programme::<C>))
        .route(path::SERVICES, get(services::<C>))
        .route(path::SPOTS, get(find_spots::<C>))
        .route(path::CHALLENGE, post(challenge::<C>))
        .route(path::PREREGISTRATION, post(preregister::<C>))
        .route(path::APPLICATION, post(apply::<C>))
        .route(path::STATUS, post(status::<C>))
        .method_not_allowed_fallback(wrong_method)
        .fallback(|| async { ProblemResponse::from_status(StatusCode::NOT_FOUND) })
        .layer(middleware::from_fn_with_state(
            app.clone(),
            add_headers_and_log::<C>,
        ))
        .with_state(app)
}

/// Around every call: nothing is stored on the way; a line in the log, if wanted, without query or
/// body, and without a path that is none of ours, which may hold anything.
async fn add_headers_and_log<C: PaymentServices + 'static>(
    State(app): SharedState<C>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let call = app
        .log_requests
        .then(|| (request.method().clone(), request.uri().path().to_owned()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let no_store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, no_store);
    let no_sniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, no_sniff);
    if let Some((method, path)) = call {
        let status = response.status();
        let path = if PATHS.contains(&path.as_str()) {
            &path
        } else {
            "(no such path)"
        };
        let (status, time) = (status.as_u16(), begun.elapsed().as_millis());
        eprintln!("{method} {path} {status} {time} ms");
    }
    response
}

async fn programme<C>(State(app): SharedState<C>) -> Response {
    json_bytes(&app.programme)
}

async fn services<C>(State(app): SharedState<C>) -> Response {
    json_bytes(&app.services)
}

fn json_bytes(bytes: &Bytes) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, bytes.clone()).into_response()
}

async fn find_spots<C: PaymentServices>(
    State(app): SharedState<C>,
    wanted: Result<Query<SpotQuery>, QueryRejection>,
) -> Result<Response, ProblemResponse> {
    let Query(wanted) =
        wanted.map_err(|_| ProblemResponse::from_status(StatusCode::BAD_REQUEST))?;
    Ok(ok_response(&app.backend.spots(&wanted)))
}

async fn challenge<C: PaymentServices>(
    State(app): SharedState<C>,
) -> Result<Response, ProblemResponse> {
    Ok(ok_response(&app.backend.challenge(app.context()?)))
}

async fn preregister<C: PaymentServices>(
    State(app): SharedState<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ProblemResponse> {
    let body = read_body(&headers, body).await?;
    respond(app.backend.preregister(app.context()?, &body).await)
}

async fn apply<C: PaymentServices>(
    State(app): SharedState<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ProblemResponse> {
    let body = read_body(&headers, body).await?;
    respond(app.backend.apply(app.context()?, &body).await)
}

async fn status<C: PaymentServices>(
    State(app): SharedState<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ProblemResponse> {
    let body = read_body(&headers, body).await?;
    respond(app.backend.status(app.context()?, &body).await)
}

fn respond(result: Result<impl Serialize, RequestError>) -> Result<Response, ProblemResponse> {
    Ok(ok_response(&result?))
}

/// Reads a submission's body: JSON, of bounded size, in bounded time.
async fn read_body(headers: &HeaderMap, body: Body) -> Result<Bytes, ProblemResponse> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase());
    if kind.as_deref() != Some("application/json") {
        return Err(ProblemResponse::from_status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ));
    }
    match tokio::time::timeout(BODY_TIMEOUT, axum::body::to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(ProblemResponse::from_status(StatusCode::PAYLOAD_TOO_LARGE)),
        Err(_) => Err(ProblemResponse::from_status(StatusCode::REQUEST_TIMEOUT)),
    }
}
