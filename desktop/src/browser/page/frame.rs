//! What every page has around its content.

use crate::browser::html::{HtmlText, plain};
use crate::readers::ReaderHint;
use crate::text::{browser_text, reader_hint};
use crate::user_interface::SandboxCard;
use card_points::journey::{Fact, ScreenText};
use card_points::text::{Labels, Language, LocalizedText, Text, labels_in};

/// What every page has around its content.
pub struct PageFrame {
    /// The person's language.
    pub language: Language,
    /// The core's labels.
    pub labels: Labels,
    /// The program's own texts.
    pub text: Text,
    /// The serial of the step that the page shows.
    pub serial: u64,
    /// Whether this is practice: nothing is applied for.
    pub practice: bool,
    /// The selected sandbox card.
    pub selected_card: Option<SandboxCard>,
    /// One person after another.
    pub kiosk: Option<KioskStatus>,
}

/// What a page of a kiosk shows.
#[derive(Debug, Clone, Copy)]
pub struct KioskStatus {
    /// Seconds without a touch before the kiosk asks whether somebody is there.
    pub idle_seconds: u64,
    /// The kiosk asks whether somebody is there.
    pub asks_presence: bool,
    /// Nobody has begun.
    pub is_free: bool,
}

/// A language that the person can switch to.
pub struct LanguageOption {
    /// Its tag (BCP 47).
    pub tag: &'static str,
    /// Its own name, in that language.
    pub name: String,
    /// The page is in this language.
    pub current: bool,
}

/// Facts that belong together.
pub struct FactGroup<'a> {
    /// Their heading; empty if there is none.
    pub heading: &'a str,
    /// The facts.
    pub facts: Vec<&'a Fact>,
}

impl PageFrame {
    /// A frame in `language`.
    #[must_use]
    pub fn new(language: Language, serial: u64, selected_card: Option<SandboxCard>) -> Self {
        Self {
            language,
            labels: labels_in(&Text::with_furigana(language)),
            text: browser_text(language),
            serial,
            practice: selected_card.is_some(),
            selected_card,
            kiosk: None,
        }
    }

    /// A text for the body of the page.
    #[must_use]
    pub fn html<'a>(&self, text: &'a str) -> HtmlText<'a> {
        HtmlText::new(text, self.language)
    }

    /// One of the program's own texts for the body of the page.
    #[must_use]
    pub fn message(&self, key: &str) -> HtmlText<'static> {
        HtmlText::new(self.text.message(key), self.language)
    }

    /// One of the program's own texts for a title or an attribute.
    #[must_use]
    pub fn plain_message(&self, key: &str) -> String {
        self.plain(&self.text.message(key))
    }

    /// What the person can do about a hint of the readers.
    #[must_use]
    pub fn reader_hint(&self, hint: &ReaderHint) -> HtmlText<'static> {
        HtmlText::new(reader_hint(&self.text, hint), self.language)
    }

    /// A text of the programme's data for the body of the page.
    #[must_use]
    pub fn localized<'a>(&self, text: &'a LocalizedText) -> HtmlText<'a> {
        self.html(text.get(self.language))
    }

    /// A text for a title or an attribute.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        plain(text, self.language)
    }

    /// The languages of the switch.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageOption> {
        let option = |language: Language| LanguageOption {
            tag: language.tag(),
            name: plain(&labels_in(&Text::new(language)).language, language),
            current: language == self.language,
        };
        Language::ALL.into_iter().map(option).collect()
    }

    /// The facts of a screen, grouped: a fact without a label is a heading.
    #[must_use]
    pub fn fact_groups<'a>(&self, text: &'a ScreenText) -> Vec<FactGroup<'a>> {
        let mut groups: Vec<FactGroup<'_>> = Vec::new();
        for fact in &text.facts {
            let is_heading = fact.label.is_empty();
            if is_heading || groups.is_empty() {
                groups.push(FactGroup {
                    heading: if is_heading { &fact.value } else { "" },
                    facts: Vec::new(),
                });
            }
            if let Some(group) = groups.last_mut().filter(|_| !is_heading) {
                group.facts.push(fact);
            }
        }
        groups
    }
}
