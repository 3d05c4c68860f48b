//! Where the practice world is kept.

use std::path::{Path, PathBuf};

/// The practice world's file in this user's folder for state; the backend's own practice uses the
/// same. `None` where the system names no such folder.
#[must_use]
pub fn practice_file() -> Option<PathBuf> {
    Some(folder()?.join("card-points").join("practice.sqlite"))
}

/// Removes the practice world: the file and what the database keeps beside it.
///
/// # Errors
/// When a file is there and can't be removed.
pub fn remove(file: &Path) -> std::io::Result<()> {
    for beside in ["", "-wal", "-shm", "-journal"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// XDG Base Directory Specification 0.8, or what takes its place on the platform.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        Some(named("HOME")?.join("Library/Application Support"))
    } else {
        named("XDG_STATE_HOME").or_else(|| Some(named("HOME")?.join(".local/state")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_removed_may_be_removed_again() {
        let folder = std::env::temp_dir().join(format!("card-points-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("practice.sqlite");
        let beside = folder.join("practice.sqlite-wal");
        for path in [&file, &beside] {
            std::fs::write(path, "x").unwrap();
        }
        remove(&file).unwrap();
        assert!(!file.exists() && !beside.exists());
        remove(&file).unwrap();
        std::fs::remove_dir(&folder).unwrap();
    }
}
