//! The form in which texts are compared by a search.

use unicode_normalization::UnicodeNormalization;

/// `text` in compatibility form (NFKC: one width), in lower case, in hiragana, without white space.
///
/// A search compares the key of what was typed with the keys of what can be found, so a name is
/// found in whatever width, case or kana it was typed.
#[must_use]
pub fn search_key(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(hiragana)
        .collect()
}

fn hiragana(c: char) -> char {
    const KATAKANA_OFFSET: u32 = 'ァ' as u32 - 'ぁ' as u32;
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - KATAKANA_OFFSET).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::search_key;

    #[test]
    fn a_word_has_the_same_key_in_every_width_and_kana() {
        for (typed, key) in [
            ("ﾍﾟｲ", "ぺい"),
            ("ペイ", "ぺい"),
            ("へ\u{309A}い", "ぺい"),
            ("Ｐａｙ　ペイ", "payぺい"),
            ("カード", "かーど"),
            ("ｶｰﾄﾞ", "かーど"),
            ("ヴ", "ゔ"),
            ("電子 マネー", "電子まねー"),
        ] {
            assert_eq!(search_key(typed), key, "{typed}");
        }
    }
}
