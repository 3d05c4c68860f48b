//! The page that changes by itself, while the card or the backend works.

use super::frame::PageFrame;
use crate::browser::page_state::{PageContent, PageState};
use crate::readers::ReaderHint;
use askama::Template;
use card_points::journey::{StageProgress, StageState};
use std::borrow::Cow;

/// The page while a card is waited for, or the card or the backend works.
#[derive(Template)]
#[template(path = "card.html")]
pub struct CardPage<'a> {
    frame: &'a PageFrame,
    live: LiveRegion<'a>,
}

impl<'a> CardPage<'a> {
    /// The page of a state.
    pub fn new(frame: &'a PageFrame, page: &'a PageState) -> Self {
        let live = LiveRegion::new(frame, page);
        Self { frame, live }
    }
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "live-region.html")]
pub struct LiveRegion<'a> {
    frame: &'a PageFrame,
    title: Cow<'a, str>,
    paragraphs: Vec<Cow<'a, str>>,
    hint: Option<&'a ReaderHint>,
    illustration: Illustration,
    /// There is a journey to stop.
    can_stop: bool,
    stages: &'a [StageProgress],
}

/// The picture of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Illustration {
    /// Put the card on the reader.
    InsertCard,
    /// The card is on the reader.
    CardInserted,
    /// The backend works; the card may be removed.
    Wait,
}

impl<'a> LiveRegion<'a> {
    /// The changing part of a state.
    pub fn new(frame: &'a PageFrame, page: &'a PageState) -> Self {
        let illustration = match page.content {
            PageContent::Tap { .. } => Illustration::InsertCard,
            PageContent::Card { .. } => Illustration::CardInserted,
            _ => Illustration::Wait,
        };
        let (title, paragraphs) = match (page.text(), &page.content) {
            (Some(text), _) => {
                let paragraphs = text.paragraphs.iter().map(Cow::from);
                (Cow::from(&text.title), paragraphs.collect())
            }
            (None, PageContent::RemoveCard) => (
                frame.text.message("browser-remove-card-title").into(),
                vec![frame.text.message("browser-remove-card-text").into()],
            ),
            (None, _) => (Cow::from(&frame.labels.waiting), vec![]),
        };
        Self {
            frame,
            title,
            paragraphs,
            // With a sandbox card, no reader is needed.
            hint: page
                .hint
                .as_ref()
                .filter(|hint| frame.selected_card.is_none() || !hint.readers().is_empty()),
            illustration,
            can_stop: page.text().is_some(),
            stages: stages(page),
        }
    }

    fn offers_sandbox_card(&self) -> bool {
        self.illustration == Illustration::InsertCard && self.frame.selected_card.is_some()
    }
}

/// The stages of the card, if there are any to show.
fn stages(page: &PageState) -> &[StageProgress] {
    match &page.content {
        PageContent::Card { progress, .. }
        | PageContent::Send {
            progress: Some(progress),
            ..
        } => &progress.stages,
        _ => &[],
    }
}
