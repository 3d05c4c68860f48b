//! How the browser gets in: started on a file that only its owner can read, which posts the token
//! that lets in once. An address on a command line could be seen by every process.

use super::door::{Door, random};
use super::screen::Screen;
use super::words::{OPEN, PageWords, SaidIn, page_words};
use askama::Template;
use card_points::text::Language;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// How long nobody may come in. An old computer takes a minute to start its browser, and who copies
/// an address by hand takes two; a door that stands open longer was forgotten.
pub const OPEN_FOR: Duration = Duration::from_secs(5 * 60);

/// How long a program that starts browsers is watched: one that fails does so at once.
const WATCHED: Duration = Duration::from_secs(10);

/// The file that the browser is started on, in a folder of its own. Both are gone when this is.
pub struct Page {
    folder: PathBuf,
}

impl Page {
    fn file(&self) -> PathBuf {
        self.folder.join("card-points.html")
    }

    /// Writes it into a folder inside `place` that is made for it, so that nobody can have laid
    /// anything in its way.
    fn write(place: &Path, html: &str) -> io::Result<Self> {
        let name = random(8).map_err(io::Error::other)?;
        let folder = place.join(format!("card-points-{name}"));
        let mut make = DirBuilder::new();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        make.create(&folder)?;
        let page = Self { folder };
        options.open(page.file())?.write_all(html.as_bytes())?;
        Ok(page)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.file());
        let _ = fs::remove_dir(&self.folder);
    }
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage<'a> {
    origin: &'a str,
    token: &'a str,
    open: &'static [SaidIn],
}

#[derive(Template)]
#[template(path = "passed.html")]
struct PassedPage {
    tag: &'static str,
    product: &'static str,
}

/// The page between the door and the first question: a browser that doesn't go on by itself has a
/// link.
#[must_use]
pub fn passed(language: Language) -> String {
    let page = PassedPage {
        tag: language.tag(),
        product: page_words(language).product,
    };
    page.render().expect("our own template")
}

/// Starts the browser. Where that can't be done, or isn't wanted, prints an address that is good
/// for one entry, alone on a line.
pub fn announce(door: Arc<Door>, print: bool, words: &'static PageWords) {
    if print {
        return address(&door, words.address);
    }
    match write(&door) {
        // It may take as long as it is watched.
        Some(file) => drop(std::thread::spawn(
            move || match open::that_detached_with_timeout(file, WATCHED) {
                Ok(()) => eprintln!("{}", words.opened),
                Err(_) => address(&door, words.no_browser),
            },
        )),
        None => address(&door, words.no_browser),
    }
}

/// Prints the address, unless somebody is in.
fn address(door: &Door, words: &str) {
    if let Some(token) = door.token() {
        eprintln!("{words}");
        // Whoever no longer listens can't come in.
        let _ = writeln!(io::stdout(), "{}/enter/{token}", door.origin());
    }
}

/// Starts a browser of a kiosk's own, full screen; `None`: there is none, and the address is printed.
pub fn fill_screen(door: &Door, words: &'static PageWords) -> Option<Screen> {
    let screen = write(door).and_then(|file| Screen::start(&file).ok().flatten());
    if screen.is_none() {
        address(door, words.no_browser);
    }
    screen
}

/// Writes the file; `None`: nowhere.
fn write(door: &Door) -> Option<PathBuf> {
    let (origin, token) = (door.origin(), door.token()?);
    let html = EntryPage {
        origin: &origin,
        token: &token,
        open: &OPEN,
    };
    let html = html.render().ok()?;
    let page = places(|name| std::env::var_os(name), &handler())
        .iter()
        .find_map(|place| Page::write(place, &html).ok())?;
    let file = page.file();
    door.keep(page);
    Some(file)
}

/// Folders for the file, the best first: the one for this login's files, which is never on a disk.
/// A browser from a snap sees none but the person's own that are not hidden (snapd's interface
/// "home"); snapd names what opens a file `SNAP_PROGRAM.desktop`.
fn places(variable: impl Fn(&str) -> Option<OsString>, handler: &str) -> Vec<PathBuf> {
    let folder = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let home = handler.contains('_').then(|| folder("HOME")).flatten();
    home.into_iter()
        .chain(folder("XDG_RUNTIME_DIR"))
        .chain([std::env::temp_dir()])
        .collect()
}

/// What opens a page on a desktop by freedesktop.org; empty where nothing tells.
fn handler() -> String {
    let mut asked = Command::new("xdg-mime");
    asked.args(["query", "default", "text/html"]);
    let told = asked.stdin(Stdio::null()).stderr(Stdio::null()).output();
    told.map_or_else(
        |_| String::new(),
        |told| String::from_utf8_lossy(&told.stdout).into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(name: &str) -> Option<OsString> {
        match name {
            "HOME" => Some("/home/hanako".into()),
            "XDG_RUNTIME_DIR" => Some("/run/user/1000".into()),
            _ => None,
        }
    }

    #[test]
    fn the_file_lies_where_only_this_logins_files_are() {
        let places = places(variables, "firefox-esr.desktop\n");
        assert_eq!(places[0], Path::new("/run/user/1000"));
        assert_eq!(places[1], std::env::temp_dir());
    }

    #[test]
    fn a_browser_from_a_snap_finds_it_in_the_persons_folder() {
        for handler in ["firefox_firefox.desktop\n", "chromium_chromium.desktop\n"] {
            assert_eq!(places(variables, handler)[0], Path::new("/home/hanako"));
        }
    }

    #[test]
    fn a_folder_that_is_no_absolute_path_is_passed_over() {
        let relative = |_: &str| Some("here".into());
        assert_eq!(
            places(relative, "firefox_firefox.desktop"),
            [std::env::temp_dir()]
        );
        assert_eq!(places(|_| None, ""), [std::env::temp_dir()]);
    }

    #[test]
    fn two_starts_at_once_write_two_files_and_leave_none() {
        let place = std::env::temp_dir();
        let pages = [(); 2].map(|()| Page::write(&place, "<p>").unwrap());
        let files = [pages[0].file(), pages[1].file()];
        assert_ne!(files[0], files[1]);
        assert!(files.iter().all(|file| file.is_file()));
        drop(pages);
        for file in files {
            assert!(!file.parent().unwrap().exists());
        }
    }
}
