//! Server-sent events (HTML, §9.2), for pages that change by themselves.

use super::state::AppState;
use crate::browser::kiosk::Presence;
use crate::browser::page;
use crate::browser::page_state::PageContent;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;

/// The default for events is "no-cache", which lets a browser store them (RFC 9111 §5.2.2.4).
const NO_STORE: (HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// `live` with the changed part of the page; `go` with the path of another page.
pub async fn page_events(State(app): State<Arc<AppState>>) -> impl IntoResponse {
    let mut page = app.session.page();
    // The current state comes first: it may have changed since the page was rendered.
    page.mark_changed();
    let stream = unfold(Some((app, page)), |state| async {
        let (app, mut page) = state?;
        tokio::select! {
            changed = page.changed() => changed.ok()?,
            () = app.stop.requested() => return None,
        }
        let now = page.borrow_and_update().clone();
        let event = match now.content {
            PageContent::RemoveCard
            | PageContent::Tap { .. }
            | PageContent::Card { .. }
            | PageContent::Send { .. } => {
                let html = page::live_region(&app.frame(&now), &now);
                Event::default().event("live").data(html)
            }
            _ => Event::default().event("go").data(now.path()),
        };
        Some((Ok::<_, Infallible>(event), Some((app, page))))
    });
    ([NO_STORE], Sse::new(stream))
}

/// Kiosk: `free`, `there`, or `asked` with the seconds left to answer.
pub async fn presence_events(State(app): State<Arc<AppState>>) -> Response {
    let Some(kiosk) = &app.kiosk else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut presence = kiosk.presence();
    presence.mark_changed();
    let stream = unfold(Some((app, presence)), |state| async {
        let (app, mut presence) = state?;
        tokio::select! {
            changed = presence.changed() => changed.ok()?,
            () = app.stop.requested() => return None,
        }
        let (name, seconds) = match *presence.borrow_and_update() {
            Presence::Nobody => ("free", 0),
            Presence::Present => ("there", 0),
            Presence::Asked(seconds) => ("asked", seconds),
        };
        // Browsers drop an event without data.
        let event = Event::default().event(name).data(seconds.to_string());
        Some((Ok::<_, Infallible>(event), Some((app, presence))))
    });
    ([NO_STORE], Sse::new(stream)).into_response()
}

/// Kiosk: somebody touched something.
pub async fn touch(State(app): State<Arc<AppState>>) -> StatusCode {
    if let Some(kiosk) = &app.kiosk {
        kiosk.touch();
    }
    StatusCode::NO_CONTENT
}
