//! What was typed is in the program's memory for as long as it is needed, and no longer.

use super::journey::{CODE, PASSWORD};
use super::program::Entrance;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;

/// A text in the password's place. It is refused, and long enough for its buffer to stay behind whole.
const LONG_TEXT_PIECE: &str = "8264";

/// All memory that the process can write to.
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
        // What can't be read was reserved, and never used.
        let _ = memory.read_exact_at(&mut all[start..], from);
    }
    all
}

/// How often it stands there.
fn count(memory: &[u8], text: &[u8]) -> usize {
    memory.windows(text.len()).filter(|at| *at == text).count()
}

/// The password and the code as they travel. Their digits alone are in the practice world's data.
fn travelling() -> Vec<(&'static str, Vec<u8>)> {
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
fn nothing_that_was_typed_is_left_in_memory() {
    let browser = Entrance::new().enter();
    let process = browser.entrance.program.child.id();
    browser.until("/ask/password");
    let reply = browser.fill(&format!("password={}", LONG_TEXT_PIECE.repeat(3000)));
    assert_eq!(reply.header("connection"), Some("close"), "its buffers go");
    assert_eq!(browser.path(), "/ask/password", "it is no password");
    browser.until("/end");
    assert!(browser.page().body.contains("Application Submitted"));
    assert_eq!(browser.fill("do=home").status, 303);

    let memory = memory(process);
    let left = travelling()
        .into_iter()
        .filter(|(_, text)| count(&memory, text) > 0);
    let left: Vec<_> = left.map(|(name, _)| name).collect();
    assert_eq!(left, [""; 0]);
    let known = browser.cookie.strip_prefix("cookie: card-points=").unwrap();
    assert!(
        count(&memory, known.as_bytes()) > 0,
        "all of it was searched"
    );
}
