//! Trust anchors and revocation lists.

use super::*;

fn crls(year: i16, from: Timestamp, next: Timestamp) -> Vec<Vec<u8>> {
    [AuthorityKind::Current, AuthorityKind::Older]
        .map(|generation| Authority::new(generation, year).crl(&[], from, next))
        .to_vec()
}

fn authority_error(sources: &DataSources) -> String {
    match sources.load(NOW).map(drop) {
        Err((DataSource::Authorities, error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_revocation_list_that_is_forged_expired_or_missing_is_not_loaded() {
    let (valid, _) = sandbox::data_sources_of(sandbox_data());
    let with = |crl| DataSources {
        crl,
        ..valid.clone()
    };
    let mut forged = valid.crl.clone();
    *forged[0].last_mut().unwrap() ^= 1;
    assert!(authority_error(&with(forged)).contains("signature is not the authority's"));
    assert!(authority_error(&with(crls(2026, later(-90), later(-1)))).contains("it ended at"));
    assert!(authority_error(&with(crls(2026, later(1), later(90)))).contains("it begins at"));
    assert!(authority_error(&with(vec![])).contains("no revocation list names its key"));
    assert!(authority_error(&with(valid.crl[..1].to_vec())).contains("anchors[1]"));
    for invalid in [
        "nonsense",
        "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
    ] {
        let error = authority_error(&with(vec![invalid.as_bytes().to_vec()]));
        assert!(error.contains("not a revocation list"), "{error}");
    }
}

#[test]
fn an_anchor_must_be_an_authoritys_certificate() {
    let (valid, _) = sandbox::data_sources_of(sandbox_data());
    let with = |anchors| DataSources {
        anchors,
        ..valid.clone()
    };
    assert!(authority_error(&with(vec![])).contains("none is given"));
    let leaf = applicant("hanako").certificate;
    assert!(authority_error(&with(vec![leaf])).contains("not a certificate authority's"));
    let begin = "-----BEGIN CERTIFICATE-----";
    let pem = sandbox_data().trust_anchors_pem();
    for invalid in [
        "nonsense",
        begin,
        &format!("{begin}\nAAAA"),
        &pem[..pem.len() - 40],
    ] {
        let error = authority_error(&with(vec![invalid.as_bytes().to_vec()]));
        assert!(
            error.contains("not a certificate") || error.contains("none"),
            "{error}"
        );
    }
}

#[test]
fn anchors_are_read_from_pem_too() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox_data());
    sources.anchors = vec![sandbox_data().trust_anchors_pem().into_bytes()];
    assert!(sources.load(NOW).is_ok());
}

#[test]
fn after_a_revocation_list_has_expired_everyone_is_refused() {
    let (mut sources, _) = sandbox::data_sources_of(sandbox_data());
    sources.crl = crls(2026, later(-90), later(60));
    let (backend, hanako) = (test_backend_of(&sources), applicant("hanako"));
    let draft = draft(&hanako, &ALL_MEASURES);
    let maintenance = Err(Refusal::Maintenance { until: None });
    assert_eq!(backend.apply_at(later(61), &hanako, &draft), maintenance);
    assert!(backend.apply_at(later(60), &hanako, &draft).is_ok());
}
