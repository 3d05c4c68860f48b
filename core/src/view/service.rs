//! The payment service, and the account at it.

use super::question::ACCOUNT_FIELD;
use super::unavailable::{self, UnavailableChoice};
use super::{
    Choice, Filter, FilterGroup, InputField, Keyboard, Question, QuestionForm, ScreenText, Topic,
};
use crate::payment::{Account, AccountField, CharacterSet, EarnedBy, PaymentService, ServiceKind};
use crate::secret::Secret;
use crate::text::{Text, search_key};

/// Which payment service? With a search by name and reading, filters by kind and by what earns, and
/// for each service the reason why it can't be chosen, if there is one.
pub(crate) fn service(
    text: &Text,
    services: &[PaymentService],
    before: Option<&str>,
    reasons: &[Option<UnavailableChoice>],
) -> Question {
    let choices = services
        .iter()
        .zip(reasons)
        .map(|(service, reason)| {
            let name = text.localized(&service.name);
            let searched = format!("{name} {} {}", service.reading, service.number);
            let reason = reason.as_ref();
            Choice {
                detail: detail(text, service),
                unavailable: reason.map(|reason| unavailable::service(text, reason)),
                selected: before == Some(service.number.as_str()),
                search_key: search_key(&searched),
                filters: vec![
                    kind_id(service.kind).into(),
                    earned_by_id(service.earns).into(),
                ],
                ..Choice::new(service.number.clone(), name)
            }
        })
        .collect();
    let kinds = [
        ServiceKind::Qr,
        ServiceKind::Prepaid,
        ServiceKind::EMoney,
        ServiceKind::Credit,
        ServiceKind::Debit,
    ];
    let kinds = kinds.map(|kind| filter(kind_id(kind), kind_name(text, kind)));
    let earned_by = [EarnedBy::Charge, EarnedBy::Purchase];
    let earned_by = earned_by.map(|by| filter(earned_by_id(by), earned_by_name(text, by)));
    let group = |filters| FilterGroup { filters };
    let form = QuestionForm::Choose {
        choices,
        min_choices: 1,
        max_choices: 1,
        search: Some(text.message("service-search")),
        filter_groups: vec![group(kinds.into()), group(earned_by.into())],
    };
    let screen = ScreenText::new(
        text.message("service-title"),
        vec![
            text.message("service-text-one"),
            text.message("service-text-own"),
        ],
    );
    Question::new(text, Topic::Service, screen, form, "service-go")
}

fn filter(id: &str, label: String) -> Filter {
    Filter {
        id: id.into(),
        label,
    }
}

fn detail(text: &Text, service: &PaymentService) -> String {
    let mut parts = vec![
        kind_name(text, service.kind),
        earned_by_name(text, service.earns),
    ];
    if let Some(days) = service.register_days_before {
        parts.push(text.message_with("service-register-first", &[("days", days.into())]));
    }
    parts.join(" · ")
}

fn kind_id(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::Qr => "qr",
        ServiceKind::Prepaid => "prepaid",
        ServiceKind::EMoney => "e-money",
        ServiceKind::Credit => "credit",
        ServiceKind::Debit => "debit",
    }
}

fn kind_name(text: &Text, kind: ServiceKind) -> String {
    match kind {
        ServiceKind::Qr => text.message("kind-qr"),
        ServiceKind::Prepaid => text.message("kind-prepaid"),
        ServiceKind::EMoney => text.message("kind-e-money"),
        ServiceKind::Credit => text.message("kind-credit"),
        ServiceKind::Debit => text.message("kind-debit"),
    }
}

fn earned_by_id(by: EarnedBy) -> &'static str {
    match by {
        EarnedBy::Charge => "charge",
        EarnedBy::Purchase => "purchase",
    }
}

fn earned_by_name(text: &Text, by: EarnedBy) -> String {
    match by {
        EarnedBy::Charge => text.message("earns-charge"),
        EarnedBy::Purchase => text.message("earns-purchase"),
    }
}

/// Which account at that service: its ID and security codes.
pub(crate) fn account(text: &Text, service: &PaymentService, before: Option<&Account>) -> Question {
    let id = before.map(|account| account.id.as_str().into());
    let id = field(text, ACCOUNT_FIELD.into(), &service.id, false, id);
    let codes = service.codes.iter().enumerate().map(|(nth, code)| {
        let value = before.and_then(|account| account.codes.get(nth).cloned());
        field(text, code_field(nth), code, true, value)
    });
    let form = QuestionForm::Fill {
        fields: std::iter::once(id).chain(codes).collect(),
    };
    let mut paragraphs = vec![
        text.message("account-text"),
        text.message("account-text-codes"),
    ];
    if let Some(days) = service.register_days_before {
        paragraphs.push(text.message_with("account-register-first", &[("days", days.into())]));
    }
    let name = text.localized(&service.name);
    let title = text.message_with("account-title", &[("service", name.into())]);
    let screen = ScreenText::new(title, paragraphs);
    Question::new(text, Topic::Account, screen, form, "account-go")
}

/// The id of the field of the nth security code, from 0.
pub(crate) fn code_field(nth: usize) -> String {
    format!("code-{}", nth + 1)
}

fn field(
    text: &Text,
    id: String,
    rule: &AccountField,
    secret: bool,
    value: Option<Secret>,
) -> InputField {
    InputField {
        id,
        label: text.localized(&rule.label),
        hint: text.localized(&rule.hint),
        example: rule.example.clone(),
        keyboard: match rule.characters {
            CharacterSet::Digits => Keyboard::Digits,
            CharacterSet::CapitalsAndDigits | CharacterSet::Printable => Keyboard::Latin,
        },
        secret,
        required: true,
        max_length: rule.most.saturating_mul(2),
        display_length: rule.most,
        value: value.unwrap_or_default(),
        problem: None,
    }
}
