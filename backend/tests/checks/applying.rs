//! Accepted applications, and the same bytes sent again.

use super::*;

#[test]
fn an_application_is_accepted_as_a_whole_and_shown_by_status() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let receipt = backend
        .apply(&hanako, &draft(&hanako, &ALL_MEASURES))
        .unwrap();
    let measures = receipt.applied.iter().map(|one| one.measure.as_str());
    assert_eq!(measures.collect::<Vec<_>>(), ALL_MEASURES);
    assert_eq!(receipt.applied[0].account_ending, "3132");
    assert_eq!(receipt.applied[0].state, ApplicationState::Unconfirmed);
    let status = backend.status(&hanako).unwrap();
    assert_eq!(status.facts.applied, receipt.applied);
    let preregistered = status.preregistered.unwrap();
    assert_eq!(preregistered.individual_key_id, receipt.individual_key_id);
}

#[test]
fn status_contains_what_decides_which_measures_can_be_applied_for() {
    let backend = test_backend();
    let hanako = backend.status(&applicant("hanako")).unwrap();
    assert_eq!(hanako.preregistered, None);
    assert_eq!(hanako.facts.age, AgeGroup::Adult);
    assert_eq!(
        backend.status(&applicant("kaito")).unwrap().facts.age,
        AgeGroup::Youth
    );
    assert_eq!(
        backend.status(&applicant("mei")).unwrap().facts.age,
        AgeGroup::Child
    );
    let sora = backend.status(&applicant("sora")).unwrap();
    assert_eq!(sora.facts.applied.len(), 3);
    assert!(sora.preregistered.is_some());
}

#[test]
fn a_person_keeps_one_individual_key_id() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let first = backend.preregister(&hanako, Holder::Myself).unwrap();
    assert_eq!(backend.preregister(&hanako, Holder::Myself).unwrap(), first);
    let receipt = backend
        .apply(&hanako, &draft(&hanako, &ALL_MEASURES))
        .unwrap();
    assert_eq!(receipt.individual_key_id, first);
    let other = backend
        .preregister(&applicant("minoru"), Holder::Myself)
        .unwrap();
    assert_ne!(other, first);
}

#[test]
fn a_certificate_of_the_authoritys_older_generation_is_accepted() {
    let (backend, ume) = (test_backend(), applicant("ume"));
    assert!(backend.apply(&ume, &draft(&ume, &ALL_MEASURES)).is_ok());
}

#[test]
fn a_phones_certificate_is_accepted() {
    for id in ["mirai", "hikari"] {
        let (backend, phone) = (test_backend(), applicant(id));
        assert!(
            backend.apply(&phone, &draft(&phone, &ALL_MEASURES)).is_ok(),
            "{id}"
        );
    }
}

#[test]
fn the_same_bytes_get_the_same_receipt_at_any_time() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let signed = backend.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    let receipt = backend.send(NOW, &signed).unwrap();
    let ten_years = 10 * 366 * 86_400;
    for seconds in [0, 1, 599, 600, 86_400, ten_years] {
        assert_eq!(backend.send(later(seconds), &signed).unwrap(), receipt);
    }
    assert_eq!(backend.payment_services.requests(), 1);
}

#[test]
fn the_same_bytes_with_another_signature_are_refused() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = backend.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    backend.send(NOW, &signed).unwrap();
    break_signature(&mut signed);
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::BadSignature));
}
