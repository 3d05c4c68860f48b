//! The file that the browser is started on: a form that posts the entry token. An address on a command
//! line would be visible to every process.

use super::html::HtmlText;
use crate::text::browser_text;
use askama::Template;
use card_points::text::Language;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file, in a folder of its own. Dropping it removes both.
pub struct EntryFile {
    folder: TempDir,
}

#[derive(Template)]
#[template(path = "entry-file.html")]
struct EntryTemplate<'a> {
    origin: &'a str,
    token: &'a str,
    /// The label of the button in every language, for a browser without script.
    open_button: Vec<(&'static str, HtmlText<'static>)>,
}

fn open_button(language: Language) -> (&'static str, HtmlText<'static>) {
    let label = browser_text(language).message("browser-open");
    (language.tag(), HtmlText::new(label, language))
}

impl EntryFile {
    /// Writes the form into a new folder in `parent` that only this user can read.
    ///
    /// # Errors
    /// If the folder or the file can't be created.
    pub fn write(parent: &Path, origin: &str, token: &str) -> io::Result<Self> {
        let template = EntryTemplate {
            origin,
            token,
            open_button: Language::ALL.map(open_button).into(),
        };
        let html = template.render().map_err(io::Error::other)?;
        let mut folder = tempfile::Builder::new();
        folder.prefix("card-points-");
        let mut file = OpenOptions::new();
        file.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
            folder.permissions(std::fs::Permissions::from_mode(0o700));
            file.mode(0o600);
        }
        let entry_file = Self {
            folder: folder.tempdir_in(parent)?,
        };
        file.open(entry_file.path())?.write_all(html.as_bytes())?;
        Ok(entry_file)
    }

    /// The file's path.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("card-points.html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_starts_at_once_write_two_files_and_leave_none() {
        let parent = tempfile::tempdir().unwrap();
        let entries = [(); 2].map(|()| EntryFile::write(parent.path(), "http://x", "0").unwrap());
        let files = [entries[0].path(), entries[1].path()];
        assert_ne!(files[0], files[1]);
        assert!(files.iter().all(|file| file.is_file()));
        drop(entries);
        for file in files {
            assert!(!file.parent().unwrap().exists());
        }
    }
}
