//! A kiosk's own browser, played by a script.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A computer with fake browsers, in a folder of its own.
struct FakeComputer(TempDir);

impl FakeComputer {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn browser(&self, name: &str, script: &str) {
        let file = self.0.path().join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn kiosk(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_card-points"));
        command
            .args(["open", "--kiosk", "--language", "en"])
            .env_clear()
            .env("PATH", self.0.path())
            .env("HOME", self.0.path())
            .env("XDG_STATE_HOME", self.0.path())
            .env("TMPDIR", self.0.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs a kiosk to its end; returns its exit code and its standard error.
    fn run(&self) -> (i32, String) {
        let output = self.kiosk().output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), printed)
    }
}

#[test]
fn a_kiosk_starts_its_own_browser_and_ends_with_it() {
    let computer = FakeComputer::new();
    computer.browser("chromium", "echo \"$@\" > \"$HOME/arguments\"");
    let (code, printed) = computer.run();
    assert_eq!(code, 0, "{printed}");
    let arguments = fs::read_to_string(computer.0.path().join("arguments")).unwrap();
    assert!(
        arguments.contains("--kiosk") && arguments.contains("--incognito"),
        "{arguments}"
    );
    assert!(
        !arguments.contains("http") && arguments.trim_end().ends_with(".html"),
        "{arguments}"
    );
    let left: Vec<_> = fs::read_dir(computer.0.path())
        .unwrap()
        .map(|each| each.unwrap().file_name())
        .collect();
    let left: Vec<_> = left
        .iter()
        .filter(|name| name.to_str().unwrap().starts_with("card-points-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_kiosk_that_is_stopped_ends_its_browser() {
    let computer = FakeComputer::new();
    let pid = computer.0.path().join("pid");
    let made = Command::new("mkfifo").arg(&pid).status().unwrap();
    assert!(made.success());
    computer.browser("chromium", "echo $$ > \"$HOME/pid\"; exec /bin/sleep 600");
    let mut kiosk = computer.kiosk().stderr(Stdio::null()).spawn().unwrap();
    // Blocks until the browser has written it.
    let browser = fs::read_to_string(&pid).unwrap();
    let process = PathBuf::from("/proc").join(browser.trim());
    assert!(!cfg!(target_os = "linux") || process.exists());
    let ended = Command::new("kill").arg(kiosk.id().to_string()).status();
    assert!(ended.unwrap().success());
    assert_eq!(kiosk.wait().unwrap().code(), Some(0));
    assert!(!process.exists());
}
