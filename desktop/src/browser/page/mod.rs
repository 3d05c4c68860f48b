//! Pages, made from the scene: one renderer of questions.

mod ask;
mod card;
mod end;
mod fold;
mod said;
mod search;

pub use said::{Said, plain};
pub use search::Search;

use super::scene::{Scene, View};
use super::words::{PageWords, page_words};
use crate::person::Offer;
use crate::words::{Own, own};
use ask::AskPage;
use askama::Template;
use card::{CardPage, Live};
use card_points::journey::{Fact, ScreenText};
use card_points::text::{Labels, Language, LocalizedText, Text, labels_in};
use end::EndPage;

/// What every page has around its content.
pub struct Frame {
    /// The person's language.
    pub language: Language,
    /// The core's words for shells.
    pub labels: Labels,
    /// The computer's.
    pub own: &'static Own,
    /// The browser's.
    pub page: &'static PageWords,
    /// Number of the step that the page shows.
    pub serial: u64,
    /// Practice: nothing is applied for.
    pub practice: bool,
    /// Practice: the card in hand.
    pub in_hand: Option<Offer>,
    /// One person after another.
    pub watched: Option<Watched>,
}

/// What a page of a kiosk has to know.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// Seconds without a touch until it is asked whether somebody is there.
    pub limit: u64,
    /// It is being asked.
    pub asked: bool,
    /// Nobody has begun.
    pub fresh: bool,
}

/// A language that can be switched to.
struct Tongue {
    tag: &'static str,
    /// Its own name, which is in it.
    name: String,
    /// The page is in it.
    current: bool,
}

/// Lines that belong together.
struct Part<'a> {
    /// Their heading; empty: none.
    heading: &'a str,
    lines: Vec<&'a Fact>,
}

impl Frame {
    /// A frame in `language`.
    #[must_use]
    pub fn new(language: Language, serial: u64, in_hand: Option<Offer>) -> Self {
        Self {
            language,
            labels: labels_in(&Text::with_furigana(language)),
            own: own(language),
            page: page_words(language),
            serial,
            practice: in_hand.is_some(),
            in_hand,
            watched: None,
        }
    }

    /// Words in the body.
    #[must_use]
    pub fn said<'a>(&self, text: &'a str) -> Said<'a> {
        Said::new(text, self.language)
    }

    /// Words that are there in every language.
    #[must_use]
    pub fn named<'a>(&self, text: &'a LocalizedText) -> Said<'a> {
        self.said(text.get(self.language))
    }

    /// Words in a title or an attribute.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        plain(text, self.language)
    }

    fn tongues(&self) -> Vec<Tongue> {
        let tongue = |language: Language| Tongue {
            tag: language.tag(),
            name: plain(&labels_in(&Text::new(language)).language, language),
            current: language == self.language,
        };
        Language::ALL.into_iter().map(tongue).collect()
    }

    fn parts<'a>(&self, words: &'a ScreenText) -> Vec<Part<'a>> {
        let mut parts: Vec<Part<'_>> = Vec::new();
        for line in &words.facts {
            let heading = line.label.is_empty();
            if heading || parts.is_empty() {
                parts.push(Part {
                    heading: if heading { &line.value } else { "" },
                    lines: Vec::new(),
                });
            }
            if let Some(part) = parts.last_mut().filter(|_| !heading) {
                part.lines.push(line);
            }
        }
        parts
    }
}

#[derive(Template)]
#[template(path = "practice.html")]
struct PracticePage<'a> {
    frame: &'a Frame,
    offers: &'a [Offer],
}

#[derive(Template)]
#[template(path = "kiosk-staff.html")]
struct StaffPage<'a> {
    frame: &'a Frame,
    hints: &'a [(&'a str, &'a str)],
}

#[derive(Template)]
#[template(path = "plain.html")]
struct PlainPage<'a> {
    frame: &'a Frame,
    title: &'a str,
    text: &'a str,
}

/// The page of a scene.
#[must_use]
pub fn scene(mut frame: Frame, scene: &Scene, search: &Search) -> String {
    frame.practice |= scene.words().is_some_and(|words| words.practice.is_some());
    let frame = &frame;
    match &scene.view {
        View::Ask(question) => render(&AskPage::new(frame, question, search)),
        View::Done { words, outcome } => render(&EndPage::new(frame, words, outcome)),
        View::Nothing | View::Leave | View::Tap { .. } | View::Card { .. } | View::Send { .. } => {
            render(&CardPage::new(frame, scene))
        }
    }
}

/// What has changed on the page of a scene that changes by itself.
#[must_use]
pub fn live(frame: &Frame, scene: &Scene) -> String {
    render(&Live::new(frame, scene))
}

/// The practice cards.
#[must_use]
pub fn practice(frame: &Frame, offers: &[Offer]) -> String {
    render(&PracticePage { frame, offers })
}

/// What staff beside a kiosk should know.
#[must_use]
pub fn staff(frame: &Frame) -> String {
    let hints = frame.page.staff_hints;
    render(&StaffPage { frame, hints })
}

/// A page that says one thing.
#[must_use]
pub fn notice(frame: &Frame, title: &str, text: &str) -> String {
    render(&PlainPage { frame, title, text })
}

/// Writing into a string can't fail.
fn render(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}

#[cfg(test)]
mod tests;
