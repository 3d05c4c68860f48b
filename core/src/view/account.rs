//! An account at a payment service: the rules of its fields, and where points go.

use super::Fact;
use crate::payment::{AccountField, CharacterSet, FieldRule, grouped};
use crate::programme::AppliedMeasure;
use crate::text::{LocalizedText, Text};

/// The rule that a value breaks, where nothing more is known of the field.
pub(super) fn rule(text: &Text, rule: FieldRule) -> String {
    match rule {
        FieldRule::Missing => text.message("rule-missing"),
        FieldRule::Characters => text.message("rule-characters"),
        FieldRule::TooShort => text.message("rule-too-short"),
        FieldRule::TooLong => text.message("rule-too-long"),
        FieldRule::Prefix => text.message("rule-prefix"),
        FieldRule::CheckDigit => text.message("rule-check-digit"),
    }
}

/// The rule that a value breaks, with what the field consists of.
pub(crate) fn field_rule(text: &Text, broken: FieldRule, field: &AccountField) -> String {
    match broken {
        FieldRule::Missing | FieldRule::CheckDigit => rule(text, broken),
        FieldRule::Prefix => {
            text.message_with("rule-begins", &[("prefix", field.prefix.as_str().into())])
        }
        _ => text.message_with(
            "rule-with-form",
            &[
                ("rule", rule(text, broken).into()),
                ("form", composition(text, field).into()),
            ],
        ),
    }
}

/// What the field consists of: "16 digits".
fn composition(text: &Text, field: &AccountField) -> String {
    match (field.characters, field.least == field.most) {
        (CharacterSet::Digits, true) => {
            text.message_with("made-of-digits", &[("n", field.most.into())])
        }
        (CharacterSet::Digits, false) => text.message_with(
            "made-of-digits-between",
            &[("least", field.least.into()), ("most", field.most.into())],
        ),
        (_, true) => text.message_with("made-of-characters", &[("n", field.most.into())]),
        (_, false) => text.message_with(
            "made-of-characters-between",
            &[("least", field.least.into()), ("most", field.most.into())],
        ),
    }
}

/// Where the points of an application go.
pub(crate) fn destination(text: &Text, service: &LocalizedText, account: &str) -> Vec<Fact> {
    vec![
        Fact::new(text.message("summary-service"), text.localized(service)),
        Fact::new(text.message("summary-account"), grouped(account)),
    ]
}

/// Where the points of an earlier application go: the service, and the end of the account.
pub(super) fn applied_destination(text: &Text, applied: &AppliedMeasure) -> String {
    text.message_with(
        "account-ending",
        &[
            ("service", text.localized(&applied.service_name).into()),
            ("ending", applied.account_ending.as_str().into()),
        ],
    )
}
