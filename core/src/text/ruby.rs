//! Readings of kanji (furigana), as they stand in a plain text: 「暗証番号（あんしょうばんごう）」.
//!
//! Hiragana in fullwidth parentheses right behind kanji are their reading, and belong to all the
//! kanji that stand there in a row.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// The reading of the kanji in `text`; `None`: it needs none.
    pub reading: Option<&'a str>,
}

/// The parts of a text, kanji apart from their readings.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let plain = |text| Piece {
        text,
        reading: None,
    };
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('（').map(|at| from + at) {
        from = open + '（'.len_utf8();
        let Some(close) = rest[from..].find('）').map(|at| from + at) else {
            break;
        };
        let reading = &rest[from..close];
        let behind = |c: &char| is_kanji(*c);
        let width: usize = rest[..open]
            .chars()
            .rev()
            .take_while(behind)
            .map(char::len_utf8)
            .sum();
        if width == 0 || reading.is_empty() || !reading.chars().all(is_hiragana) {
            continue;
        }
        let (before, kanji) = rest[..open].split_at(open - width);
        if !before.is_empty() {
            pieces.push(plain(before));
        }
        pieces.push(Piece {
            text: kanji,
            reading: Some(reading),
        });
        rest = &rest[close + '）'.len_utf8()..];
        from = 0;
    }
    if !rest.is_empty() {
        pieces.push(plain(rest));
    }
    pieces
}

/// The text with the readings of only those kanji that elementary school does not teach.
pub(super) fn sparing(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece.reading {
            Some(reading) if !piece.text.chars().all(is_elementary) => {
                format!("{}（{reading}）", piece.text)
            }
            _ => piece.text.to_owned(),
        })
        .collect()
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ー')
}

/// Whether elementary school teaches it.
fn is_elementary(c: char) -> bool {
    c == '々' || ELEMENTARY.contains(c)
}

const ELEMENTARY: &str = "";

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        let pieces = pieces(text).into_iter();
        pieces
            .map(|piece| (piece.text, piece.reading.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it() {
        assert_eq!(
            shown("カードを離（はな）す前（まえ）"),
            [("カードを", ""), ("離", "はな"), ("す", ""), ("前", "まえ")]
        );
    }

    #[test]
    fn other_parentheses_stay() {
        for text in [
            "番号（終わり1234）",
            "あ（い）",
            "証（）",
            "証（しょう",
            "（）（）",
        ] {
            assert_eq!(shown(text), [(text, "")], "{text}");
        }
        assert_eq!(shown("（証（しょう）"), [("（", ""), ("証", "しょう")]);
        assert_eq!(shown(""), []);
    }
}
