//! The program as another program, or a person at a pipe, uses it: in the practice world.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The newcomer's password and security code, which must turn up nowhere.
const PASSWORD: &str = "5093";
const CODE: &str = "0311";

/// A folder of its own for each test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("card-points-program-{}-{nth}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn answers(&self, json: &str) -> String {
        let file = self.0.join("answers.json");
        std::fs::write(&file, json).unwrap();
        file.to_str().unwrap().to_owned()
    }

    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_card-points"))
            .args(arguments)
            .env_clear()
            .env("XDG_STATE_HOME", &self.0)
            .env("HOME", &self.0)
            .env("LOCALAPPDATA", &self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs to the end with `typed` on standard input.
    fn run(&self, arguments: &[&str], typed: &str) -> ProgramOutput {
        let mut child = self.start(arguments);
        // Whoever has read enough may have ended.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        ProgramOutput::from(child.wait_with_output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
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
    /// The last line; each one is JSON.
    fn done(&self) -> Value {
        let lines = self.out.lines();
        let mut lines: Vec<Value> = lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let last = lines.pop().expect("a line");
        assert_eq!(last["step"], "done", "{}", self.err);
        last
    }

    fn tells_no_secret(&self) {
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
fn by_file<'a>(errand: &'a str, answers: &'a str) -> Vec<&'a str> {
    vec![
        errand,
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
fn a_program_applies_and_a_later_run_shows_that_it_stands() {
    let folder = Folder::new();
    let answers = folder.answers(EVERYTHING);
    let secrets = format!("{CODE}\n{PASSWORD}\n");
    let applied = folder.run(&by_file("apply", &answers), &secrets);
    assert_eq!(applied.code, 0, "{}{}", applied.out, applied.err);
    let done = applied.done();
    assert_eq!(done["outcome"]["kind"], "applied");
    assert_eq!(done["practice"], true);
    let number = &done["outcome"]["receipt"]["number"];
    applied.tells_no_secret();
    assert_eq!(
        applied
            .err
            .lines()
            .filter(|line| line.starts_with("> "))
            .count(),
        5
    );

    let nothing = folder.answers("{}");
    let status = folder.run(&by_file("status", &nothing), &format!("{PASSWORD}\n"));
    assert_eq!(status.code, 0, "{}{}", status.out, status.err);
    let done = status.done();
    assert_eq!(done["title"], "Application Submitted");
    let standing = done["outcome"]["status"]["facts"]["applied"]
        .as_array()
        .unwrap();
    assert_eq!(standing.len(), 3);
    assert!(standing.iter().all(|measure| measure["receipt"] == *number));
    status.tells_no_secret();

    let reset = folder.run(&["sandbox", "--reset"], "");
    assert_eq!(reset.code, 0, "{}", reset.err);
    let status = folder.run(&by_file("status", &nothing), &format!("{PASSWORD}\n"));
    let facts = &status.done()["outcome"]["status"]["facts"];
    assert_eq!(facts["applied"], Value::Array(Vec::new()));
}

#[test]
fn a_wrong_password_is_presented_once_and_ends_with_the_tries_left() {
    let folder = Folder::new();
    let answers = folder.answers("{}");
    let ran = folder.run(&by_file("status", &answers), "5094\n5093\n5093\n");
    assert_eq!(ran.code, 1, "{}", ran.out);
    let presented = ran
        .err
        .lines()
        .filter(|line| line.contains(" 20 00 98  4 bytes"));
    assert_eq!(presented.count(), 1, "{}", ran.err);
    assert!(ran.out.contains("You have 2 tries left."), "{}", ran.out);
    assert!(!ran.out.contains("5094"), "{}", ran.out);
    assert_eq!(ran.done()["outcome"]["kind"], "stopped");
}

#[test]
fn three_digits_never_reach_the_card() {
    let folder = Folder::new();
    let answers = folder.answers("{}");
    let ran = folder.run(&by_file("status", &answers), "509\n");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        !ran.err.lines().any(|line| line.starts_with("> ")),
        "{}",
        ran.err
    );
}

#[test]
fn an_answers_file_that_can_not_be_understood_names_the_field() {
    let folder = Folder::new();
    for (json, named) in [
        (r#"{"servise": "MP0000001"}"#, "`servise`"),
        (r#"{"confirm": 1}"#, "`confirm`"),
        (r#"{"password": "5093"}"#, "`password`"),
    ] {
        let answers = folder.answers(json);
        let ran = folder.run(&by_file("apply", &answers), "");
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(named), "{}", ran.err);
        ran.tells_no_secret();
    }
}

#[test]
fn an_answer_that_is_missing_is_named() {
    let folder = Folder::new();
    let answers = folder.answers(r#"{"applied": "no"}"#);
    let ran = folder.run(&by_file("apply", &answers), "");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("no answer for: holder"), "{}", ran.err);
    assert!(ran.out.contains(r#""step":"notice""#), "{}", ran.out);
}

#[test]
fn a_backend_out_of_reach_has_its_own_exit_code() {
    let folder = Folder::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let answers = folder.answers("{}");
    let mut arguments = by_file("status", &answers);
    arguments.extend(["--backend", &url, "--card", "hanako"]);
    let ran = folder.run(&arguments, "");
    assert_eq!(ran.code, 6, "{}{}", ran.out, ran.err);
}

#[test]
fn an_unknown_card_is_answered_with_those_that_there_are() {
    let folder = Folder::new();
    let ran = folder.run(&["card", "--card", "nobody"], "");
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("hanako, "), "{}", ran.err);
}

#[test]
fn a_person_at_a_pipe_looks_at_a_card_in_both_languages() {
    for (language, shown) in [("en", "3 tries left"), ("ja", "あと3回")] {
        let folder = Folder::new();
        let arguments = ["card", "--card", "hanako", "--language", language];
        let ran = folder.run(&arguments, "1\n");
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains(shown), "{}", ran.out);
        assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
    }
}

#[test]
fn a_person_at_a_pipe_applies_with_numbers() {
    let folder = Folder::new();
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
    let ran = folder.run(&["apply", "--card", "hanako"], &(typed.join("\n") + "\n"));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("Application Submitted"), "{}", ran.out);
}

#[test]
fn the_end_of_input_stops_and_says_that_nothing_was_sent() {
    let folder = Folder::new();
    let ran = folder.run(&["apply", "--card", "hanako"], "1\n1\n");
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("Nothing was sent"), "{}", ran.out);
}

#[test]
#[cfg(unix)]
fn a_signal_stops_at_a_prompt_and_says_that_nothing_was_sent() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::new();
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
