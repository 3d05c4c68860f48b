//! A kiosk's own browser: full screen, with a profile of its own in which nothing of anybody's is
//! kept, and which ends with the program as the program ends with it.

use super::door::random;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Browsers that can fill the screen, the best first.
const BROWSERS: [(&str, Kind); 8] = [
    ("chromium", Kind::Chromium),
    ("chromium-browser", Kind::Chromium),
    ("google-chrome", Kind::Chromium),
    ("google-chrome-stable", Kind::Chromium),
    ("microsoft-edge", Kind::Chromium),
    ("microsoft-edge-stable", Kind::Chromium),
    ("firefox", Kind::Firefox),
    ("firefox-esr", Kind::Firefox),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Chromium,
    Firefox,
}

/// What the browser is told, besides its profile and the page. Printing asks for no printer: the
/// system's own is the one that stands there.
const CHROMIUM: &[&str] = &[
    "--kiosk",
    "--incognito",
    "--kiosk-printing",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-pinch",
    "--disable-translate",
    "--overscroll-history-navigation=0",
];
const FIREFOX: &[&str] = &["--kiosk", "--no-remote", "--private-window"];

/// A browser that runs. Dropped, it is ended, and its profile removed.
pub struct Screen {
    /// `None`: it has been ended.
    child: Mutex<Option<Child>>,
    profile: PathBuf,
}

impl Screen {
    /// Starts the first browser that there is on the page in `file`; `None`: there is none.
    ///
    /// # Errors
    /// When no folder can be made for its profile.
    pub fn start(file: &Path) -> io::Result<Option<Self>> {
        let name = random(8).map_err(io::Error::other)?;
        let profile = std::env::temp_dir().join(format!("card-points-screen-{name}"));
        let mut make = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
        make.create(&profile)?;
        let child = BROWSERS
            .iter()
            .find_map(|(program, kind)| command(program, *kind, &profile, file).spawn().ok());
        let found = child.is_some();
        let screen = Self {
            child: Mutex::new(child),
            profile,
        };
        Ok(found.then_some(screen))
    }

    /// Whether the browser still runs.
    pub fn runs(&self) -> bool {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let child = child.as_mut();
        child.is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mut child) = child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn command(program: &str, kind: Kind, profile: &Path, file: &Path) -> Command {
    let mut command = Command::new(program);
    match kind {
        Kind::Chromium => {
            let mut folder = OsStr::new("--user-data-dir=").to_owned();
            folder.push(profile);
            command.arg(folder).args(CHROMIUM)
        }
        Kind::Firefox => command.arg("--profile").arg(profile).args(FIREFOX),
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

    fn told(kind: Kind) -> Vec<String> {
        let command = command("b", kind, Path::new("/p"), Path::new("/f.html"));
        let arguments = command.get_args();
        arguments
            .map(|each| each.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn every_browser_fills_the_screen_and_keeps_nothing_where_others_look() {
        let chromium = told(Kind::Chromium);
        assert!(chromium.contains(&"--kiosk".into()) && chromium.contains(&"--incognito".into()));
        assert!(chromium.contains(&"--user-data-dir=/p".into()));
        assert_eq!(chromium.last().unwrap(), "/f.html");
        let firefox = told(Kind::Firefox);
        assert_eq!(firefox[..3], ["--profile", "/p", "--kiosk"]);
        // Firefox takes the page for what its last option opens.
        assert_eq!(
            firefox[firefox.len() - 2..],
            ["--private-window", "/f.html"]
        );
    }

    #[test]
    fn the_secret_stays_out_of_the_command_line() {
        for kind in [Kind::Chromium, Kind::Firefox] {
            assert!(told(kind).iter().all(|each| !each.contains("http")));
        }
    }
}
