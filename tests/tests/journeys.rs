//! Each journey against each card and person of the fixtures.

use card_points::backend::path;
use card_points::journey::{
    Answer, EndReason, Event, Fact, FieldValue, JourneyKind, Outcome, QuestionForm, Step,
    SubmissionState, TapReason, Topic,
};
use card_points::programme::{ApplicationState, FirstRound};
use card_points::text::Language;
use card_points_fixtures::card::{CardBehaviour, ExtendedLength, RetryCounter};
use card_points_fixtures::sandbox::RuleSet;
use card_points_tests::{Applicant, Desk, Fault, JourneyPlayer, now};

fn play<'a>(desk: &'a Desk, errand: JourneyKind, id: &str) -> JourneyPlayer<'a> {
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    JourneyPlayer::new(desk, errand, sample.card(), Applicant::of(sample))
}

#[test]
fn a_new_card_gets_all_three_measures_with_one_tap_and_five_commands() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    let (outcome, words) = play.finish();
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(words.title, "Application Submitted");
    assert_eq!(receipt.standing.len(), 3);
    assert_eq!(
        play.topics(),
        [
            Topic::Applied,
            Topic::Holder,
            Topic::Measures,
            Topic::Service,
            Topic::Account,
            Topic::Terms,
            Topic::Summary,
            Topic::Password
        ]
    );
    assert_eq!(play.card.command_count(), 5);
    assert_eq!(
        (play.card.verify_count(), play.card.signature_count()),
        (1, 1)
    );
    let taps = play
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Tap { .. }));
    assert_eq!(taps.count(), 1);
}

#[test]
fn later_the_same_card_shows_application_submitted() {
    let desk = Desk::at(now());
    play(&desk, JourneyKind::Apply, "hanako").finish();
    let mut status = play(&desk, JourneyKind::Status, "hanako");
    let (outcome, words) = status.finish();
    let Outcome::Status { status: standing } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(words.title, "Application Submitted");
    assert!(standing.preregistered.is_some());
    assert_eq!(standing.facts.applied.len(), 3);
    assert_eq!(status.card.command_count(), 5);
}

#[test]
fn an_application_is_confirmed_by_the_nightly_run() {
    let desk = Desk::at(now());
    play(&desk, JourneyKind::Apply, "hanako").finish();
    let tomorrow = jiff::civil::date(2026, 11, 25);
    desk.ledger().nightly(tomorrow);
    let (outcome, words) = play(&desk, JourneyKind::Status, "hanako").finish();
    let Outcome::Status { status } = outcome else {
        panic!("{outcome:?}");
    };
    assert!(
        status
            .facts
            .applied
            .iter()
            .all(|each| each.state == ApplicationState::Confirmed)
    );
    assert!(
        words
            .facts
            .iter()
            .any(|line| line.value.contains("right confirmed"))
    );
}

#[test]
fn a_second_application_is_told_what_stands() {
    let desk = Desk::at(now());
    play(&desk, JourneyKind::Apply, "hanako").finish();
    let mut again = play(&desk, JourneyKind::Apply, "hanako");
    let (outcome, words) = again.finish();
    assert_eq!(
        outcome,
        Outcome::Ended {
            reason: EndReason::NothingToApplyFor
        }
    );
    let (place, applied) = words.facts.split_last().unwrap();
    let told = |line: &Fact| line.value.contains("24 November 2026");
    assert!(applied.iter().all(told), "{words:?}");
    assert!(place.value.ends_with("account ending 3132"), "{words:?}");
    assert!(
        words
            .paragraphs
            .contains(&"This can't be changed.".to_owned())
    );
}

#[test]
fn whoever_is_not_sure_is_told_by_a_tap_and_goes_on_with_what_is_known() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "midori");
    play.applicant.says_applied = "unsure";
    let (outcome, _) = play.finish();
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}: {:?}", play.applicant.problems);
    };
    assert_eq!(receipt.standing.len(), 2, "the first measure stood already");
    assert!(
        !play.topics().contains(&Topic::Service),
        "the service stands already"
    );
    assert_eq!(play.card.tries_left(), 3);
}

#[test]
fn whoever_has_points_at_a_service_that_has_closed_is_told_and_asked_nothing_in_vain() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Status, "midori");
    let service = play.applicant.account.as_ref().unwrap().service;
    let (outcome, words) = play.play(|_, _, step| {
        let Step::Send { request, .. } = step else {
            return None;
        };
        if !request.url.ends_with(path::SERVICES) {
            return None;
        }
        let mut services = desk.world.services.clone();
        for each in services.iter_mut().filter(|each| each.number == service) {
            each.windows.until = Some(jiff::civil::date(2026, 10, 31));
        }
        Some(Event::Received {
            id: request.id,
            status: 200,
            body: serde_json::to_vec(&services).unwrap().into(),
        })
    });
    let reason = EndReason::NothingToApplyFor;
    assert_eq!(outcome, Outcome::Ended { reason });
    assert!(
        words.paragraphs[0].contains("takes no applications now"),
        "{words:?}"
    );
    assert!(
        words.facts[0].value.contains("31 October 2026"),
        "{words:?}"
    );
    assert!(!play.topics().contains(&Topic::Service));
}

#[test]
fn whoever_has_the_first_round_open_goes_on_there_and_may_have_the_rest() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Status, "taro");
    play.applicant.goes_on_to_apply = false;
    let (outcome, words) = play.finish();
    let Outcome::Status { status } = outcome else {
        panic!("{outcome:?}");
    };
    assert!(matches!(status.facts.first_round, FirstRound::Open { .. }));
    assert!(
        words
            .facts
            .iter()
            .any(|line| line.value.contains("Komorebi Pay"))
    );
}

#[test]
fn whoever_had_the_first_round_in_full_gets_the_other_two() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "kiku");
    let (outcome, _) = play.finish();
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(receipt.standing.len(), 2);
    let (about, said) = &play.applicant.problems[0];
    assert_eq!(
        *about,
        Topic::Measures,
        "only the contradicted answer is asked again"
    );
    assert!(said.contains("first round"), "{said}");
    assert_eq!(
        play.topics()
            .iter()
            .filter(|&&topic| topic == Topic::Account)
            .count(),
        1
    );
}

#[test]
fn under_the_leaflets_rules_two_measures_are_not_announced_yet() {
    let early = "2022-03-01T03:00:00Z".parse().unwrap();
    let desk = Desk::under(RuleSet::Leaflet, early);
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.now = early;
    let (outcome, _) = play.finish();
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(receipt.standing.len(), 1);
    assert_eq!(receipt.standing[0].measure, "new-card");
    let first = play
        .steps
        .iter()
        .find(|step| matches!(step, Step::Ask { .. }));
    let text = &first.expect("a question").text().paragraphs;
    assert!(
        text.iter()
            .any(|each| each.contains("as soon as it is decided")),
        "the notice of the day: {text:?}"
    );
}

#[test]
fn a_representative_applies_with_the_childs_card() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "mei");
    play.applicant.holder = "representative";
    let (outcome, _) = play.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert!(play.applicant.problems.is_empty());
}

#[test]
fn whoever_says_that_a_childs_card_is_their_own_is_told_and_asked_again() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "mei");
    let (outcome, _) = play.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let (about, said) = &play.applicant.problems[0];
    assert_eq!(*about, Topic::Holder);
    assert!(said.contains("legal representative"), "{said}");
}

/// What applying comes to for each person, and how many passwords their card was shown.
#[test]
fn each_person_gets_what_is_theirs_or_is_told_what_to_do() {
    enum Gets {
        Measures(usize),
        Told(EndReason, &'static str),
    }
    use Gets::{Measures, Told};
    let cases = [
        ("hanako", Measures(3), 1),
        ("taro", Measures(2), 2),
        ("kiku", Measures(2), 2),
        ("minoru", Measures(1), 3),
        (
            "sora",
            Told(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("midori", Measures(2), 2),
        (
            "naoki",
            Told(
                EndReason::NothingToApplyFor,
                "nothing that you can apply for",
            ),
            1,
        ),
        ("aoi", Told(EndReason::TryLater, "so new"), 1),
        ("ren", Told(EndReason::TryLater, "so new"), 1),
        ("ren-before", Measures(3), 1),
        ("tsubaki", Measures(3), 1),
        (
            "hajime",
            Told(EndReason::ContactHelpDesk, "can't find the one before"),
            1,
        ),
        ("yoko", Measures(3), 1),
        ("mei", Measures(3), 2),
        ("riku", Measures(3), 2),
        ("kaito", Measures(3), 1),
        ("fumio", Told(EndReason::RenewCertificate, "ended on"), 0),
        ("akira", Told(EndReason::TryLater, "is valid from"), 0),
        (
            "shizuka",
            Told(EndReason::RenewCertificate, "was withdrawn"),
            1,
        ),
        ("nozomi", Measures(3), 1),
        ("kenji", Told(EndReason::PasswordLocked, "is locked"), 0),
        ("mirai", Measures(3), 1),
        ("hikari", Measures(3), 1),
        ("ume", Measures(3), 1),
        ("foreign", Told(EndReason::WrongEnvironment, "real card"), 0),
    ];
    for (id, gets, shown) in cases {
        let desk = Desk::at(now());
        let mut play = play(&desk, JourneyKind::Apply, id);
        let (outcome, words) = play.finish();
        match (gets, outcome) {
            (Measures(count), Outcome::Applied { receipt }) => {
                assert_eq!(receipt.standing.len(), count, "{id}");
            }
            (Told(reason, title), Outcome::Ended { reason: told }) => {
                assert_eq!(told, reason, "{id}");
                assert!(words.title.contains(title), "{id}: {}", words.title);
            }
            (_, outcome) => panic!("{id}: {outcome:?} {:?}", play.applicant.problems),
        }
        assert_eq!(play.card.verify_count(), shown, "{id}");
    }
}

#[test]
fn every_card_of_the_sandbox_is_in_that_table_or_is_no_card_of_ours() {
    let desk = Desk::at(now());
    let strangers = desk
        .world
        .samples
        .iter()
        .filter(|sample| sample.pin.is_empty());
    for sample in strangers {
        let mut play = JourneyPlayer::new(
            &desk,
            JourneyKind::Card,
            sample.card(),
            Applicant::of(sample),
        );
        let step = play.next(Event::Started);
        assert!(matches!(
            step,
            Step::Tap {
                reason: TapReason::First,
                ..
            }
        ));
        let mut step = step;
        while !matches!(
            step,
            Step::Tap {
                reason: TapReason::NotIndividualNumberCard,
                ..
            }
        ) {
            let event = play.usual_event(&step);
            step = play.next(event);
        }
        assert!(step.text().title.contains("not an Individual Number Card"));
    }
}

#[test]
fn each_manner_of_card_comes_through_each_errand_with_one_password() {
    for (name, manner) in CardBehaviour::difficult() {
        if manner.retry_counter == RetryCounter::Never {
            continue; // next test
        }
        for errand in [
            JourneyKind::Apply,
            JourneyKind::Status,
            JourneyKind::Preregister,
            JourneyKind::Card,
        ] {
            let desk = Desk::at(now());
            let mut play = play(&desk, errand, "hanako");
            play.card = play.card.with_behaviour(manner.clone());
            play.applicant.goes_on_to_apply = false;
            let (outcome, _) = play.finish();
            let through = matches!(
                outcome,
                Outcome::Applied { .. }
                    | Outcome::Status { .. }
                    | Outcome::Preregistered { .. }
                    | Outcome::Card { .. }
            );
            assert!(through, "{name}, {errand:?}: {outcome:?}");
            assert!(play.card.verify_count() <= 1, "{name}, {errand:?}");
            assert_eq!(play.card.tries_left(), 3, "{name}, {errand:?}");
        }
    }
}

#[test]
fn a_card_that_never_says_how_many_tries_are_left_is_shown_no_password() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.card = play.card.with_behaviour(CardBehaviour {
        retry_counter: RetryCounter::Never,
        ..CardBehaviour::default()
    });
    let mut said = None;
    let (outcome, _) = play.play(|_, _, step| match step {
        Step::Ask { question } if question.about == Topic::TryAgain => {
            said = question.text.support_code.clone();
            Some(Event::Stopped)
        }
        _ => None,
    });
    assert_eq!(
        outcome,
        Outcome::Stopped {
            submission: SubmissionState::NotSent
        }
    );
    assert!(said.is_some_and(|code| code.starts_with("SW ")));
    assert_eq!((play.card.verify_count(), play.card.tries_left()), (0, 3));
}

#[test]
fn short_commands_take_eleven_and_a_card_that_refuses_long_ones_twelve() {
    let refuses = CardBehaviour {
        extended_length: ExtendedLength::Refused,
        ..CardBehaviour::default()
    };
    for (largest, manner, most) in [(261, CardBehaviour::default(), 11), (65_544, refuses, 12)] {
        for errand in [JourneyKind::Apply, JourneyKind::Status] {
            let desk = Desk::at(now());
            let mut play = play(&desk, errand, "hanako");
            play.card = play.card.with_behaviour(manner.clone());
            play.reader.max_command_bytes = largest;
            play.applicant.goes_on_to_apply = false;
            play.finish();
            assert!(
                play.card.command_count() <= most,
                "{}",
                play.card.command_count()
            );
        }
    }
}

#[test]
fn an_application_that_ios_has_selected_takes_four_commands() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Status, "hanako");
    play.reader.application_selected = true;
    play.applicant.goes_on_to_apply = false;
    play.finish();
    let transmitted = play
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Transmit { .. }));
    assert_eq!(transmitted.count(), 4);
}

#[test]
fn a_wrong_password_shows_the_tries_left_and_nothing_else_is_lost() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.applicant = play
        .applicant
        .clone()
        .typing_first(&["0000", "12", "12345", "abcd"]);
    let (outcome, _) = play.finish();
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let said: Vec<_> = play
        .applicant
        .problems
        .iter()
        .map(|(_, said)| said.as_str())
        .collect();
    assert!(said[0].contains("You have 2 tries left"), "{said:?}");
    assert!(
        said[1..]
            .iter()
            .all(|each| each.contains("exactly 4 digits")),
        "{said:?}"
    );
    assert_eq!(
        play.card.verify_count(),
        2,
        "what is not four digits never reaches the card"
    );
    assert_eq!(
        play.topics()
            .iter()
            .filter(|&&topic| topic == Topic::Summary)
            .count(),
        1
    );
}

#[test]
fn before_the_last_try_the_person_is_asked_and_may_stop() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.applicant = play.applicant.clone().typing_first(&["0000", "0001"]);
    play.applicant.uses_last_try = false;
    let (outcome, words) = play.finish();
    assert_eq!(
        outcome,
        Outcome::Stopped {
            submission: SubmissionState::NotSent
        }
    );
    assert!(
        words
            .paragraphs
            .iter()
            .any(|each| each.contains("Nothing was sent"))
    );
    assert_eq!((play.card.verify_count(), play.card.tries_left()), (2, 1));
}

#[test]
fn the_word_for_the_last_try_holds_for_one_password_and_the_third_wrong_one_locks() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.applicant = play
        .applicant
        .clone()
        .typing_first(&["0000", "0001", "0002"]);
    let (outcome, words) = play.finish();
    assert_eq!(
        outcome,
        Outcome::Ended {
            reason: EndReason::PasswordLocked
        }
    );
    assert!(words.paragraphs[0].contains("municipal counter"));
    assert_eq!(play.card.verify_count(), 3);
    assert_eq!(
        play.topics()
            .iter()
            .filter(|&&topic| topic == Topic::LastTry)
            .count(),
        1
    );
}

#[test]
fn another_card_at_the_second_tap_is_noticed_and_loses_no_try() {
    let desk = Desk::at(now());
    let other = desk.world.sample("kiku").unwrap().card();
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    let mut taps = 0;
    let mut mine = None;
    let (outcome, _) = play.play(|play, _, step| match step {
        Step::Tap { reason: why, .. } => {
            taps += 1;
            match taps {
                2 => mine = Some(std::mem::replace(&mut play.card, other.clone())),
                3 => {
                    assert_eq!(*why, TapReason::DifferentCard);
                    assert_eq!((play.card.verify_count(), play.card.tries_left()), (0, 3));
                    play.card = mine.take().expect("the first card");
                }
                _ => {}
            }
            None
        }
        // The first tap is lost after the certificate was read, when the tries are asked for.
        Step::Transmit { command, .. } if taps == 1 && command.bytes()[1] == 0x20 => {
            play.fault_event(step, Fault::LostBefore)
        }
        _ => None,
    });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert_eq!(play.applicant.passwords_typed, 1);
}

#[test]
fn every_step_speaks_the_persons_language_and_says_that_it_is_practice() {
    for language in Language::ALL {
        for sample in &Desk::at(now()).world.samples {
            if sample.pin.is_empty() {
                continue;
            }
            let desk = Desk::at(now());
            let person = Applicant::of(sample).typing_first(&["0000"]);
            let mut play = JourneyPlayer::in_language(
                language,
                &desk,
                JourneyKind::Apply,
                sample.card(),
                person,
            );
            play.finish();
            for step in &play.steps {
                let words = step.text();
                assert!(words.practice.is_some(), "{step:?}");
                assert!(!words.title.is_empty(), "{step:?}");
                let japanese = words.title.chars().any(|letter| letter > '\u{2fff}');
                assert_eq!(japanese, language != Language::English, "{}", words.title);
            }
        }
    }
}

#[test]
fn no_secret_is_in_a_debug_print_of_any_step() {
    let desk = Desk::at(now());
    let mut play = play(&desk, JourneyKind::Apply, "hanako");
    play.finish();
    let account = play.applicant.account.clone().unwrap();
    let printed = format!("{:?}", play.steps);
    for secret in account
        .codes
        .iter()
        .chain([&desk.world.sample("hanako").unwrap().pin])
    {
        assert!(!printed.contains(*secret), "{secret}");
    }
    assert!(format!("{:?}", play.journey.transcript()).contains("00 20 00 98"));
}

#[test]
fn home_leads_to_each_errand_and_back() {
    let desk = Desk::at(now());
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
        let mut play = play(&desk, JourneyKind::Home, "hanako");
        let step = play.next(Event::Started);
        let Step::Ask { question } = step else {
            panic!("{step:?}")
        };
        let QuestionForm::Choose { choices, .. } = question.form else {
            panic!()
        };
        let ids = vec![choices[nth].id.clone()];
        let mut step = play.next(Event::Answered {
            answer: Answer::Chosen { ids },
        });
        while let Step::Send { .. } = step {
            let event = play.usual_event(&step);
            step = play.next(event);
        }
        match &step {
            Step::Ask { question } => assert_eq!(question.about, first),
            Step::Tap { .. } => assert_eq!(first, Topic::Card),
            other => panic!("{other:?}"),
        }
        let step = play.next(Event::Back);
        assert!(
            matches!(&step, Step::Ask { question } if question.about == Topic::Home),
            "{step:?}"
        );
    }
}

#[test]
fn a_spot_is_found_by_place_and_kind() {
    let desk = Desk::at(now());
    let spot = &desk.world.spots[0];
    let prefecture = spot.prefecture.get(Language::Japanese).to_owned();
    let mut play = play(&desk, JourneyKind::Spots, "hanako");
    let mut found = None;
    play.play(|_, _, step| {
        let Step::Ask { question } = step else {
            return None;
        };
        let chosen = |id: &str| Answer::Chosen {
            ids: vec![id.to_owned()],
        };
        let answer = match question.about {
            Topic::Place => Answer::Filled {
                values: vec![FieldValue {
                    field: "place".into(),
                    value: prefecture.as_str().into(),
                }],
            },
            Topic::SpotKind => chosen(spot.kind.id()),
            _ => {
                found = Some(question.text.clone());
                chosen("done")
            }
        };
        Some(Event::Answered { answer })
    });
    let found = found.expect("the list was shown");
    let value = |value: &str| found.facts.iter().any(|line| line.value.contains(value));
    assert!(value(spot.name.get(Language::English)), "{found:?}");
    assert!(value(spot.hours.get(Language::English)), "{found:?}");
    let elsewhere = desk
        .world
        .spots
        .iter()
        .find(|other| other.prefecture != spot.prefecture);
    let elsewhere = elsewhere.expect("spots in several prefectures");
    assert!(!value(elsewhere.name.get(Language::English)), "{found:?}");
}

#[test]
fn help_can_be_read_page_by_page() {
    for language in Language::ALL {
        let desk = Desk::at(now());
        let sample = desk.world.sample("hanako").unwrap();
        let mut play = JourneyPlayer::in_language(
            language,
            &desk,
            JourneyKind::Help,
            sample.card(),
            Applicant::of(sample),
        );
        let mut nth = 0;
        let mut pages = 0;
        let (outcome, _) = play.play(|_, _, step| {
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
