use super::*;
use crate::text::LocalizedText;

fn field(characters: CharacterSet, min: i32, max: i32) -> AccountField {
    AccountField {
        label: LocalizedText([].into()),
        hint: LocalizedText([].into()),
        example: String::new(),
        characters,
        least: min,
        most: max,
        prefix: String::new(),
        check: None,
    }
}

#[test]
fn digits_are_accepted_in_every_width_and_with_separators() {
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
fn an_empty_value_is_missing() {
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
fn a_wrong_character_is_reported_before_the_length() {
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
fn a_wrong_prefix_is_reported_after_the_length_and_before_the_check_digit() {
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

/// The mistyped forms of a number: every single wrong digit, and every swap of two different neighbours.
fn mistyped(good: &str) -> (Vec<String>, Vec<String>) {
    let bytes = good.as_bytes();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let mut wrong = Vec::new();
    let mut swapped = Vec::new();
    for nth in 0..bytes.len() {
        for digit in (b'0'..=b'9').filter(|digit| *digit != bytes[nth]) {
            let mut digits = bytes.to_vec();
            digits[nth] = digit;
            wrong.push(text(digits));
        }
        if nth > 0 && bytes[nth] != bytes[nth - 1] {
            let mut digits = bytes.to_vec();
            digits.swap(nth, nth - 1);
            swapped.push(text(digits));
        }
    }
    (wrong, swapped)
}

#[test]
fn luhn_finds_every_wrong_digit_and_every_swap_but_of_0_and_9() {
    // The example number that most descriptions of ISO/IEC 7812-1's algorithm use.
    let good = "79927398713";
    assert!(CheckDigit::Luhn.matches(good));
    let (wrong, swapped) = mistyped(good);
    assert!(
        wrong
            .iter()
            .chain(&swapped)
            .all(|number| !CheckDigit::Luhn.matches(number))
    );
    assert!(CheckDigit::Luhn.matches("4111111111111111"));
}

#[test]
fn gs1_finds_every_wrong_digit() {
    // The GTIN-13 in GS1's explanation, and an SSCC.
    for good in ["6291041500213", "376104250021234569"] {
        assert!(CheckDigit::Gs1.matches(good));
        let (wrong, _) = mistyped(good);
        assert!(wrong.iter().all(|number| !CheckDigit::Gs1.matches(number)));
    }
}

#[test]
fn the_check_of_a_long_number_does_not_overflow() {
    let long = "9".repeat(100_000);
    CheckDigit::Luhn.matches(&long);
    CheckDigit::Gs1.matches(&long);
    assert!(!CheckDigit::Luhn.matches("12x4"));
}

#[test]
fn numbers_are_grouped_by_four() {
    assert_eq!(grouped("123456789012"), "1234 5678 9012");
    assert_eq!(grouped("ABCDE"), "ABCD E");
    assert_eq!(grouped("1234"), "1234");
    assert_eq!(grouped(""), "");
}
