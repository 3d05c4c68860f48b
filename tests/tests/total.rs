//! `next` is total: every event may come at every step.

use card_points::card::ReaderCapabilities;
use card_points::journey::{Answer, Event, FieldValue, Journey, JourneyKind, Outcome, Step, Topic};
use card_points::text::Language;
use card_points_tests::{Applicant, Desk, JourneyPlayer, new_journey, now};

/// The events of an errand in which much happens: a slip, a wrong password, a lost card.
fn history(errand: JourneyKind) -> Vec<Event> {
    let desk = Desk::at(now());
    let sample = desk.world.sample("hanako").expect("a card of the sandbox");
    let person = Applicant::of(sample).typing_first(&["12", "0000"]);
    let mut play = JourneyPlayer::new(&desk, errand, sample.card(), person);
    play.applicant.says_applied = "unsure";
    let mut lost = 0;
    play.play(|play, _, step| match step {
        Step::Transmit { .. } if lost < 1 => {
            lost += 1;
            play.fault_event(step, card_points_tests::Fault::LostAfter)
        }
        _ => None,
    });
    play.events
}

/// Events of all sorts, most of which fit nowhere.
fn events() -> Vec<Event> {
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
    let entry = FieldValue {
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
            values: vec![entry],
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

fn replay(errand: JourneyKind, history: &[Event]) -> (Journey, Option<Step>) {
    let mut journey = new_journey(errand, Language::English);
    let last = history
        .iter()
        .map(|event| journey.next(now(), event.clone()))
        .last();
    (journey, last)
}

#[test]
fn every_event_may_come_at_every_step_and_breaks_nothing() {
    for errand in [
        JourneyKind::Apply,
        JourneyKind::Status,
        JourneyKind::Preregister,
        JourneyKind::Spots,
        JourneyKind::Home,
    ] {
        let history = history(errand);
        for length in 0..=history.len() {
            for event in events() {
                let (mut journey, last) = replay(errand, &history[..length]);
                let step = journey.next(now(), event.clone());
                let broken = matches!(
                    step,
                    Step::Done {
                        outcome: Outcome::InternalError,
                        ..
                    }
                );
                assert!(!broken, "{event:?} after {last:?}");
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
    let history = history(JourneyKind::Apply);
    let (_, usual) = replay(JourneyKind::Apply, &history);
    assert!(matches!(
        usual,
        Some(Step::Done {
            outcome: Outcome::Applied { .. },
            ..
        })
    ));
    for length in 1..history.len() {
        for event in events() {
            let (mut journey, last) = replay(JourneyKind::Apply, &history[..length]);
            let last = last.expect("a step");
            if matches!(last, Step::Transmit { .. })
                || journey.next(now(), event.clone()) != last
            {
                continue;
            }
            let end = history[length..]
                .iter()
                .map(|event| journey.next(now(), event.clone()))
                .last();
            assert_eq!(end, usual, "{event:?} after {last:?}");
        }
    }
}
