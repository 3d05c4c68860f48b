//! The pages and their forms.

use super::state::AppState;
use crate::browser::form::{PageAction, SubmittedForm};
use crate::browser::page::{self, ListSearch};
use crate::browser::page_state::{PageContent, PageState};
use crate::text::browser_text;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use card_points::journey::{Event, QuestionForm};
use std::sync::Arc;

/// Redirects to the current page.
pub async fn current(State(app): State<Arc<AppState>>) -> Response {
    let has_begun = |page: &PageState| !matches!(page.content, PageContent::NotStarted);
    redirect(&app.wait_for_page(has_begun).await)
}

/// Shows the current page.
pub async fn show(
    State(app): State<Arc<AppState>>,
    uri: Uri,
    RawQuery(query): RawQuery,
) -> Response {
    let page = app.page();
    if uri.path() == page.path() {
        let search = ListSearch::from_query(query.as_deref().unwrap_or_default());
        return app.render(&page, &search);
    }
    // The browser's own "back" acts like the page's, as often as needed.
    let steps = page.steps_back_to(uri.path()).unwrap_or(0);
    let mut serial = page.serial;
    for _ in 0..steps {
        app.session.act(serial, PageAction::Journey(Event::Back));
        serial = app.wait_for_page(|page| page.serial > serial).await.serial;
    }
    redirect(&app.page())
}

/// The ids of the choices of the current list that a search finds, as JSON: the script of the page hides
/// the others.
pub async fn search(State(app): State<Arc<AppState>>, RawQuery(query): RawQuery) -> Response {
    let PageContent::Question(question) = app.page().content else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let QuestionForm::Choose {
        choices,
        filter_groups,
        ..
    } = &question.form
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let search = ListSearch::from_query(query.as_deref().unwrap_or_default());
    Json(search.find(choices, filter_groups)).into_response()
}

/// Handles the form of a page.
pub async fn submit(State(app): State<Arc<AppState>>, body: Bytes) -> Response {
    let form = SubmittedForm::read(&body);
    let page = app.page();
    let Some(action) = form.action(&page) else {
        return redirect(&page);
    };
    if let Some(kiosk) = &app.kiosk {
        kiosk.touch();
    }
    match action {
        PageAction::ConfirmPresence => {}
        PageAction::Quit if app.kiosk.is_some() => {}
        PageAction::Quit => {
            let text = browser_text(app.session.language());
            let page = app.render_notice(
                &text.message("browser-quit-title"),
                &text.message("browser-quit-text"),
            );
            app.quit.send_replace(true);
            return page;
        }
        PageAction::Restart => {
            match &app.kiosk {
                Some(kiosk) => kiosk.reset(),
                None => app.session.restart(),
            }
            let is_next = |next: &PageState| {
                next.journey_number > page.journey_number && next.serial > page.serial
            };
            return redirect(&app.wait_for_page(is_next).await);
        }
        PageAction::SelectSandboxCard(id) => app.session.select_card(&id),
        action if form.serial() == Some(page.serial) => {
            if let PageAction::Journey(Event::SetLanguage { language }) = action {
                app.session.set_language(language);
            }
            app.session.act(page.serial, action);
            let is_next = |next: &PageState| next.serial > page.serial && next.waits_for_person();
            return redirect(&app.wait_for_page(is_next).await);
        }
        // It belongs to an older page.
        _ => {}
    }
    redirect(&page)
}

/// The choice of a sandbox card.
pub async fn sandbox_cards(State(app): State<Arc<AppState>>) -> Response {
    let frame = app.frame(&app.page());
    Html(page::sandbox_cards(&frame, &app.session.sandbox_cards())).into_response()
}

/// Hints for the staff beside a kiosk.
pub async fn staff(State(app): State<Arc<AppState>>) -> Response {
    Html(page::staff(&app.frame(&app.page()))).into_response()
}

fn redirect(page: &PageState) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, page.path())]).into_response()
}
