//! A socket in front of pcscd that one program uses. For that program the service starts late or
//! ends, while pcscd itself runs on.

use crate::pcscd::SOCKET;
use std::io;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Closed at first, and closed again when dropped.
#[derive(Clone)]
pub struct PcscdProxy {
    path: PathBuf,
    /// Both ends of every connection; `None` while the proxy is closed.
    connections: Arc<Mutex<Option<Vec<UnixStream>>>>,
}

impl PcscdProxy {
    pub fn new(folder: &Path) -> Self {
        Self {
            path: folder.join("pcscd.comm"),
            connections: Arc::default(),
        }
    }

    /// Where libpcsclite looks for the service.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn open(&self) {
        self.with_connections(|connections| *connections = Some(Vec::new()));
        let listener = UnixListener::bind(&self.path).unwrap();
        let proxy = self.clone();
        thread::spawn(move || {
            let clients = listener.incoming().map_while(Result::ok);
            clients
                .map_while(|client| proxy.accept(client))
                .for_each(drop);
        });
    }

    /// Ends every connection.
    pub fn close(&self) {
        let Some(connections) = self.with_connections(Option::take) else {
            return;
        };
        // The next client finds the proxy closed, which also ends the thread that listens.
        let _ = UnixStream::connect(&self.path);
        let _ = std::fs::remove_file(&self.path);
        // This comes last: a client may react at once, and the test may open the proxy again.
        for end in connections {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// `None` when the proxy is closed.
    fn accept(&self, client: UnixStream) -> Option<()> {
        self.with_connections(|connections| {
            let pcscd = UnixStream::connect(SOCKET).unwrap();
            forward(&client, &pcscd);
            forward(&pcscd, &client);
            connections.as_mut()?.extend([client, pcscd]);
            Some(())
        })
    }

    fn with_connections<T>(&self, action: impl FnOnce(&mut Option<Vec<UnixStream>>) -> T) -> T {
        action(
            &mut self
                .connections
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// Forwards all bytes until one end is closed, and then closes the other one.
fn forward(from: &UnixStream, to: &UnixStream) {
    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}
