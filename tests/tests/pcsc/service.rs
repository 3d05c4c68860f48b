//! pcscd: the one that runs, or else one of our own.

use card_points_desktop::pcsc::{CardReaders, ReaderName};
use std::io::{BufRead, BufReader, pipe};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Where pcscd listens, and the note of its process id.
pub const SOCKET: &str = "/run/pcscd/pcscd.comm";
const PID: &str = "/run/pcscd/pcscd.pid";

/// So often we look whether pcscd is ready, each time after it said something or this time passed.
const LOOKS: u32 = 1000;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
/// So long it may take to end.
const ENDING: Duration = Duration::from_secs(10);

/// A connection to pcscd; as long as it lasts, pcscd does not end by itself.
pub struct Service {
    pub readers: CardReaders,
    _own: Option<Daemon>,
}

impl Service {
    /// Connects to the pcscd that runs, or starts one.
    pub fn reach() -> Self {
        if UnixStream::connect(SOCKET).is_ok() {
            let readers = CardReaders::new().expect("pcscd listens but takes no clients");
            assert!(
                virtual_reader(&readers, 1).is_some(),
                "the pcscd that runs has no virtual readers: install vsmartcard-vpcd, restart pcscd"
            );
            return Self {
                readers,
                _own: None,
            };
        }
        let daemon = Daemon::start();
        Self {
            readers: daemon.readers(),
            _own: Some(daemon),
        }
    }

    /// One of vpcd's two readers.
    pub fn virtual_reader(&self, nth: usize) -> ReaderName {
        virtual_reader(&self.readers, nth).expect("vpcd's reader has gone")
    }
}

fn virtual_reader(readers: &CardReaders, nth: usize) -> Option<ReaderName> {
    let names = readers.names().ok()?;
    names.into_iter().find(|name| {
        let name = name.to_string();
        name.starts_with("Virtual PCD ") && name.ends_with(&format!(" 0{nth}"))
    })
}

/// A pcscd that we started. It ends when dropped, also in a panic.
struct Daemon {
    child: Child,
    /// What it says, line by line, until it ends.
    said: Receiver<String>,
}

impl Daemon {
    fn start() -> Self {
        // Nobody listens there. A pcscd that was killed leaves both files, and a new one refuses
        // to start when the process id in them is somebody else's by now.
        for left in [SOCKET, PID] {
            let _ = std::fs::remove_file(left);
        }
        let (output, input) = pipe().unwrap();
        let child = Command::new("pcscd")
            .arg("--foreground")
            .stdin(Stdio::null())
            .stdout(input.try_clone().unwrap())
            .stderr(input)
            .spawn()
            .expect("pcscd does not start: install pcscd and vsmartcard-vpcd");
        let (say, said) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.for_each(|line| drop(say.send(line)));
        });
        Self { child, said }
    }

    /// Waits until it serves vpcd's readers.
    fn readers(&self) -> CardReaders {
        let mut log = String::new();
        for _ in 0..LOOKS {
            if let Ok(readers) = CardReaders::new()
                && virtual_reader(&readers, 1).is_some()
            {
                return readers;
            }
            match self.said.recv_timeout(BETWEEN_LOOKS) {
                Ok(line) => log = log + &line + "\n",
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("pcscd has ended (is it root?):\n{log}")
                }
            }
        }
        panic!("pcscd shows no virtual readers; is vsmartcard-vpcd installed?\n{log}");
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // Asked to end, it removes its files; killed, it would leave them.
        let _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        while self.said.recv_timeout(ENDING).is_ok() {}
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
