//! A server for programs without a tokio runtime.

use super::config::{ServerConfig, StartError};
use super::server::Server;
use crate::checks::{BackendData, LedgerError, PaymentServices};
use crate::store::NightlyReport;
use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};

/// A server with a thread of its own. Stops when it is dropped.
pub struct EmbeddedServer {
    /// `None` only while it is dropped.
    running: Option<(Runtime, Server)>,
}

impl EmbeddedServer {
    /// Starts a server. It accepts connections when this returns.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn start<P: PaymentServices + 'static>(
        data: BackendData,
        payment_services: P,
        config: ServerConfig,
    ) -> Result<Self, StartError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| StartError::System(error.to_string()))?;
        let server =
            on_own_thread(|| runtime.block_on(Server::start(data, payment_services, config)))?;
        Ok(Self {
            running: Some((runtime, server)),
        })
    }

    /// Its public base URL, e.g. `http://127.0.0.1:40123`.
    pub fn url(&self) -> &str {
        self.running().1.url()
    }

    /// Does the nightly run now.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn run_nightly(&self, now: Timestamp) -> Result<NightlyReport, LedgerError> {
        let (runtime, server) = self.running();
        on_own_thread(|| runtime.block_on(server.ledger().run_nightly(now, "on demand")))
    }

    fn running(&self) -> &(Runtime, Server) {
        self.running.as_ref().expect("until it is dropped")
    }
}

impl Drop for EmbeddedServer {
    fn drop(&mut self) {
        if let Some((runtime, server)) = self.running.take() {
            on_own_thread(move || runtime.block_on(server.stop()));
        }
    }
}

/// Runs `work` on a new thread: the caller may be inside a runtime, where blocking panics.
fn on_own_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}
