//! Back and change: no answer is lost, and none is asked twice without need. And what the card
//! signs is what the summary showed.

use super::*;
use card_points::application::{Application, Holder};
use card_points::journey::SummaryRow;
use card_points::payment::grouped;
use card_points_fixtures::sandbox::PaymentAccount;

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

fn change(player: &mut JourneyPlayer<'_>, about: Topic) -> Step {
    let step = player.next(Event::Change { about });
    assert!(asks(&step, about), "{step:?}");
    step
}

/// Which questions follow that one, up to the password.
fn then(player: &mut JourneyPlayer<'_>, step: Step) -> Vec<Topic> {
    let before = player.steps.len();
    player.play_from_until(step, asks_password);
    let mut asked = topics_of(&player.steps[before..]);
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
        let sandbox = new_backend();
        for sample in &sandbox.sandbox.samples {
            if sample.pin.is_empty() {
                continue;
            }
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, sample.id);
            if !matches!(player.finish().0, Outcome::Applied { .. }) {
                continue;
            }
            let shown = player.steps.iter().rfind(|step| summary(step)).unwrap();
            let signed = player.submitted_application();
            assert_eq!(signed.language, language);

            let of = |topic| {
                let of = |row: &&SummaryRow| row.about == topic;
                let values = rows(shown).iter().filter(of).map(|row| row.value.as_str());
                values.collect::<Vec<_>>()
            };
            let services = &backend.sandbox.services;
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
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant.account = Some(PaymentAccount {
        service: "MP0000001",
        id: "４００１-7131 32",
        codes: &["０３１１"],
    });
    assert_applied(&player.finish().0);
    assert_eq!(player.submitted_application().account, "4001713132");
    let shown = player.steps.iter().find(|step| summary(step)).unwrap();
    assert!(rows(shown).iter().any(|row| row.value == "4001 7131 32"));
}

#[test]
fn back_at_every_question_keeps_every_answer() {
    let backend = new_backend();
    let mut straight = start_apply(&backend, "hanako");
    straight.finish();
    let straight = but_for_the_seal(straight.submitted_application());
    for (nth, about) in QUESTIONS.into_iter().enumerate().skip(1) {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        player.play_until(|step| asks(step, about));
        let step = player.next(Event::Back);
        let before = QUESTIONS[nth - 1];
        assert!(asks(&step, before), "back from {about:?}: {step:?}");
        holds_its_answer(&player, &step);
        // Answered as before, it leads on to where the person came from.
        let step = player.advance(&step);
        let step = player.play_from_until(step, |step| matches!(step, Step::Ask { .. }));
        assert!(asks(&step, about), "back from {about:?}: {step:?}");
        assert_applied(&player.finish_from(step).0);
        assert_eq!(but_for_the_seal(player.submitted_application()), straight);
    }
}

/// The question has the answer in it that the person of the player gives.
fn holds_its_answer(player: &JourneyPlayer<'_>, step: &Step) {
    let mut person = player.applicant.clone();
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
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_password);
    let mut back = Vec::new();
    for _ in 1..QUESTIONS.len() {
        let step = player.next(Event::Back);
        holds_its_answer(&player, &step);
        back.push(question(&step).about);
    }
    back.reverse();
    assert_eq!(back, QUESTIONS[..7]);
    let step = player.steps.last().unwrap().clone();
    assert!(
        question(&step).back.is_none(),
        "there is nothing before the first question"
    );
    let rest = then(&mut player, step);
    assert_eq!(rest, [], "every answer stands");
    let step = player.steps.last().unwrap().clone();
    assert_applied(&player.finish_from(step).0);
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
            let backend = new_backend();
            let mut player = start_apply(&backend, "hanako");
            let mut step = player.play_until(summary);
            if confirmed {
                player.play_from_until(step, asks_password);
                step = player.next(Event::Back);
            }
            assert!(summary(&step), "{step:?}");
            let step = change(&mut player, about);
            holds_its_answer(&player, &step);
            player.applicant.measures.pop();
            player.applicant.holder = "representative";
            if about == Topic::Service {
                player.applicant.account = backend.sandbox.sample("taro").unwrap().account.clone();
            }
            if about == Topic::Account {
                player.applicant.account = backend.sandbox.sample("yoko").unwrap().account.clone();
            }
            assert_eq!(then(&mut player, step), expected, "{about:?}, {confirmed}");
        }
    }
}

#[test]
fn a_change_to_the_same_answer_changes_nothing() {
    for about in [Topic::Holder, Topic::Measures, Topic::Service] {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        player.play_until(asks_password);
        player.next(Event::Back);
        let step = change(&mut player, about);
        assert_eq!(
            then(&mut player, step),
            [],
            "{about:?}: what was confirmed stands"
        );
    }
}

#[test]
fn codes_typed_again_undo_the_confirmation_because_something_else_is_signed() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_password);
    player.next(Event::Back);
    let step = change(&mut player, Topic::Account);
    assert_eq!(then(&mut player, step), [Topic::Summary]);
}

#[test]
fn another_service_and_back_to_the_first_one_needs_no_account_typed_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(summary);
    let step = change(&mut player, Topic::Service);
    let own = player.applicant.account.take();
    player.applicant.account = backend.sandbox.sample("taro").unwrap().account.clone();
    let step = player.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    let step = player.next(Event::Back);
    assert!(asks(&step, Topic::Service), "{step:?}");
    player.applicant.account = own;
    assert_eq!(then(&mut player, step), [Topic::Summary]);
}

#[test]
fn the_summary_shows_each_change_and_signs_it() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(summary);
    let step = change(&mut player, Topic::Measures);
    player.applicant.measures = vec!["receipt-account"];
    let step = player.play_from_until(step, summary);
    let values: Vec<_> = rows(&step).iter().map(|row| row.value.as_str()).collect();
    assert_eq!(values[1..3], ["up to ¥7,500", "up to ¥7,500"]);
    let (outcome, _) = player.finish_from(step);
    let receipt = applied_receipt(outcome);
    assert_eq!(receipt.standing.len(), 1);
    assert_eq!(receipt.standing[0].measure, "receipt-account");
}

#[test]
fn back_from_the_network_and_from_the_last_try_keeps_every_answer_too() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "nozomi");
    player.play_until(|step| asks(step, Topic::LastTry));
    let step = player.next(Event::Back);
    assert!(summary(&step), "{step:?}");
    assert_eq!(then(&mut player, step), []);
}
