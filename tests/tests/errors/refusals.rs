//! Refusals of the backend: the rule is explained, and the refused answer is asked again or the
//! journey ends.

use super::*;
use card_points::backend::Refusal;
use card_points::journey::QuestionForm;
use card_points::payment::FieldRule;
use card_points::programme::{ApplicationState, AppliedMeasure, Programme, UnavailableMeasure};
use card_points_fixtures::sandbox::RuleSet;

/// What the journey does after a refusal.
#[derive(Debug)]
enum Reaction {
    /// Asks this question again, with the rule at this field if there is one.
    AsksAgain(Topic, Option<&'static str>),
    /// Ends for this reason.
    Ends(EndReason),
    /// Asks for the password and signs again.
    SignsAgain,
    /// Asks whether to try again.
    AsksToTryAgain,
    /// Sends the same request again after a wait.
    SendsAgain,
}

/// The reaction, and a part of the text in English and in Japanese. The match is exhaustive, so that
/// every new refusal gets a case here.
fn expected_reaction(refusal: &Refusal) -> (Reaction, &'static str, &'static str) {
    use Reaction::{AsksAgain, AsksToTryAgain, Ends, SendsAgain, SignsAgain};
    match refusal {
        Refusal::Malformed | Refusal::BadSignature | Refusal::Unknown => (
            Ends(EndReason::UnexpectedReply),
            "The service answered in a way that we don't understand",
            "受付から、分からない返事がありました",
        ),
        Refusal::StaleChallenge => (
            SignsAgain,
            "the permission to sign has run out. Nothing was sent.",
            "署名の受付が切れました。何も送っていません。",
        ),
        Refusal::UnknownAuthority => (
            Ends(EndReason::WrongEnvironment),
            "This is a real card, and this is only practice",
            "本物のカードです。ここは練習の場です",
        ),
        Refusal::Expired { .. } => (
            Ends(EndReason::RenewCertificate),
            "The electronic certificate on this card ended on 5 May 2026\nYour municipal counter renews it free of charge.",
            "このカードの電子証明書は、2026年5月5日で終わりました\n市区町村の窓口で、無料で新しくできます。",
        ),
        Refusal::NotYetValid { .. } => (
            Ends(EndReason::TryLater),
            "The electronic certificate on this card is valid from 6 May 2026, 00:00\nTry again after that. Your card is fine.",
            "このカードの電子証明書は、2026年5月6日 0時00分から使えます\nその後で、もう一度試してください。カードに問題はありません。",
        ),
        Refusal::Revoked => (
            Ends(EndReason::RenewCertificate),
            "The electronic certificate on this card was withdrawn",
            "このカードの電子証明書は、取り消されています",
        ),
        Refusal::WrongCertificate => (
            Ends(EndReason::RenewCertificate),
            "This card has no certificate that can be used here",
            "ここで使える証明書が、このカードにありません",
        ),
        Refusal::NotKnownYet { after: None } => (
            Ends(EndReason::TryLater),
            "Your card is so new that the service doesn't know it yet\nTry again tomorrow.\nYour card is fine.",
            "カードが新しいので、まだ受付に届いていません\n明日、もう一度試してください。\nカードに問題はありません。",
        ),
        Refusal::NotKnownYet { after: Some(_) } => (
            Ends(EndReason::TryLater),
            "Try again after 5 May 2026, 23:59.\nYour card is fine.",
            "2026年5月5日 23時59分より後に、もう一度試してください。\nカードに問題はありません。",
        ),
        Refusal::BrokenChain => (
            Ends(EndReason::ContactHelpDesk),
            "Nothing is wrong with your card. Call the help desk: they connect the two.",
            "カードに問題はありません。お問い合わせ窓口に電話してください。2つをつなぎます。",
        ),
        Refusal::RulesChanged => (
            AsksAgain(Topic::Summary, None),
            "The rules have changed since you began. Nothing was sent on. Check your answers once more.",
            "途中で決まりが変わりました。まだ何も申し込んでいません。内容をもう一度確かめてください。",
        ),
        Refusal::NotEligible { .. } => (
            AsksAgain(Topic::Measures, None),
            "You had all of this in the first round.",
            "第1弾で、すべて受け取りました。",
        ),
        Refusal::NotAChild => (
            AsksAgain(Topic::Holder, None),
            "This card belongs to somebody who applies themself. Choose \"My own\".",
            "このカードの方は、自分で申し込みます。「自分」を選んでください。",
        ),
        Refusal::IsAChild => (
            AsksAgain(Topic::Holder, None),
            "This card belongs to a child under 15. The legal representative applies",
            "このカードは15歳未満の子どものものです。法定代理人が申し込みます。",
        ),
        Refusal::ServiceClosed => (
            AsksAgain(Topic::Service, None),
            "This service doesn't take your application. Choose another.",
            "このサービスでは申込みを受けられません。ほかのサービスを選んでください。",
        ),
        Refusal::OtherService { .. } => (
            AsksAgain(Topic::Account, None),
            "Your points already go to Komorebi Pay, account ending 3C5D. What you apply for now goes there too.",
            "ポイントはこもれびペイ（番号の終わり3C5D）に入ることになっています。今回の分も、そこに入ります。",
        ),
        Refusal::AccountFormat { .. } => (
            AsksAgain(Topic::Account, Some("code-1")),
            "Something is missing.",
            "文字が足りません。",
        ),
        Refusal::AlreadyApplied { .. } => (
            AsksAgain(Topic::Measures, None),
            "you applied on 3 July 2026. Points go to Komorebi Pay, account ending 3C5D. This can't be changed.",
            "2026年7月3日に申し込みました。ポイントはこもれびペイ（番号の終わり3C5D）に入ります。変えることはできません。",
        ),
        Refusal::AccountInUse => (
            AsksAgain(Topic::Account, Some("account")),
            "Points of another person already go to this account. Choose another account or another service.",
            "この番号には、もうほかの方のポイントが入ることになっています。別の番号か、別のサービスを選んでください。",
        ),
        Refusal::AccountNotConfirmed { .. } => (
            AsksAgain(Topic::Account, None),
            "The service knows no account with this number and code. Compare each digit. You can try 4 more times today.",
            "この番号とコードの組み合わせは、サービスに見つかりませんでした。1文字ずつ見比べてください。今日はあと4回試せます。",
        ),
        Refusal::TooManyTries { .. } => (
            Ends(EndReason::TryLater),
            "Too many accounts were tried today",
            "今日は、番号を何度も試しました",
        ),
        Refusal::ServiceUnreachable => (
            AsksToTryAgain,
            "The payment service doesn't answer just now",
            "決済サービスから、今は返事がありません",
        ),
        Refusal::Busy { .. } => (
            SendsAgain,
            "You are number 1,204; about 2 minutes.",
            "1,204番目です。およそ2分待ちます。",
        ),
        Refusal::Maintenance { .. } => (
            AsksToTryAgain,
            "The service is closed for now\nNothing is wrong with your card.",
            "今は受付を休んでいます\nカードに問題はありません。",
        ),
        // Not a refusal but an error, which is retried a few times.
        Refusal::Fault => (
            SendsAgain,
            "Sending what your card has signed …",
            "カードが署名した内容を送っています",
        ),
    }
}

fn every_refusal(backend: &InProcessBackend) -> Vec<Refusal> {
    // The last second of 5 May 2026 in Japan.
    let last = "2026-05-05T14:59:59Z".parse().unwrap();
    let next = "2026-05-05T15:00:00Z".parse().unwrap();
    let applied = applied_measure(backend, "new-card");
    vec![
        Refusal::Malformed,
        Refusal::StaleChallenge,
        Refusal::UnknownAuthority,
        Refusal::BadSignature,
        Refusal::Expired { at: last },
        Refusal::NotYetValid { from: next },
        Refusal::Revoked,
        Refusal::WrongCertificate,
        Refusal::NotKnownYet { after: None },
        Refusal::NotKnownYet { after: Some(last) },
        Refusal::BrokenChain,
        Refusal::RulesChanged,
        Refusal::NotEligible {
            measure: "new-card".into(),
            reason: UnavailableMeasure::FirstRoundComplete,
        },
        Refusal::NotAChild,
        Refusal::IsAChild,
        Refusal::ServiceClosed,
        Refusal::OtherService {
            applied: applied.clone(),
        },
        Refusal::AccountFormat {
            field: "code-1".into(),
            rule: FieldRule::TooShort,
        },
        Refusal::AlreadyApplied {
            applied: vec![applied],
        },
        Refusal::AccountInUse,
        Refusal::AccountNotConfirmed { left: 4 },
        Refusal::TooManyTries { after: next },
        Refusal::ServiceUnreachable,
        Refusal::Busy {
            position: 1_204,
            seconds: 90,
        },
        Refusal::Maintenance { until: None },
        Refusal::Fault,
        Refusal::Unknown,
    ]
}

fn applied_measure(backend: &InProcessBackend, measure: &str) -> AppliedMeasure {
    let service = "MP0000002";
    let mut services = backend.sandbox.services.iter();
    let name = &services.find(|each| each.number == service).unwrap().name;
    AppliedMeasure {
        measure: measure.into(),
        on: jiff::civil::date(2026, 7, 3),
        service: service.into(),
        service_name: name.clone(),
        account_ending: "3C5D".into(),
        state: ApplicationState::Unconfirmed,
        receipt: "2026-0703-7KQ4-9XWM".into(),
    }
}

/// Refuses the request. `Unknown` is a refusal of a later version of the backend.
fn refuse(player: &mut JourneyPlayer<'_>, step: &Step, refusal: Refusal) -> Step {
    if refusal == Refusal::Unknown {
        let body = "{\"type\":\"urn:card-points:not-thought-of\",\"status\":409,\"title\":\"\"}";
        return player.receive(step, 409, body.into());
    }
    player.refuse(step, refusal)
}

#[test]
fn each_refusal_is_explained_and_leads_to_the_refused_answer_or_to_the_end() {
    for language in [ENGLISH, JAPANESE] {
        for refusal in every_refusal(&new_backend()) {
            let backend = new_backend();
            let mut player = start_apply_in(language, &backend, "hanako");
            let step = player.play_until(submits_application);
            let (reaction, english, japanese) = expected_reaction(&refusal);
            let sentence = if language == ENGLISH {
                english
            } else {
                japanese
            };
            let mut step = refuse(&mut player, &step, refusal.clone());
            // Changed rules are fetched first.
            while refusal == Refusal::RulesChanged && matches!(step, Step::Send { .. }) {
                step = player.advance(&step);
            }
            let shown = shown_text(&step);
            match reaction {
                Reaction::AsksAgain(topic, field) => {
                    assert!(asks(&step, topic), "{refusal:?}: {step:?}");
                    assert_contains(problem(&step), &[sentence]);
                    let about = question(&step).problems[0].field.as_deref();
                    assert_eq!(about, field, "{refusal:?}");
                    assert!(question(&step).back.is_some(), "{refusal:?}");
                }
                Reaction::Ends(reason) => {
                    let outcome = Outcome::Ended { reason };
                    assert!(
                        matches!(&step, Step::Done { outcome: is, .. } if *is == outcome),
                        "{refusal:?}: {step:?}"
                    );
                    assert_contains(&shown, &[sentence]);
                }
                Reaction::SignsAgain => {
                    let step =
                        player.play_from_until(step, |step| asks_password(step) || is_done(step));
                    assert_contains(problem(&step), &[sentence]);
                }
                Reaction::AsksToTryAgain => {
                    assert!(asks(&step, Topic::TryAgain), "{refusal:?}: {step:?}");
                    assert_contains(&shown, &[sentence]);
                }
                Reaction::SendsAgain => {
                    assert!(submits_application(&step), "{refusal:?}: {step:?}");
                    assert_contains(&shown, &[sentence]);
                }
            }
        }
    }
}

#[test]
fn after_a_refusal_only_the_refused_answer_the_summary_and_the_password_are_asked_again() {
    // The refusal, and the questions that follow it.
    let cases = [
        (Refusal::RulesChanged, vec![Topic::Summary]),
        (
            Refusal::ServiceClosed,
            vec![Topic::Service, Topic::Account, Topic::Summary],
        ),
        (Refusal::AccountInUse, vec![Topic::Account, Topic::Summary]),
        (
            Refusal::AccountNotConfirmed { left: 4 },
            vec![Topic::Account, Topic::Summary],
        ),
        (
            Refusal::NotEligible {
                measure: "new-card".into(),
                reason: UnavailableMeasure::FirstRoundComplete,
            },
            vec![Topic::Measures, Topic::Summary],
        ),
    ];
    for (refusal, expected) in cases {
        let backend = new_backend();
        let mut player = start_apply(&backend, "hanako");
        let step = player.play_until(submits_application);
        if refusal == Refusal::ServiceClosed {
            player.applicant.account = backend.sandbox.sample("taro").unwrap().account.clone();
        }
        let step = player.refuse(&step, refusal.clone());
        let before = player.steps.len() - 1;
        assert_applied(&player.finish_from(step).0);
        let mut topics = topics_of(&player.steps[before..]);
        assert_eq!(topics.pop(), Some(Topic::Password), "{refusal:?}");
        assert_eq!(topics, expected, "{refusal:?}");
        assert_eq!(player.tap_count(), 2);
    }
}

#[test]
fn a_refused_measure_shows_the_reason_and_can_not_be_chosen_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "kiku");
    let step = player.play_until(submits_application);
    let step = player.advance(&step);
    assert!(asks(&step, Topic::Measures), "{step:?}");
    let QuestionForm::Choose { choices, .. } = &question(&step).form else {
        panic!("{step:?}");
    };
    let reasons: Vec<_> = choices
        .iter()
        .map(|each| each.unavailable.as_deref())
        .collect();
    assert_eq!(
        reasons,
        [Some("You had all of this in the first round."), None, None]
    );
}

#[test]
fn after_one_measure_at_another_service_the_rest_goes_to_that_service() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "midori");
    // Midori has forgotten the first application, and chooses another service.
    let own = player.applicant.account.take();
    player.applicant.account = backend.sandbox.sample("hanako").unwrap().account.clone();
    let step = player.play_until(submits_application);
    let step = player.advance(&step);
    assert!(asks(&step, Topic::Measures), "{step:?}");
    assert_contains(
        problem(&step),
        &["Points go to Nagisa IC, account ending 19X3. This can't be changed."],
    );
    player.applicant.account = own;
    let before = player.steps.len();
    let (outcome, _) = player.finish_from(step);
    let receipt = applied_receipt(outcome);
    assert_eq!(receipt.applied.len(), 2);
    assert_eq!(
        topics_of(&player.steps[before..]),
        [Topic::Account, Topic::Summary, Topic::Password],
        "the service is no question any more"
    );
}

#[test]
fn an_answer_that_changed_rules_made_invalid_is_asked_again() {
    let backend = new_backend();
    let mut player = start_apply(&backend, "hanako");
    let step = player.play_until(submits_application);
    let mut step = player.refuse(&step, Refusal::RulesChanged);
    // Under the changed rules two of the three measures are not announced yet.
    let mut programme = Programme::from_json(RuleSet::Leaflet.json()).unwrap();
    programme.practice = true;
    programme.authorities = backend.sandbox.programme.authorities.clone();
    while let Step::Send { request, .. } = &step {
        step = if request.url.ends_with(path::PROGRAMME) {
            let body = serde_json::to_string(&programme).unwrap();
            player.receive(&step, 200, body.as_str().into())
        } else {
            player.advance(&step)
        };
    }
    assert!(asks(&step, Topic::Measures), "{step:?}");
    assert_contains(
        problem(&step),
        &["The rules have changed since you began. Nothing was sent on."],
    );
    let before = player.steps.len();
    player.play_from_until(step, asks_password);
    assert_eq!(
        topics_of(&player.steps[before..]),
        [Topic::Terms, Topic::Summary, Topic::Password],
        "the terms have changed too, all other answers are kept"
    );
}

#[test]
fn a_lost_network_while_changed_rules_are_fetched_loses_no_answer() {
    for kind in [JourneyKind::Apply, JourneyKind::Preregister] {
        let backend = new_backend();
        let mut player = start(&backend, kind, "hanako");
        let step = player
            .play_until(|step| submits_application(step) || sends_to(step, path::PREREGISTRATION));
        let mut step = player.refuse(&step, Refusal::RulesChanged);
        while let Step::Send { request, .. } = &step {
            step = player.next(Event::Unreachable { id: request.id });
        }
        assert!(asks(&step, Topic::TryAgain), "{step:?}");
        let step = player.next(Event::Back);
        let topic = match kind {
            JourneyKind::Apply => Topic::Summary,
            _ => Topic::Terms,
        };
        assert!(asks(&step, topic), "{step:?}");
        let (outcome, _) = player.finish_from(step);
        assert!(
            matches!(
                outcome,
                Outcome::Applied { .. } | Outcome::Preregistered { .. }
            ),
            "{outcome:?}"
        );
    }
}

#[test]
fn each_refusal_of_a_preregistration_leads_on_or_is_explained() {
    for refusal in every_refusal(&new_backend()) {
        let backend = new_backend();
        let mut player = start(&backend, JourneyKind::Preregister, "hanako");
        let step = player.play_until(|step| sends_to(step, path::PREREGISTRATION));
        let mut step = refuse(&mut player, &step, refusal.clone());
        while refusal == Refusal::RulesChanged && matches!(step, Step::Send { .. }) {
            step = player.advance(&step);
        }
        match (&refusal, &step) {
            (Refusal::RulesChanged, step) => {
                assert!(asks(step, Topic::Terms), "{step:?}");
                assert_contains(problem(step), &["The rules have changed since you began."]);
            }
            (Refusal::NotAChild | Refusal::IsAChild, step) => {
                assert!(asks(step, Topic::Holder), "{step:?}");
            }
            (_, Step::Done { outcome, .. }) => {
                let ended = matches!(outcome, Outcome::Ended { .. });
                assert!(ended, "{refusal:?}: {outcome:?}");
                continue;
            }
            (_, Step::Ask { question }) => {
                assert_eq!(question.about, Topic::TryAgain, "{refusal:?}");
            }
            (_, Step::Send { .. }) => {}
            (_, other) => panic!("{refusal:?}: {other:?}"),
        }
        let (outcome, _) = player.finish_from(step);
        let through = match outcome {
            Outcome::Preregistered { .. } => true,
            // After a wrong refusal about the holder, the applicant gets the opposite one.
            _ => false,
        };
        assert!(through, "{refusal:?}");
    }
}

#[test]
fn each_refusal_of_a_status_request_is_explained_or_retried() {
    for refusal in every_refusal(&new_backend()) {
        let backend = new_backend();
        let mut player = start(&backend, JourneyKind::Status, "hanako");
        player.applicant.goes_on_to_apply = false;
        let step = player.play_until(|step| sends_to(step, path::STATUS));
        let step = refuse(&mut player, &step, refusal.clone());
        if let Step::Done { outcome, .. } = &step {
            let ended = matches!(outcome, Outcome::Ended { .. });
            assert!(ended, "{refusal:?}: {outcome:?}");
            continue;
        }
        let (outcome, _) = player.finish_from(step);
        let through = matches!(outcome, Outcome::Status { .. });
        assert!(through, "{refusal:?}: {outcome:?}");
    }
}
