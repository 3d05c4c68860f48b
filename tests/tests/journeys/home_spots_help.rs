//! The journeys without a card: home, Application Spots, help.

use super::*;

#[test]
fn home_leads_to_each_journey_and_back() {
    let backend = new_backend();
    for (nth, first) in [
        Topic::Applied,
        Topic::Password,
        Topic::Card,
        Topic::Holder,
        Topic::Place,
        Topic::Help,
    ]
    .into_iter()
    .enumerate()
    {
        let mut player = start(&backend, JourneyKind::Home, "hanako");
        let step = player.next(Event::Started);
        let Step::Ask { question } = step else {
            panic!("{step:?}")
        };
        let QuestionForm::Choose { choices, .. } = question.form else {
            panic!()
        };
        let ids = vec![choices[nth].id.clone()];
        let mut step = player.next(Event::Answered {
            answer: Answer::Chosen { ids },
        });
        while let Step::Send { .. } = step {
            let event = player.usual_event(&step);
            step = player.next(event);
        }
        match &step {
            Step::Ask { question } => assert_eq!(question.about, first),
            Step::Tap { .. } => assert_eq!(first, Topic::Card),
            other => panic!("{other:?}"),
        }
        let step = player.next(Event::Back);
        assert!(
            matches!(&step, Step::Ask { question } if question.about == Topic::Home),
            "{step:?}"
        );
    }
}

#[test]
fn a_spot_is_found_by_place_and_kind() {
    let backend = new_backend();
    let spot = &backend.sandbox.spots[0];
    let prefecture = spot.prefecture.get(Language::Japanese).to_owned();
    let mut player = start(&backend, JourneyKind::Spots, "hanako");
    let mut found = None;
    player.play(|_, _, step| {
        let Step::Ask { question } = step else {
            return None;
        };
        let choose = |id: &str| Answer::Chosen {
            ids: vec![id.to_owned()],
        };
        let answer = match question.about {
            Topic::Place => Answer::Filled {
                values: vec![FieldValue {
                    field: "place".into(),
                    value: prefecture.as_str().into(),
                }],
            },
            Topic::SpotKind => choose(spot.kind.id()),
            _ => {
                found = Some(question.text.clone());
                choose("done")
            }
        };
        Some(Event::Answered { answer })
    });
    let found = found.expect("the list was shown");
    let shows = |text: &str| found.facts.iter().any(|fact| fact.value.contains(text));
    assert!(shows(spot.name.get(Language::English)), "{found:?}");
    assert!(shows(spot.hours.get(Language::English)), "{found:?}");
    let elsewhere = backend
        .sandbox
        .spots
        .iter()
        .find(|other| other.prefecture != spot.prefecture);
    let elsewhere = elsewhere.expect("spots in several prefectures");
    assert!(!shows(elsewhere.name.get(Language::English)), "{found:?}");
}

#[test]
fn help_can_be_read_page_by_page() {
    for language in Language::ALL {
        let backend = new_backend();
        let sample = backend.sandbox.sample("hanako").unwrap();
        let mut player = JourneyPlayer::in_language(
            language,
            &backend,
            JourneyKind::Help,
            sample.card(),
            Applicant::of(sample),
        );
        let mut nth = 0;
        let mut pages = 0;
        let (outcome, _) = player.play(|_, _, step| {
            let Step::Ask { question } = step else {
                return None;
            };
            let QuestionForm::Choose { choices, .. } = &question.form else {
                return None;
            };
            let id = match question.about {
                Topic::Help => {
                    pages = choices.len();
                    choices[nth].id.clone()
                }
                _ => {
                    assert!(!question.text.paragraphs.is_empty());
                    nth += 1;
                    if nth == pages { "done" } else { "more" }.into()
                }
            };
            Some(Event::Answered {
                answer: Answer::Chosen { ids: vec![id] },
            })
        });
        assert_eq!(outcome, Outcome::Finished);
        assert!(pages >= 10);
    }
}
