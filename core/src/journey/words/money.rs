//! Measures, payment services and accounts.

use super::line;
use crate::application::{Declaration, Holder};
use crate::journey::Line;
use crate::journey::draft::Shut;
use crate::payment::{AccountField, Characters, Closed, Earns, Kind, Rule, grouped};
use crate::programme::Barred;
use crate::spot::SpotKind;
use crate::text::{Localized, Text};

pub fn barred(text: &Text, barred: &Barred) -> String {
    let day = |key: &str, day| text.say_with(key, &[("date", text.date(day).into())]);
    match barred {
        Barred::NotAnnounced => text.say("barred-not-announced"),
        Barred::NotStarted { from } => day("barred-not-started", *from),
        Barred::Over { until } => day("barred-over", *until),
        Barred::FirstRoundOpen { service } => {
            let service = text.of(service).into();
            text.say_with("barred-first-round-open", &[("service", service)])
        }
        Barred::FirstRoundComplete => text.say("barred-first-round-complete"),
        Barred::NoHealthInsurance => text.say("barred-no-health-insurance"),
        Barred::NoReceiptAccount => text.say("barred-no-receipt-account"),
        Barred::CardTooLate { by } => day("barred-card-too-late", *by),
        Barred::Applied { on } => day("barred-applied", *on),
    }
}

/// Why a payment service can't be chosen.
pub fn shut(text: &Text, why: &Shut) -> String {
    match why {
        Shut::OtherStands { service } => {
            let service = text.of(service).into();
            text.say_with("service-other-stands", &[("service", service)])
        }
        Shut::Refused => text.say("service-refused"),
        Shut::Closed(closed) => service_closed(text, closed),
    }
}

fn service_closed(text: &Text, closed: &Closed) -> String {
    let day = |key: &str, day| text.say_with(key, &[("date", text.date(day).into())]);
    match closed {
        Closed::OwnAppOnly => text.say("service-own-app-only"),
        Closed::NotStarted { from } => day("service-not-started", *from),
        Closed::Over { until } => day("service-over", *until),
        Closed::AdultsOnly => text.say("service-adults-only"),
    }
}

pub fn kind(text: &Text, kind: Kind) -> String {
    match kind {
        Kind::Qr => text.say("kind-qr"),
        Kind::Prepaid => text.say("kind-prepaid"),
        Kind::EMoney => text.say("kind-e-money"),
        Kind::Credit => text.say("kind-credit"),
        Kind::Debit => text.say("kind-debit"),
    }
}

pub fn earns(text: &Text, earns: Earns) -> String {
    match earns {
        Earns::Charge => text.say("earns-charge"),
        Earns::Purchase => text.say("earns-purchase"),
    }
}

/// The rule that a typed value breaks, where nothing more is known of the field.
pub fn rule(text: &Text, rule: Rule) -> String {
    match rule {
        Rule::Missing => text.say("rule-missing"),
        Rule::Characters => text.say("rule-characters"),
        Rule::TooShort => text.say("rule-too-short"),
        Rule::TooLong => text.say("rule-too-long"),
        Rule::Prefix => text.say("rule-prefix"),
        Rule::CheckDigit => text.say("rule-check-digit"),
    }
}

/// The rule that a typed value breaks, with what the field is made of.
pub fn field_rule(text: &Text, broken: Rule, field: &AccountField) -> String {
    let made_of = || match (field.characters, field.least == field.most) {
        (Characters::Digits, true) => text.say_with("made-of-digits", &[("n", field.most.into())]),
        (Characters::Digits, false) => text.say_with(
            "made-of-digits-between",
            &[("least", field.least.into()), ("most", field.most.into())],
        ),
        (_, true) => text.say_with("made-of-characters", &[("n", field.most.into())]),
        (_, false) => text.say_with(
            "made-of-characters-between",
            &[("least", field.least.into()), ("most", field.most.into())],
        ),
    };
    match broken {
        Rule::Missing | Rule::CheckDigit => rule(text, broken),
        Rule::Prefix => text.say_with("rule-begins", &[("prefix", field.prefix.as_str().into())]),
        _ => text.say_with(
            "rule-with-form",
            &[
                ("rule", rule(text, broken).into()),
                ("form", made_of().into()),
            ],
        ),
    }
}

/// Where the points of an application go.
pub fn where_to(text: &Text, service: &Localized, account: &str) -> Vec<Line> {
    vec![
        line(text.say("summary-service"), text.of(service)),
        line(text.say("summary-account"), grouped(account)),
    ]
}

/// What the person declares, in sentences.
pub fn declarations(text: &Text, holder: Holder, apply: bool) -> Vec<String> {
    let declarations = if apply {
        holder.declares()
    } else {
        holder.declares_to_preregister()
    };
    declarations
        .into_iter()
        .map(|declaration| match declaration {
            Declaration::OwnAccount => text.say("declare-own-account"),
            Declaration::LegalRepresentative => text.say("declare-legal-representative"),
            Declaration::SeparateService => text.say("declare-separate-service"),
        })
        .collect()
}

pub fn spot_kind(text: &Text, kind: SpotKind) -> String {
    match kind {
        SpotKind::MunicipalCounter => text.say("spot-municipal-counter"),
        SpotKind::PhoneShop => text.say("spot-phone-shop"),
        SpotKind::Supermarket => text.say("spot-supermarket"),
        SpotKind::MultiFunctionCopier => text.say("spot-multi-function-copier"),
        SpotKind::BankAtm => text.say("spot-bank-atm"),
        SpotKind::StoreAtm => text.say("spot-store-atm"),
        SpotKind::ElectronicsShop => text.say("spot-electronics-shop"),
        SpotKind::PostOffice => text.say("spot-post-office"),
        SpotKind::Drugstore => text.say("spot-drugstore"),
        SpotKind::ServiceDesk => text.say("spot-service-desk"),
    }
}
