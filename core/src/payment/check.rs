//! The list of services is checked when it is loaded.

use super::{AccountField, CharacterSet, FieldRule, PaymentService};
use crate::programme::{DataError, FieldPath, read_json};
use std::collections::HashSet;

/// No service asks for more characters; a signed application has to stay small.
const MAX_FIELD_CHARACTERS: i32 = 100;

/// Longest time ahead that a service wants one to register, in days.
const MAX_DAYS_BEFORE: i32 = 365;

impl PaymentService {
    /// Reads the list of services from JSON and checks it.
    ///
    /// # Errors
    /// [`DataError`] names the field, e.g. `[3].codes[0].least`.
    pub fn list_from_json(json: &str) -> Result<Vec<Self>, DataError> {
        let services: Vec<Self> = read_json(json)?;
        let mut numbers = HashSet::new();
        for (nth, service) in services.iter().enumerate() {
            let field = FieldPath::Root.nth(nth);
            service.check(field)?;
            field.name("number").check(
                numbers.insert(&service.number),
                format_args!("must be unique, {} is there twice", service.number),
            )?;
        }
        Ok(services)
    }

    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let digits = self.number.strip_prefix("MP").unwrap_or_default();
        field.name("number").check(
            digits.len() == 7 && CharacterSet::Digits.make(digits),
            format_args!("must be MP and seven digits, is {:?}", self.number),
        )?;
        field.name("name").check_localized(&self.name)?;
        field.name("reading").check(
            !self.reading.trim().is_empty() && self.reading.chars().all(is_reading),
            format_args!("must be hiragana, is {:?}", self.reading),
        )?;
        field.name("points").check_localized(&self.points)?;
        self.id.check_field(field.name("id"))?;
        field.name("codes").check(
            (1..=3).contains(&self.codes.len()),
            format_args!("must be 1 to 3, are {}", self.codes.len()),
        )?;
        for (nth, code) in self.codes.iter().enumerate() {
            code.check_field(field.name("codes").nth(nth))?;
        }
        let (from, windows) = (self.windows.from, field.name("windows"));
        windows
            .name("until")
            .check_not_before(from, self.windows.until)?;
        windows
            .name("spend_until")
            .check_not_before(from, self.windows.spend_until)?;
        if let Some(days) = self.register_days_before {
            field
                .name("register_days_before")
                .check_range(days, 1, MAX_DAYS_BEFORE)?;
        }
        field
            .name("counts_from")
            .check_localized(&self.counts_from)?;
        field.name("arrives").check_localized(&self.arrives)?;
        let host = self.member_page.strip_prefix("https://");
        field.name("member_page").check(
            host.is_some_and(|host| !host.starts_with('/') && is_address(host)),
            format_args!("must be an https address, is {:?}", self.member_page),
        )?;
        field.name("contact").check_localized(&self.contact)
    }
}

impl AccountField {
    fn check_field(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.name("label").check_localized(&self.label)?;
        field.name("hint").check_localized(&self.hint)?;
        field
            .name("least")
            .check_range(self.least, 1, MAX_FIELD_CHARACTERS)?;
        field
            .name("most")
            .check_range(self.most, self.least, MAX_FIELD_CHARACTERS)?;
        field.name("prefix").check(
            self.characters.make(&self.prefix)
                && i32::try_from(self.prefix.len()).is_ok_and(|length| length <= self.least),
            format_args!(
                "must be of the field's characters and no longer than it, is {:?}",
                self.prefix
            ),
        )?;
        field.name("check").check(
            self.check.is_none() || self.characters == CharacterSet::Digits,
            "check digits are for digits only",
        )?;
        // A check digit that does not fit is one way to an example that nobody has.
        let broken = self.normalise(&self.example).err();
        field.name("example").check(
            matches!(broken, None | Some(FieldRule::CheckDigit)),
            format_args!("must keep the field's own rules, breaks {broken:?}"),
        )
    }
}

/// Hiragana, the long vowel mark, and what stands between words.
fn is_reading(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー' | '・' | ' ' | '　')
}

fn is_address(rest: &str) -> bool {
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn list() -> Value {
        let both = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
        json!([
            {
                "number": "MP0000001",
                "name": both("Neko Pay", "ねこペイ"),
                "reading": "ねこぺい",
                "points": both("Neko points", "ねこポイント"),
                "kind": "qr",
                "earns": "charge",
                "id": {
                    "label": both("Member number", "会員番号"),
                    "hint": both("In the app, under \"Me\".", "アプリの「マイページ」にあります。"),
                    "example": "6900 0000 0000 0000",
                    "characters": "digits",
                    "least": 16,
                    "most": 16,
                    "prefix": "6900",
                    "check": "luhn"
                },
                "codes": [{
                    "label": both("Birthday", "誕生日"),
                    "hint": both("Month and day.", "月と日です。"),
                    "example": "0101",
                    "characters": "digits",
                    "least": 4,
                    "most": 4
                }],
                "windows": { "from": "2022-06-30", "until": "2023-09-30", "spend_until": null },
                "own_app_only": false,
                "register_days_before": null,
                "holders": "anyone",
                "counts_from": both("At once.", "すぐに数えます。"),
                "arrives": both("The next day.", "翌日に届きます。"),
                "member_page": "https://neko.example/points",
                "contact": both("Neko desk", "ねこ窓口")
            },
            {
                "number": "MP0000002",
                "name": both("Inu Card", "いぬカード"),
                "reading": "いぬかーど",
                "points": both("Inu points", "いぬポイント"),
                "kind": "e-money",
                "earns": "purchase",
                "id": {
                    "label": both("Card number", "カード番号"),
                    "hint": both("On the back.", "裏面にあります。"),
                    "example": "AB12",
                    "characters": "capitals-and-digits",
                    "least": 4,
                    "most": 17
                },
                "codes": [{
                    "label": both("Password", "パスワード"),
                    "hint": both("Of the member page.", "会員ページのものです。"),
                    "example": "not-mine",
                    "characters": "printable",
                    "least": 8,
                    "most": 32
                }],
                "windows": {},
                "own_app_only": false,
                "register_days_before": 1,
                "holders": "adults",
                "counts_from": both("The next day.", "翌日から数えます。"),
                "arrives": both("Next month.", "翌月に届きます。"),
                "member_page": "https://inu.example",
                "contact": both("Inu desk", "いぬ窓口")
            }
        ])
    }

    /// Two services of different kinds.
    pub(in super::super) fn services() -> Vec<PaymentService> {
        PaymentService::list_from_json(&list().to_string()).unwrap()
    }

    #[test]
    fn good_services_are_read_and_written_without_a_loss() {
        let written = serde_json::to_string(&services()).unwrap();
        assert_eq!(
            PaymentService::list_from_json(&written).unwrap(),
            services()
        );
    }

    #[test]
    fn a_broken_field_is_named_with_what_is_wrong() {
        let code = list()[0]["codes"][0].clone();
        for (pointer, value, begins) in [
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
            let said = PaymentService::list_from_json(&list.to_string());
            let said = said.expect_err(pointer).to_string();
            assert!(said.starts_with(begins), "{said}");
        }
    }

    #[test]
    fn a_check_digit_on_letters_is_refused() {
        let mut list = list();
        list[1]["id"]["check"] = json!("gs1");
        let broken = PaymentService::list_from_json(&list.to_string()).unwrap_err();
        assert_eq!(broken.field, "[1].id.check");
    }
}
