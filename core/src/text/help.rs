//! The pages of help: the leaflet and its questions and answers, for people who don't read manuals.
//! At most six short paragraphs a page.

use super::Text;

/// A page of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// Its id, e.g. `password`.
    pub id: &'static str,
    /// Its title, in the list of pages and above the page.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
}

/// All pages, in the order in which they are offered.
#[must_use]
pub fn pages(text: &Text) -> Vec<HelpPage> {
    PAGES
        .iter()
        .map(|(id, paragraphs)| HelpPage {
            id,
            title: text.message(&title_key(id)),
            text: paragraphs
                .iter()
                .map(|paragraph| text.message(&paragraph_key(id, paragraph)))
                .collect(),
        })
        .collect()
}

fn title_key(page: &str) -> String {
    format!("page-{page}")
}

fn paragraph_key(page: &str, paragraph: &str) -> String {
    format!("page-{page}-{paragraph}")
}

/// The keys of all messages of these pages.
#[cfg(test)]
pub(super) fn keys() -> Vec<String> {
    PAGES
        .iter()
        .flat_map(|(id, paragraphs)| {
            let keys = paragraphs
                .iter()
                .map(|paragraph| paragraph_key(id, paragraph));
            std::iter::once(title_key(id)).chain(keys)
        })
        .collect()
}

/// The id of each page with the ids of its paragraphs.
const PAGES: &[(&str, &[&str])] = &[
    ("what", &["points", "worth", "apply", "free"]),
    (
        "measures",
        &["card", "open", "insurance", "account", "today"],
    ),
    ("ways", &["one", "phone", "computer", "spot", "not-all"]),
    ("phones", &["some", "iphone", "android", "try", "else"]),
    ("need", &["card", "password", "service", "first", "device"]),
    (
        "service",
        &["one", "name", "final", "later", "person", "list"],
    ),
    (
        "account",
        &["what", "id", "code", "where", "not", "compare"],
    ),
    (
        "password",
        &["which", "photo", "tries", "last", "locked", "store"],
    ),
    ("child", &["under", "name", "another", "over", "birthday"]),
    (
        "phone-scan",
        &["cover", "once", "android", "iphone", "search", "practise"],
    ),
    (
        "reader-scan",
        &["lay", "still", "search", "others", "practise"],
    ),
    (
        "steps",
        &["preregistration", "application", "once", "alone", "keep"],
    ),
    (
        "after",
        &["submitted", "status", "unconfirmed", "points", "doubt"],
    ),
    (
        "points",
        &["charge", "wait", "granted", "when", "rounding", "ask"],
    ),
    (
        "safe",
        &[
            "certificate",
            "number",
            "purchases",
            "device",
            "signed",
            "links",
        ],
    ),
    (
        "problems",
        &["read", "new", "ended", "use", "confirmed", "service"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use std::collections::HashSet;

    #[test]
    fn every_page_has_its_messages_in_every_language() {
        for language in Language::ALL {
            for page in pages(&Text::new(language)) {
                for text in page.text.iter().chain([&page.title]) {
                    assert!(!text.starts_with("page-"), "{text} in {}", language.tag());
                }
            }
        }
        assert_ne!(
            pages(&Text::new(Language::English))[0].text,
            pages(&Text::new(Language::Japanese))[0].text
        );
    }

    #[test]
    fn a_page_is_found_by_its_id_and_stays_short() {
        let pages = pages(&Text::new(Language::English));
        let ids: HashSet<&str> = pages.iter().map(|page| page.id).collect();
        assert_eq!(ids.len(), pages.len());
        for page in &pages {
            assert!((1..=6).contains(&page.text.len()), "{}", page.id);
        }
    }
}
