//! Texts that come with data.

use super::Language;
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
