//! Runs programs to their end, which must come.

use crate::door::Door;
use crate::folder::Folder;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Seconds after which a program is ended; its exit code is then 124.
const LIMIT: &str = "120";

/// OpenSC's settings. By default it leaves a card warm and verified, and then takes it for an
/// unknown one at the next call, since the query for the tries left answers 9000.
const OPENSC: &str = "app default { reader_driver pcsc { disconnect_action = unpower; } }";

/// What a program said.
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

/// Runs a tool with `secret`, if any, as its environment's variable `SECRET`.
pub fn tool(folder: &Folder, name: &str, arguments: &[&str], secret: Option<&str>) -> Ran {
    let mut command = command(folder, Path::new(name), arguments);
    command.env("OPENSC_CONF", folder.file("opensc.conf", OPENSC));
    command.envs(secret.map(|secret| ("SECRET", secret)));
    finish(spawn(command, ""))
}

/// Starts `card-points` with `typed` on its standard input.
pub fn card_points(folder: &Folder, arguments: &[&str], typed: &str) -> Child {
    let binary = beside_the_tests("card-points");
    spawn(command(folder, &binary, arguments), typed)
}

/// Starts `card-points` so that it finds PC/SC's service behind that door and nowhere else.
pub fn card_points_behind(folder: &Folder, door: &Door, arguments: &[&str]) -> Child {
    let binary = beside_the_tests("card-points");
    let mut command = command(folder, &binary, arguments);
    command.env("PCSCLITE_CSOCK_NAME", door.path());
    spawn(command, "")
}

/// Waits for the end of a program.
pub fn finish(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// This test is `target/PROFILE/deps/pcsc-HASH`, programs are two floors up.
fn beside_the_tests(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary = test.ancestors().nth(2).unwrap().join(name);
    assert!(
        binary.exists(),
        "no {}: cargo build --package card-points-desktop",
        binary.display()
    );
    binary
}

fn command(folder: &Folder, program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("timeout");
    command
        .arg(LIMIT)
        .arg(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C")
        .env("HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CACHE_HOME", folder.path())
        .current_dir(folder.path());
    command
}

fn spawn(mut command: Command, typed: &str) -> Child {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever has read enough may have ended.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child
}

impl Ran {
    /// That it went well.
    #[track_caller]
    pub fn good(self) -> Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.text(), self.err);
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// The steps that `card-points --json` went through.
    pub fn steps(&self) -> Vec<Value> {
        let text = self.text();
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The last step.
    #[track_caller]
    pub fn done(&self) -> Value {
        let done = self.steps().pop().expect("a line");
        assert_eq!(done["step"], "done", "{}", self.err);
        done
    }
}
