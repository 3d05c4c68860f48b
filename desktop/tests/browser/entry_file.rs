//! The file that the browser is started on: a fake `xdg-open` tells which.

use super::program::{Entrance, Folder, RunningProgram};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// What a desktop would have: programs of these names, with these lines.
pub struct FakeDesktop(Folder);

impl FakeDesktop {
    pub fn with(programs: &[(&str, &str)]) -> Self {
        let desktop = Self(Folder::new());
        for (name, lines) in programs {
            let program = desktop.0.0.join(name);
            fs::write(&program, format!("#!/bin/sh\n{lines}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::create_dir(desktop.runtime()).unwrap();
        desktop
    }

    /// Where a browser starts, and takes it down.
    pub fn with_browser() -> Self {
        Self::with(&[("xdg-open", "echo \"$1\" > \"${0%/*}/opened\"")])
    }

    /// This login's folder.
    pub fn runtime(&self) -> PathBuf {
        self.0.0.join("run")
    }

    pub fn start(&self, arguments: &[&str]) -> RunningProgram {
        let path = self.0.0.to_str().unwrap();
        let runtime = self.runtime();
        let runtime = ("XDG_RUNTIME_DIR", runtime.to_str().unwrap());
        RunningProgram::start(arguments, &[("PATH", path), runtime])
    }

    /// The program with its browser started, and the file.
    pub fn open(&self) -> (RunningProgram, PathBuf) {
        let mut opened = self.start(&[]);
        let said = opened.error_line();
        assert!(said.contains("open in your browser"), "{said}");
        let file = fs::read_to_string(self.0.0.join("opened")).unwrap();
        (opened, file.trim_end().into())
    }
}

/// What the browser does with the file: reads the form. Gives the host with its port, and the body.
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

fn door(opened: RunningProgram, file: &Path) -> (Entrance, String) {
    let (authority, form) = form(file);
    let port = authority.split_once(':').unwrap().1.parse().unwrap();
    let token = form.strip_prefix("token=").unwrap().to_owned();
    let door = Entrance {
        program: opened,
        authority,
        port,
        token,
    };
    (door, form)
}

#[test]
fn the_browser_is_started_on_a_file_that_only_its_owner_can_read_and_is_gone_once_used() {
    let desktop = FakeDesktop::with_browser();
    let (opened, file) = desktop.open();
    let folder = file.parent().unwrap().to_owned();
    assert_eq!(folder.parent(), Some(&*desktop.runtime()));
    let (inside, outside) = (fs::metadata(&file).unwrap(), fs::metadata(&folder).unwrap());
    assert_eq!(inside.mode() & 0o7777, 0o600);
    assert_eq!(outside.mode() & 0o7777, 0o700);

    let (door, form) = door(opened, &file);
    // What was started knows the file, and neither the name nor the token.
    assert!(!file.to_str().unwrap().contains(&door.token));
    assert_eq!(
        door.post("/enter", &["origin: null"], "token=0").status,
        403
    );
    assert!(file.exists(), "a wrong token uses nothing up");
    let reply = door.post("/enter", &["origin: null"], &form);
    assert_eq!(reply.status, 200);
    assert!(
        !folder.exists(),
        "the file is gone before the reply is there"
    );
    assert_eq!(door.post("/enter", &["origin: null"], &form).status, 403);
    let cookie = format!("cookie: {}", reply.cookie().unwrap());
    assert_eq!(door.get("/", &[&cookie]).status, 303);
}

#[test]
fn the_file_has_a_button_in_three_languages_for_a_browser_without_script() {
    let desktop = FakeDesktop::with_browser();
    let (_opened, file) = desktop.open();
    let page = fs::read_to_string(file).unwrap();
    let (_, button) = page.split_once("<button>").unwrap();
    let (button, _) = button.split_once("</button>").unwrap();
    assert_eq!(button.matches("<span lang=").count(), 3);
    assert!(button.contains("Open Card Points"));
}

#[test]
fn a_file_that_nobody_used_is_gone_with_the_program() {
    let desktop = FakeDesktop::with_browser();
    let (opened, file) = desktop.open();
    assert!(file.exists());
    assert_eq!(opened.stop().0, 0);
    assert!(!file.parent().unwrap().exists());
    assert_eq!(fs::read_dir(desktop.runtime()).unwrap().count(), 0);
}

#[test]
fn a_browser_from_a_snap_is_started_on_a_file_in_the_persons_own_folder() {
    let told = ("xdg-mime", "echo firefox_firefox.desktop");
    let opens = ("xdg-open", "echo \"$1\" > \"${0%/*}/opened\"");
    let desktop = FakeDesktop::with(&[told, opens]);
    let (opened, file) = desktop.open();
    let folder = file.parent().unwrap();
    assert_eq!(folder.parent(), Some(&*opened.folder.0));
    assert!(!file.to_str().unwrap().contains("/."));
    assert_eq!(fs::metadata(folder).unwrap().mode() & 0o7777, 0o700);
}

#[test]
fn where_no_browser_starts_the_address_is_printed_and_lets_in() {
    for desktop in [
        FakeDesktop::with(&[]),
        FakeDesktop::with(&[("xdg-open", "exit 3")]),
    ] {
        let mut opened = desktop.start(&[]);
        let said = opened.error_line();
        assert!(said.starts_with("No browser could be started."), "{said}");
        let browser = Entrance::printed(opened).enter();
        assert_eq!(browser.page().status, 200);
        let left = fs::read_dir(desktop.runtime()).unwrap().count();
        assert_eq!(left, 0, "the file goes with the token");
    }
}

#[test]
fn no_file_is_written_where_an_address_is_asked_for() {
    let desktop = FakeDesktop::with_browser();
    let _browser = Entrance::printed(desktop.start(&["--no-browser"])).enter();
    assert_eq!(fs::read_dir(desktop.runtime()).unwrap().count(), 0);
}
