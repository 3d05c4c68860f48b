//! Starts the browser on the entry file, or prints the address for the one entry.

use super::access::AccessControl;
use super::entry_file::EntryFile;
use super::kiosk_browser::KioskBrowser;
use card_points::text::Text;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// How long the entry token is valid. An old computer takes a minute to start its browser, and a person
/// who copies an address takes two; an entry that stays open longer was forgotten.
pub const ENTRY_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// How long the program that starts the browser may take; one that fails does so at once.
const BROWSER_START_TIMEOUT: Duration = Duration::from_secs(10);

/// Starts the browser. If that fails, or `print_only` is set, prints an address that is valid for one
/// entry, alone on a line.
pub fn start_browser(access: Arc<AccessControl>, print_only: bool, text: Text) {
    if print_only {
        return print_address(&access, &text.message("browser-address"));
    }
    match write_entry_file(&access) {
        // Starting may take as long as the timeout.
        Some(file) => drop(std::thread::spawn(
            move || match open::that_detached_with_timeout(file, BROWSER_START_TIMEOUT) {
                Ok(()) => eprintln!("{}", text.message("browser-opened")),
                Err(_) => print_address(&access, &text.message("browser-no-browser")),
            },
        )),
        None => print_address(&access, &text.message("browser-no-browser")),
    }
}

/// Prints the address, unless the token was redeemed.
fn print_address(access: &AccessControl, message: &str) {
    if let Some(token) = access.token() {
        eprintln!("{message}");
        // Standard output may be closed: then nobody can enter.
        let _ = writeln!(io::stdout(), "{}/enter/{token}", access.origin());
    }
}

/// Starts the kiosk's own browser in full screen. `None`: there is none, and the address is printed.
pub fn start_kiosk_browser(access: &AccessControl, text: Text) -> Option<KioskBrowser> {
    let file = write_entry_file(access);
    let browser = file.and_then(|file| KioskBrowser::start(&file).ok().flatten());
    if browser.is_none() {
        print_address(access, &text.message("browser-no-browser"));
    }
    browser
}

/// Writes the entry file. `None`: no folder for it can be written to.
fn write_entry_file(access: &AccessControl) -> Option<PathBuf> {
    let (origin, token) = (access.origin(), access.token()?);
    let folders = entry_file_folders(|name| std::env::var_os(name), &default_browser());
    let mut folders = folders.iter();
    let file = folders.find_map(|folder| EntryFile::write(folder, &origin, &token).ok())?;
    let path = file.path();
    access.keep_file(file);
    Some(path)
}

/// The folders for the entry file, the best first: the folder for this login's files is never on a
/// disk. A browser from a snap sees only files in the home directory that are not hidden (snapd's
/// interface "home"); snapd names a program's desktop file `SNAP_PROGRAM.desktop`.
fn entry_file_folders(
    variable: impl Fn(&str) -> Option<OsString>,
    default_browser: &str,
) -> Vec<PathBuf> {
    let folder = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let is_snap = default_browser.contains('_');
    let home = is_snap.then(|| folder("HOME")).flatten();
    home.into_iter()
        .chain(folder("XDG_RUNTIME_DIR"))
        .chain([std::env::temp_dir()])
        .collect()
}

/// The desktop file of the default browser (freedesktop.org); empty if it is not known.
fn default_browser() -> String {
    let mut command = Command::new("xdg-mime");
    command.args(["query", "default", "text/html"]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn variables(name: &str) -> Option<OsString> {
        match name {
            "HOME" => Some("/home/hanako".into()),
            "XDG_RUNTIME_DIR" => Some("/run/user/1000".into()),
            _ => None,
        }
    }

    #[test]
    fn the_file_is_written_to_the_folder_of_this_login() {
        let folders = entry_file_folders(variables, "firefox-esr.desktop\n");
        assert_eq!(folders[0], Path::new("/run/user/1000"));
        assert_eq!(folders[1], std::env::temp_dir());
    }

    #[test]
    fn a_browser_from_a_snap_finds_the_file_in_the_home_directory() {
        for browser in ["firefox_firefox.desktop\n", "chromium_chromium.desktop\n"] {
            assert_eq!(
                entry_file_folders(variables, browser)[0],
                Path::new("/home/hanako")
            );
        }
    }

    #[test]
    fn a_folder_without_an_absolute_path_is_skipped() {
        let relative = |_: &str| Some("here".into());
        assert_eq!(
            entry_file_folders(relative, "firefox_firefox.desktop"),
            [std::env::temp_dir()]
        );
        assert_eq!(entry_file_folders(|_| None, ""), [std::env::temp_dir()]);
    }
}
