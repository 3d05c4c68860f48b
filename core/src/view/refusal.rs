//! What the backend refused, in words: beside the answer that it concerns, or as the journey's end.

use super::question::ACCOUNT_FIELD;
use super::status::measure_name;
use super::{Question, ScreenText, account, ending, unavailable};
use crate::backend::Refusal;
use crate::programme::{AppliedMeasure, Programme};
use crate::text::Text;

/// The question with what the refusal says against its answer: beside the field that the refusal
/// names, else as a whole. A refusal that concerns no answer changes nothing.
pub(crate) fn with_refusal(
    text: &Text,
    programme: &Programme,
    refusal: &Refusal,
    question: Question,
) -> Question {
    let Some(problem) = problem(text, programme, refusal) else {
        return question;
    };
    let refused = match refusal {
        Refusal::AccountFormat { field, .. } => Some(field.as_str()),
        Refusal::AccountInUse => Some(ACCOUNT_FIELD),
        _ => None,
    };
    let question = question
        .with_field_problems(|field| (Some(field.id.as_str()) == refused).then(|| problem.clone()));
    if question.problems.is_empty() {
        question.with_problem(Some(problem))
    } else {
        question
    }
}

/// What a refusal says against an answer; `None`: it concerns no answer.
fn problem(text: &Text, programme: &Programme, refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::RulesChanged => text.message("refused-rules-changed"),
        Refusal::NotEligible { reason, .. } => unavailable::measure(text, reason),
        Refusal::AlreadyApplied { applied } => already_applied(text, programme, applied),
        Refusal::OtherService { applied } => text.message_with(
            "other-service",
            &[
                ("service", text.localized(&applied.service_name).into()),
                ("ending", applied.account_ending.as_str().into()),
            ],
        ),
        Refusal::NotAChild => text.message("refused-not-a-child"),
        Refusal::IsAChild => text.message("refused-is-a-child"),
        Refusal::ServiceClosed => text.message("refused-service-closed"),
        Refusal::AccountFormat { rule, .. } => account::rule(text, *rule),
        Refusal::AccountInUse => text.message("refused-account-in-use"),
        Refusal::AccountNotConfirmed { left } => {
            text.message_with("refused-account-not-confirmed", &[("left", (*left).into())])
        }
        _ => return None,
    })
}

fn already_applied(text: &Text, programme: &Programme, applied: &[AppliedMeasure]) -> String {
    applied
        .iter()
        .map(|each| {
            text.message_with(
                "already-applied",
                &[
                    (
                        "measure",
                        measure_name(text, programme, &each.measure).into(),
                    ),
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

/// The end of a journey by a refusal that no answer can change.
pub(crate) fn ending(text: &Text, refusal: &Refusal, practice: bool) -> ScreenText {
    let said = |title: &str, paragraph: &str| {
        ScreenText::new(text.message(title), vec![text.message(paragraph)])
    };
    match refusal {
        Refusal::UnknownAuthority => ending::wrong_environment(text, practice),
        Refusal::Expired { at } => ScreenText::new(
            text.message_with("expired-title", &[("date", text.day(*at).into())]),
            vec![text.message("expired-text")],
        ),
        Refusal::NotYetValid { from } => ScreenText::new(
            text.message_with("not-yet-valid-title", &[("time", text.time(*from).into())]),
            vec![text.message("not-yet-valid-text")],
        ),
        Refusal::Revoked => said("revoked-title", "revoked-text"),
        Refusal::WrongCertificate => said("wrong-certificate-title", "wrong-certificate-text"),
        Refusal::NotKnownYet { after } => {
            let again = match after {
                Some(after) => {
                    text.message_with("not-known-yet-after", &[("time", text.time(*after).into())])
                }
                None => text.message("not-known-yet-tomorrow"),
            };
            ScreenText::new(
                text.message("not-known-yet-title"),
                vec![again, text.message("not-known-yet-fine")],
            )
        }
        Refusal::BrokenChain => ScreenText::new(
            text.message("broken-chain-title"),
            vec![
                text.message("broken-chain-text"),
                text.message("broken-chain-points"),
            ],
        ),
        Refusal::TooManyTries { after } => ScreenText::new(
            text.message("too-many-tries-title"),
            vec![text.message_with("too-many-tries-text", &[("time", text.time(*after).into())])],
        ),
        Refusal::NotAChild => said("not-you-title", "refused-not-a-child"),
        Refusal::IsAChild => said("not-you-title", "refused-is-a-child"),
        other => ScreenText {
            support_code: Some(format!("{} {}", other.status(), other.name())),
            ..ending::unexpected_reply(text)
        },
    }
}
