//! The pages of help: what the leaflet and its questions and answers say, for people who will not
//! read a manual. At most six short paragraphs a page.

use super::Text;

/// A page of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// Its id, e.g. `password`.
    pub id: &'static str,
    /// Its title, as it stands in the list of pages and above the page.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
}

/// All pages, in the order in which they are offered.
#[must_use]
pub fn pages(text: &Text) -> Vec<HelpPage> {
    PAGES
        .iter()
        .map(|(id, title, paragraphs)| HelpPage {
            id,
            title: text.message(title),
            text: paragraphs.iter().map(|key| text.message(key)).collect(),
        })
        .collect()
}

/// Id, key of the title, keys of the paragraphs.
type Keys = (&'static str, &'static str, &'static [&'static str]);

const PAGES: &[Keys] = &[
    (
        "what",
        "page-what",
        &[
            "page-what-points",
            "page-what-worth",
            "page-what-apply",
            "page-what-free",
        ],
    ),
    (
        "measures",
        "page-measures",
        &[
            "page-measures-card",
            "page-measures-open",
            "page-measures-insurance",
            "page-measures-account",
            "page-measures-today",
        ],
    ),
    (
        "ways",
        "page-ways",
        &[
            "page-ways-one",
            "page-ways-phone",
            "page-ways-computer",
            "page-ways-spot",
            "page-ways-not-all",
        ],
    ),
    (
        "phones",
        "page-phones",
        &[
            "page-phones-some",
            "page-phones-iphone",
            "page-phones-android",
            "page-phones-try",
            "page-phones-else",
        ],
    ),
    (
        "need",
        "page-need",
        &[
            "page-need-card",
            "page-need-password",
            "page-need-service",
            "page-need-first",
            "page-need-device",
        ],
    ),
    (
        "service",
        "page-service",
        &[
            "page-service-one",
            "page-service-name",
            "page-service-final",
            "page-service-later",
            "page-service-person",
            "page-service-list",
        ],
    ),
    (
        "account",
        "page-account",
        &[
            "page-account-what",
            "page-account-id",
            "page-account-code",
            "page-account-where",
            "page-account-not",
            "page-account-compare",
        ],
    ),
    (
        "password",
        "page-password",
        &[
            "page-password-which",
            "page-password-photo",
            "page-password-tries",
            "page-password-last",
            "page-password-locked",
            "page-password-store",
        ],
    ),
    (
        "child",
        "page-child",
        &[
            "page-child-under",
            "page-child-name",
            "page-child-another",
            "page-child-over",
            "page-child-birthday",
        ],
    ),
    (
        "phone-scan",
        "page-phone-scan",
        &[
            "page-phone-scan-cover",
            "page-phone-scan-once",
            "page-phone-scan-android",
            "page-phone-scan-iphone",
            "page-phone-scan-search",
            "page-phone-scan-practise",
        ],
    ),
    (
        "reader-scan",
        "page-reader-scan",
        &[
            "page-reader-scan-lay",
            "page-reader-scan-still",
            "page-reader-scan-search",
            "page-reader-scan-others",
            "page-reader-scan-practise",
        ],
    ),
    (
        "steps",
        "page-steps",
        &[
            "page-steps-preregistration",
            "page-steps-application",
            "page-steps-once",
            "page-steps-alone",
            "page-steps-keep",
        ],
    ),
    (
        "after",
        "page-after",
        &[
            "page-after-submitted",
            "page-after-status",
            "page-after-unconfirmed",
            "page-after-points",
            "page-after-doubt",
        ],
    ),
    (
        "points",
        "page-points",
        &[
            "page-points-charge",
            "page-points-wait",
            "page-points-granted",
            "page-points-when",
            "page-points-rounding",
            "page-points-ask",
        ],
    ),
    (
        "safe",
        "page-safe",
        &[
            "page-safe-certificate",
            "page-safe-number",
            "page-safe-purchases",
            "page-safe-device",
            "page-safe-signed",
            "page-safe-links",
        ],
    ),
    (
        "problems",
        "page-problems",
        &[
            "page-problems-read",
            "page-problems-new",
            "page-problems-ended",
            "page-problems-use",
            "page-problems-confirmed",
            "page-problems-service",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use std::collections::HashSet;

    #[test]
    fn every_page_is_said_in_every_language() {
        for language in Language::ALL {
            for page in pages(&Text::new(language)) {
                let said = page.text.iter().chain([&page.title]);
                for words in said {
                    assert!(!words.starts_with("page-"), "{words} in {}", language.tag());
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
