//! Validity, revocation and key usage of the certificate.

use super::*;

#[test]
fn an_expired_certificate_is_refused_with_its_end() {
    let (backend, fumio) = (test_backend(), applicant("fumio"));
    let Err(Refusal::Expired { at }) = backend.status(&fumio) else {
        panic!("expired");
    };
    assert!(at < NOW);
    assert!(matches!(
        backend.apply(&fumio, &draft(&fumio, &ALL_MEASURES)),
        Err(Refusal::Expired { .. })
    ));
}

#[test]
fn a_certificate_that_is_not_valid_yet_is_refused_with_its_start() {
    let Err(Refusal::NotYetValid { from }) = test_backend().status(&applicant("akira")) else {
        panic!("not yet valid");
    };
    assert!(from > NOW);
}

#[test]
fn a_certificate_is_valid_through_its_last_second() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let certificate = card_points::certificate::Certificate::from_der(&hanako.certificate);
    let end = certificate.unwrap().not_after();
    let status = |now| backend.send_status(now, &backend.status_request(now, &hanako));
    let almost = Timestamp::from_millisecond(end.as_millisecond() + 999).unwrap();
    // The revocation list has expired by then, but validity is checked first.
    assert_eq!(status(almost), Err(Refusal::Maintenance { until: None }));
    let over = Timestamp::from_second(end.as_second() + 1).unwrap();
    assert_eq!(status(over), Err(Refusal::Expired { at: end }));
}

#[test]
fn a_revoked_certificate_is_refused() {
    let (backend, shizuka) = (test_backend(), applicant("shizuka"));
    assert_eq!(backend.status(&shizuka), Err(Refusal::Revoked));
    let refusal = backend.apply(&shizuka, &draft(&shizuka, &ALL_MEASURES));
    assert_eq!(refusal, Err(Refusal::Revoked));
}

/// The signature certificate of the same card: issued by an accepted authority and valid, but for
/// another use.
#[test]
fn a_certificate_for_another_use_is_refused_after_the_signature_check() {
    let authority = Authority::new(AuthorityKind::Signature, 2026);
    let mut sources = sources_with_rules(|rules| {
        let listed = rules["authorities"].as_array_mut().unwrap();
        listed.push(authority.key_identifier().into());
    });
    sources.anchors.push(authority.der());
    sources.crl.push(authority.crl(&[], later(-90), later(90)));
    let (backend, mut hanako) = (test_backend_of(&sources), applicant("hanako"));
    hanako.use_signature_certificate();
    assert_eq!(backend.status(&hanako), Err(Refusal::WrongCertificate));
    let mut request = backend.status_request(NOW, &hanako);
    break_signature(&mut request);
    let status = backend.send_status(NOW, &request);
    assert_eq!(status, Err(Refusal::BadSignature));
}
