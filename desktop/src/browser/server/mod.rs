//! The pages over HTTP, on loopback.

mod assets;
mod entry;
mod events;
mod guard;
mod language;
mod pages;
mod state;

pub use state::AppState;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// Largest form, in bytes: a few short fields.
const MAX_FORM_BYTES: usize = 16 * 1024;

/// All pages.
pub fn router(app: Arc<AppState>) -> Router {
    let protected = Router::new()
        .route("/", get(pages::current).post(pages::submit))
        .route("/ask/{about}", get(pages::show))
        .route("/card", get(pages::show))
        .route("/end", get(pages::show))
        .route("/search", get(pages::search))
        .route("/practice", get(pages::sandbox_cards))
        .route("/staff", get(pages::staff))
        .route("/events", get(events::page_events))
        .route("/presence", get(events::presence_events))
        .route("/touch", post(events::touch))
        .route("/kiosk.js", get(assets::kiosk_script))
        .route("/style.css", get(assets::style))
        .route("/script.js", get(assets::script))
        .route("/icon.svg", get(assets::icon))
        // A stranger does not even learn which paths exist.
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            guard::require_access,
        ));
    Router::new()
        .route("/enter", post(entry::enter_by_form))
        .route("/enter/{token}", get(entry::enter_by_address))
        .merge(protected)
        // Readings triple a page's length. No page contains a secret that its compressed length could
        // reveal, and events are flushed as they come.
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            guard::guard_requests,
        ))
        .with_state(app)
}
