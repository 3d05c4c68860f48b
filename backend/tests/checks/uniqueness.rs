//! One application per person and measure, one person per account.

use super::*;

#[test]
fn a_measure_is_applied_for_once_and_a_repeat_refuses_the_whole_application() {
    let (backend, midori) = (test_backend(), applicant("midori"));
    let refusal = backend.apply(&midori, &draft(&midori, &ALL_MEASURES));
    let Err(Refusal::AlreadyApplied { applied }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(applied.len(), 1);
    assert_eq!(applied[0].measure, "new-card");
    assert_eq!(backend.status(&midori).unwrap().facts.applied, applied);
    assert_eq!(backend.payment_services.requests(), 0);
}

#[test]
fn later_measures_go_to_the_account_of_the_first_ones() {
    let (backend, midori) = (test_backend(), applicant("midori"));
    let later = ["health-insurance", "receipt-account"];
    let elsewhere = ApplicationDraft::new(sandbox_data(), &later, SAKURA, "4018736340", &["8340"]);
    let refusal = backend.apply(&midori, &elsewhere);
    let Err(Refusal::OtherService { applied }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(applied.service, "MP0000004");
    let there = backend.apply(&midori, &draft(&midori, &later)).unwrap();
    assert_eq!(there.applied.len(), 2);
    assert_eq!(backend.status(&midori).unwrap().facts.applied.len(), 3);
}

#[test]
fn measures_that_share_no_service_may_go_to_another() {
    let backend = test_backend_with_rules(|rules| {
        rules["sharing"] =
            serde_json::json!([["new-card"], ["health-insurance", "receipt-account"]]);
    });
    let midori = applicant("midori");
    let later = ["health-insurance", "receipt-account"];
    let elsewhere = ApplicationDraft::new(sandbox_data(), &later, SAKURA, "4018736340", &["8340"]);
    assert!(backend.apply(&midori, &elsewhere).is_ok());
}

/// In the real programme 136 of 191 wrong links arose because the person before had not logged out.
/// Here the second person's card signs what the first person typed.
#[test]
fn two_people_at_one_terminal_do_not_share_an_account() {
    let (backend, first, second) = (test_backend(), applicant("hanako"), applicant("yoko"));
    let typed = draft(&first, &ALL_MEASURES);
    backend.apply(&first, &typed).unwrap();
    assert_eq!(backend.apply(&second, &typed), Err(Refusal::AccountInUse));
    backend.assert_nothing_applied(&second);
    assert_eq!(backend.payment_services.requests(), 1);
    assert!(
        backend
            .apply(&second, &draft(&second, &ALL_MEASURES))
            .is_ok()
    );
}

/// Another 32 of the 191: a mistyped ID of the right format that belongs to a stranger and is not in
/// use yet.
#[test]
fn a_mistyped_id_that_is_a_strangers_is_not_confirmed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let mistyped = ApplicationDraft::new(
        sandbox_data(),
        &ALL_MEASURES,
        "MP0000009",
        "402518838",
        &["000000"],
    );
    let refusal = backend.apply(&hanako, &mistyped);
    assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left: 4 }));
    backend.assert_nothing_applied(&hanako);
}

#[test]
fn a_childs_points_do_not_go_to_another_applicants_account() {
    let (backend, yoko, mei) = (test_backend(), applicant("yoko"), applicant("mei"));
    let account = draft(&yoko, &ALL_MEASURES);
    backend.apply(&yoko, &account).unwrap();
    let refusal = backend.apply(&mei, &account.for_child());
    assert_eq!(refusal, Err(Refusal::AccountInUse));
}
