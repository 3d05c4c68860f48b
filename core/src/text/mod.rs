//! Every word that a person reads, in their language. English and Japanese are originals of equal
//! rank: neither is a translation of the other. Plain Japanese (やさしい日本語) says the Japanese in
//! short sentences and plain words, with readings.

#[cfg(test)]
mod check;
pub mod help;
mod labels;
pub mod ruby;
mod search;
mod words;

pub use labels::{Labels, labels, labels_in};
pub use search::search_key;
pub(crate) use words::japan_time;
pub use words::{Arg, Text};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language that the words exist in. Adding one is adding a folder of Fluent files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Language {
    /// 日本語
    #[serde(rename = "ja")]
    Japanese,
    /// English
    #[serde(rename = "en")]
    English,
    /// やさしい日本語
    #[serde(rename = "ja-simple")]
    PlainJapanese,
}

impl Language {
    /// All languages there are, in the order in which a switch offers them.
    pub const ALL: [Self; 3] = [Self::Japanese, Self::English, Self::PlainJapanese];

    /// The BCP 47 tag: `ja`, `en`, `ja-simple` (the registered variant "simplified form").
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
            Self::PlainJapanese => "ja-simple",
        }
    }
}

/// A text that comes with the data (a service's name, a notice), in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalizedText(pub BTreeMap<Language, String>);

impl LocalizedText {
    /// The text in `language`; in Japanese where that language is missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        self.0
            .get(&language)
            .or_else(|| self.0.get(&Language::Japanese))
            .map_or("", String::as_str)
    }
}
