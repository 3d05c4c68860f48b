//! The nightly run and releases.

use super::*;

#[tokio::test]
async fn the_nightly_run_confirms_in_one_night_and_passes_on_in_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    let ledger = backend.inner.ledger().clone();
    let hanako = applicant("hanako");
    backend
        .apply(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES))
        .await
        .unwrap();
    let states = async || {
        let record = ledger.person_record("P-0001").await.unwrap();
        let states = record.applied.iter().map(|entry| entry.state);
        states.collect::<std::collections::BTreeSet<_>>()
    };
    // Prior applications: three unconfirmed ones of sora, two confirmed ones of naoki.
    let report = ledger.run_nightly(NOW, "test").await.unwrap();
    assert_eq!((report.confirmed, report.passed_on), (3, 2));
    assert_eq!(states().await, [ApplicationState::Unconfirmed].into());
    let report = ledger.run_nightly(later(86_400), "test").await.unwrap();
    assert_eq!((report.confirmed, report.passed_on), (3, 3));
    assert_eq!(states().await, [ApplicationState::Confirmed].into());
    let report = ledger.run_nightly(later(2 * 86_400), "test").await.unwrap();
    assert_eq!((report.confirmed, report.passed_on), (0, 3));
    assert_eq!(states().await, [ApplicationState::Passed].into());
}

#[tokio::test]
async fn a_wrong_link_is_released_and_recorded_in_the_audit_trail() {
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    let ledger = backend.inner.ledger().clone();
    let (hanako, yoko) = (applicant("hanako"), applicant("yoko"));
    let typed = yoko.application(sandbox_data(), &ALL_MEASURES);
    let body = backend.signed(&hanako, &typed);
    let receipt = backend.send(&body).await.unwrap();
    assert_eq!(
        backend.apply(&yoko, &typed).await,
        Err(Refusal::AccountInUse)
    );

    let release = async |number: &str| {
        let outcome = ledger.release(number, "a stranger's account", "counter 3", later(60));
        outcome.await.unwrap()
    };
    assert_eq!(
        release("no such number").await,
        ReleaseOutcome::NoSuchReceipt
    );
    assert_eq!(
        release(&receipt.number).await,
        ReleaseOutcome::Released { measures: 3 }
    );
    assert_eq!(
        release(&receipt.number).await,
        ReleaseOutcome::AlreadyReleased
    );
    // The same bytes can't be used again. Both people can apply, each with their own account.
    assert_eq!(backend.send(&body).await, Err(Refusal::StaleChallenge));
    assert!(backend.apply(&yoko, &typed).await.is_ok());
    let own = hanako.application(sandbox_data(), &ALL_MEASURES);
    let again = backend.apply(&hanako, &own).await.unwrap();
    assert_eq!(again.individual_key_id, receipt.individual_key_id);

    let trail = ledger.audit().await.unwrap();
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].receipt.as_deref(), Some(receipt.number.as_str()));
    assert_eq!(trail[0].reason, "a stranger's account");
    assert_eq!(trail[0].operator, "counter 3");
    assert_eq!(trail[0].at, later(60));
}

#[tokio::test]
async fn an_account_stays_in_use_while_another_application_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    let ledger = backend.inner.ledger().clone();
    let hanako = applicant("hanako");
    let first = hanako.application(sandbox_data(), &["new-card"]);
    let second = hanako.application(sandbox_data(), &["health-insurance"]);
    let first = backend.apply(&hanako, &first).await.unwrap();
    backend.apply(&hanako, &second).await.unwrap();
    ledger
        .release(&first.number, "asked for it", "counter 3", NOW)
        .await
        .unwrap();
    let holder = ledger
        .account_holder("MP0000001", "4001713132")
        .await
        .unwrap();
    assert_eq!(holder.as_deref(), Some("P-0001"));
}

#[tokio::test]
async fn released_bytes_are_known_as_released() {
    let folder = tempfile::tempdir().unwrap();
    let backend = on_disk(&folder).await;
    let hanako = applicant("hanako");
    let body = backend.signed(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES));
    let submission: card_points::backend::Submission = serde_json::from_slice(&body).unwrap();
    let digest = submission.signed.digest();
    let ledger = backend.inner.ledger();
    assert_eq!(ledger.prior_submission(digest).await.unwrap(), None);
    let receipt = backend.send(&body).await.unwrap();
    let known = ledger.prior_submission(digest).await.unwrap();
    assert_eq!(known, Some(PriorSubmission::Accepted(receipt.clone())));
    ledger
        .release(&receipt.number, "a reason", "an operator", NOW)
        .await
        .unwrap();
    let known = ledger.prior_submission(digest).await.unwrap();
    assert_eq!(known, Some(PriorSubmission::Released));
}
