//! 471 people applied twice, because the programme treated their renewed certificate as another person.

use super::*;

#[test]
fn a_renewed_certificate_is_the_same_person_in_either_order() {
    for [one, other] in [["tsubaki-before", "tsubaki"], ["tsubaki", "tsubaki-before"]] {
        for anothers_account in [false, true] {
            let backend = new_backend();
            let (outcome, _) = start_apply(&backend, one).finish();
            let receipt = applied_receipt(outcome);
            assert_eq!(receipt.applied.len(), 3);

            // The other card shows the application.
            let status = check_status(&backend, other);
            assert_eq!(status.facts.applied, receipt.applied, "{other}");
            let key_id = status.preregistered.map(|issued| issued.individual_key_id);
            assert_eq!(key_id.as_ref(), Some(&receipt.individual_key_id), "one ID");

            // A person who denies having applied sees the application, and no second one is accepted.
            let mut again = start_apply(&backend, other);
            if anothers_account {
                again.applicant.account = Some(account(&backend, "yoko"));
            }
            let (outcome, text) = again.finish();
            assert_ended(&outcome, EndReason::NothingToApplyFor);
            let (service, applied) = text.facts.split_last().unwrap();
            let shows_date = |line: &Fact| line.value.contains("24 November 2026");
            assert!(applied.iter().all(shows_date), "{text:?}");
            let ending = &receipt.applied[0].account_ending;
            assert!(service.value.ends_with(ending), "{text:?}");
            for id in [one, other] {
                assert_eq!(check_status(&backend, id).facts.applied, receipt.applied);
            }
        }
    }
}

#[test]
fn an_application_after_the_renewal_goes_to_the_same_service() {
    let backend = new_backend();
    let mut before = start_apply(&backend, "tsubaki-before");
    before.applicant.measures = vec!["new-card"];
    assert_applied(&before.finish().0);

    let mut after = start_apply(&backend, "tsubaki");
    after.applicant.measures = vec!["health-insurance", "receipt-account"];
    after.applicant.account = Some(account(&backend, "yoko"));
    let step = after.play_until(submits_application);
    let step = after.advance(&step);
    assert!(asks(&step, Topic::Account), "{step:?}");
    assert_eq!(
        problem(&step),
        "Your points already go to Hoshizora Prepaid, account ending 20QX. What you apply for now goes there too."
    );
    after.applicant.account = Some(account(&backend, "tsubaki"));
    assert_applied(&after.finish_from(step).0);
    let applied = check_status(&backend, "tsubaki-before").facts.applied;
    assert_eq!(applied.len(), 3);
    assert!(applied.iter().all(|each| each.account_ending == "20QX"));
}

#[test]
fn a_renewal_that_the_registry_does_not_know_yet_waits_and_then_shows_the_application() {
    let backend = new_backend();
    let (outcome, _) = start_apply(&backend, "ren-before").finish();
    let receipt = applied_receipt(outcome);
    let (outcome, text) = start_apply(&backend, "ren").finish();
    assert_ended(&outcome, EndReason::TryLater);
    assert!(text.title.contains("so new"), "{text:?}");

    let mut later = start(&backend, JourneyKind::Status, "ren");
    later.now = "2027-01-02T03:00:00Z".parse().unwrap();
    later.applicant.goes_on_to_apply = false;
    let (outcome, _) = later.finish();
    let status = reported_status(outcome);
    assert_eq!(status.facts.applied, receipt.applied);
}

#[test]
fn a_broken_renewal_chain_is_refused_with_advice_and_never_creates_a_second_person() {
    for before_applies in [false, true] {
        let backend = new_backend();
        if before_applies {
            assert_applied(&start_apply(&backend, "hajime-before").finish().0);
        }
        for kind in [
            JourneyKind::Apply,
            JourneyKind::Preregister,
            JourneyKind::Status,
        ] {
            let mut renewed = start(&backend, kind, "hajime");
            let (outcome, _) = renewed.finish();
            assert_ended(&outcome, EndReason::ContactHelpDesk);
            let shown = shown_text(renewed.steps.last().unwrap());
            for sentence in [
                "Your certificate was renewed, but the service can't find the one before",
                "Nothing is wrong with your card. Call the help desk: they connect the two.",
                "Until then nothing can be applied for, so that your points stay together.",
            ] {
                assert!(shown.contains(sentence), "{shown}");
            }
        }
        let status = check_status(&backend, "hajime-before");
        let expected = if before_applies { 3 } else { 0 };
        assert_eq!(status.facts.applied.len(), expected);
        assert_eq!(status.preregistered.is_some(), before_applies);
    }
}

/// Plays two journeys of one person, and checks that there is one application. `second_at` says at
/// which turns the second journey moves.
fn play_two_phones(second_at: impl Fn(usize) -> bool, accounts: [&str; 2], case: &str) {
    let backend = new_backend();
    let mut phones = [
        start_apply(&backend, "hanako"),
        start_apply(&backend, "hanako"),
    ];
    for (phone, id) in phones.iter_mut().zip(accounts) {
        phone.applicant.account = Some(account(&backend, id));
    }
    let mut steps = phones.each_mut().map(|phone| phone.next(Event::Started));
    for turn in 0.. {
        let mut nth = usize::from(second_at(turn));
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
    let applied = check_status(&backend, "hanako").facts.applied;
    assert_eq!(applied, receipt.applied, "{case}");
    assert_eq!(applied.len(), 3, "{case}");
}

#[test]
fn two_journeys_of_one_person_at_the_same_time_are_one_application() {
    for accounts in [["hanako", "hanako"], ["hanako", "yoko"]] {
        // One journey is ahead by this many steps, then they alternate.
        for ahead in 0..20 {
            play_two_phones(
                |turn| turn >= ahead && (turn - ahead) % 2 == 0,
                accounts,
                &format!("{accounts:?}, {ahead} steps ahead"),
            );
        }
        // One journey waits at this step until the other has ended.
        for waits_at in 0..20 {
            play_two_phones(
                |turn| turn >= waits_at,
                accounts,
                &format!("{accounts:?}, waits at step {waits_at}"),
            );
        }
    }
}

#[test]
fn the_old_and_the_renewed_card_at_the_same_time_are_one_application() {
    let backend = new_backend();
    let mut old = start_apply(&backend, "tsubaki-before");
    let mut renewed = start_apply(&backend, "tsubaki");
    let one = old.play_until(submits_application);
    let other = renewed.play_until(submits_application);
    assert_applied(&renewed.finish_from(other).0);
    assert_ended(&old.finish_from(one).0, EndReason::NothingToApplyFor);
    assert_eq!(
        check_status(&backend, "tsubaki-before").facts.applied.len(),
        3
    );
}

#[test]
fn a_person_unsure_about_the_first_application_can_check_and_does_not_apply_twice() {
    let backend = new_backend();
    let mut first = start_apply(&backend, "hanako");
    let step = first.play_until(submits_application);
    first.usual_event(&step);
    let step = first.next(Event::Stopped);
    let submission = SubmissionState::MaybeSent;
    assert!(
        matches!(&step, Step::Done { outcome, .. } if *outcome == Outcome::Stopped { submission }),
        "{step:?}"
    );
    for applied in ["yes", "unsure", "no"] {
        let mut again = start_apply(&backend, "hanako");
        again.now += 1.hour();
        again.applicant.says_applied = applied;
        let (outcome, text) = again.finish();
        let informed = match outcome {
            Outcome::Status { status } => status.facts.applied.len() == 3,
            Outcome::Ended { reason } => reason == EndReason::NothingToApplyFor && applied == "no",
            _ => false,
        };
        assert!(informed, "{applied}: {text:?}");
    }
}
