//! The request to stop the program (Ctrl-C, SIGTERM, SIGHUP), as a flag that every wait checks.

use std::io;
use std::time::Duration;
use tokio::sync::watch;

/// How often a wait that the flag can't wake checks it.
pub const STOP_POLL_INTERVAL: Duration = Duration::from_millis(100);

/// Whether the user or the system wants the program to stop.
#[derive(Clone)]
pub struct StopSignal(watch::Receiver<bool>);

impl StopSignal {
    /// Listens for Ctrl-C and, where they exist, SIGTERM and SIGHUP. The first signal asks to stop;
    /// the second one calls `before_exit` and ends the program at once.
    ///
    /// # Errors
    /// If the system refuses a thread or a signal handler.
    pub fn on_signals(before_exit: fn()) -> io::Result<Self> {
        let (request, stop) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                runtime.block_on(async {
                    let mut signals = OsSignals::new()?;
                    signals.next().await;
                    request.send_replace(true);
                    signals.next().await;
                    before_exit();
                    std::process::exit(130)
                })
            })
            .map(|_: std::thread::JoinHandle<io::Result<()>>| Self(stop))
    }

    /// A signal that is requested by sending `true`.
    #[must_use]
    pub fn manual() -> (watch::Sender<bool>, Self) {
        let (request, stop) = watch::channel(false);
        (request, Self(stop))
    }

    /// A signal that is never requested.
    #[must_use]
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// Whether a stop was requested.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Completes when a stop is requested.
    pub async fn requested(&self) {
        let mut stop = self.0.clone();
        if stop.wait_for(|&requested| requested).await.is_err() {
            // The sender is gone: no request can come any more.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct OsSignals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl OsSignals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        ]))
    }

    async fn next(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct OsSignals;

#[cfg(not(unix))]
impl OsSignals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
