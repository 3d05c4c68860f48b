use super::*;
use serde_json::{Value, json};

fn list() -> Value {
    let localized = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
    json!([
        {
            "number": "MP0000001",
            "name": localized("Neko Pay", "ねこペイ"),
            "reading": "ねこぺい",
            "points": localized("Neko points", "ねこポイント"),
            "kind": "qr",
            "earns": "charge",
            "id": {
                "label": localized("Member number", "会員番号"),
                "hint": localized("In the app, under \"Me\".", "アプリの「マイページ」にあります。"),
                "example": "6900 0000 0000 0000",
                "characters": "digits",
                "least": 16,
                "most": 16,
                "prefix": "6900",
                "check": "luhn"
            },
            "codes": [{
                "label": localized("Birthday", "誕生日"),
                "hint": localized("Month and day.", "月と日です。"),
                "example": "0101",
                "characters": "digits",
                "least": 4,
                "most": 4
            }],
            "windows": { "from": "2022-06-30", "until": "2023-09-30", "spend_until": null },
            "own_app_only": false,
            "register_days_before": null,
            "holders": "anyone",
            "counts_from": localized("At once.", "すぐに数えます。"),
            "arrives": localized("The next day.", "翌日に届きます。"),
            "member_page": "https://neko.example/points",
            "contact": localized("Neko desk", "ねこ窓口")
        },
        {
            "number": "MP0000002",
            "name": localized("Inu Card", "いぬカード"),
            "reading": "いぬかーど",
            "points": localized("Inu points", "いぬポイント"),
            "kind": "e-money",
            "earns": "purchase",
            "id": {
                "label": localized("Card number", "カード番号"),
                "hint": localized("On the back.", "裏面にあります。"),
                "example": "AB12",
                "characters": "capitals-and-digits",
                "least": 4,
                "most": 17
            },
            "codes": [{
                "label": localized("Password", "パスワード"),
                "hint": localized("Of the member page.", "会員ページのものです。"),
                "example": "not-mine",
                "characters": "printable",
                "least": 8,
                "most": 32
            }],
            "windows": {},
            "own_app_only": false,
            "register_days_before": 1,
            "holders": "adults",
            "counts_from": localized("The next day.", "翌日から数えます。"),
            "arrives": localized("Next month.", "翌月に届きます。"),
            "member_page": "https://inu.example",
            "contact": localized("Inu desk", "いぬ窓口")
        }
    ])
}

/// Two services of different kinds.
pub(in crate::payment) fn services() -> Vec<PaymentService> {
    PaymentService::list_from_json(&list().to_string()).unwrap()
}

#[test]
fn valid_services_are_read_and_written_without_loss() {
    let written = serde_json::to_string(&services()).unwrap();
    assert_eq!(
        PaymentService::list_from_json(&written).unwrap(),
        services()
    );
}

#[test]
fn an_error_names_the_invalid_field_and_its_problem() {
    let code = list()[0]["codes"][0].clone();
    for (pointer, value, expected) in [
        ("/0/number", json!("MP001"), "[0].number: must be MP and"),
        ("/0/number", json!("XX0000001"), "[0].number: must be MP"),
        (
            "/1/number",
            json!("MP0000001"),
            "[1].number: must be unique",
        ),
        ("/1/name", json!({ "ja": "犬" }), "[1].name.en: must not"),
        ("/0/reading", json!("neko"), "[0].reading: must be hiragana"),
        ("/0/reading", json!(""), "[0].reading: must be hiragana"),
        ("/0/points/ja", json!(" "), "[0].points.ja: must not be"),
        ("/0/kind", json!("cash"), "[0].kind: unknown variant"),
        ("/0/id/least", json!(0), "[0].id.least: must be 1 to 100"),
        ("/0/id/most", json!(15), "[0].id.most: must be 16 to 100"),
        ("/0/id/prefix", json!("69x"), "[0].id.prefix: must be of"),
        (
            "/0/id/prefix",
            json!("69000000000000000"),
            "[0].id.prefix: must be of",
        ),
        (
            "/0/id/example",
            json!("6800 0000 0000 0000"),
            "[0].id.example: must keep the field's own rules, breaks Some(Prefix)",
        ),
        (
            "/1/id/example",
            json!(""),
            "[1].id.example: must keep the field's own rules, breaks Some(Missing)",
        ),
        ("/1/codes", json!([]), "[1].codes: must be 1 to 3, are 0"),
        (
            "/1/codes",
            json!([code, code, code, code]),
            "[1].codes: must be 1 to 3, are 4",
        ),
        (
            "/0/codes/0/hint/en",
            json!(""),
            "[0].codes[0].hint.en: must not be empty",
        ),
        (
            "/0/windows/until",
            json!("2022-06-29"),
            "[0].windows.until: must not be before the start, 2022-06-30, is 2022-06-29",
        ),
        (
            "/0/windows/spend_until",
            json!("2022-06-29"),
            "[0].windows.spend_until: must not",
        ),
        (
            "/1/register_days_before",
            json!(0),
            "[1].register_days_before: must be 1 to 365",
        ),
        (
            "/0/member_page",
            json!("http://neko.example"),
            "[0].member_page: must be an https address",
        ),
        (
            "/0/member_page",
            json!("https:///points"),
            "[0].member_page: must be an https address",
        ),
        ("/0/contact/en", json!(""), "[0].contact.en: must not"),
    ] {
        let mut list = list();
        *list.pointer_mut(pointer).expect(pointer) = value;
        let error = PaymentService::list_from_json(&list.to_string()).expect_err(pointer);
        let message = error.to_string();
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn a_check_digit_on_letters_is_refused() {
    let mut list = list();
    list[1]["id"]["check"] = json!("gs1");
    let error = PaymentService::list_from_json(&list.to_string()).unwrap_err();
    assert_eq!(error.field, "[1].id.check");
}
