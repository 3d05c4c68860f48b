//! Typed secrets are in the program's memory only as long as they are needed.

use super::journey::{CODE, PASSWORD};
use super::program::Entrance;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;

/// Part of a long text in place of the password: its buffer would stay in memory as a whole.
const LONG_TEXT_PIECE: &str = "8264";

/// All writable memory of the process.
fn memory(process: u32) -> Vec<u8> {
    let maps = File::open(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut all = Vec::new();
    for line in BufReader::new(maps).lines() {
        let line = line.unwrap();
        let mut fields = line.split(' ');
        let (from, to) = fields.next().unwrap().split_once('-').unwrap();
        if !fields.next().unwrap().starts_with("rw") {
            continue;
        }
        let place = |hex| u64::from_str_radix(hex, 16).unwrap();
        let (from, to) = (place(from), place(to));
        let start = all.len();
        all.resize(start + usize::try_from(to - from).unwrap(), 0);
        // Reserved memory that was never used can't be read.
        let _ = memory.read_exact_at(&mut all[start..], from);
    }
    all
}

/// How often the memory contains `text`.
fn count(memory: &[u8], text: &[u8]) -> usize {
    memory.windows(text.len()).filter(|at| *at == text).count()
}

/// The password and the code in transit. Their digits alone are in the sandbox's data.
fn secrets_in_transit() -> Vec<(&'static str, Vec<u8>)> {
    let with =
        |before: &[u8], digits: &str, after: &[u8]| [before, digits.as_bytes(), after].concat();
    vec![
        (
            "the form with the password",
            with(b"password=", PASSWORD, b""),
        ),
        ("the form with the code", with(b"field-code-1=", CODE, b"")),
        ("the code in JSON", with(b"\"", CODE, b"\"")),
        ("VERIFY", with(&[0, 0x20, 0, 0x80, 4], PASSWORD, b"")),
        ("a long text", LONG_TEXT_PIECE.repeat(10).into()),
    ]
}

#[test]
fn no_typed_secret_is_left_in_memory() {
    let browser = Entrance::new().enter();
    let process = browser.entrance.program.child.id();
    browser.until("/ask/password");
    let reply = browser.fill(&format!("password={}", LONG_TEXT_PIECE.repeat(3000)));
    assert_eq!(
        reply.header("connection"),
        Some("close"),
        "its buffers are released"
    );
    assert_eq!(browser.path(), "/ask/password", "the password is refused");
    browser.until("/end");
    assert!(browser.page().body.contains("Application Submitted"));
    assert_eq!(browser.fill("do=home").status, 303);

    let memory = memory(process);
    let left = secrets_in_transit()
        .into_iter()
        .filter(|(_, text)| count(&memory, text) > 0);
    let left: Vec<_> = left.map(|(name, _)| name).collect();
    assert_eq!(left, [""; 0]);
    let known = browser.cookie.strip_prefix("cookie: card-points=").unwrap();
    assert!(
        count(&memory, known.as_bytes()) > 0,
        "all memory was searched"
    );
}
