//! The server: opens the ledger, listens, serves, stops.

use super::config::{ServerConfig, StartError};
use super::routes::{AppState, router};
use super::serve::{Limits, WhenFull, serve};
use crate::checks::{Backend, BackendData, ChallengeIssuer, IdGenerator, PaymentServices};
use crate::store::SqliteLedger;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// No client has precedence over another, so connections beyond the limit wait.
const LIMITS: Limits = Limits {
    max_connections: 1024,
    when_full: WhenFull::Wait,
    header_timeout: Duration::from_secs(15),
    max_header_bytes: 400 * 1024,
    shutdown_timeout: Duration::from_secs(10),
};

/// A running server. If it is dropped without [`Server::stop`], it stops in the background.
pub struct Server {
    local_address: SocketAddr,
    url: String,
    ledger: SqliteLedger,
    shutdown: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server on the current tokio runtime. It accepts connections when this returns.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start<P: PaymentServices + 'static>(
        data: BackendData,
        payment_services: P,
        config: ServerConfig,
    ) -> Result<Self, StartError> {
        config.check(data.is_practice())?;
        let ledger = SqliteLedger::open(&config.database).await?;
        let key = ledger.challenge_key(&random_bytes()?).await?;
        let ids = IdGenerator::new(&random_bytes()?);
        ledger
            .import_prior_applications(&data.registry, &ids)
            .await?;
        let listen_error = |error| StartError::Listen(config.listen, error);
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(listen_error)?;
        let local_address = listener.local_addr().map_err(listen_error)?;
        let listening_on = || format!("http://{local_address}");
        let url = config.public_url.unwrap_or_else(listening_on);

        let json = |result: serde_json::Result<Vec<u8>>| result.expect("plain data").into();
        let challenges = ChallengeIssuer::new(&key);
        let app = Arc::new(AppState {
            programme: json(serde_json::to_vec(&data.programme)),
            services: json(serde_json::to_vec(&data.services)),
            backend: Backend::new(data, &url, challenges, ledger.clone(), payment_services),
            clock: config.clock,
            log_requests: config.log_requests,
        });
        let (shutdown, signal) = oneshot::channel();
        let task = tokio::spawn(serve([listener], router(app), LIMITS, async {
            // An error means that the `Server` was dropped.
            let _ = signal.await;
        }));
        Ok(Self {
            local_address,
            url,
            ledger,
            shutdown,
            task,
        })
    }

    /// The public base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address that it listens on.
    pub fn local_address(&self) -> SocketAddr {
        self.local_address
    }

    /// The ledger.
    pub fn ledger(&self) -> &SqliteLedger {
        &self.ledger
    }

    /// Accepts no more connections, lets open requests finish, and closes the database.
    pub async fn stop(self) {
        // An error means that the task has ended.
        let _ = self.shutdown.send(());
        let _ = self.task.await;
        self.ledger.close().await;
    }
}

fn random_bytes() -> Result<[u8; 32], StartError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| StartError::System(error.to_string()))?;
    Ok(bytes)
}
