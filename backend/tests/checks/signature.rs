//! Challenge, authority and signature: the checks before anything personal.

use super::*;

#[test]
fn an_old_or_foreign_challenge_is_stale() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let signed = backend.signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES));
    assert_eq!(
        backend.send(later(600), &signed),
        Err(Refusal::StaleChallenge)
    );
    let foreign = ChallengeIssuer::new(&[2; 32])
        .issue(NOW, &[0; 16])
        .challenge;
    let signed = draft(&hanako, &ALL_MEASURES).sign(&hanako, &foreign, &url(Purpose::Apply));
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::StaleChallenge));
}

#[test]
fn a_certificate_of_another_authority_is_refused() {
    let (backend, foreign) = (test_backend(), applicant("foreign"));
    let refusal = backend.apply(&foreign, &draft(&foreign, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::UnknownAuthority));
}

#[test]
fn a_certificate_that_only_names_the_authority_is_refused() {
    let (backend, mut hanako) = (test_backend(), applicant("hanako"));
    // The last byte is the authority's signature.
    *hanako.certificate.last_mut().unwrap() ^= 1;
    let refusal = backend.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::UnknownAuthority));
}

#[test]
fn a_signature_of_another_key_is_not_valid() {
    let (backend, mut minoru) = (test_backend(), applicant("minoru"));
    minoru.certificate = applicant("hanako").certificate;
    let refusal = backend.apply(&minoru, &draft(&minoru, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::BadSignature));
}

#[test]
fn any_change_to_what_was_signed_breaks_the_signature() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let mut signed = backend.signed(NOW, &hanako, &draft(&hanako, &["new-card"]));
    signed.signed.payload = backend
        .signed(NOW, &hanako, &draft(&hanako, &ALL_MEASURES))
        .signed
        .payload;
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::BadSignature));
}

/// Everyone can read a certificate from a card: without the card's key all get the same refusal.
#[test]
fn no_refusal_before_the_signature_check_says_anything_personal() {
    let backend = test_backend();
    let everyone = [
        "hanako", "fumio", "akira", "shizuka", "aoi", "ren", "hajime", "sora", "mei", "taro",
    ];
    for id in everyone {
        let person = applicant(id);
        let mut signed = backend.signed(NOW, &person, &draft(&person, &ALL_MEASURES));
        break_signature(&mut signed);
        assert_eq!(
            backend.send(NOW, &signed),
            Err(Refusal::BadSignature),
            "{id}"
        );
        let mut request = backend.status_request(NOW, &person);
        break_signature(&mut request);
        let status = backend.send_status(NOW, &request);
        assert_eq!(status, Err(Refusal::BadSignature), "{id}");
    }
    assert_eq!(backend.payment_services.requests(), 0);
}

#[test]
fn the_challenge_is_checked_before_the_authority_and_the_authority_before_the_signature() {
    let (backend, foreign) = (test_backend(), applicant("foreign"));
    let mut signed = backend.signed(NOW, &foreign, &draft(&foreign, &ALL_MEASURES));
    break_signature(&mut signed);
    assert_eq!(
        backend.send(later(600), &signed),
        Err(Refusal::StaleChallenge)
    );
    assert_eq!(backend.send(NOW, &signed), Err(Refusal::UnknownAuthority));
}
