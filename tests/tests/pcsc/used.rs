//! Our own program with the card on a reader, beside OpenSC.

use crate::folder::Folder;
use crate::laid::Laid;
use crate::run::{Ran, card_points, finish, tool};
use card_points_fixtures::SandboxData;
use card_points_fixtures::card::Removal;
use jiff::Timestamp;
use serde_json::Value;
use std::process::Child;

/// The newcomer's password, a wrong one, and the code of the account.
const PASSWORD: &str = "5093";
const WRONG: &str = "5094";
const CODE: &str = "0311";

const EVERYTHING: &str = r#"{
    "applied": "no", "holder": "myself",
    "measures": ["new-card", "health-insurance", "receipt-account"],
    "service": "MP0000001", "account": "4001-713132",
    "terms": true, "confirm": true
}"#;

fn hanako() -> Laid {
    let world = SandboxData::at(Timestamp::now());
    Laid::on(world.sample("hanako").unwrap().card())
}

/// Starts an errand as a program does, with the secrets on standard input.
fn start(folder: &Folder, laid: &Laid, errand: &str, answers: &str, secrets: &[&str]) -> Child {
    let answers = folder.file("answers.json", answers);
    let reader = laid.reader();
    let arguments = [
        errand,
        "--reader",
        &reader,
        "--answers",
        &answers,
        "--codes-fd",
        "0",
        "--password-fd",
        "0",
        "--json",
        "--trace",
    ];
    let typed: String = secrets.iter().map(|secret| format!("{secret}\n")).collect();
    card_points(folder, &arguments, &typed)
}

fn go(folder: &Folder, laid: &Laid, errand: &str, answers: &str, secrets: &[&str]) -> Ran {
    let ran = finish(start(folder, laid, errand, answers, secrets)).good();
    tells_no_secret(&ran);
    ran
}

#[track_caller]
fn tells_no_secret(ran: &Ran) {
    for secret in [PASSWORD, CODE, "35303933", "30333131"] {
        assert!(!ran.text().contains(secret), "{}", ran.text());
        assert!(!ran.err.contains(secret), "{}", ran.err);
    }
}

/// How often the trace shows a VERIFY that carries a password.
fn presented(ran: &Ran) -> usize {
    let lines = ran.err.lines();
    lines
        .filter(|line| line.starts_with("> 00 20 00 ") && line.contains("  4 bytes"))
        .count()
}

fn states(done: &Value) -> Vec<(&str, &Value)> {
    let applied = done["outcome"]["status"]["facts"]["applied"].as_array();
    applied
        .unwrap()
        .iter()
        .map(|one| (one["measure"].as_str().unwrap(), &one["receipt"]))
        .collect()
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn a_try_that_opensc_spent_shows_in_our_program_and_comes_back() {
    let (folder, laid) = (Folder::new(), hanako());
    let reader = laid.reader();
    let verify = |pin| {
        let arguments = [
            "--reader",
            &reader,
            "--verify-pin",
            "--auth-id",
            "01",
            "--pin",
            "env:SECRET",
        ];
        tool(&folder, "pkcs15-tool", &arguments, Some(pin))
    };
    let left = || {
        let ran = go(&folder, &laid, "card", "{}", &[]);
        assert_eq!(presented(&ran), 0);
        ran.done()["outcome"]["tries"].clone()
    };
    assert_eq!(left(), 3);
    assert_ne!(verify(WRONG).code, Some(0));
    assert_eq!(laid.card().tries_left(), 2);
    assert_eq!(left(), 2);
    verify(PASSWORD).good();
    assert_eq!(left(), 3);
    assert_eq!(laid.card().verify_count(), 2);
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn an_application_through_the_reader_is_submitted_and_a_later_tap_shows_it() {
    let (folder, laid) = (Folder::new(), hanako());
    let applied = go(&folder, &laid, "apply", EVERYTHING, &[CODE, PASSWORD]);
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied", "{done}");
    assert_eq!(done["title"], "Application Submitted");
    let receipt = &done["outcome"]["receipt"]["number"];
    assert_eq!((presented(&applied), laid.card().verify_count()), (1, 1));
    assert_eq!(
        (laid.card().command_count(), laid.card().signature_count()),
        (5, 1)
    );

    let status = go(&folder, &laid, "status", "{}", &[PASSWORD]);
    let done = status.done();
    assert_eq!(done["title"], "Application Submitted");
    let expected = ["new-card", "health-insurance", "receipt-account"];
    assert_eq!(states(&done), expected.map(|measure| (measure, receipt)));
    assert_eq!((presented(&status), laid.card().verify_count()), (1, 2));
    assert_eq!(
        (laid.card().command_count(), laid.card().signature_count()),
        (10, 2)
    );
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn a_card_torn_away_while_it_is_read_is_asked_for_again_and_the_application_goes_on() {
    let (folder, mut laid) = (Folder::new(), hanako());
    // The second command reads the certificate.
    laid.tear(Removal {
        at_command: 2,
        acted: true,
    });
    let child = start(&folder, &laid, "apply", EVERYTHING, &[CODE, PASSWORD]);
    laid.again_after_torn();
    let applied = finish(child).good();
    tells_no_secret(&applied);
    let steps = applied.steps();
    let mut taps = steps.iter().filter(|step| step["step"] == "tap");
    assert_eq!(taps.next().unwrap()["why"], "first");
    let second = taps.next().unwrap();
    assert_eq!(second["why"], "lost-early");
    assert_eq!(second["title"], "The card moved away too early");
    assert!(taps.next().is_none());
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied", "{done}");
    // Typed once, and presented once: the tear came before the password.
    assert_eq!((presented(&applied), laid.card().verify_count()), (1, 1));
}
