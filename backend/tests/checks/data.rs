//! Invalid data files.

use super::*;

#[test]
fn an_invalid_file_is_refused_with_its_field() {
    let (valid, accounts) = sandbox::data_sources_of(sandbox_data());
    let registry = |from: &str, to: &str| {
        assert!(valid.registry.contains(from), "{from}");
        let registry = valid.registry.replacen(from, to, 1);
        let sources = DataSources {
            registry,
            ..valid.clone()
        };
        match sources.load(NOW).map(drop) {
            Err((DataSource::Registry, error)) => error.field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        registry("\"born\": \"19", "\"born\": \"x19"),
        "people[0].born"
    );
    assert_eq!(registry("\"P-0002\"", "\"P-0001\""), "people[1].person");
    assert_eq!(
        registry("\"issue\": \"first\"", "\"issue\": \"last\""),
        "certificates[0].issue"
    );
    assert_eq!(
        registry("\"serial\": \"4", "\"serial\": \"X4"),
        "certificates[0].serial"
    );
    assert_eq!(
        registry("\"MP0000001\"", "\"MP9999999\""),
        "applications[0].service"
    );
    assert_eq!(
        registry("\"health-insurance\"", "\"x\""),
        "applications[0].measures"
    );

    let data = valid.load(NOW).unwrap();
    let field = |from: &str, to: &str| {
        assert!(accounts.contains(from), "{from}");
        let result = Accounts::from_json(&accounts.replacen(from, to, 1), &data.services);
        result.map(drop).unwrap_err().field
    };
    assert_eq!(field("MP0000001", "MP9999999"), "accounts[0].service");
    assert_eq!(field("4001713132", "4001 713132"), "accounts[0].account");
    assert_eq!(field("MP0000013", "MP9999999"), "unreachable[0]");
}

#[test]
fn the_sandboxs_anchors_are_accepted_for_practice_only() {
    let sources = sources_with_rules(|rules| rules["practice"] = false.into());
    match sources.load(NOW).map(drop) {
        Err((DataSource::Programme, error)) => assert_eq!(error.field, "practice"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rules_and_anchors_must_name_the_same_authorities() {
    let sources = sources_with_rules(|rules| {
        rules["authorities"].as_array_mut().unwrap().pop();
    });
    match sources.load(NOW).map(drop) {
        Err((DataSource::Programme, error)) => assert_eq!(error.field, "authorities"),
        other => panic!("{other:?}"),
    }
}
