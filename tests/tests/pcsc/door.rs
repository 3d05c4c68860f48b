//! A door to pcscd that can be shut and opened, for one program: whoever runs pcscd, for that
//! program the service starts late or ends.

use crate::folder::Folder;
use crate::service::SOCKET;
use std::io;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Shut at first. Shut again when dropped.
#[derive(Clone)]
pub struct Door {
    path: PathBuf,
    /// Both ends of everybody who went through; `None` while it is shut.
    inside: Arc<Mutex<Option<Vec<UnixStream>>>>,
}

impl Door {
    pub fn new(folder: &Folder) -> Self {
        Self {
            path: folder.path().join("pcscd.comm"),
            inside: Arc::default(),
        }
    }

    /// Where libpcsclite looks for the service.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn open(&self) {
        self.with(|inside| *inside = Some(Vec::new()));
        let listener = UnixListener::bind(&self.path).unwrap();
        let door = self.clone();
        thread::spawn(move || {
            let callers = listener.incoming().map_while(Result::ok);
            callers
                .map_while(|caller| door.let_in(caller))
                .for_each(drop);
        });
    }

    /// Everybody inside is cut off.
    pub fn shut(&self) {
        let Some(inside) = self.with(Option::take) else {
            return;
        };
        // Whoever calls now finds it shut: so does the thread that listens.
        let _ = UnixStream::connect(&self.path);
        let _ = std::fs::remove_file(&self.path);
        // Last: whoever is cut off may be heard, and the door opened again, at once.
        for end in inside {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// `None`: it is shut.
    fn let_in(&self, caller: UnixStream) -> Option<()> {
        self.with(|inside| {
            let pcscd = UnixStream::connect(SOCKET).unwrap();
            carry(&caller, &pcscd);
            carry(&pcscd, &caller);
            inside.as_mut()?.extend([caller, pcscd]);
            Some(())
        })
    }

    fn with<T>(&self, what: impl FnOnce(&mut Option<Vec<UnixStream>>) -> T) -> T {
        what(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Carries what comes, until one of them has gone; then the other one goes too.
fn carry(from: &UnixStream, to: &UnixStream) {
    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}
