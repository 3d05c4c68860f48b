//! The language may change at every step. Then the step is the same as in a journey that began in
//! that language, and the journey goes on as before.

mod scenarios;

use card_points::application::Preregistration;
use card_points::backend::{Refusal, path};
use card_points::journey::{Answer, Event, JourneyKind, QuestionForm, Step, TapReason, Topic};
use card_points::text::Language;
use card_points_tests::{
    JourneyPlayer, asks, asks_password, assert_applied, new_backend, new_journey, now, sends_to,
    submits_application, topics_of,
};
use scenarios::{NOTHING_UNUSUAL, scenario, scenarios, start_scenario};

fn set_language(player: &mut JourneyPlayer<'_>, language: Language) -> Step {
    player
        .journey
        .next(player.now, Event::SetLanguage { language })
}

/// The step is the one of the journey in that language, except that a request keeps what was signed
/// before.
#[track_caller]
fn assert_translated(translated: &Step, before: &Step, other: &Step, case: &str) {
    assert_eq!(translated.text().feedback, None, "{case}: feedback twice");
    let other = without_feedback(other);
    match (translated, before, &other) {
        (
            Step::Send { request, text, .. },
            Step::Send {
                request: before, ..
            },
            Step::Send { text: other, .. },
        ) => assert_eq!((request, text), (before, other), "{case}"),
        _ => assert_eq!(translated, &other, "{case}"),
    }
}

/// A person gets the feedback of a step once, and not again when only its language changes.
fn without_feedback(step: &Step) -> Step {
    let mut step = step.clone();
    match &mut step {
        Step::Ask { question } => question.text.feedback = None,
        Step::Tap { text, .. }
        | Step::Transmit { text, .. }
        | Step::Send { text, .. }
        | Step::Done { text, .. } => text.feedback = None,
    }
    step
}

/// Sets each language at this step, and the first one again. Each step is the one in `others`.
fn set_all_languages(
    player: &mut JourneyPlayer<'_>,
    step: &Step,
    others: &[(Language, &Step)],
    case: &str,
) {
    for (language, other) in others {
        let translated = set_language(player, *language);
        assert_translated(&translated, step, other, case);
        assert_eq!(
            set_language(player, *language),
            translated,
            "{case}: the same language again"
        );
    }
    assert_eq!(
        set_language(player, Language::English),
        without_feedback(step),
        "{case}: and back"
    );
}

#[test]
fn every_step_can_be_read_in_every_language_and_the_journey_goes_on_as_before() {
    let others = [Language::Japanese, Language::PlainJapanese];
    for scenario in scenarios() {
        let played = |language| {
            let backend = new_backend();
            let mut player = start_scenario(&scenario, language, &backend);
            player.play(scenario.other_event);
            (
                player.steps,
                player.card.command_count(),
                player.card.verify_count(),
            )
        };
        let (steps, commands, verifies) = played(Language::English);
        let translated = others.map(|language| (language, played(language).0));
        for (_, translated_steps) in &translated {
            assert_eq!(
                translated_steps.len(),
                steps.len(),
                "{}: {}",
                scenario.name,
                scenario.sample
            );
        }
        let translated_at = |nth: usize| {
            translated
                .each_ref()
                .map(|(language, steps)| (*language, &steps[nth]))
        };

        let backend = new_backend();
        let mut player = start_scenario(&scenario, Language::English, &backend);
        let mut checked = 0;
        player.play(|player, nth, step| {
            let case = format!("{} ({}), step {nth}", scenario.name, scenario.sample);
            if !matches!(step, Step::Transmit { .. }) {
                set_all_languages(player, step, &translated_at(nth), &case);
                checked += 1;
            }
            (scenario.other_event)(player, nth, step)
        });
        let last = player.steps.len() - 1;
        let done = player.steps[last].clone();
        set_all_languages(&mut player, &done, &translated_at(last), scenario.name);

        assert!(checked > 0, "{}", scenario.name);
        assert_eq!(player.steps, steps, "{}: the same way", scenario.name);
        assert_eq!(player.card.command_count(), commands, "{}", scenario.name);
        assert_eq!(player.card.verify_count(), verifies, "{}", scenario.name);
    }
}

#[test]
fn a_language_set_during_a_card_command_loses_the_card_and_stays_set() {
    let backend = new_backend();
    let scenario = scenario("a newcomer", JourneyKind::Apply, NOTHING_UNUSUAL);
    let mut player = start_scenario(&scenario, Language::English, &backend);
    let step = player.play_until(|step| matches!(step, Step::Transmit { .. }));
    player.card.power_off();
    let lost = player.next(Event::SetLanguage {
        language: Language::Japanese,
    });
    let Step::Tap { reason, text, .. } = &lost else {
        panic!("{step:?} and then {lost:?}");
    };
    assert_eq!(*reason, TapReason::LostBeforePassword);
    assert_eq!(text.title, "カードが早く離れました");
    let (outcome, text) = player.finish_from(lost);
    assert_applied(&outcome);
    assert_eq!(
        text.practice.as_deref(),
        Some("練習です。申込みは行われません")
    );
    assert_eq!(
        player.applicant.passwords_typed, 1,
        "the typed password is kept"
    );
}

#[test]
fn a_journey_can_start_with_the_choice_of_a_language() {
    let mut chosen = new_journey(JourneyKind::Home, Language::English);
    let step = chosen.next(
        now(),
        Event::SetLanguage {
            language: Language::Japanese,
        },
    );
    let usual = new_journey(JourneyKind::Home, Language::Japanese).next(now(), Event::Started);
    assert_eq!(step, usual);
}

#[test]
fn the_card_signs_what_the_summary_showed_when_it_was_confirmed() {
    let scenario = scenario("a newcomer", JourneyKind::Apply, NOTHING_UNUSUAL);
    let confirmed_in = |language, later: Language| {
        let backend = new_backend();
        let mut player = start_scenario(&scenario, Language::English, &backend);
        let first = player.play_until(|step| asks(step, Topic::Summary));
        let summary = match set_language(&mut player, language) {
            Step::Ask { question } => question,
            other => panic!("after {first:?}: {other:?}"),
        };
        let step = player.advance(&first);
        assert!(matches!(step, Step::Send { .. }), "{step:?}");
        let step = player.play_from_until(step, asks_password);
        set_language(&mut player, later);
        let (outcome, _) = player.finish_from(step);
        assert_applied(&outcome);
        let QuestionForm::Review { rows, .. } = summary.form else {
            panic!("{summary:?}");
        };
        let row = rows.into_iter().find(|row| row.about == Topic::Service);
        (
            player.submitted_application(),
            row.expect("the service").value,
        )
    };
    let languages = [Language::English, Language::Japanese];
    let mut names = Vec::new();
    for language in languages {
        for later in languages {
            let (application, shown) = confirmed_in(language, later);
            assert_eq!(application.language, language);
            assert_eq!(application.service_name, shown);
            names.push(shown);
        }
    }
    names.dedup();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_summary_in_another_language_must_be_confirmed_again() {
    // The backend says that the applicant is a child, and the applicant denies it.
    let questions_after = |languages: &[Language]| {
        let backend = new_backend();
        let scenario = scenario("a newcomer", JourneyKind::Apply, NOTHING_UNUSUAL);
        let mut player = start_scenario(&scenario, Language::English, &backend);
        let mut step = player.play_until(asks_password);
        for language in languages {
            step = set_language(&mut player, *language);
        }
        let step = player.play_from_until(step, submits_application);
        let step = player.refuse(&step, Refusal::IsAChild);
        assert!(asks(&step, Topic::Holder), "{step:?}");
        let before = player.steps.len();
        let ids = vec!["myself".to_owned()];
        let answer = Answer::Chosen { ids };
        let step = player.next(Event::Answered { answer });
        player.play_from_until(step, asks_password);
        topics_of(&player.steps[before..])
    };
    let (en, ja) = (Language::English, Language::Japanese);
    assert_eq!(questions_after(&[]), [Topic::Password]);
    assert_eq!(questions_after(&[ja]), [Topic::Summary, Topic::Password]);
    assert_eq!(questions_after(&[ja, en]), [Topic::Password]);
}

#[test]
fn a_preregistration_names_the_language_of_the_confirmed_terms() {
    let backend = new_backend();
    let scenario = scenario("preregisters", JourneyKind::Preregister, NOTHING_UNUSUAL);
    let mut player = start_scenario(&scenario, Language::English, &backend);
    let step = player.play_until(|step| asks(step, Topic::Terms));
    set_language(&mut player, Language::Japanese);
    let step = player.advance(&step);
    let step = player.play_from_until(step, asks_password);
    set_language(&mut player, Language::English);
    player.play_from_until(step, |step| sends_to(step, path::PREREGISTRATION));
    let signed: Preregistration = player.submitted_to(path::PREREGISTRATION);
    assert_eq!(signed.language, Language::Japanese);
}
