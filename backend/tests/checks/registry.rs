//! From the certificate to the person.

use super::*;

#[test]
fn a_card_that_the_registry_does_not_know_is_not_known_yet() {
    let refusal = test_backend().status(&applicant("aoi"));
    assert_eq!(refusal, Err(Refusal::NotKnownYet { after: None }));
}

#[test]
fn a_renewal_that_has_not_arrived_is_refused_with_its_date() {
    let Err(Refusal::NotKnownYet { after: Some(after) }) = test_backend().status(&applicant("ren"))
    else {
        panic!("not known yet");
    };
    assert!(after > NOW);
}

/// In the real programme 471 people applied twice: their renewed certificates were not chained to
/// the old ones.
#[test]
fn a_renewed_card_identifies_the_same_person() {
    let backend = test_backend();
    let (before, after) = (applicant("tsubaki-before"), applicant("tsubaki"));
    assert_ne!(before.certificate, after.certificate);
    let receipt = backend
        .apply(&before, &draft(&before, &ALL_MEASURES))
        .unwrap();
    let again = backend.apply(&after, &draft(&after, &ALL_MEASURES));
    let applied = receipt.applied.clone();
    assert_eq!(again, Err(Refusal::AlreadyApplied { applied }));
    let status = backend.status(&after).unwrap();
    assert_eq!(status.facts.applied, receipt.applied);
    assert_eq!(
        backend.preregister(&after, Holder::Myself).unwrap(),
        receipt.individual_key_id
    );
}

/// The same, if the registry itself lacks the link.
#[test]
fn a_renewal_with_a_broken_chain_is_refused_and_is_no_second_person() {
    let backend = test_backend();
    let (before, after) = (applicant("hajime-before"), applicant("hajime"));
    backend
        .apply(&before, &draft(&before, &ALL_MEASURES))
        .unwrap();
    assert_eq!(
        backend.apply(&after, &draft(&after, &ALL_MEASURES)),
        Err(Refusal::BrokenChain)
    );
    assert_eq!(backend.status(&after), Err(Refusal::BrokenChain));
    let issued = backend.preregister(&after, Holder::Myself);
    assert_eq!(issued, Err(Refusal::BrokenChain));
    assert_eq!(backend.payment_services.requests(), 1);
}

#[test]
fn a_circular_chain_is_broken() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox_data());
    let mut registry: serde_json::Value = serde_json::from_str(&sources.registry).unwrap();
    let certificates = registry["certificates"].as_array_mut().unwrap();
    let mut two = certificates
        .iter_mut()
        .filter(|one| one["person"] == "P-0009");
    let (before, after) = (two.next().unwrap(), two.next().unwrap());
    before["issue"] = "renewal".into();
    before["replaces"] = after["serial"].clone();
    sources.registry = registry.to_string();
    let status = test_backend_of(&sources).status(&applicant("tsubaki"));
    assert_eq!(status, Err(Refusal::BrokenChain));
}

#[test]
fn a_renewal_of_another_persons_certificate_is_broken() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox_data());
    let mut registry: serde_json::Value = serde_json::from_str(&sources.registry).unwrap();
    let certificates = registry["certificates"].as_array_mut().unwrap();
    let stranger = certificates[0]["serial"].clone();
    let tsubaki = certificates
        .iter_mut()
        .rfind(|one| one["person"] == "P-0009")
        .unwrap();
    tsubaki["replaces"] = stranger;
    sources.registry = registry.to_string();
    let status = test_backend_of(&sources).status(&applicant("tsubaki"));
    assert_eq!(status, Err(Refusal::BrokenChain));
}
