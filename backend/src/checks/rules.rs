//! The programme's rules: whether a person may have what they apply for, as it was shown to them.

use super::data::BackendData;
use super::submission::OpenedApplication;
use card_points::application::{Application, Declaration, Holder, Preregistration};
use card_points::backend::Refusal;
use card_points::payment::{AccountField, PaymentService};
use card_points::programme::{AgeGroup, PersonFacts, Programme};
use jiff::civil::Date;

/// Checks an application, and finds its payment service. `facts` contains no applied measures.
pub fn check_application<'d>(
    data: &'d BackendData,
    facts: &PersonFacts,
    today: Date,
    opened: &OpenedApplication,
) -> Result<&'d PaymentService, Refusal> {
    let application = &opened.application;
    let programme = &data.programme;
    if application.rules != programme.version || application.terms != programme.terms.version {
        return Err(Refusal::RulesChanged);
    }
    check_holder(
        application.holder,
        facts.age,
        &application.declarations,
        &application.holder.declarations(),
    )?;
    check_measures(programme, facts, today, application)?;
    check_service(data, facts, today, opened)
}

/// Checks a preregistration.
pub fn check_preregistration(
    programme: &Programme,
    age: AgeGroup,
    preregistration: &Preregistration,
) -> Result<(), Refusal> {
    if preregistration.terms != programme.terms.version {
        return Err(Refusal::RulesChanged);
    }
    check_holder(
        preregistration.holder,
        age,
        &preregistration.declarations,
        &preregistration.holder.preregistration_declarations(),
    )
}

fn check_holder(
    holder: Holder,
    age: AgeGroup,
    declarations: &[Declaration],
    required: &[Declaration],
) -> Result<(), Refusal> {
    match (holder, age) {
        (Holder::Myself, AgeGroup::Child) => return Err(Refusal::IsAChild),
        (Holder::Representative, AgeGroup::Youth | AgeGroup::Adult) => {
            return Err(Refusal::NotAChild);
        }
        _ => {}
    }
    if required.iter().all(|one| declarations.contains(one)) {
        Ok(())
    } else {
        Err(Refusal::Malformed)
    }
}

fn check_measures(
    programme: &Programme,
    facts: &PersonFacts,
    today: Date,
    application: &Application,
) -> Result<(), Refusal> {
    let offers = programme.offers(Some(facts), today);
    for requested in &application.measures {
        let offer = offers
            .iter()
            .find(|offer| offer.measure.id == requested.measure)
            .ok_or(Refusal::Malformed)?;
        if let Some(unavailable) = &offer.unavailable {
            return Err(Refusal::NotEligible {
                measure: requested.measure.clone(),
                reason: unavailable.clone(),
            });
        }
        if offer.yen != requested.yen {
            return Err(Refusal::RulesChanged);
        }
    }
    Ok(())
}

fn check_service<'d>(
    data: &'d BackendData,
    facts: &PersonFacts,
    today: Date,
    opened: &OpenedApplication,
) -> Result<&'d PaymentService, Refusal> {
    let application = &opened.application;
    let service = data
        .service(&application.service)
        .ok_or(Refusal::ServiceClosed)?;
    // A legal representative is an adult, and the account may be in their name.
    let adult = facts.age == AgeGroup::Adult || application.holder == Holder::Representative;
    if service.unavailable(today, adult).is_some() {
        return Err(Refusal::ServiceClosed);
    }
    if service.name.get(application.language) != application.service_name {
        return Err(Refusal::RulesChanged);
    }
    check_field(&service.id, "account", &application.account)?;
    if opened.codes.len() != service.codes.len() {
        return Err(Refusal::Malformed);
    }
    for (nth, (code, format)) in opened.codes.iter().zip(&service.codes).enumerate() {
        let code = code.text().ok_or(Refusal::Malformed)?;
        check_field(format, &format!("code-{}", nth + 1), code)?;
    }
    Ok(service)
}

/// Checks that a value has the service's format and is normalised: the screen showed it normalised.
fn check_field(format: &AccountField, name: &str, value: &str) -> Result<(), Refusal> {
    match format.normalise(value) {
        Ok(normalised) if normalised == value => Ok(()),
        Ok(_) => Err(Refusal::Malformed),
        Err(rule) => Err(Refusal::AccountFormat {
            field: name.to_owned(),
            rule,
        }),
    }
}
