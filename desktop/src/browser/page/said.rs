//! What is said, as HTML: escaped, with readings set above the kanji, and Japanese words marked as
//! such in a page that is not.

use askama::filters::HtmlSafe;
use card_points::text::Language;
use card_points::text::ruby::pieces;
use std::fmt::{self, Display};

/// Words for the body of a page.
pub struct Said<'a> {
    text: &'a str,
    language: Language,
}

impl<'a> Said<'a> {
    /// `text` on a page in `language`.
    #[must_use]
    pub fn new(text: &'a str, language: Language) -> Self {
        Self { text, language }
    }
}

/// What it shows is escaped.
impl HtmlSafe for Said<'_> {}

impl askama::FastWritable for Said<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

impl Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.language.has_readings() {
            with_readings(f, self.text)
        } else if self.language.is_japanese() {
            escape(f, self.text)
        } else {
            with_tongues(f, self.text)
        }
    }
}

/// A screen reader says the kanji and would then say their reading as well: it is told the kanji
/// alone, which it can read. (`rt` ends where its `ruby` does: HTML, optional tags.)
fn with_readings(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for piece in pieces(text) {
        match piece.reading {
            None => escape(f, piece.text)?,
            Some(reading) => {
                f.write_str("<ruby>")?;
                escape(f, piece.text)?;
                write!(f, "<rt aria-hidden=true>{reading}</ruby>")?;
            }
        }
    }
    Ok(())
}

fn with_tongues(f: &mut fmt::Formatter<'_>, mut rest: &str) -> fmt::Result {
    while let Some(from) = rest.find(is_japanese) {
        escape(f, &rest[..from])?;
        let until = rest[from..].find(|c| !is_japanese(c));
        let until = until.map_or(rest.len(), |length| from + length);
        f.write_str("<span lang=ja>")?;
        escape(f, &rest[from..until])?;
        f.write_str("</span>")?;
        rest = &rest[until..];
    }
    escape(f, rest)
}

/// Kana, kanji and their marks.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Where no markup can stand (a title, an attribute): kanji without their readings.
#[must_use]
pub fn plain(text: &str, language: Language) -> String {
    if language.has_readings() {
        pieces(text).into_iter().map(|piece| piece.text).collect()
    } else {
        text.to_owned()
    }
}

fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, special) = rest.split_at(at);
        f.write_str(before)?;
        f.write_str(match special.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &special[1..];
    }
    f.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_is_shown_and_does_nothing() {
        for language in Language::ALL {
            assert_eq!(
                Said::new("<b>\"5 & 6\"</b> 'x'", language).to_string(),
                "&lt;b&gt;&quot;5 &amp; 6&quot;&lt;/b&gt; &#39;x&#39;"
            );
        }
    }

    #[test]
    fn readings_stand_above_the_kanji_in_plain_japanese_alone() {
        let text = "署名（しょめい）する";
        assert_eq!(
            Said::new(text, Language::PlainJapanese).to_string(),
            "<ruby>署名<rt aria-hidden=true>しょめい</ruby>する"
        );
        assert_eq!(Said::new(text, Language::Japanese).to_string(), text);
        assert_eq!(plain(text, Language::PlainJapanese), "署名する");
    }

    #[test]
    fn japanese_words_on_an_english_page_are_read_in_japanese() {
        assert_eq!(
            Said::new("for <利用者> (マイキーID), now", Language::English).to_string(),
            "for &lt;<span lang=ja>利用者</span>&gt; (<span lang=ja>マイキー</span>ID), now"
        );
        assert_eq!(
            Said::new("証明", Language::English).to_string(),
            "<span lang=ja>証明</span>"
        );
    }
}
