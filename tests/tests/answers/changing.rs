//! Back and change: no answer is lost, and none is asked twice without need. And what the card
//! signs is what the summary showed.

use super::*;
use card_points::application::{Application, Holder};
use card_points::journey::{Answer, Event, QuestionForm, SummaryRow};
use card_points::payment::grouped;
use card_points_tests::{now, topics_of};

const QUESTIONS: [Topic; 8] = [
    Topic::Applied,
    Topic::Holder,
    Topic::Measures,
    Topic::Service,
    Topic::Account,
    Topic::Terms,
    Topic::Summary,
    Topic::Password,
];

fn summary(step: &Step) -> bool {
    asks(step, Topic::Summary)
}

fn rows(step: &Step) -> &[SummaryRow] {
    match &question(step).form {
        QuestionForm::Review { rows, .. } => rows,
        other => panic!("not a summary: {other:?}"),
    }
}

fn change(play: &mut JourneyPlayer<'_>, about: Topic) -> Step {
    let step = play.next(Event::Change { about });
    assert!(asks(&step, about), "{step:?}");
    step
}

/// Which questions follow that one, up to the password.
fn then(play: &mut JourneyPlayer<'_>, step: Step) -> Vec<Topic> {
    let before = play.steps.len();
    play.play_from_until(step, at_password);
    let mut asked = topics_of(&play.steps[before..]);
    asked.pop();
    asked
}

/// Codes typed again are sealed with other random bytes.
fn but_for_the_seal(application: Application) -> Application {
    Application {
        codes: String::new(),
        ..application
    }
}

#[test]
fn what_the_card_signs_is_what_the_summary_showed() {
    for language in [ENGLISH, JAPANESE] {
        let sandbox = Desk::at(now());
        for sample in &sandbox.world.samples {
            if sample.pin.is_empty() {
                continue;
            }
            let desk = Desk::at(now());
            let mut play = speaking(language, &desk, sample.id);
            if !matches!(play.finish().0, Outcome::Applied { .. }) {
                continue;
            }
            let shown = play.steps.iter().rfind(|step| summary(step)).unwrap();
            let signed = play.submitted_application();
            assert_eq!(signed.language, language);

            let of = |topic| {
                let of = |row: &&SummaryRow| row.about == topic;
                let values = rows(shown).iter().filter(of).map(|row| row.value.as_str());
                values.collect::<Vec<_>>()
            };
            let services = &desk.world.services;
            let service = services.iter().find(|each| each.number == signed.service);
            assert_eq!(signed.service_name, service.unwrap().name.get(language));
            assert_eq!(of(Topic::Service)[0], signed.service_name);
            assert_eq!(of(Topic::Account)[0], grouped(&signed.account));
            let holder = match (signed.holder, language) {
                (Holder::Myself, Language::English) => "My own",
                (Holder::Myself, _) => "自分",
                (Holder::Representative, Language::English) => {
                    "My child's; I apply as legal representative"
                }
                (Holder::Representative, _) => "子ども（法定代理人として申し込みます）",
            };
            assert_eq!(of(Topic::Holder), [holder], "{}", sample.id);
            let total: i32 = signed.measures.iter().map(|asked| asked.yen).sum();
            let yens = signed.measures.iter().map(|asked| asked.yen);
            let expected: Vec<_> = yens
                .chain([total])
                .map(|yen| up_to(language, yen))
                .collect();
            assert_eq!(of(Topic::Measures), expected, "{}", sample.id);
        }
    }
}

fn up_to(language: Language, yen: i32) -> String {
    let (thousands, rest) = (yen / 1_000, yen % 1_000);
    match language {
        Language::English => format!("up to ¥{thousands},{rest:03}"),
        Language::Japanese | Language::PlainJapanese => format!("最大{thousands},{rest:03}円"),
    }
}

#[test]
fn an_account_is_shown_and_signed_as_one_number_however_it_was_typed() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    play.applicant.account = Some(card_points_fixtures::sandbox::PaymentAccount {
        service: "MP0000001",
        id: "４００１-7131 32",
        codes: &["０３１１"],
    });
    assert_applied(&play.finish().0);
    assert_eq!(play.submitted_application().account, "4001713132");
    let shown = play.steps.iter().find(|step| summary(step)).unwrap();
    assert!(rows(shown).iter().any(|row| row.value == "4001 7131 32"));
}

#[test]
fn back_at_every_question_keeps_every_answer() {
    let desk = Desk::at(now());
    let mut straight = play(&desk, "hanako");
    straight.finish();
    let straight = but_for_the_seal(straight.submitted_application());
    for (nth, about) in QUESTIONS.into_iter().enumerate().skip(1) {
        let desk = Desk::at(now());
        let mut play = play(&desk, "hanako");
        play.play_until(|step| asks(step, about));
        let step = play.next(Event::Back);
        let before = QUESTIONS[nth - 1];
        assert!(asks(&step, before), "back from {about:?}: {step:?}");
        holds_its_answer(&play, &step);
        // Answered as before, it leads on to where the person came from.
        let step = play.advance(&step);
        let step = play.play_from_until(step, |step| matches!(step, Step::Ask { .. }));
        assert!(asks(&step, about), "back from {about:?}: {step:?}");
        assert_applied(&play.finish_from(step).0);
        assert_eq!(but_for_the_seal(play.submitted_application()), straight);
    }
}

/// The question has the answer in it that the person of the play gives.
fn holds_its_answer(play: &JourneyPlayer<'_>, step: &Step) {
    let mut person = play.applicant.clone();
    let Some(Event::Answered { answer }) = person.answer(question(step)) else {
        panic!("no answer to {step:?}");
    };
    match (&question(step).form, answer) {
        (QuestionForm::Choose { choices, .. }, Answer::Chosen { ids }) => {
            let chosen = choices.iter().filter(|each| each.selected);
            let chosen: Vec<_> = chosen.map(|each| each.id.clone()).collect();
            assert_eq!(chosen, ids);
        }
        (QuestionForm::Fill { fields }, Answer::Filled { values: entries }) => {
            for (field, entry) in fields.iter().zip(entries) {
                assert_eq!(field.value, entry.value, "{}", field.id);
            }
        }
        _ => {}
    }
}

#[test]
fn back_to_the_first_question_and_forward_again_loses_nothing() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    play.play_until(at_password);
    let mut back = Vec::new();
    for _ in 1..QUESTIONS.len() {
        let step = play.next(Event::Back);
        holds_its_answer(&play, &step);
        back.push(question(&step).about);
    }
    back.reverse();
    assert_eq!(back, QUESTIONS[..7]);
    let step = play.steps.last().unwrap().clone();
    assert!(
        question(&step).back.is_none(),
        "there is nothing before the first question"
    );
    let rest = then(&mut play, step);
    assert_eq!(rest, [], "every answer stands");
    let step = play.steps.last().unwrap().clone();
    assert_applied(&play.finish_from(step).0);
}

#[test]
fn a_change_asks_that_answer_and_those_that_it_makes_invalid_and_the_summary() {
    let cases = [
        (Topic::Holder, vec![Topic::Terms, Topic::Summary]),
        (Topic::Measures, vec![Topic::Summary]),
        (Topic::Service, vec![Topic::Account, Topic::Summary]),
        (Topic::Account, vec![Topic::Summary]),
    ];
    for (about, expected) in cases {
        for confirmed in [false, true] {
            let desk = Desk::at(now());
            let mut play = play(&desk, "hanako");
            let mut step = play.play_until(summary);
            if confirmed {
                play.play_from_until(step, at_password);
                step = play.next(Event::Back);
            }
            assert!(summary(&step), "{step:?}");
            let step = change(&mut play, about);
            holds_its_answer(&play, &step);
            play.applicant.measures.pop();
            play.applicant.holder = "representative";
            if about == Topic::Service {
                play.applicant.account = desk.world.sample("taro").unwrap().account.clone();
            }
            if about == Topic::Account {
                play.applicant.account = desk.world.sample("yoko").unwrap().account.clone();
            }
            assert_eq!(then(&mut play, step), expected, "{about:?}, {confirmed}");
        }
    }
}

#[test]
fn a_change_to_the_same_answer_changes_nothing() {
    for about in [Topic::Holder, Topic::Measures, Topic::Service] {
        let desk = Desk::at(now());
        let mut play = play(&desk, "hanako");
        play.play_until(at_password);
        play.next(Event::Back);
        let step = change(&mut play, about);
        assert_eq!(
            then(&mut play, step),
            [],
            "{about:?}: what was confirmed stands"
        );
    }
}

#[test]
fn codes_typed_again_undo_the_confirmation_because_something_else_is_signed() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    play.play_until(at_password);
    play.next(Event::Back);
    let step = change(&mut play, Topic::Account);
    assert_eq!(then(&mut play, step), [Topic::Summary]);
}

#[test]
fn another_service_and_back_to_the_first_one_needs_no_account_typed_again() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    play.play_until(summary);
    let step = change(&mut play, Topic::Service);
    let own = play.applicant.account.take();
    play.applicant.account = desk.world.sample("taro").unwrap().account.clone();
    let step = play.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    let step = play.next(Event::Back);
    assert!(asks(&step, Topic::Service), "{step:?}");
    play.applicant.account = own;
    assert_eq!(then(&mut play, step), [Topic::Summary]);
}

#[test]
fn the_summary_shows_each_change_and_signs_it() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    play.play_until(summary);
    let step = change(&mut play, Topic::Measures);
    play.applicant.measures = vec!["receipt-account"];
    let step = play.play_from_until(step, summary);
    let values: Vec<_> = rows(&step).iter().map(|row| row.value.as_str()).collect();
    assert_eq!(values[1..3], ["up to ¥7,500", "up to ¥7,500"]);
    let (outcome, _) = play.finish_from(step);
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(receipt.standing.len(), 1);
    assert_eq!(receipt.standing[0].measure, "receipt-account");
}

#[test]
fn back_from_the_network_and_from_the_last_try_keeps_every_answer_too() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "nozomi");
    play.play_until(|step| asks(step, Topic::LastTry));
    let step = play.next(Event::Back);
    assert!(summary(&step), "{step:?}");
    assert_eq!(then(&mut play, step), []);
}
