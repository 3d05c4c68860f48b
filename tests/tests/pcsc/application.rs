//! `card-points` with the card on a reader, and OpenSC beside it.

use crate::programs::{ProgramOutput, card_points, finish, tool, write_file};
use crate::virtual_readers::{InsertedCard, insert_sample};
use card_points_fixtures::card::Removal;
use serde_json::Value;
use std::process::Child;
use tempfile::{TempDir, tempdir};

/// The password of `hanako`, a wrong one, and the code of the account.
const PASSWORD: &str = "5093";
const WRONG_PASSWORD: &str = "5094";
const CODE: &str = "0311";

const ALL_ANSWERS: &str = r#"{
    "applied": "no", "holder": "myself",
    "measures": ["new-card", "health-insurance", "receipt-account"],
    "service": "MP0000001", "account": "4001-713132",
    "terms": true, "confirm": true
}"#;

/// Starts a journey as another program does, with the secrets on standard input.
fn start(
    folder: &TempDir,
    inserted: &InsertedCard,
    command: &str,
    answers: &str,
    secrets: &[&str],
) -> Child {
    let answers = write_file(folder, "answers.json", answers);
    let reader = inserted.reader();
    let arguments = [
        command,
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

fn run(
    folder: &TempDir,
    inserted: &InsertedCard,
    command: &str,
    answers: &str,
    secrets: &[&str],
) -> ProgramOutput {
    let output = finish(start(folder, inserted, command, answers, secrets)).success();
    assert_no_secret(&output);
    output
}

#[track_caller]
fn assert_no_secret(output: &ProgramOutput) {
    for text in [&output.text(), &output.stderr] {
        let plain = [PASSWORD, CODE].iter().any(|secret| tells(text, secret));
        let in_hex = ["35303933", "30333131"]
            .iter()
            .any(|hex| text.contains(hex));
        assert!(!plain && !in_hex, "{text}");
    }
}

/// Whether the text contains the secret. A longer number, such as a port, may contain its digits.
fn tells(text: &str, secret: &str) -> bool {
    text.match_indices(secret).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + secret.len()..]);
        !before.ends_with(|c: char| c.is_ascii_digit())
            && !after.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// How often the trace shows a VERIFY with a password.
fn verify_count(output: &ProgramOutput) -> usize {
    let lines = output.stderr.lines();
    lines
        .filter(|line| line.starts_with("> 00 20 00 ") && line.contains("  4 bytes"))
        .count()
}

fn applied_measures(done: &Value) -> Vec<(&str, &Value)> {
    let applied = done["outcome"]["status"]["facts"]["applied"].as_array();
    applied
        .unwrap()
        .iter()
        .map(|one| (one["measure"].as_str().unwrap(), &one["receipt"]))
        .collect()
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn a_try_used_by_opensc_shows_in_card_points_until_the_right_password() {
    let (folder, inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    let reader = inserted.reader();
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
        let output = run(&folder, &inserted, "card", "{}", &[]);
        assert_eq!(verify_count(&output), 0);
        output.done()["outcome"]["tries"].clone()
    };
    assert_eq!(left(), 3);
    assert_ne!(verify(WRONG_PASSWORD).code, Some(0));
    assert_eq!(inserted.card().tries_left(), 2);
    assert_eq!(left(), 2);
    verify(PASSWORD).success();
    assert_eq!(left(), 3);
    assert_eq!(inserted.card().verify_count(), 2);
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn an_application_is_submitted_through_the_reader_and_a_later_tap_shows_it() {
    let (folder, inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    let applied = run(&folder, &inserted, "apply", ALL_ANSWERS, &[CODE, PASSWORD]);
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied", "{done}");
    assert_eq!(done["title"], "Application Submitted");
    let receipt = &done["outcome"]["receipt"]["number"];
    assert_eq!(
        (verify_count(&applied), inserted.card().verify_count()),
        (1, 1)
    );
    assert_eq!(
        (
            inserted.card().command_count(),
            inserted.card().signature_count()
        ),
        (5, 1)
    );

    let status = run(&folder, &inserted, "status", "{}", &[PASSWORD]);
    let done = status.done();
    assert_eq!(done["title"], "Application Submitted");
    let expected = ["new-card", "health-insurance", "receipt-account"];
    assert_eq!(
        applied_measures(&done),
        expected.map(|measure| (measure, receipt))
    );
    assert_eq!(
        (verify_count(&status), inserted.card().verify_count()),
        (1, 2)
    );
    assert_eq!(
        (
            inserted.card().command_count(),
            inserted.card().signature_count()
        ),
        (10, 2)
    );
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn a_card_removed_while_it_is_read_is_asked_for_again_and_the_application_goes_on() {
    let (folder, mut inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    // The second command reads the certificate.
    inserted.set_removal(Removal {
        at_command: 2,
        acted: true,
    });
    let child = start(&folder, &inserted, "apply", ALL_ANSWERS, &[CODE, PASSWORD]);
    inserted.insert_again_after_removal();
    let applied = finish(child).success();
    assert_no_secret(&applied);
    let steps = applied.steps();
    let mut taps = steps.iter().filter(|step| step["step"] == "tap");
    assert_eq!(taps.next().unwrap()["why"], "first");
    let second = taps.next().unwrap();
    assert_eq!(second["why"], "lost-early");
    assert_eq!(second["title"], "The card moved away too early");
    assert!(taps.next().is_none());
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied", "{done}");
    // Typed once and presented once, because the card was removed before the password.
    assert_eq!(
        (verify_count(&applied), inserted.card().verify_count()),
        (1, 1)
    );
}
