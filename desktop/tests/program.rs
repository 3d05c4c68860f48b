//! The program as another program, or a person at a pipe, uses it, with the sandbox.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// The newcomer's password and security code, which no output may contain.
const PASSWORD: &str = "5093";
const CODE: &str = "0311";

/// A folder of its own for each test.
struct TestFolder(TempDir);

impl TestFolder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn answers(&self, json: &str) -> String {
        let file = self.0.path().join("answers.json");
        std::fs::write(&file, json).unwrap();
        file.to_str().unwrap().to_owned()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_card-points"))
            .args(arguments)
            .env_clear()
            .env("XDG_STATE_HOME", self.0.path())
            .env("HOME", self.0.path())
            .env("LOCALAPPDATA", self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs to the end with `typed` on standard input.
    fn run(&self, arguments: &[&str], typed: &str) -> ProgramOutput {
        let mut child = self.start(arguments);
        // The program may have ended before it reads everything.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        ProgramOutput::from(child.wait_with_output().unwrap())
    }
}

struct ProgramOutput {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for ProgramOutput {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl ProgramOutput {
    /// The last line of JSON.
    fn done(&self) -> Value {
        let lines = self.out.lines();
        let mut lines: Vec<Value> = lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let last = lines.pop().expect("a line");
        assert_eq!(last["step"], "done", "{}", self.err);
        last
    }

    fn assert_no_secret(&self) {
        for secret in [PASSWORD, CODE, "35303933", "30333131"] {
            assert!(!self.out.contains(secret), "{secret} in {}", self.out);
            assert!(!self.err.contains(secret), "{secret} in {}", self.err);
        }
    }
}

const EVERYTHING: &str = r#"{
    "applied": "no", "holder": "myself",
    "measures": ["new-card", "health-insurance", "receipt-account"],
    "service": "MP0000001", "account": "4001-713132",
    "terms": true, "confirm": true
}"#;

/// With both secrets on standard input, in the order in which they are asked for.
fn with_answers<'a>(journey: &'a str, answers: &'a str) -> Vec<&'a str> {
    vec![
        journey,
        "--answers",
        answers,
        "--codes-fd",
        "0",
        "--password-fd",
        "0",
        "--json",
        "--trace",
    ]
}

#[test]
fn a_program_applies_and_a_later_run_shows_the_application() {
    let folder = TestFolder::new();
    let answers = folder.answers(EVERYTHING);
    let secrets = format!("{CODE}\n{PASSWORD}\n");
    let applied = folder.run(&with_answers("apply", &answers), &secrets);
    assert_eq!(applied.code, 0, "{}{}", applied.out, applied.err);
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied");
    assert_eq!(done["practice"], true);
    let number = &done["outcome"]["receipt"]["number"];
    applied.assert_no_secret();
    assert_eq!(
        applied
            .err
            .lines()
            .filter(|line| line.starts_with("> "))
            .count(),
        5
    );

    let nothing = folder.answers("{}");
    let status = folder.run(&with_answers("status", &nothing), &format!("{PASSWORD}\n"));
    assert_eq!(status.code, 0, "{}{}", status.out, status.err);
    let done = status.done();
    assert_eq!(done["title"], "Application Submitted");
    let applied = done["outcome"]["status"]["facts"]["applied"]
        .as_array()
        .unwrap();
    assert_eq!(applied.len(), 3);
    assert!(applied.iter().all(|measure| measure["receipt"] == *number));
    status.assert_no_secret();

    let reset = folder.run(&["sandbox", "--reset"], "");
    assert_eq!(reset.code, 0, "{}", reset.err);
    let status = folder.run(&with_answers("status", &nothing), &format!("{PASSWORD}\n"));
    let facts = &status.done()["outcome"]["status"]["facts"];
    assert_eq!(facts["applied"], Value::Array(Vec::new()));
}

#[test]
fn a_wrong_password_is_sent_once_and_the_tries_left_are_shown() {
    let folder = TestFolder::new();
    let answers = folder.answers("{}");
    let output = folder.run(&with_answers("status", &answers), "5094\n5093\n5093\n");
    assert_eq!(output.code, 1, "{}", output.out);
    let verify_commands = output
        .err
        .lines()
        .filter(|line| line.contains(" 20 00 98  4 bytes"));
    assert_eq!(verify_commands.count(), 1, "{}", output.err);
    assert!(
        output.out.contains("You have 2 tries left."),
        "{}",
        output.out
    );
    assert!(!output.out.contains("5094"), "{}", output.out);
    assert_eq!(output.done()["outcome"]["kind"], "stopped");
}

#[test]
fn three_digits_never_reach_the_card() {
    let folder = TestFolder::new();
    let answers = folder.answers("{}");
    let output = folder.run(&with_answers("status", &answers), "509\n");
    assert_eq!(output.code, 1, "{}", output.out);
    assert!(
        !output.err.lines().any(|line| line.starts_with("> ")),
        "{}",
        output.err
    );
}

#[test]
fn the_error_for_an_invalid_answers_file_names_the_key() {
    let folder = TestFolder::new();
    for (json, named) in [
        (r#"{"servise": "MP0000001"}"#, "`servise`"),
        (r#"{"confirm": 1}"#, "`confirm`"),
        (r#"{"password": "5093"}"#, "`password`"),
    ] {
        let answers = folder.answers(json);
        let output = folder.run(&with_answers("apply", &answers), "");
        assert_eq!(output.code, 2, "{}", output.err);
        assert!(output.err.contains(named), "{}", output.err);
        output.assert_no_secret();
    }
}

#[test]
fn the_error_names_a_missing_answer() {
    let folder = TestFolder::new();
    let answers = folder.answers(r#"{"applied": "no"}"#);
    let output = folder.run(&with_answers("apply", &answers), "");
    assert_eq!(output.code, 1, "{}", output.err);
    assert!(
        output.err.contains("no answer for: holder"),
        "{}",
        output.err
    );
    assert!(output.out.contains(r#""step":"notice""#), "{}", output.out);
}

#[test]
fn an_unreachable_backend_has_its_own_exit_code() {
    let folder = TestFolder::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let answers = folder.answers("{}");
    let mut arguments = with_answers("status", &answers);
    arguments.extend(["--backend", &url, "--card", "hanako"]);
    let output = folder.run(&arguments, "");
    assert_eq!(output.code, 6, "{}{}", output.out, output.err);
}

#[test]
fn the_error_for_an_unknown_card_lists_all_cards() {
    let folder = TestFolder::new();
    let output = folder.run(&["card", "--card", "nobody"], "");
    assert_eq!(output.code, 2, "{}", output.err);
    assert!(output.err.contains("hanako, "), "{}", output.err);
}

#[test]
fn a_person_at_a_pipe_reads_a_card_in_both_languages() {
    for (language, shown) in [("en", "3 tries left"), ("ja", "あと3回")] {
        let folder = TestFolder::new();
        let arguments = ["card", "--card", "hanako", "--language", language];
        let output = folder.run(&arguments, "1\n");
        assert_eq!(output.code, 0, "{}{}", output.out, output.err);
        assert!(output.out.contains(shown), "{}", output.out);
        assert!(!output.out.contains('\u{1b}'), "{}", output.out);
    }
}

#[test]
fn a_person_at_a_pipe_applies_with_numbers() {
    let folder = TestFolder::new();
    let typed = [
        "1",
        "1",
        "1 2 3",
        "1",
        "4001713132",
        CODE,
        "y",
        "y",
        PASSWORD,
        "1",
    ];
    let output = folder.run(&["apply", "--card", "hanako"], &(typed.join("\n") + "\n"));
    assert_eq!(output.code, 0, "{}{}", output.out, output.err);
    assert!(
        output.out.contains("Application Submitted"),
        "{}",
        output.out
    );
}

#[test]
fn the_end_of_input_stops_and_says_that_nothing_was_sent() {
    let folder = TestFolder::new();
    let output = folder.run(&["apply", "--card", "hanako"], "1\n1\n");
    assert_eq!(output.code, 3, "{}{}", output.out, output.err);
    assert!(output.out.contains("Nothing was sent"), "{}", output.out);
}

#[test]
#[cfg(unix)]
fn a_signal_stops_at_a_prompt_and_says_that_nothing_was_sent() {
    for signal in ["-INT", "-TERM"] {
        let folder = TestFolder::new();
        let mut child = folder.start(&["apply", "--card", "hanako"]);
        let input = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut shown = Vec::new();
        out.read_until(b'>', &mut shown).unwrap();
        let killed = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status();
        assert!(killed.unwrap().success());
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        assert!(rest.contains("Nothing was sent"), "{rest}");
        drop(input);
    }
}
