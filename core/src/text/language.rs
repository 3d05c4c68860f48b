//! The languages, and which of them a person gets.
//!
//! Adding a language is adding a folder of Fluent files, named by its tag, and an entry to
//! `languages!` below. A crate above the core that has messages of its own
//! ([`fluent_files!`](crate::fluent_files)) needs such a folder too; the compiler names each file that
//! is missing.

use serde::{Deserialize, Serialize};

/// What sets a language apart besides its messages.
struct Properties {
    tag: &'static str,
    readings: bool,
    data: Data,
}

/// Who says the texts of data files (names, notices) in a language.
enum Data {
    /// The data files: a text without it is refused.
    Required,
    /// The data files where they can; otherwise the text is taken in another language.
    FallsBackTo(Language),
}

/// Defines [`Language`], and `fluent_files!`, which includes a crate's Fluent files in each language.
///
/// The first token is a dollar sign: a macro can't write one into a macro that it defines.
macro_rules! languages {
    ($d:tt $($variant:ident {
        doc: $doc:tt,
        tag: $tag:tt,
        readings: $readings:expr,
        data: $data:expr $(,)?
    },)+) => {
        /// A language that the messages exist in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
        pub enum Language {
            $(
                #[doc = $doc]
                #[serde(rename = $tag)]
                $variant,
            )+
        }

        impl Language {
            /// All languages, in the order in which a switch offers them.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$variant),+];

            const fn properties(self) -> Properties {
                match self {
                    $(Self::$variant => Properties {
                        tag: $tag,
                        readings: $readings,
                        data: $data,
                    },)+
                }
            }
        }

        /// The Fluent files of the calling crate in every language, for a
        /// [`Catalog`](crate::text::Catalog): `fluent_files!("src/text", "terminal.ftl")` includes
        /// `src/text/en/terminal.ftl`, and the same file of each other language. The folder is
        /// relative to the crate's `Cargo.toml`.
        #[macro_export]
        macro_rules! fluent_files {
            ($d folder:literal, $d ($d file:literal),+ $d (,)?) => {
                [$(
                    &[$d ((
                        $d file,
                        include_str!(concat!(
                            env!("CARGO_MANIFEST_DIR"), "/", $d folder, "/", $tag, "/", $d file
                        )),
                    )),+],
                )+]
            };
        }
    };
}

languages! { $
    Japanese { doc: "日本語", tag: "ja", readings: false, data: Data::Required },
    English { doc: "English", tag: "en", readings: false, data: Data::Required },
    PlainJapanese { doc: "やさしい日本語", tag: "ja-simple", readings: true, data: Data::FallsBackTo(Language::Japanese) },
}

/// The language of a person who wants none that there is.
const DEFAULT: Language = Language::English;

impl Language {
    /// The BCP 47 tag: `ja`, `en`, `ja-simple` (the registered variant "simplified form").
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.properties().tag
    }

    /// The language of exactly this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Whether it is Japanese, plain or not: kanji and kana in it are its own.
    #[must_use]
    pub fn is_japanese(self) -> bool {
        self.tag().split('-').next() == Some("ja")
    }

    /// Whether its texts hold readings of kanji, in parentheses: [`ruby`](super::ruby).
    #[must_use]
    pub const fn has_readings(self) -> bool {
        self.properties().readings
    }

    /// Whether data files must say each of their texts in it.
    #[must_use]
    pub const fn is_required_in_data(self) -> bool {
        matches!(self.properties().data, Data::Required)
    }

    /// The languages in which a text is looked for, best first: this one, the one that it falls back
    /// to, and then all others.
    pub(super) fn preferences(self) -> impl Iterator<Item = Self> {
        let fallback = match self.properties().data {
            Data::Required => None,
            Data::FallsBackTo(language) => Some(language),
        };
        let best = [self].into_iter().chain(fallback);
        best.chain(
            Self::ALL
                .into_iter()
                .filter(move |other| *other != self && Some(*other) != fallback),
        )
    }

    /// The most specific language all of whose subtags stand in `tag`, the first one in front.
    fn closest(tag: &str) -> Option<Self> {
        let wanted: Vec<String> = subtags(tag).collect();
        let fits = |language: &Self| {
            let mut own = subtags(language.tag());
            own.next() == wanted.first().cloned() && own.all(|subtag| wanted.contains(&subtag))
        };
        let fitting = Self::ALL.into_iter().filter(fits);
        fitting.max_by_key(|language| subtags(language.tag()).count())
    }
}

/// The parts of a tag, or of a POSIX locale (`ja_JP.UTF-8`), in lower case.
fn subtags(tag: &str) -> impl Iterator<Item = String> {
    tag.split(['-', '_', '.', '@']).map(str::to_ascii_lowercase)
}

/// The language for a person who wants these, best first; English if there is none of them.
///
/// `wanted` holds BCP 47 tags (`ja-JP`, `en-GB`) or POSIX locales (`ja_JP.UTF-8`), in any case.
#[must_use]
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn match_language(wanted: Vec<String>) -> Language {
    let known = wanted.iter().find_map(|tag| Language::closest(tag));
    known.unwrap_or(DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_matched_whatever_else_its_tag_says() {
        for (wanted, language) in [
            (&["ja"][..], Language::Japanese),
            (&["ja-JP"], Language::Japanese),
            (&["ja_JP.UTF-8"], Language::Japanese),
            (&["JA-Latn-JP"], Language::Japanese),
            (&["en-GB", "ja"], Language::English),
            (&["fr", "ja", "en"], Language::Japanese),
            (&["ja-simple", "ja"], Language::PlainJapanese),
            (&["ja-Simple"], Language::PlainJapanese),
            (&["ja-JP-simple"], Language::PlainJapanese),
            (&["en-simple"], Language::English),
            (&["simple"], Language::English),
            (&["jav", "zh-Hans-CN", "C", ""], Language::English),
            (&[], Language::English),
        ] {
            let tags = wanted.iter().map(ToString::to_string).collect();
            assert_eq!(match_language(tags), language, "{wanted:?}");
        }
    }

    #[test]
    fn a_language_is_told_by_its_tag_in_data_and_on_the_wire() {
        let tags = ["ja", "en", "ja-simple"];
        assert_eq!(Language::ALL.map(Language::tag)[..3], tags);
        for language in Language::ALL {
            let json = format!("\"{}\"", language.tag());
            assert_eq!(serde_json::to_string(&language).unwrap(), json);
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::from_tag("ja-JP"), None);
    }

    #[test]
    fn a_text_is_looked_for_in_every_language_once() {
        let of_plain_japanese: Vec<_> = Language::PlainJapanese.preferences().take(2).collect();
        assert_eq!(
            of_plain_japanese,
            [Language::PlainJapanese, Language::Japanese]
        );
        for language in Language::ALL {
            let mut preferences: Vec<_> = language.preferences().collect();
            assert_eq!(preferences[0], language);
            preferences.sort();
            assert_eq!(preferences, Language::ALL);
        }
    }
}
