//! The PC/SC service: the pcscd that already runs, or else one that the tests start.

use card_points_desktop::pcsc::{CardReaders, ReaderName};
use std::io::{BufRead, BufReader, pipe};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// The socket of pcscd.
pub const SOCKET: &str = "/run/pcscd/pcscd.comm";
/// The file with the process id of pcscd.
const PID_FILE: &str = "/run/pcscd/pcscd.pid";

/// How often the tests check whether pcscd is ready: after each line of its log, or this interval.
const MAX_READY_CHECKS: u32 = 1000;
const READY_CHECK_INTERVAL: Duration = Duration::from_millis(20);
/// How long pcscd may take to end.
const EXIT_TIMEOUT: Duration = Duration::from_secs(10);

/// A connection to pcscd. While it is open, pcscd does not end by itself.
pub struct PcscService {
    pub readers: CardReaders,
    _daemon: Option<Daemon>,
}

impl PcscService {
    /// Connects to the pcscd that runs, or starts one.
    pub fn connect() -> Self {
        if UnixStream::connect(SOCKET).is_ok() {
            let readers = CardReaders::new().expect("pcscd listens but accepts no clients");
            assert!(
                virtual_reader(&readers, 1).is_some(),
                "the running pcscd has no virtual readers: install vsmartcard-vpcd, restart pcscd"
            );
            return Self {
                readers,
                _daemon: None,
            };
        }
        let daemon = Daemon::start();
        Self {
            readers: daemon.readers(),
            _daemon: Some(daemon),
        }
    }

    /// One of vpcd's two readers.
    pub fn virtual_reader(&self, nth: usize) -> ReaderName {
        virtual_reader(&self.readers, nth).expect("vpcd's reader has disappeared")
    }
}

fn virtual_reader(readers: &CardReaders, nth: usize) -> Option<ReaderName> {
    let names = readers.names().ok()?;
    names.into_iter().find(|name| {
        let name = name.to_string();
        name.starts_with("Virtual PCD ") && name.ends_with(&format!(" 0{nth}"))
    })
}

/// A pcscd that the tests started. It ends when dropped, also after a panic.
struct Daemon {
    child: Child,
    /// The lines of its log, until it ends.
    log: Receiver<String>,
}

impl Daemon {
    fn start() -> Self {
        // No pcscd listens. One that was killed leaves both files behind, and a new one refuses to
        // start when another process now has the process id in them.
        for file in [SOCKET, PID_FILE] {
            let _ = std::fs::remove_file(file);
        }
        let (output, input) = pipe().unwrap();
        let child = Command::new("pcscd")
            .arg("--foreground")
            .stdin(Stdio::null())
            .stdout(input.try_clone().unwrap())
            .stderr(input)
            .spawn()
            .expect("pcscd does not start: install pcscd and vsmartcard-vpcd");
        let (sender, log) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.for_each(|line| drop(sender.send(line)));
        });
        Self { child, log }
    }

    /// Waits until pcscd serves the readers of vpcd.
    fn readers(&self) -> CardReaders {
        let mut log = String::new();
        for _ in 0..MAX_READY_CHECKS {
            if let Ok(readers) = CardReaders::new()
                && virtual_reader(&readers, 1).is_some()
            {
                return readers;
            }
            match self.log.recv_timeout(READY_CHECK_INTERVAL) {
                Ok(line) => log = log + &line + "\n",
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("pcscd has ended (are you root?):\n{log}")
                }
            }
        }
        panic!("pcscd shows no virtual readers; is vsmartcard-vpcd installed?\n{log}");
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A pcscd that ends on SIGTERM removes its files. One that is killed would leave them.
        let _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        while self.log.recv_timeout(EXIT_TIMEOUT).is_ok() {}
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
