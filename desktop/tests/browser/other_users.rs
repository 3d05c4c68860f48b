//! Another user of the computer. Only root can act as one: without root, the tests print that and stop.

use super::client::send;
use super::entry_file::{FakeDesktop, form};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// `nobody`.
const OTHER_USER: u32 = 65534;

/// Runs a program as another user; `None` without root.
fn as_other_user(program: &str, arguments: &[&str]) -> Option<Output> {
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    if !root {
        eprintln!("Not root: no other user can be tested.");
        return None;
    }
    let mut command = Command::new(program);
    command.args(arguments).uid(OTHER_USER).gid(OTHER_USER);
    Some(command.current_dir("/").output().expect("curl and cat"))
}

/// What the process list shows of every process.
fn process_list() -> Vec<(String, Vec<u8>)> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok())
        .flat_map(|entry| ["cmdline", "environ", "comm"].map(|part| entry.path().join(part)))
        // A process may have ended meanwhile.
        .filter_map(|file| Some((file.display().to_string(), fs::read(&file).ok()?)))
        .collect()
}

#[test]
fn the_process_list_contains_neither_host_name_nor_token() {
    let desktop = FakeDesktop::with(&[(
        "xdg-open",
        // A browser with the file in its command line.
        "echo \"$1\" > \"${0%/*}/opened\"; echo started >> \"${0%/*}/opened\"; exit 0",
    )]);
    let mut program = desktop.start(&[]);
    program.error_line();
    let file = fs::read_dir(desktop.runtime()).unwrap().next().unwrap();
    let (authority, body) = form(&file.unwrap().path().join("card-points.html"));
    let host = authority.split('.').next().unwrap();
    let token = body.strip_prefix("token=").unwrap();
    let list = process_list();
    let ours = format!("/proc/{}/cmdline", program.child.id());
    assert!(list.iter().any(|(name, _)| *name == ours));
    for (name, shown) in list {
        for secret in [host, token] {
            let mut places = shown.windows(secret.len());
            assert!(!places.any(|at| at == secret.as_bytes()), "{name}");
        }
    }
}

#[test]
fn another_user_can_read_no_file_and_no_page() {
    let desktop = FakeDesktop::with_browser();
    let (_program, file) = desktop.open();
    let folder = file.parent().unwrap();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    for (program, what) in [("cat", path(&file)), ("ls", path(folder))] {
        let Some(read) = as_other_user(program, &[&what]) else {
            return;
        };
        assert!(!read.status.success(), "{what}");
        assert!(read.stdout.is_empty());
    }
    assert!(
        as_other_user("ls", &[&path(&desktop.runtime())])
            .unwrap()
            .status
            .success(),
        "the program's own folder is closed to them"
    );

    // The browser has entered, and shows a question.
    let (authority, body) = form(&file);
    let port: u16 = authority.split_once(':').unwrap().1.parse().unwrap();
    let host = format!("host: {authority}");
    let length = format!("content-length: {}", body.len());
    let lines = ["POST /enter HTTP/1.1", &host, &length, "origin: null"];
    let cookie = send(port, &lines, &body).cookie().unwrap();
    let cookie = format!("cookie: {cookie}");
    send(port, &["GET / HTTP/1.1", &host, &cookie], "");
    let first = send(port, &["GET /ask/home HTTP/1.1", &host, &cookie], "");
    assert_eq!(first.status, 200);
    let heading = |page: &str| {
        let (_, rest) = page.split_once("<h1")?;
        Some(rest.split_once('>')?.1.split_once("</h1>")?.0.to_owned())
    };
    let asked = heading(&first.body).unwrap();

    let ask = |arguments: &[&str]| {
        let always = ["-s", "-m", "60", "-w", "\n%{http_code}"];
        let output = as_other_user("curl", &[&always, arguments].concat()).unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for path in [
        "/",
        "/ask/home",
        "/card",
        "/end",
        "/events",
        "/practice",
        "/enter",
        "/x",
    ] {
        for at in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
            assert_eq!(ask(&[&format!("http://{at}{path}")]), "\n421");
        }
        // The host name alone is not enough: the cookie is missing.
        let named = ask(&["-H", &host, &format!("http://127.0.0.1:{port}{path}")]);
        assert!(
            named.ends_with("\n403") || named.ends_with("\n405"),
            "{named}"
        );
        assert!(!named.contains(&asked), "{named}");
        let posted = ask(&[
            "-H",
            &host,
            "-d",
            &body,
            &format!("http://127.0.0.1:{port}{path}"),
        ]);
        assert!(posted.ends_with("\n403"), "{posted}");
    }
}
