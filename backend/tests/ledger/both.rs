//! What every ledger must do: the same tests in memory and on disk.

use super::*;

/// Runs the function `$check` with either ledger.
macro_rules! on_both {
    ($(#[$about:meta])* $name:ident, $check:ident) => {
        mod $name {
            $(#[$about])*
            #[tokio::test(flavor = "multi_thread")]
            async fn in_memory() {
                super::$check(super::super::in_memory()).await;
            }

            $(#[$about])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_disk() {
                let folder = tempfile::tempdir().unwrap();
                super::$check(super::super::on_disk(&folder).await).await;
            }
        }
    };
}

on_both!(prior_applications_are_imported, imports_prior_applications);
on_both!(the_same_bytes_at_once_get_one_receipt, same_bytes);
on_both!(
    of_several_applications_of_one_person_at_once_one_is_accepted,
    same_person
);
on_both!(
    of_two_measures_for_two_services_at_once_one_is_accepted,
    two_services
);
on_both!(
    of_several_people_for_one_account_at_once_one_is_accepted,
    same_account
);
on_both!(of_many_guesses_at_once_five_are_allowed, guesses);
on_both!(two_people_get_different_individual_key_ids, key_ids);

async fn imports_prior_applications<L: Ledger>(backend: TestBackend<L>) {
    let record = backend
        .inner
        .ledger()
        .person_record("P-0007")
        .await
        .unwrap();
    let states = record.applied.iter().map(|measure| measure.state);
    let states: Vec<ApplicationState> = states.collect();
    assert_eq!(
        states,
        [
            ApplicationState::Passed,
            ApplicationState::Confirmed,
            ApplicationState::Confirmed
        ]
    );
    assert!(record.preregistration.is_some());
    let holder = backend
        .inner
        .ledger()
        .account_holder("MP0000009", "402518837")
        .await;
    assert_eq!(holder.unwrap().as_deref(), Some("P-0007"));
}

async fn same_bytes<L: Ledger + 'static>(backend: TestBackend<L>) {
    let hanako = applicant("hanako");
    let body = backend.signed(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES));
    let (backend, results) = at_once(backend, vec![body.clone(); 5]).await;
    let receipt = backend.send(&body).await;
    assert!(receipt.is_ok());
    for result in results {
        assert_eq!(result, receipt);
    }
}

/// Sends all bodies at the same time, in tasks of their own.
async fn at_once<L: Ledger + 'static>(
    backend: TestBackend<L>,
    bodies: Vec<Vec<u8>>,
) -> (TestBackend<L>, Vec<Result<Receipt, Refusal>>) {
    let backend = Arc::new(backend);
    let start = Arc::new(tokio::sync::Barrier::new(bodies.len()));
    let mut tasks = Vec::new();
    for body in bodies {
        let (backend, start) = (backend.clone(), start.clone());
        tasks.push(tokio::spawn(async move {
            start.wait().await;
            backend.send(&body).await
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    let backend = Arc::into_inner(backend).expect("every task has ended");
    (backend, results)
}

fn accepted(results: &[Result<Receipt, Refusal>]) -> usize {
    results.iter().filter(|result| result.is_ok()).count()
}

async fn same_person<L: Ledger + 'static>(backend: TestBackend<L>) {
    let hanako = applicant("hanako");
    // Each has a challenge of its own, so that no two have the same bytes. No more than the tries of
    // a day, so that none is refused for that.
    let draft = hanako.application(sandbox_data(), &ALL_MEASURES);
    let bodies = (0..5).map(|_| backend.signed(&hanako, &draft)).collect();
    let (backend, results) = at_once(backend, bodies).await;
    assert_eq!(accepted(&results), 1);
    let record = backend
        .inner
        .ledger()
        .person_record("P-0001")
        .await
        .unwrap();
    let receipt = results.iter().find_map(|result| result.as_ref().ok());
    for result in &results {
        match result {
            Ok(receipt) => assert_eq!(receipt.applied.len(), record.applied.len()),
            Err(Refusal::AlreadyApplied { applied }) => {
                assert_eq!(Some(applied), receipt.map(|receipt| &receipt.applied));
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

async fn two_services<L: Ledger + 'static>(backend: TestBackend<L>) {
    let hanako = applicant("hanako");
    let here = hanako.application(sandbox_data(), &["new-card"]);
    let there = ApplicationDraft::new(
        sandbox_data(),
        &["health-insurance"],
        "MP0000009",
        "402518838",
        &["662190"],
    );
    let bodies = vec![
        backend.signed(&hanako, &here),
        backend.signed(&hanako, &there),
    ];
    let (_, results) = at_once(backend, bodies).await;
    assert_eq!(accepted(&results), 1);
    let other = |result: &Result<_, _>| matches!(result, Err(Refusal::OtherService { .. }));
    assert!(results.iter().any(other), "{results:?}");
}

async fn same_account<L: Ledger + 'static>(backend: TestBackend<L>) {
    let everyone = ["hanako", "minoru", "yoko", "nozomi", "mirai", "kaito"];
    let draft = ApplicationDraft::new(
        sandbox_data(),
        &["new-card"],
        "MP0000001",
        "4018736340",
        &["8340"],
    );
    let bodies = everyone
        .map(|id| backend.signed(&applicant(id), &draft))
        .to_vec();
    let (_, results) = at_once(backend, bodies).await;
    assert_eq!(accepted(&results), 1);
    let in_use = results
        .iter()
        .filter(|result| **result == Err(Refusal::AccountInUse));
    assert_eq!(in_use.count(), everyone.len() - 1);
}

async fn guesses<L: Ledger + 'static>(backend: TestBackend<L>) {
    let hanako = applicant("hanako");
    let guess = |nth: usize| {
        let draft = hanako.application(sandbox_data(), &ALL_MEASURES);
        draft.with(|d| d.codes[0] = format!("9{nth:03}"))
    };
    let bodies = (0..20)
        .map(|nth| backend.signed(&hanako, &guess(nth)))
        .collect();
    let (backend, results) = at_once(backend, bodies).await;
    assert_eq!(backend.payment_services.requests(), 5);
    let refused = |wanted: fn(&Refusal) -> bool| {
        let refusals = results.iter().filter_map(|result| result.as_ref().err());
        refusals.filter(|refusal| wanted(refusal)).count()
    };
    assert_eq!(
        refused(|r| matches!(r, Refusal::AccountNotConfirmed { .. })),
        5
    );
    assert_eq!(refused(|r| matches!(r, Refusal::TooManyTries { .. })), 15);
}

async fn key_ids<L: Ledger>(backend: TestBackend<L>) {
    // The same candidates for both: the second person gets the next one.
    let ids = id_generator();
    let ledger = backend.inner.ledger();
    let one = ledger.preregister("P-0001", &ids, NOW).await.unwrap();
    let two = ledger.preregister("P-0002", &ids, NOW).await.unwrap();
    assert_ne!(one.individual_key_id, two.individual_key_id);
    let again = ledger.preregister("P-0001", &ids, later(9)).await.unwrap();
    assert_eq!(again, one);
}
