//! A kiosk's own browser: full screen, with a profile of its own that keeps nothing. The browser and the
//! program end together.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// Browsers that have a kiosk mode, the best first.
const BROWSERS: [(&str, BrowserFamily); 8] = [
    ("chromium", BrowserFamily::Chromium),
    ("chromium-browser", BrowserFamily::Chromium),
    ("google-chrome", BrowserFamily::Chromium),
    ("google-chrome-stable", BrowserFamily::Chromium),
    ("microsoft-edge", BrowserFamily::Chromium),
    ("microsoft-edge-stable", BrowserFamily::Chromium),
    ("firefox", BrowserFamily::Firefox),
    ("firefox-esr", BrowserFamily::Firefox),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BrowserFamily {
    Chromium,
    Firefox,
}

/// Options besides the profile and the page. Printing uses the system's default printer without a
/// dialog.
const CHROMIUM_OPTIONS: &[&str] = &[
    "--kiosk",
    "--incognito",
    "--kiosk-printing",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-pinch",
    "--disable-translate",
    "--overscroll-history-navigation=0",
];
const FIREFOX_OPTIONS: &[&str] = &["--kiosk", "--no-remote", "--private-window"];

/// A running browser. Dropping it ends the browser and removes its profile.
pub struct KioskBrowser {
    child: Mutex<Child>,
    _profile: TempDir,
}

impl KioskBrowser {
    /// Starts the first browser that is installed on the page in `file`; `None`: there is none.
    ///
    /// # Errors
    /// If no folder for its profile can be created.
    pub fn start(file: &Path) -> io::Result<Option<Self>> {
        let mut profile = tempfile::Builder::new();
        profile.prefix("card-points-screen-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            profile.permissions(std::fs::Permissions::from_mode(0o700));
        }
        let profile = profile.tempdir()?;
        let child = BROWSERS.iter().find_map(|(program, family)| {
            let mut command = command(program, *family, profile.path(), file);
            command.spawn().ok()
        });
        Ok(child.map(|child| Self {
            child: Mutex::new(child),
            _profile: profile,
        }))
    }

    /// Whether the browser is still running.
    pub fn is_running(&self) -> bool {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(child.try_wait(), Ok(None))
    }
}

impl Drop for KioskBrowser {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn command(program: &str, family: BrowserFamily, profile: &Path, file: &Path) -> Command {
    let mut command = Command::new(program);
    match family {
        BrowserFamily::Chromium => {
            let mut folder = OsStr::new("--user-data-dir=").to_owned();
            folder.push(profile);
            command.arg(folder).args(CHROMIUM_OPTIONS)
        }
        BrowserFamily::Firefox => command.arg("--profile").arg(profile).args(FIREFOX_OPTIONS),
    };
    command.arg(file);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(family: BrowserFamily) -> Vec<String> {
        let command = command("b", family, Path::new("/p"), Path::new("/f.html"));
        let arguments = command.get_args();
        arguments
            .map(|each| each.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn every_browser_is_in_kiosk_mode_with_its_own_private_profile() {
        let chromium = arguments(BrowserFamily::Chromium);
        assert!(chromium.contains(&"--kiosk".into()) && chromium.contains(&"--incognito".into()));
        assert!(chromium.contains(&"--user-data-dir=/p".into()));
        assert_eq!(chromium.last().unwrap(), "/f.html");
        let firefox = arguments(BrowserFamily::Firefox);
        assert_eq!(firefox[..3], ["--profile", "/p", "--kiosk"]);
        // The page is the value of the last option of Firefox.
        assert_eq!(
            firefox[firefox.len() - 2..],
            ["--private-window", "/f.html"]
        );
    }

    #[test]
    fn the_command_line_contains_no_address() {
        for family in [BrowserFamily::Chromium, BrowserFamily::Firefox] {
            assert!(arguments(family).iter().all(|each| !each.contains("http")));
        }
    }
}
