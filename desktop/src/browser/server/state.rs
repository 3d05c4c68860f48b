//! What all handlers share.

use crate::browser::access::AccessControl;
use crate::browser::kiosk::{KioskMonitor, Presence};
use crate::browser::page::{self, KioskStatus, ListSearch, PageFrame};
use crate::browser::page_state::PageState;
use crate::browser::session::BrowserSession;
use crate::stop::StopSignal;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// How long a reply waits for the next page before it shows the work in progress.
const NEXT_PAGE_TIMEOUT: Duration = Duration::from_millis(1500);

/// What all handlers share.
pub struct AppState {
    /// Who may enter.
    pub access: Arc<AccessControl>,
    /// The person's session.
    pub session: Arc<BrowserSession>,
    /// One person after another.
    pub kiosk: Option<Arc<KioskMonitor>>,
    /// Ends open event streams.
    pub stop: StopSignal,
    /// Is sent `true` when the person ends the program.
    pub quit: watch::Sender<bool>,
}

impl AppState {
    /// The page as it is now.
    pub fn page(&self) -> PageState {
        self.session.page().borrow().clone()
    }

    /// Waits until the page is as `wanted`, or the timeout; returns the page.
    pub async fn wait_for_page(&self, wanted: impl FnMut(&PageState) -> bool) -> PageState {
        let mut page = self.session.page();
        let _ = timeout(NEXT_PAGE_TIMEOUT, page.wait_for(wanted)).await;
        let page = page.borrow();
        page.clone()
    }

    /// What `page` has around its content.
    pub fn frame(&self, page: &PageState) -> PageFrame {
        let kiosk = self.kiosk.as_ref().map(|kiosk| KioskStatus {
            idle_seconds: kiosk.idle_seconds(),
            asks_presence: matches!(*kiosk.presence().borrow(), Presence::Asked(_)),
            is_free: page.is_first_question(),
        });
        let language = self.session.language();
        PageFrame {
            kiosk,
            ..PageFrame::new(language, page.serial, self.session.selected_card())
        }
    }

    /// The page as a reply.
    pub fn render(&self, page: &PageState, search: &ListSearch) -> Response {
        Html(page::render_page(self.frame(page), page, search)).into_response()
    }

    /// A page with one message as a reply.
    pub fn render_notice(&self, title: &str, text: &str) -> Response {
        let frame = PageFrame::new(self.session.language(), 0, None);
        Html(page::notice(&frame, title, text)).into_response()
    }
}
