//! How a journey ends: what stands, the receipt, or why it can't go on and what to do.

use super::{barred, line, plain, shut};
use crate::backend::{ApplicationStatus, IssuedKeyId, Receipt, Refusal, SpotList};
use crate::journey::conversation::Ending;
use crate::journey::draft::UnavailableChoice;
use crate::journey::rules::ProgrammeData;
use crate::journey::{EndReason, Fact, Outcome, ScreenText, SubmissionState};
use crate::programme::{
    ApplicationState, AppliedMeasure, FirstRound, Known, Programme, UnavailableMeasure,
};
use crate::text::{LocalizedText, Text};
use jiff::civil::Date;

/// The end when the person, or the shell, stops.
pub fn stopped(sent: SubmissionState, password_in_doubt: bool) -> Ending {
    Ending::new(Outcome::Stopped { submission: sent }, move |text| {
        let said = match sent {
            SubmissionState::NotSent => text.message("stopped-nothing-sent"),
            SubmissionState::MaybeSent => text.message("stopped-perhaps-sent"),
        };
        let mut words = plain(text.message("stopped-title"), vec![said]);
        if password_in_doubt {
            words
                .paragraphs
                .push(text.message("stopped-password-in-doubt"));
        }
        words
    })
}

pub fn broken(text: &Text, sent: SubmissionState) -> ScreenText {
    let sent = match sent {
        SubmissionState::NotSent => text.message("stopped-nothing-sent"),
        SubmissionState::MaybeSent => text.message("stopped-perhaps-sent"),
    };
    plain(
        text.message("broken-title"),
        vec![sent, text.message("broken-text")],
    )
}

pub fn read(text: &Text) -> ScreenText {
    plain(text.message("read-title"), Vec::new())
}

pub fn backend_unclear(text: &Text) -> ScreenText {
    plain(
        text.message("backend-unclear-title"),
        vec![text.message("backend-unclear-text")],
    )
}

/// Ends that a card brings.
pub fn ended(text: &Text, reason: EndReason, practice: bool) -> ScreenText {
    match reason {
        EndReason::WrongEnvironment => other_world(text, practice),
        _ => plain(
            text.message("locked-title"),
            vec![
                text.message("locked-text"),
                text.message("locked-machine"),
                text.message("stopped-nothing-sent"),
            ],
        ),
    }
}

fn other_world(text: &Text, practice: bool) -> ScreenText {
    if practice {
        plain(
            text.message("real-card-title"),
            vec![
                text.message("real-card-text"),
                text.message("password-unused"),
            ],
        )
    } else {
        plain(
            text.message("unknown-authority-title"),
            vec![
                text.message("unknown-authority-text"),
                text.message("password-unused"),
            ],
        )
    }
}

/// Ends that the backend brings.
pub fn refused(text: &Text, refusal: &Refusal, practice: bool) -> ScreenText {
    match refusal {
        Refusal::UnknownAuthority => other_world(text, practice),
        Refusal::Expired { at } => plain(
            text.message_with("expired-title", &[("date", text.day(*at).into())]),
            vec![text.message("expired-text")],
        ),
        Refusal::NotYetValid { from } => plain(
            text.message_with("not-yet-valid-title", &[("time", text.time(*from).into())]),
            vec![text.message("not-yet-valid-text")],
        ),
        Refusal::Revoked => plain(
            text.message("revoked-title"),
            vec![text.message("revoked-text")],
        ),
        Refusal::WrongCertificate => plain(
            text.message("wrong-certificate-title"),
            vec![text.message("wrong-certificate-text")],
        ),
        Refusal::NotKnownYet { after } => {
            let again = match after {
                Some(after) => {
                    text.message_with("not-known-yet-after", &[("time", text.time(*after).into())])
                }
                None => text.message("not-known-yet-tomorrow"),
            };
            plain(
                text.message("not-known-yet-title"),
                vec![again, text.message("not-known-yet-fine")],
            )
        }
        Refusal::BrokenChain => plain(
            text.message("broken-chain-title"),
            vec![
                text.message("broken-chain-text"),
                text.message("broken-chain-points"),
            ],
        ),
        Refusal::TooManyTries { after } => plain(
            text.message("too-many-tries-title"),
            vec![text.message_with("too-many-tries-text", &[("time", text.time(*after).into())])],
        ),
        Refusal::NotAChild => plain(
            text.message("not-you-title"),
            vec![text.message("refused-not-a-child")],
        ),
        Refusal::IsAChild => plain(
            text.message("not-you-title"),
            vec![text.message("refused-is-a-child")],
        ),
        other => ScreenText {
            support_code: Some(format!("{} {}", other.status(), name(other))),
            ..backend_unclear(text)
        },
    }
}

/// The refusal's name, for the help desk.
fn name(refusal: &Refusal) -> String {
    serde_json::to_value(refusal)
        .ok()
        .and_then(|value| Some(value.get("type")?.as_str()?.to_owned()))
        .map(|name| name.trim_start_matches("urn:card-points:").to_owned())
        .unwrap_or_default()
}

/// Each measure with why it can't be applied for, and the notices of the day.
pub fn nothing_to_apply_for(
    text: &Text,
    measures: &[(LocalizedText, UnavailableMeasure)],
    notices: &[LocalizedText],
    standing: &[AppliedMeasure],
) -> ScreenText {
    let reasons = measures
        .iter()
        .map(|(measure, reason)| line(text.localized(measure), barred(text, reason)));
    let mut places: Vec<_> = standing.iter().map(|each| account(text, each)).collect();
    places.dedup();
    let fixed = (!places.is_empty()).then(|| text.message("already-applied-fixed"));
    let places = places
        .into_iter()
        .map(|place| line(text.message("line-service"), place));
    let notices = notices.iter().map(|notice| text.localized(notice));
    ScreenText {
        facts: reasons.chain(places).collect(),
        ..plain(
            text.message("nothing-to-apply-for-title"),
            std::iter::once(text.message("nothing-to-apply-for-text"))
                .chain(fixed)
                .chain(notices)
                .collect(),
        )
    }
}

/// Where points go: the service, and the end of the account.
fn account(text: &Text, standing: &AppliedMeasure) -> String {
    text.message_with(
        "account-ending",
        &[
            ("service", text.localized(&standing.service_name).into()),
            ("ending", standing.account_ending.as_str().into()),
        ],
    )
}

pub fn standing_service_closed(
    text: &Text,
    service: &LocalizedText,
    why: &UnavailableChoice,
) -> ScreenText {
    let service = text.localized(service);
    ScreenText {
        facts: vec![line(service.as_str(), shut(text, why))],
        ..plain(
            text.message("nothing-to-apply-for-title"),
            vec![text.message_with("service-stands-closed", &[("service", service.into())])],
        )
    }
}

pub fn already_applied(text: &Text, programme: &Programme, standing: &[AppliedMeasure]) -> String {
    standing
        .iter()
        .map(|each| {
            text.message_with(
                "already-applied",
                &[
                    ("measure", measure(text, programme, &each.measure).into()),
                    ("date", text.date(each.on).into()),
                    ("service", text.localized(&each.service_name).into()),
                    ("ending", each.account_ending.as_str().into()),
                ],
            )
        })
        .chain([text.message("already-applied-fixed")])
        .reduce(|said, next| {
            let sentences = [("said", said.into()), ("next", next.into())];
            text.message_with("sentences", &sentences)
        })
        .unwrap_or_default()
}

pub fn other_service(text: &Text, standing: &AppliedMeasure) -> String {
    text.message_with(
        "other-service",
        &[
            ("service", text.localized(&standing.service_name).into()),
            ("ending", standing.account_ending.as_str().into()),
        ],
    )
}

pub fn preregistered(text: &Text, preregistered: &IssuedKeyId) -> ScreenText {
    ScreenText {
        facts: vec![
            line(
                text.message("line-key-id"),
                preregistered.individual_key_id.as_str(),
            ),
            line(text.message("line-since"), text.time(preregistered.at)),
        ],
        ..plain(
            text.message("preregistered-title"),
            vec![
                text.message("preregistered-text"),
                text.message("preregistered-next"),
            ],
        )
    }
}

/// The receipt: number, what comes when, from when charges and purchases count, and where points
/// will be seen.
pub fn applied(text: &Text, rules: &ProgrammeData, receipt: &Receipt) -> ScreenText {
    let mut lines = vec![
        line(text.message("line-receipt"), receipt.number.as_str()),
        line(text.message("line-at"), text.time(receipt.at)),
        line(
            text.message("line-key-id"),
            receipt.individual_key_id.as_str(),
        ),
    ];
    lines.extend(standing_lines(
        text,
        &rules.programme,
        &receipt.standing,
        false,
    ));
    let service = receipt
        .standing
        .first()
        .and_then(|standing| rules.service(&standing.service));
    if let Some(service) = service {
        lines.extend([
            line(
                text.message("line-counts-from"),
                text.localized(&service.counts_from),
            ),
            line(
                text.message("line-arrives"),
                text.localized(&service.arrives),
            ),
            line(
                text.message("line-member-page"),
                service.member_page.as_str(),
            ),
            line(
                text.message("line-contact"),
                text.localized(&service.contact),
            ),
        ]);
    }
    ScreenText {
        facts: lines,
        ..plain(
            text.message("application-submitted"),
            vec![
                text.message("applied-next"),
                text.message("points-seen-where"),
            ],
        )
    }
}

/// What stands, and what can still be done.
pub fn standing(
    text: &Text,
    programme: &Programme,
    status: &ApplicationStatus,
    today: Date,
) -> ScreenText {
    let facts = &status.facts;
    let title = match (facts.applied.is_empty(), &status.preregistered) {
        (false, _) => text.message("application-submitted"),
        (true, Some(_)) => text.message("standing-preregistered"),
        (true, None) => text.message("standing-nothing"),
    };
    let mut lines = Vec::new();
    if let Some(preregistered) = &status.preregistered {
        lines.push(line(
            text.message("line-key-id"),
            preregistered.individual_key_id.as_str(),
        ));
    }
    lines.extend(standing_lines(text, programme, &facts.applied, true));
    if let FirstRound::Open { service } = &facts.first_round {
        lines.push(line(
            text.message("line-first-round"),
            text.localized(service),
        ));
    }
    let known = Known {
        facts: Some(facts),
        says_new: false,
    };
    let offers = programme.offers(&known, today);
    for offer in &offers {
        let said = match &offer.unavailable {
            None => text.message_with("standing-open", &[("yen", text.yen(offer.yen).into())]),
            Some(UnavailableMeasure::Applied { .. }) => continue,
            Some(reason) => barred(text, reason),
        };
        lines.push(line(text.localized(&offer.measure.name), said));
    }
    let next = if offers.iter().any(|offer| offer.unavailable.is_none()) {
        text.message("standing-next-apply")
    } else {
        text.message("standing-next-nothing")
    };
    let mut paragraphs = vec![next];
    if !facts.applied.is_empty() {
        paragraphs.push(text.message("points-seen-where"));
    }
    ScreenText {
        facts: lines,
        ..plain(title, paragraphs)
    }
}

/// Measures with their state, those of one application together: where their points go, and if
/// wanted when it was and its receipt, is said once.
fn standing_lines(
    text: &Text,
    programme: &Programme,
    standing: &[AppliedMeasure],
    with_receipt: bool,
) -> Vec<Fact> {
    standing
        .chunk_by(|one, next| one.receipt == next.receipt)
        .flat_map(|together| {
            let mut lines: Vec<_> = together
                .iter()
                .map(|each| {
                    line(
                        measure(text, programme, &each.measure),
                        state(text, each.state),
                    )
                })
                .collect();
            if let Some(each) = together.first() {
                lines.push(line(text.message("line-service"), account(text, each)));
                if with_receipt {
                    lines.push(line(text.message("line-applied-on"), text.date(each.on)));
                    lines.push(line(text.message("line-receipt"), each.receipt.as_str()));
                }
            }
            lines
        })
        .collect()
}

fn state(text: &Text, state: ApplicationState) -> String {
    match state {
        ApplicationState::Unconfirmed => text.message("state-unconfirmed"),
        ApplicationState::Confirmed => text.message("state-confirmed"),
        ApplicationState::Passed => text.message("state-passed"),
    }
}

fn measure(text: &Text, programme: &Programme, id: &str) -> String {
    programme
        .measures
        .iter()
        .find(|measure| measure.id == id)
        .map_or_else(|| id.to_owned(), |measure| text.localized(&measure.name))
}

/// The spots that were found.
pub fn spots(text: &Text, programme: &Programme, found: &SpotList) -> ScreenText {
    let lines = found
        .spots
        .iter()
        .flat_map(|spot| {
            let measures: Vec<_> = spot
                .measures
                .iter()
                .map(|id| measure(text, programme, id))
                .collect();
            [
                line("", text.localized(&spot.name)),
                line(
                    text.message("spots-kind"),
                    super::spot_kind(text, spot.kind),
                ),
                line(
                    text.message("spots-address"),
                    text.message_with(
                        "spots-address-value",
                        &[
                            ("prefecture", text.localized(&spot.prefecture).into()),
                            ("address", text.localized(&spot.address).into()),
                        ],
                    ),
                ),
                line(text.message("spots-hours"), text.localized(&spot.hours)),
                line(text.message("spots-measures"), text.list(&measures)),
            ]
        })
        .collect();
    let count = [("count", found.total.into())];
    let mut paragraphs = vec![text.message("spots-not-everywhere")];
    let shown = i32::try_from(found.spots.len()).unwrap_or(i32::MAX);
    if shown < found.total {
        paragraphs.insert(
            0,
            text.message_with("spots-more", &[("shown", shown.into())]),
        );
    }
    let title = if found.total == 0 {
        text.message("spots-none")
    } else {
        text.message_with("spots-found", &count)
    };
    ScreenText {
        facts: lines,
        ..plain(title, paragraphs)
    }
}
