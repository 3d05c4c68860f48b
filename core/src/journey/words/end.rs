//! How a journey ends: what stands, the receipt, or why it can't go on and what to do.

use super::{barred, line, plain, shut};
use crate::backend::{Preregistered, Receipt, Refusal, Spots, Status};
use crate::journey::conversation::End;
use crate::journey::draft::Shut;
use crate::journey::rules::Rules;
use crate::journey::{Line, Outcome, Reason, Sent, Words};
use crate::programme::{Barred, FirstRound, Known, Programme, Standing, State};
use crate::text::{Localized, Text};
use jiff::civil::Date;

/// The end when the person, or the shell, stops.
pub fn stopped(sent: Sent, password_in_doubt: bool) -> End {
    End::new(Outcome::Stopped { sent }, move |text| {
        let said = match sent {
            Sent::Nothing => text.say("stopped-nothing-sent"),
            Sent::Perhaps => text.say("stopped-perhaps-sent"),
        };
        let mut words = plain(text.say("stopped-title"), vec![said]);
        if password_in_doubt {
            words.text.push(text.say("stopped-password-in-doubt"));
        }
        words
    })
}

pub fn broken(text: &Text, sent: Sent) -> Words {
    let sent = match sent {
        Sent::Nothing => text.say("stopped-nothing-sent"),
        Sent::Perhaps => text.say("stopped-perhaps-sent"),
    };
    plain(
        text.say("broken-title"),
        vec![sent, text.say("broken-text")],
    )
}

pub fn read(text: &Text) -> Words {
    plain(text.say("read-title"), Vec::new())
}

pub fn backend_unclear(text: &Text) -> Words {
    plain(
        text.say("backend-unclear-title"),
        vec![text.say("backend-unclear-text")],
    )
}

/// Ends that a card brings.
pub fn ended(text: &Text, reason: Reason, practice: bool) -> Words {
    match reason {
        Reason::OtherWorld => other_world(text, practice),
        _ => plain(
            text.say("locked-title"),
            vec![
                text.say("locked-text"),
                text.say("locked-machine"),
                text.say("stopped-nothing-sent"),
            ],
        ),
    }
}

fn other_world(text: &Text, practice: bool) -> Words {
    if practice {
        plain(
            text.say("real-card-title"),
            vec![text.say("real-card-text"), text.say("password-unused")],
        )
    } else {
        plain(
            text.say("unknown-authority-title"),
            vec![
                text.say("unknown-authority-text"),
                text.say("password-unused"),
            ],
        )
    }
}

/// Ends that the backend brings.
pub fn refused(text: &Text, refusal: &Refusal, practice: bool) -> Words {
    match refusal {
        Refusal::UnknownAuthority => other_world(text, practice),
        Refusal::Expired { at } => plain(
            text.say_with("expired-title", &[("date", text.day(*at).into())]),
            vec![text.say("expired-text")],
        ),
        Refusal::NotYetValid { from } => plain(
            text.say_with("not-yet-valid-title", &[("time", text.time(*from).into())]),
            vec![text.say("not-yet-valid-text")],
        ),
        Refusal::Revoked => plain(text.say("revoked-title"), vec![text.say("revoked-text")]),
        Refusal::WrongCertificate => plain(
            text.say("wrong-certificate-title"),
            vec![text.say("wrong-certificate-text")],
        ),
        Refusal::NotKnownYet { after } => {
            let again = match after {
                Some(after) => {
                    text.say_with("not-known-yet-after", &[("time", text.time(*after).into())])
                }
                None => text.say("not-known-yet-tomorrow"),
            };
            plain(
                text.say("not-known-yet-title"),
                vec![again, text.say("not-known-yet-fine")],
            )
        }
        Refusal::BrokenChain => plain(
            text.say("broken-chain-title"),
            vec![
                text.say("broken-chain-text"),
                text.say("broken-chain-points"),
            ],
        ),
        Refusal::TooManyTries { after } => plain(
            text.say("too-many-tries-title"),
            vec![text.say_with("too-many-tries-text", &[("time", text.time(*after).into())])],
        ),
        Refusal::NotAChild => plain(
            text.say("not-you-title"),
            vec![text.say("refused-not-a-child")],
        ),
        Refusal::IsAChild => plain(
            text.say("not-you-title"),
            vec![text.say("refused-is-a-child")],
        ),
        other => Words {
            code: Some(format!("{} {}", other.status(), name(other))),
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
    measures: &[(Localized, Barred)],
    notices: &[Localized],
    standing: &[Standing],
) -> Words {
    let reasons = measures
        .iter()
        .map(|(measure, reason)| line(text.of(measure), barred(text, reason)));
    let mut places: Vec<_> = standing.iter().map(|each| account(text, each)).collect();
    places.dedup();
    let fixed = (!places.is_empty()).then(|| text.say("already-applied-fixed"));
    let places = places
        .into_iter()
        .map(|place| line(text.say("line-service"), place));
    let notices = notices.iter().map(|notice| text.of(notice));
    Words {
        lines: reasons.chain(places).collect(),
        ..plain(
            text.say("nothing-to-apply-for-title"),
            std::iter::once(text.say("nothing-to-apply-for-text"))
                .chain(fixed)
                .chain(notices)
                .collect(),
        )
    }
}

/// Where points go: the service, and the end of the account.
fn account(text: &Text, standing: &Standing) -> String {
    text.say_with(
        "account-ending",
        &[
            ("service", text.of(&standing.service_name).into()),
            ("ending", standing.account_ending.as_str().into()),
        ],
    )
}

pub fn standing_service_closed(text: &Text, service: &Localized, why: &Shut) -> Words {
    let service = text.of(service);
    Words {
        lines: vec![line(service.as_str(), shut(text, why))],
        ..plain(
            text.say("nothing-to-apply-for-title"),
            vec![text.say_with("service-stands-closed", &[("service", service.into())])],
        )
    }
}

pub fn already_applied(text: &Text, programme: &Programme, standing: &[Standing]) -> String {
    standing
        .iter()
        .map(|each| {
            text.say_with(
                "already-applied",
                &[
                    ("measure", measure(text, programme, &each.measure).into()),
                    ("date", text.date(each.on).into()),
                    ("service", text.of(&each.service_name).into()),
                    ("ending", each.account_ending.as_str().into()),
                ],
            )
        })
        .chain([text.say("already-applied-fixed")])
        .reduce(|said, next| {
            let sentences = [("said", said.into()), ("next", next.into())];
            text.say_with("sentences", &sentences)
        })
        .unwrap_or_default()
}

pub fn other_service(text: &Text, standing: &Standing) -> String {
    text.say_with(
        "other-service",
        &[
            ("service", text.of(&standing.service_name).into()),
            ("ending", standing.account_ending.as_str().into()),
        ],
    )
}

pub fn preregistered(text: &Text, preregistered: &Preregistered) -> Words {
    Words {
        lines: vec![
            line(
                text.say("line-key-id"),
                preregistered.individual_key_id.as_str(),
            ),
            line(text.say("line-since"), text.time(preregistered.at)),
        ],
        ..plain(
            text.say("preregistered-title"),
            vec![
                text.say("preregistered-text"),
                text.say("preregistered-next"),
            ],
        )
    }
}

/// The receipt: number, what comes when, from when charges and purchases count, and where points
/// will be seen.
pub fn applied(text: &Text, rules: &Rules, receipt: &Receipt) -> Words {
    let mut lines = vec![
        line(text.say("line-receipt"), receipt.number.as_str()),
        line(text.say("line-at"), text.time(receipt.at)),
        line(text.say("line-key-id"), receipt.individual_key_id.as_str()),
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
            line(text.say("line-counts-from"), text.of(&service.counts_from)),
            line(text.say("line-arrives"), text.of(&service.arrives)),
            line(text.say("line-member-page"), service.member_page.as_str()),
            line(text.say("line-contact"), text.of(&service.contact)),
        ]);
    }
    Words {
        lines,
        ..plain(
            text.say("application-submitted"),
            vec![text.say("applied-next"), text.say("points-seen-where")],
        )
    }
}

/// What stands, and what can still be done.
pub fn standing(text: &Text, programme: &Programme, status: &Status, today: Date) -> Words {
    let facts = &status.facts;
    let title = match (facts.applied.is_empty(), &status.preregistered) {
        (false, _) => text.say("application-submitted"),
        (true, Some(_)) => text.say("standing-preregistered"),
        (true, None) => text.say("standing-nothing"),
    };
    let mut lines = Vec::new();
    if let Some(preregistered) = &status.preregistered {
        lines.push(line(
            text.say("line-key-id"),
            preregistered.individual_key_id.as_str(),
        ));
    }
    lines.extend(standing_lines(text, programme, &facts.applied, true));
    if let FirstRound::Open { service } = &facts.first_round {
        lines.push(line(text.say("line-first-round"), text.of(service)));
    }
    let known = Known {
        facts: Some(facts),
        says_new: false,
    };
    let offers = programme.offers(&known, today);
    for offer in &offers {
        let said = match &offer.barred {
            None => text.say_with("standing-open", &[("yen", text.yen(offer.yen).into())]),
            Some(Barred::Applied { .. }) => continue,
            Some(reason) => barred(text, reason),
        };
        lines.push(line(text.of(&offer.measure.name), said));
    }
    let next = if offers.iter().any(|offer| offer.barred.is_none()) {
        text.say("standing-next-apply")
    } else {
        text.say("standing-next-nothing")
    };
    let mut paragraphs = vec![next];
    if !facts.applied.is_empty() {
        paragraphs.push(text.say("points-seen-where"));
    }
    Words {
        lines,
        ..plain(title, paragraphs)
    }
}

/// Measures with their state, those of one application together: where their points go, and if
/// wanted when it was and its receipt, is said once.
fn standing_lines(
    text: &Text,
    programme: &Programme,
    standing: &[Standing],
    with_receipt: bool,
) -> Vec<Line> {
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
                lines.push(line(text.say("line-service"), account(text, each)));
                if with_receipt {
                    lines.push(line(text.say("line-applied-on"), text.date(each.on)));
                    lines.push(line(text.say("line-receipt"), each.receipt.as_str()));
                }
            }
            lines
        })
        .collect()
}

fn state(text: &Text, state: State) -> String {
    match state {
        State::Unconfirmed => text.say("state-unconfirmed"),
        State::Confirmed => text.say("state-confirmed"),
        State::Passed => text.say("state-passed"),
    }
}

fn measure(text: &Text, programme: &Programme, id: &str) -> String {
    programme
        .measures
        .iter()
        .find(|measure| measure.id == id)
        .map_or_else(|| id.to_owned(), |measure| text.of(&measure.name))
}

/// The spots that were found.
pub fn spots(text: &Text, programme: &Programme, found: &Spots) -> Words {
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
                line("", text.of(&spot.name)),
                line(text.say("spots-kind"), super::spot_kind(text, spot.kind)),
                line(
                    text.say("spots-address"),
                    text.say_with(
                        "spots-address-value",
                        &[
                            ("prefecture", text.of(&spot.prefecture).into()),
                            ("address", text.of(&spot.address).into()),
                        ],
                    ),
                ),
                line(text.say("spots-hours"), text.of(&spot.hours)),
                line(text.say("spots-measures"), text.list(&measures)),
            ]
        })
        .collect();
    let count = [("count", found.total.into())];
    let mut paragraphs = vec![text.say("spots-not-everywhere")];
    let shown = i32::try_from(found.spots.len()).unwrap_or(i32::MAX);
    if shown < found.total {
        paragraphs.insert(0, text.say_with("spots-more", &[("shown", shown.into())]));
    }
    let title = if found.total == 0 {
        text.say("spots-none")
    } else {
        text.say_with("spots-found", &count)
    };
    Words {
        lines,
        ..plain(title, paragraphs)
    }
}
