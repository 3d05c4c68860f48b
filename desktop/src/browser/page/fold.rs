//! Words made alike for searching: a name is found however it is typed.

use unicode_normalization::UnicodeNormalization;

/// `text` in one width, in small letters, in hiragana, without spaces. The script of the page does
/// the same to what is typed.
pub fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(hiragana)
        .collect()
}

fn hiragana(c: char) -> char {
    const APART: u32 = 'ァ' as u32 - 'ぁ' as u32;
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - APART).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_word_is_the_same_in_every_width_and_kana() {
        for (typed, folded) in [
            ("ﾍﾟｲ", "ぺい"),
            ("ペイ", "ぺい"),
            ("へ\u{309A}い", "ぺい"),
            ("Ｐａｙ　ペイ", "payぺい"),
            ("カード", "かーど"),
            ("ｶｰﾄﾞ", "かーど"),
            ("ヴ", "ゔ"),
            ("電子 マネー", "電子まねー"),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }
}
