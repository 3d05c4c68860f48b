//! Every text that a person reads, in the person's language. English and Japanese are originals of
//! equal rank: neither is a translation of the other. Plain Japanese (やさしい日本語) says the Japanese
//! in short sentences and plain words, with readings.

#[macro_use]
mod language;
mod catalog;
#[cfg(any(test, feature = "text-check"))]
#[doc(hidden)]
pub mod check;
pub mod help;
mod labels;
mod message;
pub mod ruby;
mod search;

pub use catalog::Catalog;
pub use labels::{Labels, labels, labels_in};
pub use language::{Language, LanguageInfo, languages, match_language};
pub(crate) use message::japan_time;
pub use message::{MessageArg, Text};
pub use search::search_key;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text that comes with the data (a service's name, a notice), in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(pub BTreeMap<Language, String>);

impl LocalizedText {
    /// The text in `language`; if that is missing, in the language that it falls back to, or else in
    /// the first one that there is, Japanese before all others.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let mut texts = language
            .preferences()
            .filter_map(|language| self.0.get(&language));
        texts.next().map_or("", String::as_str)
    }
}
