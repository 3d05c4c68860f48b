//! What is said, as HTML: escaped, and with readings set above the kanji.

use askama::filters::HtmlSafe;
use card_points::text::ruby::pieces;
use std::fmt::{self, Display};

/// Words for the body of a page.
pub struct Said<'a> {
    text: &'a str,
    readings: bool,
}

impl<'a> Said<'a> {
    /// `readings`: parentheses behind kanji hold their reading.
    #[must_use]
    pub fn new(text: &'a str, readings: bool) -> Self {
        Self { text, readings }
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
        if !self.readings {
            return escape(f, self.text);
        }
        for piece in pieces(self.text) {
            match piece.reading {
                None => escape(f, piece.text)?,
                Some(reading) => {
                    f.write_str("<ruby>")?;
                    escape(f, piece.text)?;
                    write!(f, "<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>")?;
                }
            }
        }
        Ok(())
    }
}

/// Where no markup can stand (a title, an attribute): kanji without their readings.
#[must_use]
pub fn plain(text: &str, readings: bool) -> String {
    if readings {
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
        let said = Said::new("<b>\"5 & 6\"</b> 'x'", true).to_string();
        assert_eq!(said, "&lt;b&gt;&quot;5 &amp; 6&quot;&lt;/b&gt; &#39;x&#39;");
    }

    #[test]
    fn readings_stand_above_the_kanji_where_the_language_has_them() {
        let text = "署名（しょめい）する";
        assert_eq!(
            Said::new(text, true).to_string(),
            "<ruby>署名<rp>（</rp><rt>しょめい</rt><rp>）</rp></ruby>する"
        );
        assert_eq!(Said::new(text, false).to_string(), text);
        assert_eq!(plain(text, true), "署名する");
    }
}
