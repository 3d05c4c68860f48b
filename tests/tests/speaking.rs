//! The language may change at every step, and nothing is lost: the step that comes is the one of a
//! journey that was in that language from the start, and the rest goes the same way.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use card_points::application::Preregistration;
use card_points::backend::{Refusal, Submission, path};
use card_points::card::CardStage;
use card_points::journey::{
    Answer, Event, FieldValue, InputField, JourneyKind, Outcome, QuestionForm, Step, TapReason,
    Topic,
};
use card_points::payment::FieldRule;
use card_points::text::Language;
use card_points_tests::{
    Applicant, Desk, Fault, JourneyPlayer, asks, new_journey, now, refused, sends_to, topics_of,
};
use jiff::ToSpan;

/// What goes otherwise than usual in a journey.
struct Story {
    name: &'static str,
    errand: JourneyKind,
    sample: &'static str,
    /// Passwords typed before the right one.
    typed: &'static [&'static str],
    /// To "have you applied before?".
    says: &'static str,
    /// The person has applied with that card already.
    applied_before: bool,
    /// What happens at the nth step instead of what usually does.
    turn: Turn,
}

type Turn = fn(&mut JourneyPlayer<'_>, usize, &Step) -> Option<Event>;

const SMOOTH: Turn = |_, _, _| None;

fn story(name: &'static str, errand: JourneyKind, turn: Turn) -> Story {
    Story {
        name,
        errand,
        sample: "hanako",
        typed: &[],
        says: "no",
        applied_before: false,
        turn,
    }
}

/// So many such steps came before this one.
fn handed_out(play: &JourneyPlayer<'_>, there: impl Fn(&Step) -> bool) -> usize {
    let (_, before) = play.steps.split_last().expect("a step");
    before.iter().filter(|step| there(step)).count()
}

fn stage(step: &Step, stage: CardStage) -> bool {
    matches!(step, Step::Transmit { stage: at, .. } if *at == stage)
}

/// Loses the card at the first command of that stage.
fn torn(play: &mut JourneyPlayer<'_>, step: &Step, at: CardStage) -> Option<Event> {
    let first = stage(step, at) && handed_out(play, |step| stage(step, at)) == 0;
    first.then(|| play.fault_event(step, Fault::LostAfter))?
}

/// The backend refuses the first application.
fn refuses(play: &JourneyPlayer<'_>, step: &Step, path: &str, refusal: Refusal) -> Option<Event> {
    let Step::Send { request, .. } = step else {
        return None;
    };
    let first = sends_to(step, path) && handed_out(play, |step| sends_to(step, path)) == 0;
    first.then(|| {
        let (status, body) = refused(refusal);
        Event::Received {
            id: request.id,
            status,
            body,
        }
    })
}

fn network_lost(play: &mut JourneyPlayer<'_>, step: &Step, path: &str) -> Option<Event> {
    let tries = handed_out(play, |step| sends_to(step, path));
    (sends_to(step, path) && tries < 3).then(|| play.fault_event(step, Fault::LostBefore))?
}

fn stories() -> Vec<Story> {
    let apply = JourneyKind::Apply;
    let mut stories = vec![
        story("a newcomer", apply, SMOOTH),
        story("from the first screen", JourneyKind::Home, SMOOTH),
        story("preregisters", JourneyKind::Preregister, SMOOTH),
        story("checks status", JourneyKind::Status, SMOOTH),
        story("looks at the card", JourneyKind::Card, SMOOTH),
        story("looks for a spot", JourneyKind::Spots, SMOOTH),
        story("torn while it is found", apply, |play, _, step| {
            torn(play, step, CardStage::Finding)
        }),
        story("torn while it is read", apply, |play, _, step| {
            torn(play, step, CardStage::Reading)
        }),
        story("torn while it checks", apply, |play, _, step| {
            torn(play, step, CardStage::Password)
        }),
        story("torn while it signs", apply, |play, _, step| {
            torn(play, step, CardStage::Signing)
        }),
        story("nonsense of the card", apply, |play, _, step| {
            let first = stage(step, CardStage::Reading)
                && handed_out(play, |step| stage(step, CardStage::Reading)) == 0;
            first.then(|| play.fault_event(step, Fault::NonsenseReply))?
        }),
        story("no network at first", apply, |play, _, step| {
            network_lost(play, step, path::PROGRAMME)
        }),
        story(
            "network lost with the application",
            apply,
            |play, _, step| network_lost(play, step, path::APPLICATION),
        ),
        story("stopped while it is sent", apply, |_, _, step| {
            sends_to(step, path::APPLICATION).then_some(Event::Stopped)
        }),
        story("account in use", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::AccountInUse)
        }),
        story("code not confirmed", apply, |play, _, step| {
            refuses(
                play,
                step,
                path::APPLICATION,
                Refusal::AccountNotConfirmed { left: 2 },
            )
        }),
        story("account of another form", apply, |play, _, step| {
            let field = "code-1".to_owned();
            let rule = FieldRule::TooShort;
            refuses(
                play,
                step,
                path::APPLICATION,
                Refusal::AccountFormat { field, rule },
            )
        }),
        story("service closed", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::ServiceClosed)
        }),
        story("rules changed", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::RulesChanged)
        }),
        story("challenge gone stale", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::StaleChallenge)
        }),
        story("a child, says the backend", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::IsAChild)
        }),
        story("certificate revoked", apply, |play, _, step| {
            refuses(play, step, path::APPLICATION, Refusal::Revoked)
        }),
        story("closed for maintenance", apply, |play, _, step| {
            let until = Some(now() + 3.hours());
            refuses(
                play,
                step,
                path::APPLICATION,
                Refusal::Maintenance { until },
            )
        }),
        story("many people at once", apply, |play, _, step| {
            let busy = Refusal::Busy {
                position: 1_204,
                seconds: 90,
            };
            refuses(play, step, path::APPLICATION, busy)
        }),
        story(
            "back from the tap and the password",
            apply,
            |play, _, step| {
                let taps = |step: &Step| matches!(step, Step::Tap { .. });
                let passwords = |step: &Step| asks(step, Topic::Password);
                let first = taps(step) && handed_out(play, taps) == 0;
                let second = passwords(step) && handed_out(play, passwords) == 1;
                (first || second).then_some(Event::Back)
            },
        ),
        story("nothing chosen, nothing typed", apply, |play, _, step| {
            let Step::Ask { question } = step else {
                return None;
            };
            let about = question.about;
            if question.problem.is_some() || handed_out(play, |step| asks(step, about)) > 0 {
                return None;
            }
            let answer = match &question.form {
                QuestionForm::Choose { .. } => Answer::Chosen { ids: vec![] },
                QuestionForm::Fill { fields } => Answer::Filled {
                    values: fields.iter().map(mistyped).collect(),
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
        stories.push(Story {
            sample,
            ..story("another card", apply, SMOOTH)
        });
    }
    stories.push(Story {
        sample: "kenji",
        ..story("looks at a locked card", JourneyKind::Card, SMOOTH)
    });
    stories.push(Story {
        typed: &["12", "0000", "1111"],
        ..story("a wrong password twice", apply, SMOOTH)
    });
    stories.push(Story {
        typed: &["0000"],
        ..story("a wrong password torn", apply, |play, _, step| {
            torn(play, step, CardStage::Password)
        })
    });
    stories.push(Story {
        says: "unsure",
        ..story("not sure whether they applied", apply, SMOOTH)
    });
    stories.push(Story {
        applied_before: true,
        ..story("applies again", apply, SMOOTH)
    });
    stories.push(Story {
        applied_before: true,
        says: "yes",
        ..story("applies again and says so", apply, SMOOTH)
    });
    stories
}

fn mistyped(field: &InputField) -> FieldValue {
    FieldValue {
        field: field.id.clone(),
        value: "12-".into(),
    }
}

/// A journey of that story which begins in that language.
fn begin<'a>(story: &Story, language: Language, desk: &'a Desk) -> JourneyPlayer<'a> {
    let sample = desk.world.sample(story.sample).expect("a card");
    let mut person = Applicant::of(sample).typing_first(story.typed);
    if story.applied_before {
        JourneyPlayer::new(desk, JourneyKind::Apply, sample.card(), person.clone()).finish();
        person = Applicant::of(sample);
    }
    person.says_applied = story.says;
    JourneyPlayer::in_language(language, desk, story.errand, sample.card(), person)
}

fn speak(play: &mut JourneyPlayer<'_>, language: Language) -> Step {
    play.journey.next(play.now, Event::SetLanguage { language })
}

/// The step is the one of the journey in that language; what was signed before and is on its way
/// stays what it was.
#[track_caller]
fn assert_said_as(spoken: &Step, before: &Step, other: &Step, at: &str) {
    match (spoken, before, other) {
        (
            Step::Send {
                request,
                text: words,
            },
            Step::Send { request: own, .. },
            Step::Send { text: said, .. },
        ) => assert_eq!((request, words), (own, said), "{at}"),
        _ => assert_eq!(spoken, other, "{at}"),
    }
}

/// Speaks those languages at that step, and the first one again: each is said as in `others`.
fn speak_all(play: &mut JourneyPlayer<'_>, step: &Step, others: &[(Language, &Step)], at: &str) {
    for (language, other) in others {
        let spoken = speak(play, *language);
        assert_said_as(&spoken, step, other, at);
        assert_eq!(
            speak(play, *language),
            spoken,
            "{at}: the same language again"
        );
    }
    assert_eq!(speak(play, Language::English), *step, "{at}: and back");
}

#[test]
fn every_step_may_be_read_in_every_language_and_the_journey_goes_the_same_way() {
    let others = [Language::Japanese, Language::PlainJapanese];
    for story in stories() {
        let played = |language| {
            let desk = Desk::at(now());
            let mut play = begin(&story, language, &desk);
            play.play(story.turn);
            (
                play.steps,
                play.card.command_count(),
                play.card.verify_count(),
            )
        };
        let (steps, commands, verifies) = played(Language::English);
        let read = others.map(|language| (language, played(language).0));
        for (_, read) in &read {
            assert_eq!(read.len(), steps.len(), "{}: {}", story.name, story.sample);
        }
        let said_at = |nth: usize| {
            read.each_ref()
                .map(|(language, steps)| (*language, &steps[nth]))
        };

        let desk = Desk::at(now());
        let mut play = begin(&story, Language::English, &desk);
        let mut spoken = 0;
        play.play(|play, nth, step| {
            let at = format!("{} ({}), step {nth}", story.name, story.sample);
            if !matches!(step, Step::Transmit { .. }) {
                speak_all(play, step, &said_at(nth), &at);
                spoken += 1;
            }
            (story.turn)(play, nth, step)
        });
        let last = play.steps.len() - 1;
        let done = play.steps[last].clone();
        speak_all(&mut play, &done, &said_at(last), story.name);

        assert!(spoken > 0, "{}", story.name);
        assert_eq!(play.steps, steps, "{}: the same way", story.name);
        assert_eq!(play.card.command_count(), commands, "{}", story.name);
        assert_eq!(play.card.verify_count(), verifies, "{}", story.name);
    }
}

#[test]
fn while_the_card_works_another_language_is_a_lost_card_and_holds_from_then_on() {
    let desk = Desk::at(now());
    let story = story("a newcomer", JourneyKind::Apply, SMOOTH);
    let mut play = begin(&story, Language::English, &desk);
    let step = play.play_until(|step| matches!(step, Step::Transmit { .. }));
    play.card.power_off();
    let lost = play.next(Event::SetLanguage {
        language: Language::Japanese,
    });
    let Step::Tap {
        reason: why,
        text: words,
    } = &lost
    else {
        panic!("{step:?} and then {lost:?}");
    };
    assert_eq!(*why, TapReason::LostBeforePassword);
    assert_eq!(words.title, "カードが早く離れました");
    let (outcome, words) = play.finish_from(lost);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert_eq!(
        words.practice.as_deref(),
        Some("練習です。申込みは行われません")
    );
    assert_eq!(
        play.applicant.passwords_typed, 1,
        "the password in hand was kept"
    );
}

#[test]
fn a_journey_may_be_begun_by_choosing_the_language() {
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
fn what_is_signed_is_what_the_summary_showed_when_it_was_confirmed() {
    let story = story("a newcomer", JourneyKind::Apply, SMOOTH);
    let confirmed_in = |language, then: Language| {
        let desk = Desk::at(now());
        let mut play = begin(&story, Language::English, &desk);
        let first = play.play_until(|step| asks(step, Topic::Summary));
        let summary = match speak(&mut play, language) {
            Step::Ask { question } => question,
            other => panic!("after {first:?}: {other:?}"),
        };
        let step = play.advance(&first);
        assert!(matches!(step, Step::Send { .. }), "{step:?}");
        let step = play.play_from_until(step, |step| asks(step, Topic::Password));
        speak(&mut play, then);
        let (outcome, _) = play.finish_from(step);
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        let QuestionForm::Review { rows, .. } = summary.form else {
            panic!("{summary:?}");
        };
        let row = rows.into_iter().find(|row| row.about == Topic::Service);
        (
            play.submitted_application(),
            row.expect("the service").value,
        )
    };
    let languages = [Language::English, Language::Japanese];
    let mut names = Vec::new();
    for language in languages {
        for then in languages {
            let (application, shown) = confirmed_in(language, then);
            assert_eq!(application.language, language);
            assert_eq!(application.service_name, shown);
            names.push(shown);
        }
    }
    names.dedup();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn in_another_language_the_summary_is_to_be_confirmed_anew() {
    // The backend takes them for a child, and they say once more that they are none.
    let asked_then = |spoken: &[Language]| {
        let desk = Desk::at(now());
        let story = story("a newcomer", JourneyKind::Apply, SMOOTH);
        let mut play = begin(&story, Language::English, &desk);
        let mut step = play.play_until(|step| asks(step, Topic::Password));
        for language in spoken {
            step = speak(&mut play, *language);
        }
        let step = play.play_from_until(step, |step| sends_to(step, path::APPLICATION));
        let step = play.refuse(&step, Refusal::IsAChild);
        assert!(asks(&step, Topic::Holder), "{step:?}");
        let before = play.steps.len();
        let ids = vec!["myself".to_owned()];
        let answer = Answer::Chosen { ids };
        let step = play.next(Event::Answered { answer });
        play.play_from_until(step, |step| asks(step, Topic::Password));
        topics_of(&play.steps[before..])
    };
    let (en, ja) = (Language::English, Language::Japanese);
    assert_eq!(asked_then(&[]), [Topic::Password]);
    assert_eq!(asked_then(&[ja]), [Topic::Summary, Topic::Password]);
    assert_eq!(asked_then(&[ja, en]), [Topic::Password]);
}

#[test]
fn a_preregistration_names_the_language_in_which_its_terms_were_agreed_to() {
    let desk = Desk::at(now());
    let story = story("preregisters", JourneyKind::Preregister, SMOOTH);
    let mut play = begin(&story, Language::English, &desk);
    let step = play.play_until(|step| asks(step, Topic::Terms));
    speak(&mut play, Language::Japanese);
    let step = play.advance(&step);
    let step = play.play_from_until(step, |step| asks(step, Topic::Password));
    speak(&mut play, Language::English);
    let step = play.play_from_until(step, |step| sends_to(step, path::PREREGISTRATION));
    let Step::Send { request, .. } = step else {
        unreachable!("sends");
    };
    let submission: Submission = serde_json::from_slice(request.body.bytes()).expect("ours");
    let payload = URL_SAFE_NO_PAD.decode(&submission.signed.payload);
    let signed: Preregistration =
        serde_json::from_slice(&payload.expect("base64url")).expect("a preregistration");
    assert_eq!(signed.language, Language::Japanese);
}
