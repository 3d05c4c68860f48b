//! Journeys in which something unusual happens, together with every kind of screen.

use card_points::backend::{Refusal, path};
use card_points::card::CardStage;
use card_points::journey::{
    Answer, Event, FieldValue, InputField, JourneyKind, QuestionForm, Step,
};
use card_points::payment::FieldRule;
use card_points::text::Language;
use card_points_tests::{
    Applicant, Fault, InProcessBackend, JourneyPlayer, asks, asks_password, is_tap, now,
    refusal_reply, sends_to,
};
use jiff::ToSpan;

/// A journey in which something unusual happens.
pub struct Scenario {
    pub name: &'static str,
    kind: JourneyKind,
    pub sample: &'static str,
    /// Passwords typed before the right one.
    typed: &'static [&'static str],
    /// Answer to "have you applied before?".
    says_applied: &'static str,
    /// Whether the person has already applied with this card.
    applied_before: bool,
    /// Replaces the usual event of a step, which it gets with its number.
    pub other_event: OtherEvent,
}

pub type OtherEvent = fn(&mut JourneyPlayer<'_>, usize, &Step) -> Option<Event>;

pub const NOTHING_UNUSUAL: OtherEvent = |_, _, _| None;

pub fn scenario(name: &'static str, kind: JourneyKind, other_event: OtherEvent) -> Scenario {
    Scenario {
        name,
        kind,
        sample: "hanako",
        typed: &[],
        says_applied: "no",
        applied_before: false,
        other_event,
    }
}

/// How many such steps came before the last one.
fn count_before(player: &JourneyPlayer<'_>, is_wanted: impl Fn(&Step) -> bool) -> usize {
    let (_, before) = player.steps.split_last().expect("a step");
    before.iter().filter(|step| is_wanted(step)).count()
}

fn is_at_stage(step: &Step, stage: CardStage) -> bool {
    matches!(step, Step::Transmit { progress, .. } if progress.stage == stage)
}

/// Loses the card at the first command of this stage.
fn lose_card(player: &mut JourneyPlayer<'_>, step: &Step, at: CardStage) -> Option<Event> {
    let first = is_at_stage(step, at) && count_before(player, |step| is_at_stage(step, at)) == 0;
    first.then(|| player.fault_event(step, Fault::LostAfter))?
}

/// The backend refuses the first request to this path.
fn refuse_first(
    player: &JourneyPlayer<'_>,
    step: &Step,
    path: &str,
    refusal: Refusal,
) -> Option<Event> {
    let Step::Send { request, .. } = step else {
        return None;
    };
    let first = sends_to(step, path) && count_before(player, |step| sends_to(step, path)) == 0;
    first.then(|| {
        let (status, body) = refusal_reply(refusal);
        Event::Received {
            id: request.id,
            status,
            body,
        }
    })
}

/// Loses the first three requests to this path.
fn lose_network(player: &mut JourneyPlayer<'_>, step: &Step, path: &str) -> Option<Event> {
    let sent = count_before(player, |step| sends_to(step, path));
    (sends_to(step, path) && sent < 3).then(|| player.fault_event(step, Fault::LostBefore))?
}

pub fn scenarios() -> Vec<Scenario> {
    let apply = JourneyKind::Apply;
    let mut scenarios = vec![
        scenario("a newcomer", apply, NOTHING_UNUSUAL),
        scenario("from the first screen", JourneyKind::Home, NOTHING_UNUSUAL),
        scenario("preregisters", JourneyKind::Preregister, NOTHING_UNUSUAL),
        scenario("checks status", JourneyKind::Status, NOTHING_UNUSUAL),
        scenario("looks at the card", JourneyKind::Card, NOTHING_UNUSUAL),
        scenario("looks for a spot", JourneyKind::Spots, NOTHING_UNUSUAL),
        scenario("lost while it is found", apply, |player, _, step| {
            lose_card(player, step, CardStage::Finding)
        }),
        scenario("lost while it is read", apply, |player, _, step| {
            lose_card(player, step, CardStage::Reading)
        }),
        scenario("lost while it checks", apply, |player, _, step| {
            lose_card(player, step, CardStage::Password)
        }),
        scenario("lost while it signs", apply, |player, _, step| {
            lose_card(player, step, CardStage::Signing)
        }),
        scenario("nonsense of the card", apply, |player, _, step| {
            let first = is_at_stage(step, CardStage::Reading)
                && count_before(player, |step| is_at_stage(step, CardStage::Reading)) == 0;
            first.then(|| player.fault_event(step, Fault::NonsenseReply))?
        }),
        scenario("no network at first", apply, |player, _, step| {
            lose_network(player, step, path::PROGRAMME)
        }),
        scenario(
            "network lost with the application",
            apply,
            |player, _, step| lose_network(player, step, path::APPLICATION),
        ),
        scenario("stopped while it is sent", apply, |_, _, step| {
            sends_to(step, path::APPLICATION).then_some(Event::Stopped)
        }),
        scenario("account in use", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::AccountInUse)
        }),
        scenario("code not confirmed", apply, |player, _, step| {
            refuse_first(
                player,
                step,
                path::APPLICATION,
                Refusal::AccountNotConfirmed { left: 2 },
            )
        }),
        scenario("account of another form", apply, |player, _, step| {
            let field = "code-1".to_owned();
            let rule = FieldRule::TooShort;
            refuse_first(
                player,
                step,
                path::APPLICATION,
                Refusal::AccountFormat { field, rule },
            )
        }),
        scenario("service closed", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::ServiceClosed)
        }),
        scenario("rules changed", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::RulesChanged)
        }),
        scenario("challenge gone stale", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::StaleChallenge)
        }),
        scenario("a child, says the backend", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::IsAChild)
        }),
        scenario("certificate revoked", apply, |player, _, step| {
            refuse_first(player, step, path::APPLICATION, Refusal::Revoked)
        }),
        scenario("closed for maintenance", apply, |player, _, step| {
            let until = Some(now() + 3.hours());
            refuse_first(
                player,
                step,
                path::APPLICATION,
                Refusal::Maintenance { until },
            )
        }),
        scenario("many people at once", apply, |player, _, step| {
            let busy = Refusal::Busy {
                position: 1_204,
                seconds: 90,
            };
            refuse_first(player, step, path::APPLICATION, busy)
        }),
        scenario(
            "back from the tap and the password",
            apply,
            |player, _, step| {
                let first = is_tap(step) && count_before(player, is_tap) == 0;
                let second = asks_password(step) && count_before(player, asks_password) == 1;
                (first || second).then_some(Event::Back)
            },
        ),
        scenario("nothing chosen, nothing typed", apply, |player, _, step| {
            let Step::Ask { question } = step else {
                return None;
            };
            let about = question.about;
            if !question.problems.is_empty() || count_before(player, |step| asks(step, about)) > 0 {
                return None;
            }
            let answer = match &question.form {
                QuestionForm::Choose { .. } => Answer::Chosen { ids: vec![] },
                QuestionForm::Fill { fields } => Answer::Filled {
                    values: fields.iter().map(mistyped_value).collect(),
                },
                _ => return None,
            };
            Some(Event::Answered { answer })
        }),
    ];
    for sample in [
        "nozomi", "kenji", "fumio", "akira", "shizuka", "foreign", "transit", "mei", "riku",
        "kaito",
    ] {
        scenarios.push(Scenario {
            sample,
            ..scenario("another card", apply, NOTHING_UNUSUAL)
        });
    }
    scenarios.push(Scenario {
        sample: "kenji",
        ..scenario("looks at a locked card", JourneyKind::Card, NOTHING_UNUSUAL)
    });
    scenarios.push(Scenario {
        typed: &["12", "0000", "1111"],
        ..scenario("a wrong password twice", apply, NOTHING_UNUSUAL)
    });
    scenarios.push(Scenario {
        typed: &["0000"],
        ..scenario("a wrong password lost", apply, |player, _, step| {
            lose_card(player, step, CardStage::Password)
        })
    });
    scenarios.push(Scenario {
        says_applied: "unsure",
        ..scenario("not sure whether they applied", apply, NOTHING_UNUSUAL)
    });
    scenarios.push(Scenario {
        applied_before: true,
        ..scenario("applies again", apply, NOTHING_UNUSUAL)
    });
    scenarios.push(Scenario {
        applied_before: true,
        says_applied: "yes",
        ..scenario("applies again and says so", apply, NOTHING_UNUSUAL)
    });
    scenarios
}

fn mistyped_value(field: &InputField) -> FieldValue {
    FieldValue {
        field: field.id.clone(),
        value: "12-".into(),
    }
}

/// The journey of a scenario in this language.
pub fn start_scenario<'a>(
    scenario: &Scenario,
    language: Language,
    backend: &'a InProcessBackend,
) -> JourneyPlayer<'a> {
    let sample = backend.sandbox.sample(scenario.sample).expect("a card");
    let mut person = Applicant::of(sample).typing_first(scenario.typed);
    if scenario.applied_before {
        JourneyPlayer::new(backend, JourneyKind::Apply, sample.card(), person.clone()).finish();
        person = Applicant::of(sample);
    }
    person.says_applied = scenario.says_applied;
    JourneyPlayer::in_language(language, backend, scenario.kind, sample.card(), person)
}
