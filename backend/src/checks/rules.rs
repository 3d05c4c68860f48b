//! Rules: may this person have this, as it was shown to them, today?

use super::data::BackendData;
use super::submission::OpenedApplication;
use card_points::application::{Application, Declaration, Holder, Preregistration};
use card_points::backend::Refusal;
use card_points::payment::{AccountField, PaymentService};
use card_points::programme::{AgeGroup, PersonFacts};
use jiff::civil::Date;

/// Judges an application. `facts.applied` plays no part: what stands is a matter of uniqueness.
pub fn check_application<'w>(
    world: &'w BackendData,
    facts: &PersonFacts,
    today: Date,
    opened: &OpenedApplication,
) -> Result<&'w PaymentService, Refusal> {
    let application = &opened.application;
    let rules = &world.programme;
    if application.rules != rules.version || application.terms != rules.terms.version {
        return Err(Refusal::RulesChanged);
    }
    check_holder(
        application.holder,
        facts.age,
        &application.declarations,
        &application.holder.declarations(),
    )?;
    check_measures(world, facts, today, application)?;
    check_service(world, facts, today, opened)
}

/// Judges a preregistration.
pub fn check_preregistration(
    world: &BackendData,
    facts: &PersonFacts,
    asked: &Preregistration,
) -> Result<(), Refusal> {
    if asked.terms != world.programme.terms.version {
        return Err(Refusal::RulesChanged);
    }
    check_holder(
        asked.holder,
        facts.age,
        &asked.declarations,
        &asked.holder.preregistration_declarations(),
    )
}

fn check_holder(
    holder: Holder,
    age: AgeGroup,
    declarations: &[Declaration],
    needed: &[Declaration],
) -> Result<(), Refusal> {
    match (holder, age) {
        (Holder::Myself, AgeGroup::Child) => return Err(Refusal::IsAChild),
        (Holder::Representative, AgeGroup::Youth | AgeGroup::Adult) => {
            return Err(Refusal::NotAChild);
        }
        _ => {}
    }
    if needed.iter().all(|one| declarations.contains(one)) {
        Ok(())
    } else {
        Err(Refusal::Malformed)
    }
}

fn check_measures(
    world: &BackendData,
    facts: &PersonFacts,
    today: Date,
    application: &Application,
) -> Result<(), Refusal> {
    let facts = PersonFacts {
        applied: Vec::new(),
        ..facts.clone()
    };
    let offers = world.programme.offers(Some(&facts), today);
    for asked in &application.measures {
        let offer = offers
            .iter()
            .find(|offer| offer.measure.id == asked.measure)
            .ok_or(Refusal::Malformed)?;
        if let Some(barred) = &offer.unavailable {
            return Err(Refusal::NotEligible {
                measure: asked.measure.clone(),
                barred: barred.clone(),
            });
        }
        if offer.yen != asked.yen {
            return Err(Refusal::RulesChanged);
        }
    }
    Ok(())
}

fn check_service<'w>(
    world: &'w BackendData,
    facts: &PersonFacts,
    today: Date,
    opened: &OpenedApplication,
) -> Result<&'w PaymentService, Refusal> {
    let application = &opened.application;
    let service = world
        .service(&application.service)
        .ok_or(Refusal::ServiceClosed)?;
    // A representative is an adult, and the account may be in their name.
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
    for (nth, (code, shape)) in opened.codes.iter().zip(&service.codes).enumerate() {
        let code = code.text().ok_or(Refusal::Malformed)?;
        check_field(shape, &format!("code-{}", nth + 1), code)?;
    }
    Ok(service)
}

/// Of the service's format, and normalised already: what was shown is what is compared.
fn check_field(shape: &AccountField, name: &str, value: &str) -> Result<(), Refusal> {
    match shape.normalise(value) {
        Ok(normal) if normal == value => Ok(()),
        Ok(_) => Err(Refusal::Malformed),
        Err(rule) => Err(Refusal::AccountFormat {
            field: name.to_owned(),
            rule,
        }),
    }
}
