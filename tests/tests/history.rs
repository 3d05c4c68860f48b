//! The two things that went wrong in the real programme, played: points linked to a stranger's
//! account at shared terminals and by mistyped numbers (191 known cases), and people who applied
//! twice because their renewed certificate was taken for another person's (471).

use card_points::backend::{ApplicationStatus, path};
use card_points::journey::{
    Answer, EndReason, Event, Fact, JourneyKind, Outcome, Question, QuestionForm, Step,
    SubmissionState, TapReason, Topic,
};
use card_points_fixtures::sandbox::PaymentAccount;
use card_points_tests::{
    Applicant, Desk, Fault, JourneyPlayer, asks, now, presents_password, sends_to, shown_text,
    topics_of,
};
use jiff::ToSpan;

fn play<'a>(desk: &'a Desk, id: &str) -> JourneyPlayer<'a> {
    errand(desk, JourneyKind::Apply, id)
}

fn errand<'a>(desk: &'a Desk, errand: JourneyKind, id: &str) -> JourneyPlayer<'a> {
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    JourneyPlayer::new(desk, errand, sample.card(), Applicant::of(sample))
}

/// What stands for that card, told by a tap of its own.
fn stands(desk: &Desk, id: &str) -> ApplicationStatus {
    let mut play = errand(desk, JourneyKind::Status, id);
    play.applicant.goes_on_to_apply = false;
    match play.finish() {
        (Outcome::Status { status }, _) => status,
        other => panic!("{other:?}"),
    }
}

fn account(desk: &Desk, id: &str) -> PaymentAccount {
    let sample = desk.world.sample(id).expect("a card of the sandbox");
    sample.account.clone().expect("an account")
}

fn question(step: &Step) -> &Question {
    match step {
        Step::Ask { question } => question,
        other => panic!("not a question: {other:?}"),
    }
}

fn problem(step: &Step) -> &str {
    &question(step)
        .problem
        .as_ref()
        .expect("what was wrong")
        .text
}

fn at(about: Topic) -> impl Fn(&Step) -> bool {
    move |step| asks(step, about)
}

fn taps(step: &Step) -> bool {
    matches!(step, Step::Tap { .. })
}

#[track_caller]
fn assert_applied(outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[track_caller]
fn assert_ended(outcome: &Outcome, reason: EndReason) {
    assert_eq!(*outcome, Outcome::Ended { reason });
}

/// Nothing is filled in or chosen, and nothing of that account is shown.
#[track_caller]
fn assert_empty(question: &Question, of_another: &PaymentAccount) {
    match &question.form {
        QuestionForm::Choose { choices, .. } => {
            let mut choices = choices.iter();
            assert!(choices.all(|choice| !choice.selected), "{question:?}");
        }
        QuestionForm::Fill { fields } => {
            let mut fields = fields.iter();
            assert!(fields.all(|field| field.value.is_empty()), "{question:?}");
        }
        _ => {}
    }
    let shown = format!("{question:?}").replace(' ', "");
    assert!(!shown.contains(of_another.id), "{shown}");
}

// ---- 191 wrong links: the one before had not logged out ---------------------------------------

#[test]
fn wherever_one_person_leaves_a_terminal_the_next_one_finds_nothing_of_theirs() {
    let whole = {
        let desk = Desk::at(now());
        let mut play = play(&desk, "hanako");
        play.finish();
        play.steps.len()
    };
    for left_at in 1..=whole {
        let desk = Desk::at(now());
        let mut first = play(&desk, "hanako");
        let mut step = first.next(Event::Started);
        for _ in 1..left_at {
            step = first.advance(&step);
        }
        drop(first);

        let hanakos = account(&desk, "hanako");
        let mut second = play(&desk, "yoko");
        let (outcome, _) = second.finish();
        let Outcome::Applied { receipt } = outcome else {
            panic!("left at step {left_at}: {outcome:?}");
        };
        assert!(
            receipt
                .standing
                .iter()
                .all(|each| each.account_ending == "5658")
        );
        for step in &second.steps {
            if let Step::Ask { question } = step {
                assert_empty(question, &hanakos);
            }
        }
        assert_eq!(
            second.submitted_application().account,
            account(&desk, "yoko").id
        );
        let left = stands(&desk, "hanako").facts.applied;
        let sent = left_at == whole;
        assert_eq!(
            left.len(),
            if sent { 3 } else { 0 },
            "left at step {left_at}"
        );
    }
}

#[test]
fn one_person_after_another_at_one_terminal_gets_what_is_theirs() {
    let desk = Desk::at(now());
    for id in ["hanako", "yoko", "kaito", "nozomi", "tsubaki", "ume"] {
        let mut play = errand(&desk, JourneyKind::Home, id);
        let step = play.next(Event::Started);
        assert!(asks(&step, Topic::Home), "{step:?}");
        assert_applied(&play.finish_from(step).0);
        let applied = stands(&desk, id).facts.applied;
        let typed = account(&desk, id);
        assert_eq!(applied.len(), 3, "{id}");
        for standing in applied {
            assert_eq!(standing.service, typed.service, "{id}");
            assert!(typed.id.ends_with(&standing.account_ending), "{id}");
        }
    }
}

#[test]
fn where_the_points_go_is_shown_until_the_card_has_signed() {
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    let step = play.play_until(at(Topic::Password));
    let shown = ["Sakura Pay (charge)", "4001 7131 32"];
    assert!(
        shown.iter().all(|each| shown_text(&step).contains(each)),
        "{}",
        shown_text(&step)
    );
    let step = play.play_from_until(step, taps);
    assert!(
        shown.iter().all(|each| shown_text(&step).contains(each)),
        "{}",
        shown_text(&step)
    );

    // Whoever sees that it is not their account stops here, and nothing has happened.
    let step = play.next(Event::Stopped);
    let submission = SubmissionState::NotSent;
    assert!(
        matches!(&step, Step::Done { outcome, .. } if *outcome == Outcome::Stopped { submission }),
        "{step:?}"
    );
    assert_eq!(stands(&desk, "hanako").facts.applied, []);
}

#[test]
fn a_second_persons_card_does_not_sign_what_the_first_one_confirmed() {
    // The first person's card is lost at this command, and they leave; the second one lays theirs
    // on. The journey knows the first card from there on.
    let moments: [fn(&Step) -> bool; 3] = [
        |step| matches!(step, Step::Transmit { command, .. } if command.bytes()[1] == 0x20),
        presents_password,
        |step| matches!(step, Step::Transmit { command, .. } if command.bytes()[1] == 0x2A),
    ];
    for lost in moments {
        let desk = Desk::at(now());
        let yoko = desk.world.sample("yoko").unwrap();
        let mut play = play(&desk, "hanako");
        let step = play.play_until(lost);
        let step = play.inject(&step, Fault::LostBefore);
        play.card = yoko.card();
        play.applicant.passwords = [yoko.pin.to_owned()].into();
        let step = play.advance(&step);
        let step = play.play_from_until(step, |step| {
            matches!(
                step,
                Step::Tap {
                    reason: TapReason::DifferentCard,
                    ..
                }
            )
        });
        assert_eq!((play.card.verify_count(), play.card.tries_left()), (0, 3));
        assert!(shown_text(&step).contains("This is another card than before"));

        // Going on with it means to begin, with nothing of the first person's.
        let mut step = play.next(Event::Back);
        let before = play.steps.len() - 1;
        while !asks(&step, Topic::Applied) {
            assert!(matches!(step, Step::Send { .. }), "{step:?}");
            step = play.advance(&step);
        }
        play.applicant.account = yoko.account.clone();
        assert_applied(&play.finish_from(step).0);
        let hanakos = account(&desk, "hanako");
        for step in &play.steps[before..] {
            if let Step::Ask { question } = step {
                assert_empty(question, &hanakos);
            }
        }
        assert_eq!(topics_of(&play.steps[before..]).len(), 8, "every question");
        assert_eq!(stands(&desk, "hanako").facts.applied, []);
        let applied = stands(&desk, "yoko").facts.applied;
        assert!(applied.iter().all(|each| each.account_ending == "5658"));
    }
}

#[test]
fn what_stands_for_the_first_person_is_not_gone_on_from_with_the_second_persons_card() {
    let desk = Desk::at(now());
    let mut play = errand(&desk, JourneyKind::Status, "midori");
    let step = play.play_until(at(Topic::Summary));
    assert!(
        format!("{step:?}").contains("Nagisa IC"),
        "Midori's service stands"
    );
    let yoko = desk.world.sample("yoko").unwrap();
    play.card = yoko.card();
    play.applicant = Applicant::of(yoko);
    let step = play.play_from_until(step, |step| {
        matches!(
            step,
            Step::Tap {
                reason: TapReason::DifferentCard,
                ..
            }
        )
    });
    assert_eq!(play.card.verify_count(), 0);
    assert!(taps(&step));
    play.next(Event::Back);
    let before = play.steps.len() - 1;
    let step = play.steps[before].clone();
    let (outcome, _) = play.finish_from(step);
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(receipt.standing.len(), 3);
    let told = format!("{:?}", &play.steps[before..]);
    assert!(!told.contains("account ending 19X3"), "nothing of Midori's");
    assert_eq!(stands(&desk, "midori").facts.applied.len(), 1);
}

#[test]
fn an_account_that_anothers_points_go_to_is_refused_without_saying_whose() {
    let desk = Desk::at(now());
    assert_applied(&play(&desk, "hanako").finish().0);
    let mut play = play(&desk, "yoko");
    // A slip of paper with everything on it was left at the terminal.
    play.applicant.account = Some(account(&desk, "hanako"));
    let step = play.play_until(|step| sends_to(step, path::APPLICATION));
    let step = play.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    assert_eq!(
        problem(&step),
        "Points of another person already go to this account. Choose another account or another service."
    );
    assert_eq!(stands(&desk, "yoko").facts.applied, []);
    play.applicant.account = Some(account(&desk, "yoko"));
    assert_applied(&play.finish_from(step).0);
    let endings = |id| {
        let applied = stands(&desk, id).facts.applied;
        applied
            .into_iter()
            .map(|each| each.account_ending)
            .collect::<Vec<_>>()
    };
    assert_eq!(endings("hanako"), ["3132"; 3]);
    assert_eq!(endings("yoko"), ["5658"; 3]);
}

// ---- 191 wrong links: a mistyped number -------------------------------------------------------

/// An account of somebody who is not here; the service knows it with other codes than ours.
const STRANGERS: &str = "4018736340";

#[test]
fn a_number_mistyped_into_a_strangers_is_not_confirmed_with_ones_own_code() {
    let desk = Desk::at(now());
    assert!(desk.world.accounts_json().contains(STRANGERS), "it exists");
    let mut play = play(&desk, "hanako");
    let own = play.applicant.account.take();
    play.applicant.account = Some(PaymentAccount {
        service: "MP0000001",
        id: STRANGERS,
        codes: own.as_ref().unwrap().codes,
    });
    let step = play.play_until(|step| sends_to(step, path::APPLICATION));
    let step = play.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    assert_eq!(
        problem(&step),
        "The service knows no account with this number and code. Compare each digit. You can try 4 more times today."
    );
    let status = stands(&desk, "hanako");
    assert_eq!(
        (status.facts.applied.len(), status.preregistered),
        (0, None)
    );

    play.applicant.account = own;
    assert_applied(&play.finish_from(step).0);
    let applied = stands(&desk, "hanako").facts.applied;
    assert!(applied.iter().all(|each| each.account_ending == "3132"));
}

#[test]
fn a_digit_mistyped_never_leaves_where_the_number_has_a_check_digit() {
    let right = "4001713132";
    let desk = Desk::at(now());
    let mut play = play(&desk, "hanako");
    let mut step = play.play_until(at(Topic::Account));
    let sent = play.requests_to(path::APPLICATION).len();
    for nth in 0..right.len() {
        let mut typed = right.as_bytes().to_vec();
        typed[nth] = b'0' + (typed[nth] - b'0' + 1) % 10;
        let typed = String::from_utf8(typed).unwrap();
        let QuestionForm::Fill { fields } = &question(&step).form else {
            panic!("{step:?}");
        };
        let entries = fields.iter().zip([typed.as_str(), "0311"]);
        let entries = entries
            .map(|(field, value)| card_points::journey::FieldValue {
                field: field.id.clone(),
                value: value.into(),
            })
            .collect();
        let answer = Answer::Filled { values: entries };
        step = play.next(Event::Answered { answer });
        assert!(
            problem(&step).contains("One of the digits doesn't fit the others."),
            "{typed}: {step:?}"
        );
    }
    assert_eq!(play.requests_to(path::APPLICATION).len(), sent);
    assert_applied(&play.finish_from(step).0);
}

#[test]
fn a_number_without_a_check_digit_is_shown_in_groups_before_and_after_it_is_signed() {
    // Naoki's neighbour by one digit, who has the same code: nothing but the person's own eyes can
    // tell, so they are shown it at the summary, at the password, at the card and on the receipt.
    let desk = Desk::at(now());
    let mut play = play(&desk, "yoko");
    play.applicant.account = Some(PaymentAccount {
        service: "MP0000009",
        id: "402518838",
        codes: &["662190"],
    });
    let (outcome, words) = play.finish();
    assert_applied(&outcome);
    let summary = play.steps.iter().rfind(|step| asks(step, Topic::Summary));
    assert!(format!("{summary:?}").contains("4025 1883 8"));
    let mut steps = play.steps.iter();
    let password = steps.rfind(|step| asks(step, Topic::Password)).unwrap();
    assert!(shown_text(password).contains("4025 1883 8"), "{password:?}");
    let tap = play.steps.iter().rfind(|step| taps(step)).unwrap();
    assert!(shown_text(tap).contains("4025 1883 8"), "{tap:?}");
    assert!(
        words
            .facts
            .iter()
            .any(|line| line.value.contains("account ending 8838"))
    );
}

// ---- 471 people applied twice -----------------------------------------------------------------

#[test]
fn a_renewed_certificate_is_the_same_person_in_either_order() {
    for [one, other] in [["tsubaki-before", "tsubaki"], ["tsubaki", "tsubaki-before"]] {
        for anothers_account in [false, true] {
            let desk = Desk::at(now());
            let (outcome, _) = play(&desk, one).finish();
            let Outcome::Applied { receipt } = outcome else {
                panic!("{outcome:?}");
            };
            assert_eq!(receipt.standing.len(), 3);

            // The other card shows what stands.
            let status = stands(&desk, other);
            assert_eq!(status.facts.applied, receipt.standing, "{other}");
            let given = status.preregistered.map(|given| given.individual_key_id);
            assert_eq!(given.as_ref(), Some(&receipt.individual_key_id), "one ID");

            // Who says that they have not applied is told, and nothing is taken.
            let mut again = play(&desk, other);
            if anothers_account {
                again.applicant.account = Some(account(&desk, "yoko"));
            }
            let (outcome, words) = again.finish();
            assert_ended(&outcome, EndReason::NothingToApplyFor);
            let (place, applied) = words.facts.split_last().unwrap();
            let told = |line: &Fact| line.value.contains("24 November 2026");
            assert!(applied.iter().all(told), "{words:?}");
            let ending = &receipt.standing[0].account_ending;
            assert!(place.value.ends_with(ending), "{words:?}");
            for id in [one, other] {
                assert_eq!(stands(&desk, id).facts.applied, receipt.standing);
            }
        }
    }
}

#[test]
fn what_is_applied_for_after_a_renewal_goes_to_the_service_that_stands() {
    let desk = Desk::at(now());
    let mut before = play(&desk, "tsubaki-before");
    before.applicant.measures = vec!["new-card"];
    assert_applied(&before.finish().0);

    let mut after = play(&desk, "tsubaki");
    after.applicant.measures = vec!["health-insurance", "receipt-account"];
    after.applicant.account = Some(account(&desk, "yoko"));
    let step = after.play_until(|step| sends_to(step, path::APPLICATION));
    let step = after.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    assert_eq!(
        problem(&step),
        "Your points already go to Hoshizora Prepaid, account ending 20QX. What you apply for now goes there too."
    );
    after.applicant.account = Some(account(&desk, "tsubaki"));
    assert_applied(&after.finish_from(step).0);
    let applied = stands(&desk, "tsubaki-before").facts.applied;
    assert_eq!(applied.len(), 3);
    assert!(applied.iter().all(|each| each.account_ending == "20QX"));
}

#[test]
fn a_renewal_that_is_not_known_yet_waits_and_then_shows_what_stands() {
    let desk = Desk::at(now());
    let (outcome, _) = play(&desk, "ren-before").finish();
    let Outcome::Applied { receipt } = outcome else {
        panic!("{outcome:?}");
    };
    let (outcome, words) = play(&desk, "ren").finish();
    assert_ended(&outcome, EndReason::TryLater);
    assert!(words.title.contains("so new"), "{words:?}");

    let mut later = errand(&desk, JourneyKind::Status, "ren");
    later.now = "2027-01-02T03:00:00Z".parse().unwrap();
    later.applicant.goes_on_to_apply = false;
    let (outcome, _) = later.finish();
    let Outcome::Status { status } = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(status.facts.applied, receipt.standing);
}

#[test]
fn a_broken_chain_is_refused_with_what_to_do_and_never_opens_a_second_person() {
    for before_applies in [false, true] {
        let desk = Desk::at(now());
        if before_applies {
            assert_applied(&play(&desk, "hajime-before").finish().0);
        }
        for kind in [
            JourneyKind::Apply,
            JourneyKind::Preregister,
            JourneyKind::Status,
        ] {
            let mut renewed = errand(&desk, kind, "hajime");
            let (outcome, _) = renewed.finish();
            assert_ended(&outcome, EndReason::ContactHelpDesk);
            let told = shown_text(renewed.steps.last().unwrap());
            for sentence in [
                "Your certificate was renewed, but the service can't find the one before",
                "Nothing is wrong with your card. Call the help desk: they connect the two.",
                "Until then nothing can be applied for, so that your points stay together.",
            ] {
                assert!(told.contains(sentence), "{told}");
            }
        }
        let status = stands(&desk, "hajime-before");
        let expected = if before_applies { 3 } else { 0 };
        assert_eq!(status.facts.applied.len(), expected);
        assert_eq!(status.preregistered.is_some(), before_applies);
    }
}

/// Two journeys of one person, and what has to hold however they went.
fn two_phones(turns: impl Fn(usize) -> bool, accounts: [&str; 2], case: &str) {
    let desk = Desk::at(now());
    let mut phones = [play(&desk, "hanako"), play(&desk, "hanako")];
    for (phone, id) in phones.iter_mut().zip(accounts) {
        phone.applicant.account = Some(account(&desk, id));
    }
    let mut steps = phones.each_mut().map(|phone| phone.next(Event::Started));
    for turn in 0.. {
        let mut nth = usize::from(turns(turn));
        if matches!(steps[nth], Step::Done { .. }) {
            nth = 1 - nth;
        }
        if matches!(steps[nth], Step::Done { .. }) {
            break;
        }
        steps[nth] = phones[nth].advance(&steps[nth]);
    }
    let mut receipts = Vec::new();
    for step in &steps {
        match step {
            Step::Done {
                outcome: Outcome::Applied { receipt },
                ..
            } => receipts.push(receipt.clone()),
            Step::Done { outcome, .. } => assert_ended(outcome, EndReason::NothingToApplyFor),
            other => panic!("{case}: {other:?}"),
        }
    }
    let [receipt] = receipts.as_slice() else {
        panic!("{case}: {} applications", receipts.len());
    };
    let applied = stands(&desk, "hanako").facts.applied;
    assert_eq!(applied, receipt.standing, "{case}");
    assert_eq!(applied.len(), 3, "{case}");
}

#[test]
fn two_journeys_of_one_person_side_by_side_are_one_application() {
    for accounts in [["hanako", "hanako"], ["hanako", "yoko"]] {
        // One is ahead by so many steps, then they take turns.
        for ahead in 0..20 {
            two_phones(
                |turn| turn >= ahead && (turn - ahead) % 2 == 0,
                accounts,
                &format!("{accounts:?}, {ahead} steps ahead"),
            );
        }
        // One waits at this step until the other is through.
        for waits_at in 0..20 {
            two_phones(
                |turn| turn >= waits_at,
                accounts,
                &format!("{accounts:?}, waits at step {waits_at}"),
            );
        }
    }
}

#[test]
fn the_old_and_the_renewed_card_side_by_side_are_one_application() {
    let desk = Desk::at(now());
    let mut old = play(&desk, "tsubaki-before");
    let mut renewed = play(&desk, "tsubaki");
    let one = old.play_until(|step| sends_to(step, path::APPLICATION));
    let other = renewed.play_until(|step| sends_to(step, path::APPLICATION));
    assert_applied(&renewed.finish_from(other).0);
    assert_ended(&old.finish_from(one).0, EndReason::NothingToApplyFor);
    assert_eq!(stands(&desk, "tsubaki-before").facts.applied.len(), 3);
}

#[test]
fn who_is_not_sure_whether_the_first_one_arrived_looks_and_does_not_apply_twice() {
    let desk = Desk::at(now());
    let mut first = play(&desk, "hanako");
    let step = first.play_until(|step| sends_to(step, path::APPLICATION));
    first.usual_event(&step);
    let step = first.next(Event::Stopped);
    let submission = SubmissionState::MaybeSent;
    assert!(
        matches!(&step, Step::Done { outcome, .. } if *outcome == Outcome::Stopped { submission }),
        "{step:?}"
    );
    for applied in ["yes", "unsure", "no"] {
        let mut again = play(&desk, "hanako");
        again.now += 1.hour();
        again.applicant.says_applied = applied;
        let (outcome, words) = again.finish();
        let told = match outcome {
            Outcome::Status { status } => status.facts.applied.len() == 3,
            Outcome::Ended { reason } => reason == EndReason::NothingToApplyFor && applied == "no",
            _ => false,
        };
        assert!(told, "{applied}: {words:?}");
    }
}
