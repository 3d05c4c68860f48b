use super::*;
use jiff::civil::date;

fn english() -> Text {
    Text::new(Language::English)
}

fn japanese() -> Text {
    Text::new(Language::Japanese)
}

/// Plain Japanese for a shell that sets readings above the kanji.
fn with_all_readings() -> Text {
    Text::with_furigana(Language::PlainJapanese)
}

/// Plain Japanese for a shell that does not.
fn with_few_readings() -> Text {
    Text::new(Language::PlainJapanese)
}

#[test]
fn yen_are_written_with_commas() {
    assert_eq!(english().yen(5_000), "¥5,000");
    assert_eq!(japanese().yen(5_000), "5,000円");
    assert_eq!(with_all_readings().yen(5_000), "5,000円（えん）");
    assert_eq!(with_few_readings().yen(5_000), "5,000円");
    assert_eq!(english().yen(0), "¥0");
    assert_eq!(japanese().yen(999), "999円");
    assert_eq!(english().yen(1_234_567), "¥1,234,567");
    assert_eq!(grouped(i32::MIN), "-2,147,483,648");
}

#[test]
fn dates_are_written_out() {
    assert_eq!(english().date(date(2026, 7, 3)), "3 July 2026");
    assert_eq!(japanese().date(date(2026, 7, 3)), "2026年7月3日");
    assert_eq!(
        with_all_readings().date(date(2026, 7, 3)),
        "2026年（ねん）7月（がつ）3日（にち）"
    );
    assert_eq!(with_few_readings().date(date(2026, 7, 3)), "2026年7月3日");
    let months: Vec<String> = (1..=12)
        .map(|m| english().date(date(2022, m, 28)))
        .collect();
    assert_eq!(months[0], "28 January 2022");
    assert_eq!(months[11], "28 December 2022");
    let mut different = months.clone();
    different.dedup();
    assert_eq!(different.len(), 12);
}

#[test]
fn times_are_in_japan_time() {
    let at: Timestamp = "2026-07-03T05:05:59Z".parse().unwrap();
    assert_eq!(english().time(at), "3 July 2026, 14:05");
    assert_eq!(japanese().time(at), "2026年7月3日 14時05分");
    assert_eq!(
        with_all_readings().time(at),
        "2026年（ねん）7月（がつ）3日（にち） 14時（じ）05分（ふん）"
    );
    assert_eq!(with_few_readings().time(at), "2026年7月3日 14時05分");
    let at: Timestamp = "2026-12-31T21:30:00Z".parse().unwrap();
    assert_eq!(english().time(at), "1 January 2027, 06:30");
    assert_eq!(japanese().time(at), "2027年1月1日 6時30分");
}

#[test]
fn lists_are_joined_as_each_language_joins_them() {
    let items = |n: usize| ["A", "B", "C", "D"].map(String::from)[..n].to_vec();
    assert_eq!(english().list(&items(0)), "");
    assert_eq!(english().list(&items(1)), "A");
    assert_eq!(english().list(&items(2)), "A and B");
    assert_eq!(english().list(&items(4)), "A, B, C and D");
    assert_eq!(japanese().list(&items(2)), "A、B");
    assert_eq!(japanese().list(&items(3)), "A、B、C");
    assert_eq!(with_all_readings().list(&items(2)), "A、B");
    assert_eq!(with_few_readings().list(&items(3)), "A、B、C");
}

#[test]
fn texts_of_data_have_as_many_readings_as_messages_have() {
    let in_japanese = |text: &str| (Language::Japanese, text.to_owned());
    let plain = (
        Language::PlainJapanese,
        "学校（がっこう）の鞄（かばん）".to_owned(),
    );
    let text = LocalizedText([in_japanese("学校の鞄"), plain].into());
    assert_eq!(japanese().localized(&text), "学校の鞄");
    assert_eq!(with_few_readings().localized(&text), "学校の鞄（かばん）");
    assert_eq!(
        with_all_readings().localized(&text),
        "学校（がっこう）の鞄（かばん）"
    );
    let name = LocalizedText([in_japanese("学校（がっこう）")].into());
    assert_eq!(
        with_few_readings().localized(&name),
        "学校（がっこう）",
        "the name itself is signed"
    );
}

#[test]
fn a_missing_key_is_shown_instead_of_a_panic() {
    assert_eq!(english().message("no such message"), "no such message");
    assert_eq!(japanese().message(""), "");
}

#[test]
fn a_missing_argument_is_noticed_and_the_rest_is_shown() {
    let message = try_format(&CORE, Language::English, "yen", &[]);
    assert!(matches!(message, Err(MessageError::Incomplete(rest)) if rest == "¥{$amount}"));
}
