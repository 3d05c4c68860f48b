//! The routes.

use super::reply::{Refused, json};
use crate::checks::{Confirm, Failure, Fault, Moment, Office, Wanted};
use crate::store::Store;
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
const PATIENCE: Duration = Duration::from_secs(10);

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
pub struct App<C> {
    pub office: Office<Store, C>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// The lists that everybody asks for, serialised once.
    pub programme: Bytes,
    pub services: Bytes,
    pub log: bool,
}

impl<C> App<C> {
    fn moment(&self) -> Result<Moment, Failure> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| Fault(Box::new(error)))?;
        Ok(Moment {
            now: (self.clock)(),
            random,
        })
    }
}

type Shared<C> = State<Arc<App<C>>>;

pub fn router<C: Confirm + 'static>(app: Arc<App<C>>) -> Router {
    let wrong_method = || async { Refused::by_http(StatusCode::METHOD_NOT_ALLOWED) };
    Router::new()
        .route(path::PROGRAMME, get(programme::<C>))
        .route(path::SERVICES, get(services::<C>))
        .route(path::SPOTS, get(find_spots::<C>))
        .route(path::CHALLENGE, post(challenge::<C>))
        .route(path::PREREGISTRATION, post(preregister::<C>))
        .route(path::APPLICATION, post(apply::<C>))
        .route(path::STATUS, post(status::<C>))
        .method_not_allowed_fallback(wrong_method)
        .fallback(|| async { Refused::by_http(StatusCode::NOT_FOUND) })
        .layer(middleware::from_fn_with_state(app.clone(), around::<C>))
        .with_state(app)
}

/// Around every call: nothing is stored on the way; a line in the log, if wanted, without query or
/// body, and without a path that is none of ours, which may hold anything.
async fn around<C: Confirm + 'static>(
    State(app): Shared<C>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let call = app
        .log
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

async fn programme<C>(State(app): Shared<C>) -> Response {
    list(&app.programme)
}

async fn services<C>(State(app): Shared<C>) -> Response {
    list(&app.services)
}

fn list(bytes: &Bytes) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, bytes.clone()).into_response()
}

async fn find_spots<C: Confirm>(
    State(app): Shared<C>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(wanted) = wanted.map_err(|_| Refused::by_http(StatusCode::BAD_REQUEST))?;
    Ok(json(&app.office.spots(&wanted)))
}

async fn challenge<C: Confirm>(State(app): Shared<C>) -> Result<Response, Refused> {
    Ok(json(&app.office.challenge(app.moment()?)))
}

async fn preregister<C: Confirm>(
    State(app): Shared<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let body = read(&headers, body).await?;
    answer(app.office.preregister(app.moment()?, &body).await)
}

async fn apply<C: Confirm>(
    State(app): Shared<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let body = read(&headers, body).await?;
    answer(app.office.apply(app.moment()?, &body).await)
}

async fn status<C: Confirm>(
    State(app): Shared<C>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let body = read(&headers, body).await?;
    answer(app.office.status(app.moment()?, &body).await)
}

fn answer(result: Result<impl Serialize, Failure>) -> Result<Response, Refused> {
    Ok(json(&result?))
}

/// Reads a submission's body: JSON, of bounded size, in bounded time.
async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refused> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase());
    if kind.as_deref() != Some("application/json") {
        return Err(Refused::by_http(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    match tokio::time::timeout(PATIENCE, axum::body::to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Refused::by_http(StatusCode::PAYLOAD_TOO_LARGE)),
        Err(_) => Err(Refused::by_http(StatusCode::REQUEST_TIMEOUT)),
    }
}
