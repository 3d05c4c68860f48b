//! Measures, payment services and accounts.

use super::line;
use crate::application::{Declaration, Holder};
use crate::journey::Fact;
use crate::journey::draft::UnavailableChoice;
use crate::payment::{
    AccountField, CharacterSet, EarnedBy, FieldRule, ServiceKind, UnavailableService, grouped,
};
use crate::programme::UnavailableMeasure;
use crate::spot::SpotKind;
use crate::text::{LocalizedText, Text};

pub fn barred(text: &Text, barred: &UnavailableMeasure) -> String {
    let day = |key: &str, day| text.message_with(key, &[("date", text.date(day).into())]);
    match barred {
        UnavailableMeasure::NotAnnounced => text.message("barred-not-announced"),
        UnavailableMeasure::NotStarted { from } => day("barred-not-started", *from),
        UnavailableMeasure::Over { until } => day("barred-over", *until),
        UnavailableMeasure::FirstRoundOpen { service } => {
            let service = text.localized(service).into();
            text.message_with("barred-first-round-open", &[("service", service)])
        }
        UnavailableMeasure::FirstRoundComplete => text.message("barred-first-round-complete"),
        UnavailableMeasure::NoHealthInsurance => text.message("barred-no-health-insurance"),
        UnavailableMeasure::NoReceiptAccount => text.message("barred-no-receipt-account"),
        UnavailableMeasure::CardTooLate { by } => day("barred-card-too-late", *by),
        UnavailableMeasure::Applied { on } => day("barred-applied", *on),
    }
}

/// Why a payment service can't be chosen.
pub fn shut(text: &Text, why: &UnavailableChoice) -> String {
    match why {
        UnavailableChoice::PointsGoElsewhere { service } => {
            let service = text.localized(service).into();
            text.message_with("service-other-stands", &[("service", service)])
        }
        UnavailableChoice::Refused => text.message("service-refused"),
        UnavailableChoice::Closed(closed) => service_closed(text, closed),
    }
}

fn service_closed(text: &Text, closed: &UnavailableService) -> String {
    let day = |key: &str, day| text.message_with(key, &[("date", text.date(day).into())]);
    match closed {
        UnavailableService::OwnAppOnly => text.message("service-own-app-only"),
        UnavailableService::NotStarted { from } => day("service-not-started", *from),
        UnavailableService::Over { until } => day("service-over", *until),
        UnavailableService::AdultsOnly => text.message("service-adults-only"),
    }
}

pub fn kind(text: &Text, kind: ServiceKind) -> String {
    match kind {
        ServiceKind::Qr => text.message("kind-qr"),
        ServiceKind::Prepaid => text.message("kind-prepaid"),
        ServiceKind::EMoney => text.message("kind-e-money"),
        ServiceKind::Credit => text.message("kind-credit"),
        ServiceKind::Debit => text.message("kind-debit"),
    }
}

pub fn earns(text: &Text, earns: EarnedBy) -> String {
    match earns {
        EarnedBy::Charge => text.message("earns-charge"),
        EarnedBy::Purchase => text.message("earns-purchase"),
    }
}

/// The rule that a typed value breaks, where nothing more is known of the field.
pub fn rule(text: &Text, rule: FieldRule) -> String {
    match rule {
        FieldRule::Missing => text.message("rule-missing"),
        FieldRule::Characters => text.message("rule-characters"),
        FieldRule::TooShort => text.message("rule-too-short"),
        FieldRule::TooLong => text.message("rule-too-long"),
        FieldRule::Prefix => text.message("rule-prefix"),
        FieldRule::CheckDigit => text.message("rule-check-digit"),
    }
}

/// The rule that a typed value breaks, with what the field is made of.
pub fn field_rule(text: &Text, broken: FieldRule, field: &AccountField) -> String {
    let made_of = || match (field.characters, field.least == field.most) {
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
    };
    match broken {
        FieldRule::Missing | FieldRule::CheckDigit => rule(text, broken),
        FieldRule::Prefix => {
            text.message_with("rule-begins", &[("prefix", field.prefix.as_str().into())])
        }
        _ => text.message_with(
            "rule-with-form",
            &[
                ("rule", rule(text, broken).into()),
                ("form", made_of().into()),
            ],
        ),
    }
}

/// Where the points of an application go.
pub fn where_to(text: &Text, service: &LocalizedText, account: &str) -> Vec<Fact> {
    vec![
        line(text.message("summary-service"), text.localized(service)),
        line(text.message("summary-account"), grouped(account)),
    ]
}

/// What the person declares, in sentences.
pub fn declarations(text: &Text, holder: Holder, apply: bool) -> Vec<String> {
    let declarations = if apply {
        holder.declarations()
    } else {
        holder.preregistration_declarations()
    };
    declarations
        .into_iter()
        .map(|declaration| match declaration {
            Declaration::OwnAccount => text.message("declare-own-account"),
            Declaration::LegalRepresentative => text.message("declare-legal-representative"),
            Declaration::SeparateService => text.message("declare-separate-service"),
        })
        .collect()
}

pub fn spot_kind(text: &Text, kind: SpotKind) -> String {
    match kind {
        SpotKind::MunicipalCounter => text.message("spot-municipal-counter"),
        SpotKind::PhoneShop => text.message("spot-phone-shop"),
        SpotKind::Supermarket => text.message("spot-supermarket"),
        SpotKind::MultiFunctionCopier => text.message("spot-multi-function-copier"),
        SpotKind::BankAtm => text.message("spot-bank-atm"),
        SpotKind::StoreAtm => text.message("spot-store-atm"),
        SpotKind::ElectronicsShop => text.message("spot-electronics-shop"),
        SpotKind::PostOffice => text.message("spot-post-office"),
        SpotKind::Drugstore => text.message("spot-drugstore"),
        SpotKind::ServiceDesk => text.message("spot-service-desk"),
    }
}
