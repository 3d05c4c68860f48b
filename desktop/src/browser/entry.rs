//! How the browser gets in: started on a file that only its owner can read, which posts the token
//! that lets in once. An address on a command line could be seen by every process.

use super::door::Door;
use super::words::PageWords;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The way in.
pub struct Entry {
    way: Way,
    words: &'static PageWords,
}

enum Way {
    /// An address to print.
    Address(String),
    /// A file to open. It is gone when this is.
    File(Page),
}

struct Page(PathBuf);

impl Drop for Page {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Entry {
    /// By a file, or by an address that is printed.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn new(door: &Door, print: bool, words: &'static PageWords) -> io::Result<Self> {
        let token = door.token().unwrap_or_default();
        let way = if print {
            Way::Address(format!("{}/enter/{token}", door.origin()))
        } else {
            Way::File(write(&folder(), &door.origin(), token)?)
        };
        Ok(Self { way, words })
    }

    /// Starts the browser, or prints the address, alone on a line.
    pub fn announce(&self) {
        match &self.way {
            Way::Address(address) => {
                eprintln!("{}", self.words.address);
                println!("{address}");
            }
            Way::File(Page(file)) => match open::that_detached(file) {
                Ok(()) => eprintln!("{}", self.words.opened),
                Err(_) => eprintln!("{}", self.words.no_browser),
            },
        }
    }
}

/// Where only this person's files are.
fn folder() -> PathBuf {
    std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from)
}

fn write(folder: &Path, origin: &str, token: &str) -> io::Result<Page> {
    let nth = std::process::id();
    let page = Page(folder.join(format!("card-points-{nth}.html")));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let html = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Card Points</title>\
         <form method=\"post\" action=\"{origin}/enter\"><input type=\"hidden\" name=\"token\" value=\"{token}\">\
         <button>Card Points</button></form><script>document.forms[0].submit()</script>\n"
    );
    options.open(&page.0)?.write_all(html.as_bytes())?;
    Ok(page)
}
