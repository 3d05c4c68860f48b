//! Runs programs, with a time limit.

use crate::pcscd_proxy::PcscdProxy;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Seconds after which `timeout` ends a program. Its exit code is then 124.
const TIMEOUT_SECONDS: &str = "120";

/// The settings of OpenSC. By default it leaves the card powered and verified. At the next call it
/// would not recognise the card, because the query for the tries left answers 9000.
const OPENSC_CONF: &str = "app default { reader_driver pcsc { disconnect_action = unpower; } }";

/// The exit code and output of a program.
pub struct ProgramOutput {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

/// Writes a file, and returns its path.
pub fn write_file(folder: &TempDir, name: &str, contents: impl AsRef<[u8]>) -> String {
    let file = folder.path().join(name);
    std::fs::write(&file, contents).unwrap();
    file.to_str().unwrap().to_owned()
}

/// Runs a tool. `secret` goes into its environment variable `SECRET`.
pub fn tool(
    folder: &TempDir,
    name: &str,
    arguments: &[&str],
    secret: Option<&str>,
) -> ProgramOutput {
    let mut command = command(folder, Path::new(name), arguments);
    command.env(
        "OPENSC_CONF",
        write_file(folder, "opensc.conf", OPENSC_CONF),
    );
    command.envs(secret.map(|secret| ("SECRET", secret)));
    finish(spawn(command, ""))
}

/// Starts `card-points` with `typed` on its standard input.
pub fn card_points(folder: &TempDir, arguments: &[&str], typed: &str) -> Child {
    let binary = built_program("card-points");
    spawn(command(folder, &binary, arguments), typed)
}

/// Starts `card-points`, which finds the PC/SC service only at the proxy.
pub fn card_points_with_proxy(folder: &TempDir, proxy: &PcscdProxy, arguments: &[&str]) -> Child {
    let binary = built_program("card-points");
    let mut command = command(folder, &binary, arguments);
    command.env("PCSCLITE_CSOCK_NAME", proxy.path());
    spawn(command, "")
}

/// Waits for the end of a program.
pub fn finish(child: Child) -> ProgramOutput {
    let output = child.wait_with_output().unwrap();
    ProgramOutput {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The path of a program. This test is `target/PROFILE/deps/pcsc-HASH`; programs are two folders up.
fn built_program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary = test.ancestors().nth(2).unwrap().join(name);
    assert!(
        binary.exists(),
        "no {}: cargo build --package card-points-desktop",
        binary.display()
    );
    binary
}

fn command(folder: &TempDir, program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("timeout");
    command
        .arg(TIMEOUT_SECONDS)
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
    // The program may have ended without reading everything.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child
}

impl ProgramOutput {
    /// Asserts that the program succeeded.
    #[track_caller]
    pub fn success(self) -> Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.text(), self.stderr);
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// The steps that `card-points --json` printed.
    pub fn steps(&self) -> Vec<Value> {
        let text = self.text();
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The last step, which must be the end of the journey.
    #[track_caller]
    pub fn done(&self) -> Value {
        let done = self.steps().pop().expect("a line");
        assert_eq!(done["step"], "done", "{}", self.stderr);
        done
    }
}
