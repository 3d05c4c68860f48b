//! `next` is total: every event is allowed at every step.

use card_points::card::ReaderCapabilities;
use card_points::journey::{Answer, Event, FieldValue, Journey, JourneyKind, Outcome, Step, Topic};
use card_points::text::Language;
use card_points_tests::{Fault, new_backend, new_journey, now, start};

/// The events of a journey with a typing error, a wrong password and a lost card.
fn recorded_events(kind: JourneyKind) -> Vec<Event> {
    let backend = new_backend();
    let mut player = start(&backend, kind, "hanako");
    player.applicant = player.applicant.typing_first(&["12", "0000"]);
    player.applicant.says_applied = "unsure";
    let mut lost = false;
    player.play(|player, _, step| match step {
        Step::Transmit { .. } if !lost => {
            lost = true;
            player.fault_event(step, Fault::LostAfter)
        }
        _ => None,
    });
    player.events
}

/// Events of all kinds. Most of them fit nowhere.
fn odd_events() -> Vec<Event> {
    let reader = ReaderCapabilities {
        max_command_bytes: -1,
        application_selected: true,
    };
    let topics = [
        Topic::Service,
        Topic::Password,
        Topic::HelpPage,
        Topic::Card,
    ];
    let mut events = vec![
        Event::Started,
        Event::Back,
        Event::Stopped,
        Event::Lost,
        Event::Arrived { reader },
        Event::Unreachable { id: 0 },
        Event::Unreachable { id: 2 },
        Event::Received {
            id: 99,
            status: 200,
            body: "{}".into(),
        },
    ];
    events.extend(Language::ALL.map(|language| Event::SetLanguage { language }));
    events.extend(topics.map(|about| Event::Change { about }));
    events.extend(
        [
            vec![],
            vec![0x90],
            vec![0x90, 0],
            vec![0x61, 0x10],
            vec![0x6C, 0],
            vec![0xFF; 70_000],
        ]
        .map(|bytes: Vec<u8>| Event::Replied {
            reply: bytes.into(),
        }),
    );
    let value = FieldValue {
        field: "nobody".into(),
        value: vec![0xFF, 0].into(),
    };
    let answers = [
        Answer::Confirmed,
        Answer::Chosen { ids: vec![] },
        Answer::Chosen {
            ids: vec!["nothing".into(), "no".into()],
        },
        Answer::Filled {
            values: vec![value],
        },
        Answer::Filled { values: vec![] },
        Answer::Password {
            password: vec![0xFF; 4].into(),
        },
        Answer::Password {
            password: "٣٣٣٣".into(),
        },
    ];
    events.extend(answers.map(|answer| Event::Answered { answer }));
    for (status, body) in [
        (200, "[]"),
        (200, ""),
        (404, "not here"),
        (
            409,
            "{\"type\":\"urn:card-points:already-applied\",\"status\":409,\"title\":\"\",\"standing\":[]}",
        ),
        (
            400,
            "{\"type\":\"urn:card-points:never-heard\",\"status\":400,\"title\":\"\"}",
        ),
        (-7, "{}"),
    ] {
        events.extend((1..12).map(|id| Event::Received {
            id,
            status,
            body: body.into(),
        }));
    }
    events
}

fn replay(kind: JourneyKind, events: &[Event]) -> (Journey, Option<Step>) {
    let mut journey = new_journey(kind, Language::English);
    let last = events
        .iter()
        .map(|event| journey.next(now(), event.clone()))
        .last();
    (journey, last)
}

#[test]
fn every_event_is_allowed_at_every_step() {
    for kind in [
        JourneyKind::Apply,
        JourneyKind::Status,
        JourneyKind::Preregister,
        JourneyKind::Spots,
        JourneyKind::Home,
    ] {
        let recorded = recorded_events(kind);
        for length in 0..=recorded.len() {
            for event in odd_events() {
                let (mut journey, last) = replay(kind, &recorded[..length]);
                let step = journey.next(now(), event.clone());
                let internal_error = matches!(
                    step,
                    Step::Done {
                        outcome: Outcome::InternalError,
                        ..
                    }
                );
                assert!(!internal_error, "{event:?} after {last:?}");
                if let Some(Step::Transmit { command, .. }) = &last
                    && let Step::Transmit { command: next, .. } = &step
                    && command.bytes().get(1) == Some(&0x20)
                {
                    assert!(
                        command != next || command.bytes().len() < 6,
                        "VERIFY was handed out twice"
                    );
                }
            }
        }
    }
}

#[test]
fn an_event_that_does_not_fit_changes_nothing() {
    let recorded = recorded_events(JourneyKind::Apply);
    let (_, usual) = replay(JourneyKind::Apply, &recorded);
    assert!(matches!(
        usual,
        Some(Step::Done {
            outcome: Outcome::Applied { .. },
            ..
        })
    ));
    for length in 1..recorded.len() {
        for event in odd_events() {
            let (mut journey, last) = replay(JourneyKind::Apply, &recorded[..length]);
            let last = last.expect("a step");
            if matches!(last, Step::Transmit { .. }) || journey.next(now(), event.clone()) != last {
                continue;
            }
            let end = recorded[length..]
                .iter()
                .map(|event| journey.next(now(), event.clone()))
                .last();
            assert_eq!(end, usual, "{event:?} after {last:?}");
        }
    }
}
