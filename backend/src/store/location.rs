//! Where a database file is when no other one is named, and how it is removed.

use etcetera::BaseStrategy as _;
use std::io;
use std::path::{Path, PathBuf};

/// The sandbox's database in the user's folder for application state; `None` if the system names
/// no such folder.
///
/// It is `card-points/practice.sqlite` in `$XDG_STATE_HOME` or `~/.local/state` (XDG Base Directory
/// Specification 0.8), `~/Library/Application Support` (macOS) or `%LOCALAPPDATA%` (Windows).
#[must_use]
pub fn default_file() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
    let state = folders.state_dir().unwrap_or_else(|| {
        // Only XDG knows state. Windows' other folder moves with a roaming profile.
        if cfg!(windows) {
            folders.cache_dir()
        } else {
            folders.data_dir()
        }
    });
    Some(state.join("card-points").join("practice.sqlite"))
}

/// Removes a database: the file, and the log files that SQLite keeps beside it. A file that does
/// not exist counts as removed.
///
/// # Errors
/// When a file exists and can't be removed.
pub fn remove(file: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_removed_with_its_log_files_and_may_be_removed_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("practice.sqlite");
        for suffix in ["", "-wal", "-shm"] {
            std::fs::write(format!("{}{suffix}", file.display()), "x").unwrap();
        }
        remove(&file).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        remove(&file).unwrap();
    }
}
