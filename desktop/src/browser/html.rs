//! Texts as HTML: escaped, with readings above the kanji, and with Japanese words marked on a page in
//! another language.

use askama::filters::HtmlSafe;
use card_points::text::Language;
use card_points::text::ruby::pieces;
use std::borrow::Cow;
use std::fmt::{self, Display};

/// A text for the body of a page.
pub struct HtmlText<'a> {
    text: Cow<'a, str>,
    language: Language,
}

impl<'a> HtmlText<'a> {
    /// `text` on a page in `language`.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>, language: Language) -> Self {
        Self {
            text: text.into(),
            language,
        }
    }
}

/// Its output is escaped.
impl HtmlSafe for HtmlText<'_> {}

impl askama::FastWritable for HtmlText<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

impl Display for HtmlText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.language.has_readings() {
            with_readings(f, &self.text)
        } else if self.language.is_japanese() {
            escape(f, &self.text)
        } else {
            with_japanese_spans(f, &self.text)
        }
    }
}

/// A screen reader would read the kanji and then their reading too: the reading is hidden from it.
/// (`rt` ends with its `ruby`: HTML, optional tags.)
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

fn with_japanese_spans(f: &mut fmt::Formatter<'_>, mut rest: &str) -> fmt::Result {
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

/// A text for a title or an attribute, where no markup is possible: kanji without readings.
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
    fn markup_in_a_text_is_escaped() {
        for language in Language::ALL {
            assert_eq!(
                HtmlText::new("<b>\"5 & 6\"</b> 'x'", language).to_string(),
                "&lt;b&gt;&quot;5 &amp; 6&quot;&lt;/b&gt; &#39;x&#39;"
            );
        }
    }

    #[test]
    fn readings_are_above_the_kanji_in_plain_japanese_only() {
        let text = "署名（しょめい）する";
        assert_eq!(
            HtmlText::new(text, Language::PlainJapanese).to_string(),
            "<ruby>署名<rt aria-hidden=true>しょめい</ruby>する"
        );
        assert_eq!(HtmlText::new(text, Language::Japanese).to_string(), text);
        assert_eq!(plain(text, Language::PlainJapanese), "署名する");
    }

    #[test]
    fn japanese_words_on_an_english_page_are_marked_as_japanese() {
        assert_eq!(
            HtmlText::new("for <利用者> (マイキーID), now", Language::English).to_string(),
            "for &lt;<span lang=ja>利用者</span>&gt; (<span lang=ja>マイキー</span>ID), now"
        );
        assert_eq!(
            HtmlText::new("証明", Language::English).to_string(),
            "<span lang=ja>証明</span>"
        );
    }
}
