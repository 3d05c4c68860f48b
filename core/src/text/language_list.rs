//! What a switch of languages offers.

use super::{Language, Text};

/// A language, as a switch of languages offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LanguageInfo {
    /// The language.
    pub language: Language,
    /// Its BCP 47 tag.
    pub tag: String,
    /// Its own name.
    pub name: String,
}

/// All languages, in the order in which a switch offers them.
#[must_use]
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn languages() -> Vec<LanguageInfo> {
    let info = |language: Language| LanguageInfo {
        language,
        tag: language.tag().to_owned(),
        name: Text::new(language).message("label-language"),
    };
    Language::ALL.into_iter().map(info).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_offers_each_language_by_its_own_name() {
        let names: Vec<_> = languages().into_iter().map(|info| info.name).collect();
        assert_eq!(names[..3], ["日本語", "English", "やさしい日本語"]);
        assert_eq!(names.len(), Language::ALL.len());
    }
}
