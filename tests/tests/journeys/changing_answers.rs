//! Going back and changing answers: no answer is lost, and none is asked for twice without need. The
//! card signs what the summary showed.

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

fn asks_summary(step: &Step) -> bool {
    asks(step, Topic::Summary)
}

fn rows(step: &Step) -> &[SummaryRow] {
    match &question(step).form {
        QuestionForm::Review { rows, .. } => rows,
        other => panic!("not a summary: {other:?}"),
    }
}

fn change_answer(player: &mut JourneyPlayer<'_>, about: Topic) -> Step {
    let step = player.next(Event::Change { about });
    assert!(asks(&step, about), "{step:?}");
    step
}

/// The questions that follow this step, up to the password.
fn later_questions(player: &mut JourneyPlayer<'_>, step: Step) -> Vec<Topic> {
    let before = player.steps.len();
    player.play_from_until(step, asks_password);
    let mut topics = topics_of(&player.steps[before..]);
    topics.pop();
    topics
}

/// Removes the sealed codes, which differ at each typing because of random bytes.
fn without_codes(application: Application) -> Application {
    Application {
        codes: String::new(),
        ..application
    }
}

#[test]
fn the_card_signs_what_the_summary_showed() {
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
            let shown = player
                .steps
                .iter()
                .rfind(|step| asks_summary(step))
                .unwrap();
            let signed = player.submitted_application();
            assert_eq!(signed.language, language);

            let values_of = |topic| {
                let has_topic = |row: &&SummaryRow| row.about == topic;
                let values = rows(shown)
                    .iter()
                    .filter(has_topic)
                    .map(|row| row.value.as_str());
                values.collect::<Vec<_>>()
            };
            let services = &backend.sandbox.services;
            let service = services.iter().find(|each| each.number == signed.service);
            assert_eq!(signed.service_name, service.unwrap().name.get(language));
            assert_eq!(values_of(Topic::Service)[0], signed.service_name);
            assert_eq!(values_of(Topic::Account)[0], grouped(&signed.account));
            let holder = match (signed.holder, language) {
                (Holder::Myself, Language::English) => "My own",
                (Holder::Myself, _) => "自分",
                (Holder::Representative, Language::English) => {
                    "My child's; I apply as legal representative"
                }
                (Holder::Representative, _) => "子ども（法定代理人として申し込みます）",
            };
            assert_eq!(values_of(Topic::Holder), [holder], "{}", sample.id);
            let total: i32 = signed.measures.iter().map(|asked| asked.yen).sum();
            let yens = signed.measures.iter().map(|asked| asked.yen);
            let expected: Vec<_> = yens
                .chain([total])
                .map(|yen| up_to(language, yen))
                .collect();
            assert_eq!(values_of(Topic::Measures), expected, "{}", sample.id);
        }
    }
}

fn up_to(language: Language, yen: i32) -> String {
    let (thousands, rest) = (yen / 1_000, yen % 1_000);
    match language {
        Language::English => format!("up to ¥{thousands},{rest:03}"),
        _ => format!("最大{thousands},{rest:03}円"),
    }
}

#[test]
fn an_account_is_shown_and_signed_in_one_form_however_it_is_typed() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.applicant.account = Some(PaymentAccount {
        service: "MP0000001",
        id: "４００１-7131 32",
        codes: &["０３１１"],
    });
    assert_applied(&player.finish().0);
    assert_eq!(player.submitted_application().account, "4001713132");
    let shown = player.steps.iter().find(|step| asks_summary(step)).unwrap();
    assert!(rows(shown).iter().any(|row| row.value == "4001 7131 32"));
}

#[test]
fn back_at_every_question_keeps_every_answer() {
    let backend = new_backend();
    let mut direct = start_apply(&backend, "hanako");
    direct.finish();
    let direct = without_codes(direct.submitted_application());
    for (nth, about) in QUESTIONS.into_iter().enumerate().skip(1) {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        player.play_until(|step| asks(step, about));
        let step = player.next(Event::Back);
        let before = QUESTIONS[nth - 1];
        assert!(asks(&step, before), "back from {about:?}: {step:?}");
        assert_answer_kept(&player, &step);
        // The same answer leads back to the question where the person was.
        let step = player.advance(&step);
        let step = player.play_from_until(step, |step| matches!(step, Step::Ask { .. }));
        assert!(asks(&step, about), "back from {about:?}: {step:?}");
        assert_applied(&player.finish_from(step).0);
        assert_eq!(without_codes(player.submitted_application()), direct);
    }
}

/// The question contains the answer that the applicant gave.
#[track_caller]
fn assert_answer_kept(player: &JourneyPlayer<'_>, step: &Step) {
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
fn going_back_to_the_first_question_and_forward_loses_no_answer() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_password);
    let mut back = Vec::new();
    for _ in 1..QUESTIONS.len() {
        let step = player.next(Event::Back);
        assert_answer_kept(&player, &step);
        back.push(question(&step).about);
    }
    back.reverse();
    assert_eq!(back, QUESTIONS[..7]);
    let step = player.steps.last().unwrap().clone();
    assert!(
        question(&step).back.is_none(),
        "there is nothing before the first question"
    );
    let rest = later_questions(&mut player, step);
    assert_eq!(rest, [], "every answer is kept");
    let step = player.steps.last().unwrap().clone();
    assert_applied(&player.finish_from(step).0);
}

#[test]
fn after_a_change_the_answers_that_it_made_invalid_and_the_summary_are_asked_again() {
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
            let mut step = player.play_until(asks_summary);
            if confirmed {
                player.play_from_until(step, asks_password);
                step = player.next(Event::Back);
            }
            assert!(asks_summary(&step), "{step:?}");
            let step = change_answer(&mut player, about);
            assert_answer_kept(&player, &step);
            player.applicant.measures.pop();
            player.applicant.holder = "representative";
            if about == Topic::Service {
                player.applicant.account = backend.sandbox.sample("taro").unwrap().account.clone();
            }
            if about == Topic::Account {
                player.applicant.account = backend.sandbox.sample("yoko").unwrap().account.clone();
            }
            assert_eq!(
                later_questions(&mut player, step),
                expected,
                "{about:?}, {confirmed}"
            );
        }
    }
}

#[test]
fn choosing_the_same_answer_again_asks_nothing_else() {
    for about in [Topic::Holder, Topic::Measures, Topic::Service] {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        player.play_until(asks_password);
        player.next(Event::Back);
        let step = change_answer(&mut player, about);
        assert_eq!(
            later_questions(&mut player, step),
            [],
            "{about:?}: the confirmation is kept"
        );
    }
}

#[test]
fn codes_typed_again_need_a_new_confirmation_because_other_bytes_are_signed() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_password);
    player.next(Event::Back);
    let step = change_answer(&mut player, Topic::Account);
    assert_eq!(later_questions(&mut player, step), [Topic::Summary]);
}

#[test]
fn returning_to_the_first_service_needs_no_second_typing_of_the_account() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_summary);
    let step = change_answer(&mut player, Topic::Service);
    let own = player.applicant.account.take();
    player.applicant.account = backend.sandbox.sample("taro").unwrap().account.clone();
    let step = player.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    let step = player.next(Event::Back);
    assert!(asks(&step, Topic::Service), "{step:?}");
    player.applicant.account = own;
    assert_eq!(later_questions(&mut player, step), [Topic::Summary]);
}

#[test]
fn the_summary_shows_a_change_and_the_card_signs_it() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    player.play_until(asks_summary);
    let step = change_answer(&mut player, Topic::Measures);
    player.applicant.measures = vec!["receipt-account"];
    let step = player.play_from_until(step, asks_summary);
    let values: Vec<_> = rows(&step).iter().map(|row| row.value.as_str()).collect();
    assert_eq!(values[1..3], ["up to ¥7,500", "up to ¥7,500"]);
    let (outcome, _) = player.finish_from(step);
    let receipt = applied_receipt(outcome);
    assert_eq!(receipt.applied.len(), 1);
    assert_eq!(receipt.applied[0].measure, "receipt-account");
}

#[test]
fn going_back_from_the_last_try_keeps_every_answer() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "nozomi");
    player.play_until(|step| asks(step, Topic::LastTry));
    let step = player.next(Event::Back);
    assert!(asks_summary(&step), "{step:?}");
    assert_eq!(later_questions(&mut player, step), []);
}
