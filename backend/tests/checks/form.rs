//! Submissions that are not of the agreed form.

use super::*;

#[test]
fn what_is_not_of_the_agreed_form_is_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let good = bytes(&backend.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES)));
    let apply = |body: &[u8]| backend.send_bytes(NOW, body);
    for length in 0..good.len() {
        assert_eq!(apply(&good[..length]), Err(Refusal::Malformed), "{length}");
    }
    let mut large = good.clone();
    large.resize(card_points::backend::MAX_BODY_BYTES + 1, b' ');
    assert_eq!(apply(&large), Err(Refusal::Malformed));
    large.pop();
    assert!(apply(&large).is_ok());
}

#[test]
fn what_was_signed_for_another_address_is_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let nonce = backend.challenge(NOW);
    let elsewhere = format!("https://evil.example{}", Purpose::Apply.path());
    let signed = draft(&hanako, &ALL_MEASURES).sign(&hanako, &nonce, &elsewhere);
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::Malformed));
}

#[test]
fn what_was_signed_for_another_purpose_is_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let nonce = backend.challenge(NOW);
    let signed = hanako.sign(Purpose::Preregister, &nonce, &url(Purpose::Status), b"");
    assert_eq!(backend.send_status(NOW, &signed), Err(Refusal::Malformed));
}

#[test]
fn codes_other_than_the_signed_ones_are_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = backend.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    signed.opening.as_mut().unwrap().codes[0] = "9999".to_owned();
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::Malformed));
    assert_eq!(backend.payment_services.requests(), 0);
}

#[test]
fn an_application_for_nothing_or_twice_the_same_is_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    for measures in [&[][..], &["new-card", "new-card"], &["no-such-measure"]] {
        let refusal = backend.apply(&hanako, &draft(&hanako, measures));
        assert_eq!(refusal, Err(Refusal::Malformed), "{measures:?}");
    }
}

#[test]
fn an_account_that_is_not_normalised_is_malformed() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let spaced =
        draft(&hanako, &ALL_MEASURES).with(|d| d.application.account = "4001 713132".to_owned());
    assert_eq!(backend.apply(&hanako, &spaced), Err(Refusal::Malformed));
}

#[test]
fn a_missing_declaration_is_malformed() {
    let (backend, hanako, mei) = (test_backend(), applicant("hanako"), applicant("mei"));
    let silent = draft(&hanako, &ALL_MEASURES).with(|d| d.application.declarations.clear());
    assert_eq!(backend.apply(&hanako, &silent), Err(Refusal::Malformed));
    for one in [
        Declaration::LegalRepresentative,
        Declaration::SeparateService,
    ] {
        let half = draft(&mei, &ALL_MEASURES).for_child();
        let half = half.with(|d| d.application.declarations.retain(|other| *other != one));
        assert_eq!(backend.apply(&mei, &half), Err(Refusal::Malformed));
    }
}
