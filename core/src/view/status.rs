//! What a person has: the receipt, the Individual Key ID, and the state of every application.

use super::account::applied_destination;
use super::{Fact, ScreenText, unavailable};
use crate::backend::{ApplicationStatus, IssuedKeyId, ProgrammeData, Receipt};
use crate::programme::{
    ApplicationState, AppliedMeasure, FirstRound, Programme, UnavailableMeasure,
};
use crate::text::Text;
use jiff::civil::Date;

/// The Individual Key ID that was issued.
pub(crate) fn preregistered(text: &Text, issued: &IssuedKeyId) -> ScreenText {
    ScreenText::new(
        text.message("preregistered-title"),
        vec![
            text.message("preregistered-text"),
            text.message("preregistered-next"),
        ],
    )
    .with_facts(vec![
        key_id(text, &issued.individual_key_id),
        Fact::new(text.message("line-since"), text.time(issued.at)),
    ])
}

/// The receipt: its number, what comes when, from when charges and purchases count, and where points
/// will be seen.
pub(crate) fn receipt(text: &Text, data: &ProgrammeData, receipt: &Receipt) -> ScreenText {
    let mut facts = vec![
        Fact::new(text.message("line-receipt"), receipt.number.as_str()),
        Fact::new(text.message("line-at"), text.time(receipt.at)),
        key_id(text, &receipt.individual_key_id),
    ];
    let applied = &receipt.applied;
    facts.extend(applications(text, &data.programme, applied, false));
    let service = applied
        .first()
        .and_then(|applied| data.service(&applied.service));
    if let Some(service) = service {
        let said = |key: &str, value| Fact::new(text.message(key), text.localized(value));
        facts.extend([
            said("line-counts-from", &service.counts_from),
            said("line-arrives", &service.arrives),
            Fact::new(
                text.message("line-member-page"),
                service.member_page.as_str(),
            ),
            said("line-contact", &service.contact),
        ]);
    }
    ScreenText::new(
        text.message("application-submitted"),
        vec![
            text.message("applied-next"),
            text.message("points-seen-where"),
        ],
    )
    .with_facts(facts)
}

/// The state of every application, and what can still be applied for.
pub(crate) fn status(
    text: &Text,
    programme: &Programme,
    status: &ApplicationStatus,
    today: Date,
) -> ScreenText {
    let person = &status.facts;
    let title = match (person.applied.is_empty(), &status.preregistered) {
        (false, _) => text.message("application-submitted"),
        (true, Some(_)) => text.message("standing-preregistered"),
        (true, None) => text.message("standing-nothing"),
    };
    let mut facts = Vec::new();
    if let Some(issued) = &status.preregistered {
        facts.push(key_id(text, &issued.individual_key_id));
    }
    facts.extend(applications(text, programme, &person.applied, true));
    if let FirstRound::Open { service } = &person.first_round {
        facts.push(Fact::new(
            text.message("line-first-round"),
            text.localized(service),
        ));
    }
    let offers = programme.offers(Some(person), today);
    for offer in &offers {
        let said = match &offer.unavailable {
            None => text.message_with("standing-open", &[("yen", text.yen(offer.yen).into())]),
            Some(UnavailableMeasure::Applied { .. }) => continue,
            Some(reason) => unavailable::measure(text, reason),
        };
        facts.push(Fact::new(text.localized(&offer.measure.name), said));
    }
    let next = if offers.iter().any(|offer| offer.unavailable.is_none()) {
        text.message("standing-next-apply")
    } else {
        text.message("standing-next-nothing")
    };
    let mut paragraphs = vec![next];
    if !person.applied.is_empty() {
        paragraphs.push(text.message("points-seen-where"));
    }
    ScreenText::new(title, paragraphs).with_facts(facts)
}

/// Measures with their state. What the measures of one application have in common follows them once:
/// where their points go, and, if wanted, date and receipt.
fn applications(
    text: &Text,
    programme: &Programme,
    applied: &[AppliedMeasure],
    with_receipt: bool,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for application in applied.chunk_by(|one, next| one.receipt == next.receipt) {
        facts.extend(application.iter().map(|each| {
            Fact::new(
                measure_name(text, programme, &each.measure),
                state(text, each.state),
            )
        }));
        let first = &application[0];
        facts.push(Fact::new(
            text.message("line-service"),
            applied_destination(text, first),
        ));
        if with_receipt {
            facts.push(Fact::new(
                text.message("line-applied-on"),
                text.date(first.on),
            ));
            facts.push(Fact::new(
                text.message("line-receipt"),
                first.receipt.as_str(),
            ));
        }
    }
    facts
}

fn key_id(text: &Text, id: &str) -> Fact {
    Fact::new(text.message("line-key-id"), id)
}

fn state(text: &Text, state: ApplicationState) -> String {
    match state {
        ApplicationState::Unconfirmed => text.message("state-unconfirmed"),
        ApplicationState::Confirmed => text.message("state-confirmed"),
        ApplicationState::Passed => text.message("state-passed"),
    }
}

/// The measure's name; its id where these rules do not have it.
pub(super) fn measure_name(text: &Text, programme: &Programme, id: &str) -> String {
    programme
        .measure(id)
        .map_or_else(|| id.to_owned(), |measure| text.localized(&measure.name))
}
