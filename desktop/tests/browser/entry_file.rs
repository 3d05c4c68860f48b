//! The file that the browser is started on: a fake `xdg-open` records it.

use super::program::{Entrance, RunningProgram};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A desktop with fake programs: their names and the lines of their scripts.
pub struct FakeDesktop(TempDir);

impl FakeDesktop {
    pub fn with(programs: &[(&str, &str)]) -> Self {
        let desktop = Self(tempfile::tempdir().unwrap());
        for (name, lines) in programs {
            let program = desktop.0.path().join(name);
            fs::write(&program, format!("#!/bin/sh\n{lines}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::create_dir(desktop.runtime()).unwrap();
        desktop
    }

    /// A desktop on which a browser starts, and records the file.
    pub fn with_browser() -> Self {
        Self::with(&[("xdg-open", "echo \"$1\" > \"${0%/*}/opened\"")])
    }

    /// The folder for this login's files.
    pub fn runtime(&self) -> PathBuf {
        self.0.path().join("run")
    }

    pub fn start(&self, arguments: &[&str]) -> RunningProgram {
        let path = self.0.path().to_str().unwrap();
        let runtime = self.runtime();
        let runtime = ("XDG_RUNTIME_DIR", runtime.to_str().unwrap());
        RunningProgram::start(arguments, &[("PATH", path), runtime])
    }

    /// The program with its browser started, and the file.
    pub fn open(&self) -> (RunningProgram, PathBuf) {
        let mut program = self.start(&[]);
        let message = program.error_line();
        assert!(message.contains("open in your browser"), "{message}");
        let file = fs::read_to_string(self.0.path().join("opened")).unwrap();
        (program, file.trim_end().into())
    }
}

/// Reads the form as the browser does: the host with its port, and the body.
pub fn form(file: &Path) -> (String, String) {
    let page = fs::read_to_string(file).unwrap();
    let after = |start: &str| {
        let (_, rest) = page.split_once(start).expect(start);
        rest.split('"').next().unwrap().to_owned()
    };
    assert!(page.contains("<form method=\"post\""));
    let action = after("action=\"http://");
    let authority = action.strip_suffix("/enter").unwrap().to_owned();
    let token = after("name=\"token\" value=\"");
    (authority, format!("token={token}"))
}

fn entrance(program: RunningProgram, file: &Path) -> (Entrance, String) {
    let (authority, form) = form(file);
    let port = authority.split_once(':').unwrap().1.parse().unwrap();
    let token = form.strip_prefix("token=").unwrap().to_owned();
    let entrance = Entrance {
        program,

        authority,
        port,
        token,
    };
    (entrance, form)
}

#[test]
fn the_browser_is_started_on_a_private_file_that_is_removed_once_used() {
    let desktop = FakeDesktop::with_browser();
    let (program, file) = desktop.open();
    let folder = file.parent().unwrap().to_owned();
    assert_eq!(folder.parent(), Some(&*desktop.runtime()));
    let (inside, outside) = (fs::metadata(&file).unwrap(), fs::metadata(&folder).unwrap());
    assert_eq!(inside.mode() & 0o7777, 0o600);
    assert_eq!(outside.mode() & 0o7777, 0o700);

    let (entrance, form) = entrance(program, &file);
    // The path contains neither the host name nor the token.
    assert!(!file.to_str().unwrap().contains(&entrance.token));
    assert_eq!(
        entrance.post("/enter", &["origin: null"], "token=0").status,
        403
    );
    assert!(file.exists(), "a wrong token does not use up the right one");
    let reply = entrance.post("/enter", &["origin: null"], &form);
    assert_eq!(reply.status, 200);
    assert!(!folder.exists(), "the file is removed before the reply");
    assert_eq!(
        entrance.post("/enter", &["origin: null"], &form).status,
        403
    );
    let cookie = format!("cookie: {}", reply.cookie().unwrap());
    assert_eq!(entrance.get("/", &[&cookie]).status, 303);
}

#[test]
fn the_file_has_a_button_in_three_languages_for_a_browser_without_script() {
    let desktop = FakeDesktop::with_browser();
    let (_program, file) = desktop.open();
    let page = fs::read_to_string(file).unwrap();
    let (_, button) = page.split_once("<button>").unwrap();
    let (button, _) = button.split_once("</button>").unwrap();
    assert_eq!(button.matches("<span lang=").count(), 3);
    assert!(button.contains("Open Card Points"));
}

#[test]
fn an_unused_file_is_removed_with_the_program() {
    let desktop = FakeDesktop::with_browser();
    let (program, file) = desktop.open();
    assert!(file.exists());
    assert_eq!(program.stop().0, 0);
    assert!(!file.parent().unwrap().exists());
    assert_eq!(fs::read_dir(desktop.runtime()).unwrap().count(), 0);
}

#[test]
fn a_browser_from_a_snap_is_started_on_a_file_in_the_home_directory() {
    let default = ("xdg-mime", "echo firefox_firefox.desktop");
    let opener = ("xdg-open", "echo \"$1\" > \"${0%/*}/opened\"");
    let desktop = FakeDesktop::with(&[default, opener]);
    let (program, file) = desktop.open();
    let folder = file.parent().unwrap();
    assert_eq!(folder.parent(), Some(program.folder.path()));
    assert!(!file.to_str().unwrap().contains("/."));
    assert_eq!(fs::metadata(folder).unwrap().mode() & 0o7777, 0o700);
}

#[test]
fn without_a_browser_the_printed_address_is_valid() {
    for desktop in [
        FakeDesktop::with(&[]),
        FakeDesktop::with(&[("xdg-open", "exit 3")]),
    ] {
        let mut program = desktop.start(&[]);
        let message = program.error_line();
        assert!(
            message.starts_with("No browser could be started."),
            "{message}"
        );
        let browser = Entrance::printed(program).enter();
        assert_eq!(browser.page().status, 200);
        let left = fs::read_dir(desktop.runtime()).unwrap().count();
        assert_eq!(left, 0, "the file is removed with the token");
    }
}

#[test]
fn no_file_is_written_with_no_browser() {
    let desktop = FakeDesktop::with_browser();
    let _browser = Entrance::printed(desktop.start(&["--no-browser"])).enter();
    assert_eq!(fs::read_dir(desktop.runtime()).unwrap().count(), 0);
}
