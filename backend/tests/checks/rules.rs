//! The programme's rules.

use super::*;

#[test]
fn rules_terms_amounts_and_names_must_be_the_ones_in_force() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let changes: [fn(&mut ApplicationDraft); 4] = [
        |d| d.application.rules = "older".to_owned(),
        |d| d.application.terms = "older".to_owned(),
        |d| d.application.measures[0].yen += 1,
        |d| d.application.service_name = "Sakura Play".to_owned(),
    ];
    for (nth, change) in changes.into_iter().enumerate() {
        let refusal = backend.apply(&hanako, &draft(&hanako, &ALL_MEASURES).with(change));
        assert_eq!(refusal, Err(Refusal::RulesChanged), "{nth}");
    }
    backend.assert_nothing_applied(&hanako);
}

#[test]
fn a_measure_that_the_person_is_not_eligible_for_refuses_the_whole_application() {
    let cases = [
        ("taro", "new-card"),
        ("kiku", "new-card"),
        ("minoru", "health-insurance"),
        ("minoru", "receipt-account"),
    ];
    for (id, measure) in cases {
        let (backend, person) = (test_backend(), applicant(id));
        let mut measures = vec![measure];
        measures.extend(ALL_MEASURES.into_iter().filter(|other| *other != measure));
        let refusal = backend.apply(&person, &draft(&person, &measures));
        let Err(Refusal::NotEligible {
            measure: named,
            reason,
        }) = refusal
        else {
            panic!("{id}: {refusal:?}");
        };
        assert_eq!(named, measure, "{id}");
        match (id, reason) {
            ("taro", UnavailableMeasure::FirstRoundOpen { .. })
            | ("kiku", UnavailableMeasure::FirstRoundComplete)
            | (
                "minoru",
                UnavailableMeasure::NoHealthInsurance | UnavailableMeasure::NoReceiptAccount,
            ) => {}
            other => panic!("{other:?}"),
        }
        backend.assert_nothing_applied(&person);
    }
}

#[test]
fn a_measure_that_is_over_or_not_announced_is_unavailable() {
    let hanako = applicant("hanako");
    let closed =
        test_backend_with_rules(|rules| rules["measures"][0]["until"] = "2026-11-01".into());
    let refusal = closed.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    let until = "2026-11-01".parse().unwrap();
    let reason = UnavailableMeasure::Over { until };
    let measure = "new-card".to_owned();
    assert_eq!(refusal, Err(Refusal::NotEligible { measure, reason }));

    let open =
        test_backend_with_rules(|rules| rules["measures"][1]["from"] = serde_json::Value::Null);
    let refusal = open.apply(&hanako, &draft(&hanako, &ALL_MEASURES));
    let reason = UnavailableMeasure::NotAnnounced;
    let measure = "health-insurance".to_owned();
    assert_eq!(refusal, Err(Refusal::NotEligible { measure, reason }));
}

#[test]
fn a_representative_applies_for_a_child_and_for_no_one_else() {
    let (backend, mei, hanako, kaito) = (
        test_backend(),
        applicant("mei"),
        applicant("hanako"),
        applicant("kaito"),
    );
    assert_eq!(
        backend.apply(&mei, &draft(&mei, &ALL_MEASURES)),
        Err(Refusal::IsAChild)
    );
    assert_eq!(
        backend.preregister(&mei, Holder::Myself),
        Err(Refusal::IsAChild)
    );
    for other in [&hanako, &kaito] {
        let refusal = backend.apply(other, &draft(other, &ALL_MEASURES).for_child());
        assert_eq!(refusal, Err(Refusal::NotAChild));
        let refusal = backend.preregister(other, Holder::Representative);
        assert_eq!(refusal, Err(Refusal::NotAChild));
    }
    assert!(backend.preregister(&mei, Holder::Representative).is_ok());
    assert!(
        backend
            .apply(&mei, &draft(&mei, &ALL_MEASURES).for_child())
            .is_ok()
    );
    assert!(backend.apply(&kaito, &draft(&kaito, &ALL_MEASURES)).is_ok());
}

#[test]
fn a_service_that_accepts_no_applications_is_closed() {
    let (backend, hanako, kaito) = (test_backend(), applicant("hanako"), applicant("kaito"));
    // Unknown, over, not begun, own app only.
    for service in ["MP9999999", "MP0000010", "MP0000011", "MP0000012"] {
        let other = ApplicationDraft::new(sandbox_data(), &ALL_MEASURES, service, "1", &["1"]);
        assert_eq!(
            backend.apply(&hanako, &other),
            Err(Refusal::ServiceClosed),
            "{service}"
        );
    }
    let adults = ApplicationDraft::new(
        sandbox_data(),
        &ALL_MEASURES,
        "MP0000007",
        "nozomi.tsubame",
        &["Tobu!Tsubame7"],
    );
    assert_eq!(backend.apply(&kaito, &adults), Err(Refusal::ServiceClosed));
}

#[test]
fn a_representative_may_use_an_account_of_their_own_for_adults() {
    let (backend, mei) = (test_backend(), applicant("mei"));
    let adults = ApplicationDraft::new(
        sandbox_data(),
        &ALL_MEASURES,
        "MP0000007",
        "nozomi.tsubame",
        &["Tobu!Tsubame7"],
    );
    assert!(backend.apply(&mei, &adults.for_child()).is_ok());
}

#[test]
fn an_account_of_the_wrong_format_names_field_and_rule() {
    let (backend, hanako) = (test_backend(), applicant("hanako"));
    let short = draft(&hanako, &ALL_MEASURES).with(|d| {
        d.application.account.pop();
    });
    let field = "account".to_owned();
    let rule = FieldRule::TooShort;
    assert_eq!(
        backend.apply(&hanako, &short),
        Err(Refusal::AccountFormat { field, rule })
    );
    let slip =
        draft(&hanako, &ALL_MEASURES).with(|d| d.application.account = "4001713133".to_owned());
    let field = "account".to_owned();
    let rule = FieldRule::CheckDigit;
    assert_eq!(
        backend.apply(&hanako, &slip),
        Err(Refusal::AccountFormat { field, rule })
    );
    let code = draft(&hanako, &ALL_MEASURES).with(|d| d.codes[0] = "031".to_owned());
    let field = "code-1".to_owned();
    let rule = FieldRule::TooShort;
    assert_eq!(
        backend.apply(&hanako, &code),
        Err(Refusal::AccountFormat { field, rule })
    );
    let missing = draft(&hanako, &ALL_MEASURES).with(|d| d.codes.clear());
    assert_eq!(backend.apply(&hanako, &missing), Err(Refusal::Malformed));
    assert_eq!(backend.payment_services.requests(), 0);
}
