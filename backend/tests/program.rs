//! The program as operators run it, and when it is killed.

mod support;

use card_points::backend::{Challenge, Receipt, Refusal, path};
use card_points_fixtures::sandbox::SandboxData;
use jiff::Timestamp;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use support::client::{self, HttpReply};
use support::{ALL_MEASURES, Applicant, bytes};
use tempfile::TempDir;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_card-points-backend"))
}

/// A folder of its own for a test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.file("points.sqlite")
    }
}

/// A running server, killed when dropped.
struct RunningServer {
    child: Child,
    address: String,
    /// Stays open: the program writes to this pipe.
    _output: BufReader<std::process::ChildStdout>,
}

impl RunningServer {
    fn start(database: &Path, more: &[&str]) -> Self {
        Self::logging(database, more, Stdio::null())
    }

    fn logging(database: &Path, more: &[&str], log: Stdio) -> Self {
        let mut child = program()
            .args(["--listen", "127.0.0.1:0", "--database"])
            .arg(database)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        output.read_line(&mut line).expect("its address");
        Self {
            child,
            address: line.trim_end().to_owned(),
            _output: output,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    fn post(&self, path: &str, body: &[u8]) -> HttpReply {
        client::post(&self.url(path), body).expect("a reply")
    }

    fn challenge(&self) -> String {
        let reply = self.post(path::CHALLENGE, b"");
        let challenge: Challenge = serde_json::from_slice(&reply.body).expect("a challenge");
        challenge.challenge
    }

    /// Kills it (SIGKILL on Unix).
    fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn output_text(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Kills the server at different points while it accepts applications: afterwards every receipt that
/// was sent is valid, and everyone without a receipt can send the same bytes again.
#[test]
fn every_receipt_that_was_sent_is_stored_after_a_kill() {
    let sandbox = SandboxData::at(Timestamp::now());
    let everyone = [
        "hanako",
        "yoko",
        "kaito",
        "nozomi",
        "mirai",
        "hikari",
        "ume",
        "tsubaki",
        "ren-before",
        "hajime-before",
    ];
    for receipts_before_kill in 1..=4 {
        let folder = Folder::new();
        let mut server = RunningServer::start(&folder.database(), &[]);
        let (url, nonce) = (server.url(path::APPLICATION), server.challenge());
        let bodies = everyone.map(|id| {
            let person = Applicant::new(&sandbox, id);
            bytes(
                &person
                    .application(&sandbox, &ALL_MEASURES)
                    .sign(&person, &nonce, &url),
            )
        });
        let (sender, receiver) = std::sync::mpsc::channel();
        let threads = bodies.clone().map(|body| {
            let (sender, url) = (sender.clone(), url.clone());
            std::thread::spawn(move || {
                let reply = client::post(&url, &body);
                // The receiver is dropped once the server is killed.
                let _ = sender.send(reply.is_some());
                reply
            })
        });
        receiver
            .iter()
            .filter(|got| *got)
            .take(receipts_before_kill)
            .for_each(drop);
        server.kill();
        let replies = threads.map(|thread| thread.join().expect("no panic"));
        let got = replies.iter().flatten().count();
        assert!(got >= receipts_before_kill, "{got}");

        // The next server has another port, and needs the URL that was signed.
        let again = RunningServer::start(&folder.database(), &["--public-url", &server.address]);
        for ((id, body), before) in everyone.iter().zip(bodies).zip(replies) {
            let after = again.post(path::APPLICATION, &body);
            let text = String::from_utf8_lossy(&after.body);
            assert_eq!(after.status, 200, "{id}: {text}");
            if let Some(before) = before {
                assert_eq!(before.status, 200, "{id}");
                assert_eq!(before.body, after.body, "{id}");
            }
        }
    }
}

#[test]
fn it_prints_its_address_alone_and_ends_cleanly() {
    let folder = Folder::new();
    let mut server = RunningServer::start(&folder.database(), &[]);
    assert!(
        server.address.starts_with("http://127.0.0.1:"),
        "{}",
        server.address
    );
    server.challenge();
    #[cfg(unix)]
    {
        let pid = server.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(sent.expect("kill is there").success());
        let mut rest = String::new();
        server._output.read_to_string(&mut rest).expect("text");
        assert_eq!(rest, "");
        assert!(server.child.wait().expect("it ends").success());
        // After a shutdown everything is in the one file.
        assert!(!folder.file("points.sqlite-wal").exists());
    }
    #[cfg(not(unix))]
    server.kill();
}

#[test]
fn operators_confirm_release_and_read_the_audit_trail() {
    let folder = Folder::new();
    let sandbox = SandboxData::at(Timestamp::now());
    let server = RunningServer::start(&folder.database(), &[]);
    let hanako = Applicant::new(&sandbox, "hanako");
    let draft = hanako.application(&sandbox, &ALL_MEASURES);
    let apply = || {
        let signed = draft.sign(&hanako, &server.challenge(), &server.url(path::APPLICATION));
        server.post(path::APPLICATION, &bytes(&signed)).body
    };
    let receipt: Receipt = serde_json::from_slice(&apply()).expect("a receipt");
    let again: card_points::backend::ProblemDetails = serde_json::from_slice(&apply()).unwrap();
    assert!(matches!(again.refusal, Refusal::AlreadyApplied { .. }));

    // Beside the running server.
    let run = |arguments: &[&str]| {
        let mut command = program();
        command
            .args(arguments)
            .arg("--database")
            .arg(folder.database());
        command.output().expect("the program runs")
    };
    let (out, _) = output_text(&run(&["confirm"]));
    assert_eq!(out, "3 confirmed, 2 passed on\n");
    let release = [
        "release",
        "--receipt",
        &receipt.number,
        "--operator",
        "counter 3",
        "--reason",
    ];
    let (out, _) = output_text(&run(&[&release[..], &["typed by another"]].concat()));
    let freed = format!(
        "{} released: 3 measures and the account are free\n",
        receipt.number
    );
    assert_eq!(out, freed);
    let refused = run(&[&release[..], &["again"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(output_text(&refused).1.contains("released before"));
    let (out, _) = output_text(&run(&["audit"]));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    assert!(lines[0].contains("\tconfirm\t-\t"), "{out}");
    let line = format!("\trelease\t{}\tcounter 3\ttyped by another", receipt.number);
    assert!(lines[1].ends_with(&line), "{out}");
    let _: Receipt = serde_json::from_slice(&apply()).expect("free to apply again");
}

#[test]
fn the_log_has_nothing_personal() {
    let folder = Folder::new();
    let log = folder.file("log");
    let file = std::fs::File::create(&log).expect("made");
    let mut server = RunningServer::logging(&folder.database(), &["--log"], file.into());
    let sandbox = SandboxData::at(Timestamp::now());
    let nozomi = Applicant::new(&sandbox, "nozomi");
    let draft = nozomi.application(&sandbox, &ALL_MEASURES);
    let signed = draft.sign(&nozomi, &server.challenge(), &server.url(path::APPLICATION));
    assert_eq!(server.post(path::APPLICATION, &bytes(&signed)).status, 200);
    for path in ["/v1/nozomi.tsubame", "/v1/spots?place=nozomi.tsubame"] {
        assert!(client::get(&server.url(path)).is_some());
    }
    server.kill();
    let log = std::fs::read_to_string(log).expect("text");
    for line in [
        "POST /v1/application 200 ",
        "GET (no such path) 404 ",
        "GET /v1/spots 200 ",
    ] {
        assert!(log.contains(line), "{log}");
    }
    for secret in ["tsubame", "Tobu!", &signed.signed.signature[..20], "P-0018"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn commands_create_no_database() {
    let folder = Folder::new();
    for command in [&["confirm"][..], &["audit"]] {
        let output = program()
            .args(command)
            .arg("--database")
            .arg(folder.database())
            .output();
        let output = output.expect("the program runs");
        assert_eq!(output.status.code(), Some(1));
        assert!(output_text(&output).1.contains("no such database"));
    }
    assert!(!folder.database().exists());
}

#[test]
fn the_sandbox_is_served_on_loopback_only_unless_allowed() {
    let folder = Folder::new();
    let start = |arguments: &[&str]| {
        let mut command = program();
        command
            .arg("--database")
            .arg(folder.database())
            .args(arguments);
        command.output().expect("the program runs")
    };
    for arguments in [
        &[
            "--listen",
            "0.0.0.0:0",
            "--public-url",
            "http://127.0.0.1:1",
        ][..],
        &[
            "--listen",
            "127.0.0.1:0",
            "--public-url",
            "https://points.example",
        ],
    ] {
        let output = start(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            output_text(&output)
                .1
                .contains("--allow-practice-anchors-anywhere")
        );
    }
    let output = start(&["--listen", "0.0.0.0:0"]);
    assert!(output_text(&output).1.contains("--public-url"));
    assert!(!folder.database().exists());
    let allowed = [
        "--public-url",
        "https://points.example",
        "--allow-practice-anchors-anywhere",
    ];
    let server = RunningServer::start(&folder.database(), &allowed);
    server.challenge();
}

#[test]
fn an_invalid_file_is_named_with_its_field() {
    let folder = Folder::new();
    let file = folder.file("registry.json");
    let registry = SandboxData::at(Timestamp::now()).registry_json();
    std::fs::write(&file, registry.replacen("\"born\"", "\"boern\"", 1)).expect("written");
    let output = program()
        .arg("--registry")
        .arg(&file)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let (_, error) = output_text(&output);
    assert!(error.contains("registry.json: people[0]"), "{error}");
    assert!(error.contains("boern"), "{error}");
}

#[test]
fn data_from_files_are_served() {
    let folder = Folder::new();
    let sandbox = SandboxData::at(Timestamp::now());
    let json = |value: serde_json::Result<Vec<u8>>| value.expect("plain data");
    let files = [
        ("--programme", json(serde_json::to_vec(&sandbox.programme))),
        ("--services", json(serde_json::to_vec(&sandbox.services))),
        ("--spots", json(serde_json::to_vec(&sandbox.spots))),
        ("--registry", sandbox.registry_json().into_bytes()),
        ("--accounts", sandbox.accounts_json().into_bytes()),
        ("--anchors", sandbox.trust_anchors_pem().into_bytes()),
    ];
    let mut arguments = Vec::new();
    for (option, contents) in files {
        let file = folder.file(option);
        std::fs::write(&file, contents).expect("written");
        arguments.extend([option.to_owned(), file.display().to_string()]);
    }
    arguments.push("--crl".to_owned());
    for (nth, list) in sandbox.crls.iter().enumerate() {
        let file = folder.file(&format!("{nth}.crl"));
        std::fs::write(&file, list).expect("written");
        arguments.push(file.display().to_string());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    RunningServer::start(&folder.database(), &arguments).challenge();
}
