//! The pages over HTTP, on loopback.

use super::door::Door;
use super::entry;
use super::form::{Deed, Sent};
use super::kiosk::{Kiosk, Presence};
use super::listener::Guest;
use super::page::{self, Frame, Search, Watched};
use super::scene::{Scene, View};
use super::session::Session;
use super::words::page_words;
use crate::stop::Stop;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{self, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use card_points::journey::Event;
use card_points::text::{Language, match_language};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;
use tower_http::compression::CompressionLayer;

/// Largest form that is read, in bytes: a few short fields.
const LARGEST_FORM: usize = 16 * 1024;

/// How long a reply waits for what comes next, before it shows what is being done meanwhile.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What may be on a page, and what may not: no script and no style but ours, nothing from
/// elsewhere (CSP Level 3).
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// How long a request may take: its body to come, its reply to be made.
const LONGEST: Duration = Duration::from_secs(30);

/// What is said to the browser with every reply, about it and all that it could do.
const SAID_TO_BROWSERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // A form's Origin would be hidden from us by "no-referrer" (Fetch, "append a request Origin").
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    // Nothing here looks, listens, or asks where the person is.
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// How browsers say that they only look ahead, the oldest last.
const AHEAD: [&str; 3] = ["sec-purpose", "purpose", "x-moz"];

/// What the pages are made from.
pub struct App {
    door: Arc<Door>,
    session: Arc<Session>,
    /// One person after another.
    kiosk: Option<Arc<Kiosk>>,
    stop: Stop,
    quit: watch::Sender<bool>,
}

impl App {
    /// Serves `session` behind `door`, over which `kiosk` may watch. `quit` is sent `true` when the person closes the program;
    /// what is under way ends at `stop`.
    #[must_use]
    pub fn new(
        door: Arc<Door>,
        session: Arc<Session>,
        kiosk: Option<Arc<Kiosk>>,
        stop: Stop,
        quit: watch::Sender<bool>,
    ) -> Self {
        Self {
            door,
            session,
            kiosk,
            stop,
            quit,
        }
    }

    fn frame(&self, scene: &Scene) -> Frame {
        let language = self.session.language();
        let watched = self.kiosk.as_ref().map(|kiosk| Watched {
            limit: kiosk.limit(),
            asked: matches!(*kiosk.presence().borrow(), Presence::Asked(_)),
            fresh: scene.is_fresh(),
        });
        Frame {
            watched,
            ..Frame::new(language, scene.serial, self.session.in_hand())
        }
    }

    fn page(&self, scene: &Scene, search: &Search) -> Response {
        Html(page::scene(self.frame(scene), scene, search)).into_response()
    }

    fn notice(&self, title: &str, text: &str) -> Response {
        let frame = Frame::new(self.session.language(), 0, None);
        Html(page::notice(&frame, title, text)).into_response()
    }
}

/// Every page there is.
pub fn router(app: Arc<App>) -> Router {
    let inside = Router::new()
        .route("/", get(here).post(did))
        .route("/ask/{about}", get(shown))
        .route("/card", get(shown))
        .route("/end", get(shown))
        .route("/events", get(events))
        .route("/practice", get(practice))
        .route("/presence", get(presence))
        .route("/touch", post(touch))
        .route("/staff", get(staff))
        .route("/kiosk.js", get(kiosk_script))
        .route("/style.css", get(style))
        .route("/script.js", get(script))
        .route("/icon.svg", get(icon))
        // Who is not known is not told either what there is not.
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), known));
    Router::new()
        .route("/enter", post(enter_by_form))
        .route("/enter/{token}", get(enter_by_address))
        .merge(inside)
        // Readings triple a page. No page holds a secret whose length could be guessed from its weight,
        // and events are let through as they come.
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guarded))
        .with_state(app)
}

// ---- who gets in ---------------------------------------------------------------------------

/// Refuses whatever does not come to our own name, waits for no slow client, and says to the browser
/// what pages may do.
async fn guarded(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let form = request.method() == Method::POST;
    let mut response = match host(request.uri(), request.headers()) {
        // RFC 9112 §3.2.
        None => StatusCode::BAD_REQUEST.into_response(),
        // RFC 9110 §15.5.20.
        Some(host) if !app.door.is_host(host) => StatusCode::MISDIRECTED_REQUEST.into_response(),
        Some(_) => timeout(LONGEST, next.run(request))
            .await
            .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response()),
    };
    let headers = response.headers_mut();
    for (name, value) in SAID_TO_BROWSERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if form {
        // A connection keeps what it has read, until it is read over; what was typed goes with it.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Which host a request is for (RFC 9112 §3.2): the one that its target names, or else its one Host
/// header. `None`: it has none, or several.
fn host<'a>(target: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().filter(|_| hosts.next().is_none())?;
    match (target.scheme_str(), target.authority()) {
        (None | Some("http"), Some(authority)) => Some(authority.as_str()),
        (None, None) => host.to_str().ok(),
        // Nothing here is served by another scheme.
        _ => Some(""),
    }
}

/// Lets on only the browser that was let in, and only what comes from our own pages: a form says so
/// by its origin, everything by Fetch Metadata, where the browser has that. Another port of our own
/// name would be the same site to the cookie.
async fn known(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let cookie = app.door.is_known(text(headers, header::COOKIE));
    let origin =
        request.method() != Method::POST || app.door.is_origin(text(headers, header::ORIGIN));
    let site = text(headers, HeaderName::from_static("sec-fetch-site"));
    let site = matches!(site, None | Some("same-origin" | "none"));
    if !(cookie && origin && site) {
        return refused(headers);
    }
    if let Some(guest) = request.extensions().get::<Arc<Guest>>() {
        guest.is_known_now();
    }
    next.run(request).await
}

/// Says in the browser's language that this window is not the one; nothing else is told.
fn refused(headers: &HeaderMap) -> Response {
    let language = accepted(text(headers, header::ACCEPT_LANGUAGE));
    let words = page_words(language);
    let frame = Frame::new(language, 0, None);
    let page = page::notice(&frame, words.not_yours_title, words.not_yours_text);
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}

/// By the file that the browser was started on: a form from a page that has no origin (HTML, opaque
/// origins). Any page can be without one: it is the token that lets in.
async fn enter_by_form(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let origin = text(&headers, header::ORIGIN);
    if origin != Some("null") && !app.door.is_origin(origin) {
        return refused(&headers);
    }
    enter(&app, &headers, Sent::read(&body).token().as_deref())
}

/// By the address that was printed.
async fn enter_by_address(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    // A browser that only looks ahead (while the address is being typed) must not use it up.
    if AHEAD.iter().any(|name| headers.contains_key(*name)) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if method == Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    enter(&app, &headers, Some(&token))
}

fn enter(app: &App, headers: &HeaderMap, token: Option<&str>) -> Response {
    let Some(cookie) = token.and_then(|token| app.door.enter(token)) else {
        return refused(headers);
    };
    let language = accepted(text(headers, header::ACCEPT_LANGUAGE));
    app.session.set_first_language(language);
    app.session.begin();
    // Not a redirect: one that a file began would not carry a strict cookie.
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::REFRESH, "0; url=/".to_owned()),
    ];
    (headers, Html(entry::passed(language))).into_response()
}

/// The language that the browser asks for first among those that there are (RFC 9110 §12.5.4).
fn accepted(languages: Option<&str>) -> Language {
    let mut wanted: Vec<(&str, f32)> = languages
        .unwrap_or_default()
        .split(',')
        .map(|range| {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse().ok());
            (tag.trim(), weight.unwrap_or(1.0))
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
    match_language(wanted.into_iter().map(|(tag, _)| tag.to_owned()).collect())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

// ---- pages ---------------------------------------------------------------------------------

async fn here(State(app): State<Arc<App>>) -> Response {
    let scene = settled(&app, |scene| !matches!(scene.view, View::Nothing)).await;
    see(&scene.path())
}

async fn shown(State(app): State<Arc<App>>, uri: Uri, RawQuery(query): RawQuery) -> Response {
    let scene = app.session.scene().borrow().clone();
    if uri.path() == scene.path() {
        return app.page(&scene, &search(query.as_deref().unwrap_or_default()));
    }
    // The browser's own "back": as the page's, as often as it takes.
    let times = scene.back_to(uri.path()).unwrap_or(0);
    let mut serial = scene.serial;
    for _ in 0..times {
        app.session.did(serial, Deed::Tell(Event::Back));
        serial = settled(&app, |scene| scene.serial > serial).await.serial;
    }
    see(&app.session.scene().borrow().path())
}

async fn did(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let sent = Sent::read(&body);
    let scene = app.session.scene().borrow().clone();
    let Some(deed) = sent.deed(&scene) else {
        return see(&scene.path());
    };
    if let Some(kiosk) = &app.kiosk {
        kiosk.touch();
    }
    match deed {
        Deed::Here => {}
        Deed::Quit if app.kiosk.is_some() => {}
        Deed::Quit => {
            let words = page_words(app.session.language());
            let page = app.notice(words.quit_title, words.quit_text);
            app.quit.send_replace(true);
            return page;
        }
        Deed::Home => {
            match &app.kiosk {
                Some(kiosk) => kiosk.forget(),
                None => app.session.begin(),
            }
            let next = |now: &Scene| now.visit > scene.visit && now.serial > scene.serial;
            return see(&settled(&app, next).await.path());
        }
        Deed::Take(id) => app.session.take(&id),
        deed if sent.serial() == Some(scene.serial) => {
            if let Deed::Tell(Event::SetLanguage { language }) = deed {
                app.session.set_language(language);
            }
            app.session.did(scene.serial, deed);
            let next = |now: &Scene| now.serial > scene.serial && now.waits_for_person();
            return see(&settled(&app, next).await.path());
        }
        _ => {}
    }
    see(&scene.path())
}

async fn practice(State(app): State<Arc<App>>) -> Response {
    let scene = app.session.scene().borrow().clone();
    Html(page::practice(&app.frame(&scene), &app.session.offers())).into_response()
}

/// Waits until the scene is as it shall be, or patience ends.
async fn settled(app: &App, wanted: impl FnMut(&Scene) -> bool) -> Scene {
    let mut scene = app.session.scene();
    let _ = timeout(PATIENCE, scene.wait_for(wanted)).await;
    let now = scene.borrow();
    now.clone()
}

fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}

fn search(query: &str) -> Search {
    let mut search = Search::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "q" => search.text = value.into_owned(),
            "kind" => search.filters.push(value.into_owned()),
            _ => {}
        }
    }
    search
}

// ---- what moves by itself ------------------------------------------------------------------

/// Events of their own are "no-cache", which lets a browser keep them (RFC 9111 §5.2.2.4).
const NOT_KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// Server-sent events (HTML, §9.2): `live` with the part of the page that has changed, `go` when
/// another page is to be shown.
async fn events(State(app): State<Arc<App>>) -> impl IntoResponse {
    let mut scene = app.session.scene();
    // What is there now comes first: the page may have been made before something changed.
    scene.mark_changed();
    let stream = unfold(Some((app, scene)), |state| async {
        let (app, mut scene) = state?;
        tokio::select! {
            changed = scene.changed() => changed.ok()?,
            () = app.stop.wanted() => return None,
        }
        let now = scene.borrow_and_update().clone();
        let event = sse::Event::default();
        let event = match now.view {
            View::Leave | View::Tap { .. } | View::Card { .. } | View::Send { .. } => {
                event.event("live").data(page::live(&app.frame(&now), &now))
            }
            _ => event.event("go").data(now.path()),
        };
        Some((Ok::<_, Infallible>(event), Some((app, scene))))
    });
    ([NOT_KEPT], Sse::new(stream))
}

// ---- one person after another --------------------------------------------------------------

async fn touch(State(app): State<Arc<App>>) -> StatusCode {
    if let Some(kiosk) = &app.kiosk {
        kiosk.touch();
    }
    StatusCode::NO_CONTENT
}

/// Server-sent events: `free`, `there`, or `asked` with the seconds left to answer.
async fn presence(State(app): State<Arc<App>>) -> Response {
    let Some(kiosk) = &app.kiosk else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut presence = kiosk.presence();
    presence.mark_changed();
    let stream = unfold(Some((app, presence)), |state| async {
        let (app, mut presence) = state?;
        tokio::select! {
            changed = presence.changed() => changed.ok()?,
            () = app.stop.wanted() => return None,
        }
        let event = sse::Event::default();
        // One without data is dropped by browsers.
        let (name, left) = match *presence.borrow_and_update() {
            Presence::Free => ("free", 0),
            Presence::There => ("there", 0),
            Presence::Asked(left) => ("asked", left),
        };
        let event = event.event(name).data(left.to_string());
        Some((Ok::<_, Infallible>(event), Some((app, presence))))
    });
    ([NOT_KEPT], Sse::new(stream)).into_response()
}

async fn staff(State(app): State<Arc<App>>) -> Response {
    let scene = app.session.scene().borrow().clone();
    Html(page::staff(&app.frame(&scene))).into_response()
}

// ---- what never changes --------------------------------------------------------------------

/// Kept by the browser for one start: the next one has another name.
const KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "private, max-age=86400");

fn kept(kind: &'static str, file: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), KEPT], file).into_response()
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

async fn style() -> Response {
    kept(
        "text/css; charset=utf-8",
        include_str!("../../assets/style.css"),
    )
}

async fn script() -> Response {
    kept(SCRIPT, include_str!("../../assets/script.js"))
}

async fn kiosk_script() -> Response {
    kept(SCRIPT, include_str!("../../assets/kiosk.js"))
}

async fn icon() -> Response {
    kept("image/svg+xml", include_str!("../../assets/icon.svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_is_taken() {
        for (header, language) in [
            ("ja,en-US;q=0.9,en;q=0.8", Language::Japanese),
            ("en-GB", Language::English),
            ("fr, de;q=0.8, ja;q=0.5", Language::Japanese),
            ("en;q=0.3, ja;q=0.9", Language::Japanese),
            ("ja-simple, ja;q=0.9", Language::PlainJapanese),
            ("ja;q=0, zh", Language::English),
            ("", Language::English),
            (";;q=,,", Language::English),
        ] {
            assert_eq!(accepted(Some(header)), language, "{header}");
        }
        assert_eq!(accepted(None), Language::English);
    }
}
