//! Ctrl-C and the system's wish to stop, as a flag that every wait looks at.

use std::io;
use std::time::Duration;
use tokio::sync::watch;

/// How often a wait that can't be woken looks at the flag.
pub const GLANCE: Duration = Duration::from_millis(100);

/// Whether the person, or the system, wants the program to stop.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for Ctrl-C and, where they exist, SIGTERM and SIGHUP. The first one asks to stop;
    /// a second one ends the program at once, terminal put back in order.
    ///
    /// # Errors
    /// When the system allows no thread or no handler.
    pub fn on_signals() -> io::Result<Self> {
        let (wanted, stop) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                runtime.block_on(async {
                    let mut signals = Signals::new()?;
                    signals.next().await;
                    wanted.send_replace(true);
                    signals.next().await;
                    crate::terminal::restore();
                    std::process::exit(130)
                })
            })
            .map(|_: std::thread::JoinHandle<io::Result<()>>| Self(stop))
    }

    /// One that comes when `true` is sent.
    #[must_use]
    pub fn by_hand() -> (watch::Sender<bool>, Self) {
        let (wanted, stop) = watch::channel(false);
        (wanted, Self(stop))
    }

    /// One that never comes.
    #[must_use]
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// Whether it has come.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it comes.
    pub async fn wanted(&self) {
        let mut stop = self.0.clone();
        if stop.wait_for(|&wanted| wanted).await.is_err() {
            // Nobody can ask any more.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Signals {
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
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
