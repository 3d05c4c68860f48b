//! A kiosk's own browser: another program takes its place.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("card-points-kiosk-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn browser(&self, name: &str, script: &str) {
        let file = self.0.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn kiosk(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_card-points"));
        command
            .args(["open", "--kiosk", "--language", "en"])
            .env_clear()
            .env("PATH", &self.0)
            .env("HOME", &self.0)
            .env("XDG_STATE_HOME", &self.0)
            .env("TMPDIR", &self.0)
            .stdin(Stdio::null());
        command
    }

    /// Runs a kiosk to its end; gives its exit code and what it printed.
    fn run(&self) -> (i32, String) {
        let output = self.kiosk().output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), printed)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_kiosk_fills_the_screen_with_a_browser_of_its_own_and_ends_with_it() {
    let folder = Folder::new("ends");
    folder.browser("chromium", "echo \"$@\" > \"$HOME/told\"");
    let (code, printed) = folder.run();
    assert_eq!(code, 0, "{printed}");
    let told = fs::read_to_string(folder.0.join("told")).unwrap();
    assert!(
        told.contains("--kiosk") && told.contains("--incognito"),
        "{told}"
    );
    assert!(
        !told.contains("http") && told.trim_end().ends_with(".html"),
        "{told}"
    );
    let left: Vec<_> = fs::read_dir(&folder.0)
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
fn a_kiosk_that_is_ended_takes_its_browser_along() {
    let folder = Folder::new("takes-along");
    let pid = folder.0.join("pid");
    let made = Command::new("mkfifo").arg(&pid).status().unwrap();
    assert!(made.success());
    folder.browser("chromium", "echo $$ > \"$HOME/pid\"; exec /bin/sleep 600");
    let mut kiosk = folder.kiosk().stderr(Stdio::null()).spawn().unwrap();
    // Blocks until the browser has written it.
    let browser = fs::read_to_string(&pid).unwrap();
    let process = PathBuf::from("/proc").join(browser.trim());
    assert!(!cfg!(target_os = "linux") || process.exists());
    let ended = Command::new("kill").arg(kiosk.id().to_string()).status();
    assert!(ended.unwrap().success());
    assert_eq!(kiosk.wait().unwrap().code(), Some(0));
    assert!(!process.exists());
}
