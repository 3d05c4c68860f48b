//! What a person typed, made into what the service knows: once, for display, signature and
//! uniqueness alike.

use super::{AccountField, CharacterSet, CheckDigit, FieldRule};
use zeroize::Zeroizing;

impl AccountField {
    /// Normalises what was typed and checks it. Full-width characters become half-width ones.
    /// Spaces, hyphens and dashes of all sorts are dropped, and letters become capitals, except in
    /// [`CharacterSet::Printable`]: a password keeps all but the white space around it.
    ///
    /// # Errors
    /// The first [`FieldRule`] that it breaks, in the order of the enum: a digit left out is said before
    /// the check digit that it spoils.
    pub fn normalise(&self, typed: &str) -> Result<String, FieldRule> {
        let mut value = self.fold(typed);
        self.check(&value)?;
        Ok(std::mem::take(&mut *value))
    }

    /// It may be a security code, so what is refused is wiped.
    fn fold(&self, typed: &str) -> Zeroizing<String> {
        // No larger than what was typed: it never moves, which would leave a copy behind.
        let mut value = Zeroizing::new(String::with_capacity(typed.len()));
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        for c in typed.chars().map(half_width) {
            match self.characters {
                CharacterSet::Printable => value.push(c),
                _ if c.is_whitespace() || is_invisible(c) || is_hyphen(c) => {}
                CharacterSet::Digits => value.push(c),
                CharacterSet::CapitalsAndDigits => value.push(c.to_ascii_uppercase()),
            }
        }
        value
    }

    fn check(&self, value: &str) -> Result<(), FieldRule> {
        let rules = [
            (!value.is_empty(), FieldRule::Missing),
            (self.characters.make(value), FieldRule::Characters),
            (self.length(value) >= self.least, FieldRule::TooShort),
            (self.length(value) <= self.most, FieldRule::TooLong),
            (value.starts_with(&self.prefix), FieldRule::Prefix),
            (
                self.check.is_none_or(|check| check.holds(value)),
                FieldRule::CheckDigit,
            ),
        ];
        match rules.into_iter().find(|(holds, _)| !holds) {
            Some((_, broken)) => Err(broken),
            None => Ok(()),
        }
    }

    fn length(&self, value: &str) -> i32 {
        i32::try_from(value.chars().count()).unwrap_or(i32::MAX)
    }
}

impl CharacterSet {
    /// Whether `value` is made of these characters alone.
    pub(super) fn make(self, value: &str) -> bool {
        value.bytes().all(|byte| match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::CapitalsAndDigits => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Printable => (b' '..=b'~').contains(&byte),
        })
    }
}

impl CheckDigit {
    /// Whether the last digit of `digits` fits the others.
    fn holds(self, digits: &str) -> bool {
        let mut sum = 0;
        for (nth, byte) in digits.bytes().rev().enumerate() {
            if !byte.is_ascii_digit() {
                return false;
            }
            let digit = u32::from(byte - b'0');
            sum += match (self, nth % 2) {
                (_, 0) => digit,
                (Self::Luhn, _) => digit * 2 / 10 + digit * 2 % 10,
                (Self::Gs1, _) => digit * 3,
            };
            sum %= 10;
        }
        sum == 0
    }
}

/// An account number in groups of four, as it is easiest compared: `1234 5678 9012`.
#[must_use]
pub fn grouped(account: &str) -> String {
    let mut out = String::with_capacity(account.len() + account.len() / 4);
    for (nth, c) in account.chars().enumerate() {
        if nth > 0 && nth % 4 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The half-width form of a full-width ASCII character or space.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// What keyboards and apps offer for a hyphen: dashes, minus signs, the long vowel mark, box lines.
fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' // hyphens, dashes
            | '\u{2043}' // hyphen bullet
            | '\u{2212}' | '\u{207b}' | '\u{208b}' // minus signs
            | '\u{2500}' | '\u{2501}' // box lines
            | '\u{30fc}' | '\u{ff70}' // long vowel marks
            | '\u{fe58}' | '\u{fe63}' // small dashes
    )
}

/// What comes along unseen when a number is copied: soft hyphens, marks of width and direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LocalizedText;

    fn field(characters: CharacterSet, least: i32, most: i32) -> AccountField {
        AccountField {
            label: LocalizedText([].into()),
            hint: LocalizedText([].into()),
            example: String::new(),
            characters,
            least,
            most,
            prefix: String::new(),
            check: None,
        }
    }

    #[test]
    fn digits_are_taken_however_they_are_typed() {
        let field = field(CharacterSet::Digits, 12, 12);
        for typed in [
            "123456789012",
            "1234 5678 9012",
            " 1234-5678-9012\n",
            "１２３４５６７８９０１２",
            "１２３４－５６７８－９０１２",
            "１２３４ー５６７８ー９０１２",
            "1234‐5678−9012",
            "1234—5678–9012",
            "1234ｰ5678─9012",
            "１２３４　５６７８　９０１２",
            "1234\u{a0}5678\u{2009}9012",
            "\u{202a}1234\u{200b}5678\u{ad}9012\u{202c}",
        ] {
            let value = field.normalise(typed);
            assert_eq!(value.as_deref(), Ok("123456789012"), "{typed}");
        }
    }

    #[test]
    fn small_letters_become_capitals() {
        let field = field(CharacterSet::CapitalsAndDigits, 1, 17);
        assert_eq!(field.normalise("ａb-Ｃ1").as_deref(), Ok("ABC1"));
    }

    #[test]
    fn a_password_keeps_its_letters_hyphens_and_inner_spaces() {
        let field = field(CharacterSet::Printable, 1, 30);
        let typed = "　 Neko-Chan 9！ \n";
        assert_eq!(field.normalise(typed).as_deref(), Ok("Neko-Chan 9!"));
    }

    #[test]
    fn nothing_typed_is_missing() {
        let digits = field(CharacterSet::Digits, 4, 4);
        for typed in ["", " ", "　", "--- ー", "\u{feff}"] {
            assert_eq!(
                digits.normalise(typed),
                Err(FieldRule::Missing),
                "{typed:?}"
            );
        }
        let password = field(CharacterSet::Printable, 4, 4);
        assert_eq!(password.normalise(" 　\n"), Err(FieldRule::Missing));
    }

    #[test]
    fn other_characters_are_named_before_the_length() {
        for (characters, typed) in [
            (CharacterSet::Digits, "12a"),
            (CharacterSet::Digits, "12.3"),
            (CharacterSet::Digits, "１二"),
            (CharacterSet::Digits, "٣"),
            (CharacterSet::CapitalsAndDigits, "AB_"),
            (CharacterSet::CapitalsAndDigits, "É"),
            (CharacterSet::CapitalsAndDigits, "ß"),
            (CharacterSet::Printable, "ねこ"),
            (CharacterSet::Printable, "a\u{7}b"),
        ] {
            let field = field(characters, 8, 8);
            assert_eq!(
                field.normalise(typed),
                Err(FieldRule::Characters),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn the_length_is_counted_after_normalising() {
        let field = field(CharacterSet::Digits, 3, 5);
        assert_eq!(field.normalise("1-2--"), Err(FieldRule::TooShort));
        assert_eq!(field.normalise("1 2 3").as_deref(), Ok("123"));
        assert_eq!(field.normalise("12345").as_deref(), Ok("12345"));
        assert_eq!(field.normalise("123456"), Err(FieldRule::TooLong));
    }

    #[test]
    fn another_beginning_is_said_after_the_length_and_before_the_check_digit() {
        let mut field = field(CharacterSet::Digits, 16, 16);
        field.prefix = "6900".into();
        field.check = Some(CheckDigit::Luhn);
        assert_eq!(field.normalise("900 0000"), Err(FieldRule::TooShort));
        assert_eq!(field.normalise("6800000000000000"), Err(FieldRule::Prefix));
        assert_eq!(
            field.normalise("6900000000000000"),
            Err(FieldRule::CheckDigit)
        );
        let good = "6900000000000008";
        assert_eq!(field.normalise(good).as_deref(), Ok(good));
    }

    /// Every single wrong digit, and every swap of two different neighbours.
    fn slips(good: &str) -> (Vec<String>, Vec<String>) {
        let bytes = good.as_bytes();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let mut wrong = Vec::new();
        let mut swapped = Vec::new();
        for nth in 0..bytes.len() {
            for digit in (b'0'..=b'9').filter(|digit| *digit != bytes[nth]) {
                let mut slip = bytes.to_vec();
                slip[nth] = digit;
                wrong.push(text(slip));
            }
            if nth > 0 && bytes[nth] != bytes[nth - 1] {
                let mut slip = bytes.to_vec();
                slip.swap(nth, nth - 1);
                swapped.push(text(slip));
            }
        }
        (wrong, swapped)
    }

    #[test]
    fn luhn_finds_every_wrong_digit_and_every_swap_but_09() {
        // The example of ISO/IEC 7812-1's algorithm that most descriptions share.
        let good = "79927398713";
        assert!(CheckDigit::Luhn.holds(good));
        let (wrong, swapped) = slips(good);
        assert!(
            wrong
                .iter()
                .chain(&swapped)
                .all(|slip| !CheckDigit::Luhn.holds(slip))
        );
        assert!(CheckDigit::Luhn.holds("4111111111111111"));
    }

    #[test]
    fn gs1_finds_every_wrong_digit() {
        // The GTIN-13 of GS1's own explanation, and an SSCC.
        for good in ["6291041500213", "376104250021234569"] {
            assert!(CheckDigit::Gs1.holds(good));
            let (wrong, _) = slips(good);
            assert!(wrong.iter().all(|slip| !CheckDigit::Gs1.holds(slip)));
        }
    }

    #[test]
    fn a_long_number_does_not_overflow_a_check_digit() {
        let long = "9".repeat(100_000);
        CheckDigit::Luhn.holds(&long);
        CheckDigit::Gs1.holds(&long);
        assert!(!CheckDigit::Luhn.holds("12x4"));
    }

    #[test]
    fn numbers_are_shown_in_groups_of_four() {
        assert_eq!(grouped("123456789012"), "1234 5678 9012");
        assert_eq!(grouped("ABCDE"), "ABCD E");
        assert_eq!(grouped("1234"), "1234");
        assert_eq!(grouped(""), "");
    }
}
