//! Rules are checked when they are loaded, so that nothing that uses them has to doubt them.

use super::{Ages, DataError, FieldPath, Measure, Programme, Terms, Worth, read_json};

/// Most measures, and most yen of each: so that no sum of theirs overflows.
const MAX_MEASURES: usize = 100;
const MAX_YEN: i32 = 1_000_000;

/// No one is older.
const MAX_AGE_YEARS: i32 = 150;

impl Programme {
    /// Reads rules from JSON and checks them.
    ///
    /// # Errors
    /// [`DataError`] names the field and what is wrong with it.
    pub fn from_json(json: &str) -> Result<Self, DataError> {
        let programme: Self = read_json(json)?;
        programme.check()?;
        Ok(programme)
    }

    fn check(&self) -> Result<(), DataError> {
        let root = FieldPath::Root;
        root.name("version").check_not_empty(&self.version)?;
        self.check_authorities(root.name("authorities"))?;
        self.check_measures(root.name("measures"))?;
        self.check_sharing(root.name("sharing"))?;
        self.ages.check(root.name("ages"))?;
        self.terms.check(root.name("terms"))?;
        for (nth, notice) in self.notices.iter().enumerate() {
            root.name("notices").nth(nth).check_localized(notice)?;
        }
        Ok(())
    }

    fn check_authorities(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        for (nth, authority) in self.authorities.iter().enumerate() {
            let hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            field.nth(nth).check(
                !authority.is_empty()
                    && authority.len().is_multiple_of(2)
                    && authority.bytes().all(hex),
                format_args!("must be lower-case hex of whole bytes, is {authority:?}"),
            )?;
        }
        Ok(())
    }

    fn check_measures(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.check(
            (1..=MAX_MEASURES).contains(&self.measures.len()),
            format_args!("must be 1 to {MAX_MEASURES}, are {}", self.measures.len()),
        )?;
        for (nth, measure) in self.measures.iter().enumerate() {
            measure.check(field.nth(nth))?;
            field.nth(nth).name("id").check(
                self.measures[..nth].iter().all(|m| m.id != measure.id),
                format_args!("must be unique, {:?} is there twice", measure.id),
            )?;
        }
        Ok(())
    }

    /// Every measure stands in exactly one group.
    fn check_sharing(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let mut grouped = Vec::new();
        for (nth, group) in self.sharing.iter().enumerate() {
            let field = field.nth(nth);
            field.check(!group.is_empty(), "must not be empty")?;
            for (nth, id) in group.iter().enumerate() {
                field.nth(nth).check(
                    self.measure(id).is_some(),
                    format_args!("there is no measure {id:?}"),
                )?;
                field.nth(nth).check(
                    !grouped.contains(&id),
                    format_args!("{id:?} is there twice"),
                )?;
                grouped.push(id);
            }
        }
        for measure in &self.measures {
            field.check(
                grouped.contains(&&measure.id),
                format_args!("the measure {:?} is in no group", measure.id),
            )?;
        }
        Ok(())
    }
}

impl Measure {
    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        field.name("id").check(
            !self.id.is_empty() && self.id.bytes().all(plain),
            format_args!("must be of a-z, 0-9 and hyphens, is {:?}", self.id),
        )?;
        field.name("name").check_localized(&self.name)?;
        field.name("about").check_localized(&self.about)?;
        self.worth.check(field.name("worth"))?;
        field.name("until").check_not_before(self.from, self.until)
    }
}

impl Worth {
    fn check(self, field: FieldPath<'_>) -> Result<(), DataError> {
        match self {
            Self::Fixed { yen } => field.name("fixed").name("yen").check_range(yen, 1, MAX_YEN),
            Self::Share { percent, of_up_to } => {
                let field = field.name("share");
                field.name("percent").check_range(percent, 1, 100)?;
                field.name("of_up_to").check_range(of_up_to, 1, MAX_YEN)
            }
        }
    }
}

impl Ages {
    fn check(self, field: FieldPath<'_>) -> Result<(), DataError> {
        let Self {
            representative_under,
            adult_from,
        } = self;
        field
            .name("representative_under")
            .check_range(representative_under, 1, MAX_AGE_YEARS)?;
        field
            .name("adult_from")
            .check_range(adult_from, representative_under, MAX_AGE_YEARS)
    }
}

impl Terms {
    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.name("version").check_not_empty(&self.version)?;
        field
            .name("text")
            .check(!self.text.is_empty(), "must not be empty")?;
        for (nth, paragraph) in self.text.iter().enumerate() {
            field.name("text").nth(nth).check_localized(paragraph)?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The second round as it was announced, the later measures' start still open.
    pub(in super::super) fn rules() -> Value {
        let both = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
        json!({
            "version": "2022-01-01",
            "practice": true,
            "authorities": ["00ff"],
            "measures": [
                {
                    "id": "new-card",
                    "name": both("New card", "カードの新規取得"),
                    "about": both("Charge or spend.", "チャージかお買い物をします。"),
                    "worth": { "share": { "percent": 25, "of_up_to": 20_000 } },
                    "condition": "first-round-unused",
                    "from": "2022-01-01",
                    "until": "2023-09-30",
                    "card_requested_by": "2023-02-28"
                },
                {
                    "id": "health-insurance",
                    "name": both("Health insurance card", "健康保険証としての利用申込み"),
                    "about": both("Register it.", "申し込みます。"),
                    "worth": { "fixed": { "yen": 7_500 } },
                    "condition": "health-insurance",
                    "from": null,
                    "until": null,
                    "card_requested_by": null
                },
                {
                    "id": "receipt-account",
                    "name": both("Receipt account", "公金受取口座の登録"),
                    "about": both("Register one.", "登録します。"),
                    "worth": { "fixed": { "yen": 7_500 } },
                    "condition": "receipt-account",
                    "from": "2022-06-30",
                    "until": null,
                    "card_requested_by": null
                }
            ],
            "sharing": [["new-card"], ["health-insurance", "receipt-account"]],
            "ages": { "representative_under": 15, "adult_from": 18 },
            "terms": { "version": "2022-01", "text": [both("Terms.", "規約。")] },
            "notices": [both("Open.", "受付中です。")]
        })
    }

    fn read(rules: &Value) -> Result<Programme, DataError> {
        Programme::from_json(&rules.to_string())
    }

    /// What is said when the value at `pointer` (RFC 6901) is another one.
    fn complaint(pointer: &str, value: Value) -> String {
        let mut rules = rules();
        *rules.pointer_mut(pointer).expect(pointer) = value;
        read(&rules).expect_err(pointer).to_string()
    }

    #[test]
    fn good_rules_are_read_and_written_without_a_loss() {
        let programme = read(&rules()).unwrap();
        assert_eq!(serde_json::to_value(&programme).unwrap(), rules());
    }

    #[test]
    fn rules_without_authorities_are_read_since_the_server_fills_them_in() {
        let mut rules = rules();
        rules["authorities"] = json!([]);
        assert!(read(&rules).unwrap().authorities.is_empty());
    }

    #[test]
    fn a_broken_field_is_named_with_what_is_wrong() {
        for (pointer, value, said) in [
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
            assert_eq!(complaint(pointer, value), said);
        }
    }

    #[test]
    fn what_is_not_of_the_right_shape_is_named_too() {
        for (pointer, value, begins) in [
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
            let said = complaint(pointer, value);
            assert!(said.starts_with(begins), "{said}");
        }
        let unknown = Programme::from_json(r#"{ "colour": 1 }"#).unwrap_err();
        assert_eq!(unknown.field, "colour");
        let trailing = Programme::from_json(&format!("{} x", rules())).unwrap_err();
        assert_eq!(trailing.field, ".");
    }
}
