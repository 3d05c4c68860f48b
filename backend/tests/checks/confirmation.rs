//! Confirmation of the account by the payment service.

use super::*;

#[test]
fn an_account_is_tried_five_times_a_day() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let right = draft(&hanako, &ALL_MEASURES);
    let wrong = right.clone().with(|d| d.codes[0] = "0000".to_owned());
    for left in (0..5).rev() {
        let refusal = backend.apply(&hanako, &wrong);
        assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left }));
    }
    let refusal = backend.apply(&hanako, &right);
    let Err(Refusal::TooManyTries { after }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(backend.payment_services.requests(), 5);
    // Midnight in Japan is 15:00 UTC.
    assert!(after > NOW && after <= later(86_400));
    assert_eq!(after.as_second() % 86_400, 15 * 3600);
    let before = Timestamp::from_second(after.as_second() - 1).unwrap();
    let still = backend.apply_at(before, &hanako, &right);
    assert_eq!(still, Err(Refusal::TooManyTries { after }));
    assert!(backend.apply_at(after, &hanako, &right).is_ok());
}

#[test]
fn a_service_that_cannot_be_reached_costs_no_try() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let right = draft(&hanako, &ALL_MEASURES);
    backend.payment_services.set_reachable(false);
    for _ in 0..10 {
        assert_eq!(
            backend.apply(&hanako, &right),
            Err(Refusal::ServiceUnreachable)
        );
    }
    backend.assert_nothing_applied(&hanako);
    backend.payment_services.set_reachable(true);
    let wrong = right.clone().with(|d| d.codes[0] = "0000".to_owned());
    let refusal = backend.apply(&hanako, &wrong);
    assert_eq!(refusal, Err(Refusal::AccountNotConfirmed { left: 4 }));
    assert!(backend.apply(&hanako, &right).is_ok());
}

#[test]
fn rules_are_checked_before_uniqueness_and_uniqueness_before_the_service_is_asked() {
    let (backend, sora) = (test_backend(), applicant("sora"));
    backend.payment_services.set_reachable(false);
    let again = draft(&sora, &ALL_MEASURES);
    let older = again
        .clone()
        .with(|d| d.application.rules = "older".to_owned());
    assert_eq!(backend.apply(&sora, &older), Err(Refusal::RulesChanged));
    let refusal = backend.apply(&sora, &again);
    assert!(
        matches!(refusal, Err(Refusal::AlreadyApplied { .. })),
        "{refusal:?}"
    );
    assert_eq!(backend.payment_services.requests(), 0);
}
