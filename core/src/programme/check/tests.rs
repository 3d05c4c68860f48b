use super::*;
use serde_json::{Value, json};

/// The rules of the second round as announced. One measure has no first day yet.
pub(in crate::programme) fn rules() -> Value {
    let localized = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
    json!({
        "version": "2022-01-01",
        "practice": true,
        "authorities": ["00ff"],
        "measures": [
            {
                "id": "new-card",
                "name": localized("New card", "カードの新規取得"),
                "about": localized("Charge or spend.", "チャージかお買い物をします。"),
                "worth": { "share": { "percent": 25, "of_up_to": 20_000 } },
                "condition": "first-round-unused",
                "from": "2022-01-01",
                "until": "2023-09-30",
                "card_requested_by": "2023-02-28"
            },
            {
                "id": "health-insurance",
                "name": localized("Health insurance card", "健康保険証としての利用申込み"),
                "about": localized("Register it.", "申し込みます。"),
                "worth": { "fixed": { "yen": 7_500 } },
                "condition": "health-insurance",
                "from": null,
                "until": null,
                "card_requested_by": null
            },
            {
                "id": "receipt-account",
                "name": localized("Receipt account", "公金受取口座の登録"),
                "about": localized("Register one.", "登録します。"),
                "worth": { "fixed": { "yen": 7_500 } },
                "condition": "receipt-account",
                "from": "2022-06-30",
                "until": null,
                "card_requested_by": null
            }
        ],
        "sharing": [["new-card"], ["health-insurance", "receipt-account"]],
        "ages": { "representative_under": 15, "adult_from": 18 },
        "terms": { "version": "2022-01", "text": [localized("Terms.", "規約。")] },
        "notices": [localized("Open.", "受付中です。")]
    })
}

fn read(rules: &Value) -> Result<Programme, DataError> {
    Programme::from_json(&rules.to_string())
}

/// The error message for rules with another value at `pointer` (RFC 6901).
fn error_message(pointer: &str, value: Value) -> String {
    let mut rules = rules();
    *rules.pointer_mut(pointer).expect(pointer) = value;
    read(&rules).expect_err(pointer).to_string()
}

#[test]
fn valid_rules_are_read_and_written_without_loss() {
    let programme = read(&rules()).unwrap();
    assert_eq!(serde_json::to_value(&programme).unwrap(), rules());
}

#[test]
fn rules_without_authorities_are_valid_because_the_backend_fills_them_in() {
    let mut rules = rules();
    rules["authorities"] = json!([]);
    assert!(read(&rules).unwrap().authorities.is_empty());
}

#[test]
fn an_error_names_the_invalid_field_and_its_problem() {
    for (pointer, value, expected) in [
        ("/version", json!(" "), "version: must not be empty"),
        (
            "/authorities/0",
            json!("00FF"),
            "authorities[0]: must be lower-case hex of whole bytes, is \"00FF\"",
        ),
        ("/measures", json!([]), "measures: must be 1 to 100, are 0"),
        (
            "/measures/1/id",
            json!("New Card"),
            "measures[1].id: must be of a-z, 0-9 and hyphens, is \"New Card\"",
        ),
        (
            "/measures/1/id",
            json!("new-card"),
            "measures[1].id: must be unique, \"new-card\" is there twice",
        ),
        (
            "/measures/0/name",
            json!({ "ja": "カード" }),
            "measures[0].name.en: must not be empty",
        ),
        (
            "/measures/0/about/ja",
            json!(""),
            "measures[0].about.ja: must not be empty",
        ),
        (
            "/measures/0/worth/share/percent",
            json!(0),
            "measures[0].worth.share.percent: must be 1 to 100, is 0",
        ),
        (
            "/measures/0/worth/share/of_up_to",
            json!(-20_000),
            "measures[0].worth.share.of_up_to: must be 1 to 1000000, is -20000",
        ),
        (
            "/measures/1/worth/fixed/yen",
            json!(0),
            "measures[1].worth.fixed.yen: must be 1 to 1000000, is 0",
        ),
        (
            "/measures/0/until",
            json!("2021-12-31"),
            "measures[0].until: must not be before the start, 2022-01-01, is 2021-12-31",
        ),
        ("/sharing/0", json!([]), "sharing[0]: must not be empty"),
        (
            "/sharing/0/0",
            json!("old-card"),
            "sharing[0][0]: there is no measure \"old-card\"",
        ),
        (
            "/sharing/1",
            json!(["receipt-account", "new-card"]),
            "sharing[1][1]: \"new-card\" is there twice",
        ),
        (
            "/sharing/1",
            json!(["receipt-account"]),
            "sharing: the measure \"health-insurance\" is in no group",
        ),
        (
            "/ages/representative_under",
            json!(0),
            "ages.representative_under: must be 1 to 150, is 0",
        ),
        (
            "/ages/adult_from",
            json!(14),
            "ages.adult_from: must be 15 to 150, is 14",
        ),
        (
            "/terms/version",
            json!(""),
            "terms.version: must not be empty",
        ),
        ("/terms/text", json!([]), "terms.text: must not be empty"),
        (
            "/terms/text/0/en",
            json!(""),
            "terms.text[0].en: must not be empty",
        ),
        ("/notices/0", json!({}), "notices[0].ja: must not be empty"),
    ] {
        assert_eq!(error_message(pointer, value), expected);
    }
}

#[test]
fn an_error_names_a_field_of_the_wrong_shape() {
    for (pointer, value, expected) in [
        (
            "/measures/0/worth/share/percent",
            json!("25"),
            "measures[0].worth.share.percent: invalid type",
        ),
        (
            "/measures/0/worth/share/of_up_to",
            json!(3_000_000_000_u32),
            "measures[0].worth.share.of_up_to: invalid value",
        ),
        (
            "/measures/2/from",
            json!("2022-02-30"),
            "measures[2].from: ",
        ),
        (
            "/measures/2/condition",
            json!("rich"),
            "measures[2].condition: unknown variant `rich`",
        ),
        ("/ages", json!({}), "ages: missing field"),
        ("/terms/text/0", json!({ "fr": "x" }), "terms.text[0]"),
    ] {
        let message = error_message(pointer, value);
        assert!(message.starts_with(expected), "{message}");
    }
    let unknown = Programme::from_json(r#"{ "colour": 1 }"#).unwrap_err();
    assert_eq!(unknown.field, "colour");
    let trailing = Programme::from_json(&format!("{} x", rules())).unwrap_err();
    assert_eq!(trailing.field, ".");
}
