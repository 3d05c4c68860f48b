//! Pages, rendered from the page state.

mod card;
mod frame;
mod outcome;
mod question;
mod search;

pub use frame::{KioskStatus, PageFrame};
pub use search::ListSearch;

use crate::browser::page_state::{PageContent, PageState};
use crate::text::browser_text;
use crate::user_interface::SandboxCard;
use askama::Template;
use card::{CardPage, LiveRegion};
use card_points::text::Language;
use outcome::OutcomePage;
use question::QuestionPage;

#[derive(Template)]
#[template(path = "sandbox-cards.html")]
struct SandboxCardsPage<'a> {
    frame: &'a PageFrame,
    cards: &'a [SandboxCard],
}

#[derive(Template)]
#[template(path = "kiosk-staff.html")]
struct StaffPage<'a> {
    frame: &'a PageFrame,
}

impl StaffPage<'_> {
    /// What may happen at a kiosk, and what to do then.
    const HINTS: [(&'static str, &'static str); 7] = [
        ("staff-privacy", "staff-privacy-text"),
        ("staff-card-not-read", "staff-card-not-read-text"),
        ("staff-password-unknown", "staff-password-unknown-text"),
        ("staff-password-locked", "staff-password-locked-text"),
        ("staff-person-left", "staff-person-left-text"),
        ("staff-card-left-behind", "staff-card-left-behind-text"),
        ("staff-end-kiosk", "staff-end-kiosk-text"),
    ];
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    frame: &'a PageFrame,
    title: &'a str,
    text: &'a str,
}

#[derive(Template)]
#[template(path = "entered.html")]
struct EnteredPage {
    tag: &'static str,
    product: String,
}

/// The page of a state.
#[must_use]
pub fn render_page(mut frame: PageFrame, page: &PageState, search: &ListSearch) -> String {
    frame.practice |= page.text().is_some_and(|text| text.practice.is_some());
    let frame = &frame;
    match &page.content {
        PageContent::Question(question) => render(&QuestionPage::new(frame, question, search)),
        PageContent::Done { text, outcome } => render(&OutcomePage::new(frame, text, outcome)),
        PageContent::NotStarted
        | PageContent::RemoveCard
        | PageContent::Tap { .. }
        | PageContent::Card { .. }
        | PageContent::Send { .. } => render(&CardPage::new(frame, page)),
    }
}

/// The part of the page that changes while the card or the backend works.
#[must_use]
pub fn live_region(frame: &PageFrame, page: &PageState) -> String {
    render(&LiveRegion::new(frame, page))
}

/// The choice of a sandbox card.
#[must_use]
pub fn sandbox_cards(frame: &PageFrame, cards: &[SandboxCard]) -> String {
    render(&SandboxCardsPage { frame, cards })
}

/// Hints for the staff beside a kiosk.
#[must_use]
pub fn staff(frame: &PageFrame) -> String {
    render(&StaffPage { frame })
}

/// A page with one message.
#[must_use]
pub fn notice(frame: &PageFrame, title: &str, text: &str) -> String {
    render(&NoticePage { frame, title, text })
}

/// The page between the entry and the first question. A browser that does not continue by itself has a
/// link.
#[must_use]
pub fn entered(language: Language) -> String {
    render(&EnteredPage {
        tag: language.tag(),
        product: browser_text(language).message("browser-product"),
    })
}

/// Writing into a string can't fail.
fn render(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}

#[cfg(test)]
mod tests;
