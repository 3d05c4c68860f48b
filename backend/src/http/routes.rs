//! The routes.

use super::response::{ProblemResponse, ok_response};
use crate::checks::{Backend, PaymentServices, RequestContext, RequestError, SpotQuery};
use crate::store::SqliteLedger;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use card_points::backend::{MAX_BODY_BYTES, path};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a request body may take to arrive.
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

/// What the handlers share.
pub struct AppState<P> {
    pub backend: Backend<SqliteLedger, P>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// The programme as JSON, serialised once.
    pub programme: Bytes,
    /// The payment services as JSON, serialised once.
    pub services: Bytes,
    pub log_requests: bool,
}

impl<P> AppState<P> {
    fn context(&self) -> Result<RequestContext, RequestError> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| RequestError::Internal(error.into()))?;
        Ok(RequestContext {
            now: (self.clock)(),
            random,
        })
    }
}

type SharedState<P> = State<Arc<AppState<P>>>;
type Reply = Result<Response, ProblemResponse>;

pub fn router<P: PaymentServices + 'static>(app: Arc<AppState<P>>) -> Router {
    Router::new()
        .route(path::PROGRAMME, get(programme::<P>))
        .route(path::SERVICES, get(services::<P>))
        .route(path::SPOTS, get(spots::<P>))
        .route(path::CHALLENGE, post(challenge::<P>))
        .route(path::PREREGISTRATION, post(preregister::<P>))
        .route(path::APPLICATION, post(apply::<P>))
        .route(path::STATUS, post(status::<P>))
        .method_not_allowed_fallback(async || {
            ProblemResponse::from_status(StatusCode::METHOD_NOT_ALLOWED)
        })
        .fallback(async || ProblemResponse::from_status(StatusCode::NOT_FOUND))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            add_headers_and_log::<P>,
        ))
        .with_state(app)
}

/// Adds the headers that every reply has, and logs the request if that is configured.
///
/// The log contains neither query nor body, and no unknown path: these can contain anything.
async fn add_headers_and_log<P: PaymentServices + 'static>(
    State(app): SharedState<P>,
    request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    let logged = app
        .log_requests
        .then(|| (request.method().clone(), request.uri().path().to_owned()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let no_store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, no_store);
    let no_sniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, no_sniff);
    if let Some((method, path)) = logged {
        let known = PATHS.contains(&path.as_str());
        let path = if known { &path } else { "(no such path)" };
        let (status, time) = (response.status().as_u16(), start.elapsed().as_millis());
        eprintln!("{method} {path} {status} {time} ms");
    }
    response
}

async fn programme<P>(State(app): SharedState<P>) -> Response {
    json_bytes(&app.programme)
}

async fn services<P>(State(app): SharedState<P>) -> Response {
    json_bytes(&app.services)
}

fn json_bytes(bytes: &Bytes) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (content_type, bytes.clone()).into_response()
}

async fn spots<P: PaymentServices>(
    State(app): SharedState<P>,
    query: Result<Query<SpotQuery>, QueryRejection>,
) -> Reply {
    let Query(query) = query.map_err(|_| ProblemResponse::from_status(StatusCode::BAD_REQUEST))?;
    Ok(ok_response(&app.backend.spots(&query)))
}

async fn challenge<P: PaymentServices>(State(app): SharedState<P>) -> Reply {
    Ok(ok_response(&app.backend.challenge(app.context()?)))
}

async fn preregister<P: PaymentServices>(
    State(app): SharedState<P>,
    JsonBody(body): JsonBody,
) -> Reply {
    let issued = app.backend.preregister(app.context()?, &body).await?;
    Ok(ok_response(&issued))
}

async fn apply<P: PaymentServices>(State(app): SharedState<P>, JsonBody(body): JsonBody) -> Reply {
    let receipt = app.backend.apply(app.context()?, &body).await?;
    Ok(ok_response(&receipt))
}

async fn status<P: PaymentServices>(State(app): SharedState<P>, JsonBody(body): JsonBody) -> Reply {
    let status = app.backend.status(app.context()?, &body).await?;
    Ok(ok_response(&status))
}

/// A request body with the content type JSON, within [`MAX_BODY_BYTES`] and [`BODY_TIMEOUT`].
struct JsonBody(Bytes);

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, _: &S) -> Result<Self, ProblemResponse> {
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let media_type = content_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .unwrap_or_default();
        let refused = |status| Err(ProblemResponse::from_status(status));
        if !media_type.trim().eq_ignore_ascii_case("application/json") {
            return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let body = axum::body::to_bytes(request.into_body(), MAX_BODY_BYTES);
        match tokio::time::timeout(BODY_TIMEOUT, body).await {
            Ok(Ok(bytes)) => Ok(Self(bytes)),
            Ok(Err(_)) => refused(StatusCode::PAYLOAD_TOO_LARGE),
            Err(_) => refused(StatusCode::REQUEST_TIMEOUT),
        }
    }
}
