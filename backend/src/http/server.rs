//! The server: listens, serves, shuts down.

use super::routes::{AppState, router};
use super::serve::{Limits, WhenFull, serve};
use crate::checks::{
    Backend, BackendData, ChallengeIssuer, IdGenerator, LedgerError, PaymentServices,
};
use crate::store::{Database, NightlyReport, SqliteLedger};
use jiff::Timestamp;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// No client is privileged, so connections beyond the limit wait.
const LIMITS: Limits = Limits {
    max_connections: 1024,
    when_full: WhenFull::Wait,
    header_timeout: Duration::from_secs(15),
    max_header_bytes: 400 * 1024,
    shutdown_timeout: Duration::from_secs(10),
};

/// How a server is run.
#[derive(Clone)]
pub struct ServerConfig {
    /// Where it listens; port 0: a free one.
    pub listen: SocketAddr,
    /// Its address as the shells have it in their configuration; `None`: the one it listens on.
    pub public_url: Option<String>,
    /// Where it remembers.
    pub database: Database,
    /// A line on standard error for each request, without anything personal.
    pub log_requests: bool,
    /// Serve a practice world on other addresses than loopback.
    pub allow_practice_anywhere: bool,
    /// The clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Default for ServerConfig {
    /// A free port on loopback, in memory, the system's clock.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            database: Database::Memory,
            log_requests: false,
            allow_practice_anywhere: false,
            clock: Arc::new(Timestamp::now),
        }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A practice world where others could take it for the real thing.
    #[error(
        "this is a practice world, whose keys are published: it is served on loopback only \
         (--allow-practice-anchors-anywhere says otherwise)"
    )]
    PracticeOffLoopback,
    /// The address in the shells' configuration can't be guessed from the one listened on.
    #[error("listening on {0}, the public address must be given (--public-url)")]
    NoPublicUrl(SocketAddr),
    /// Not an address.
    #[error("{0}: not an http or https address without path")]
    InvalidPublicUrl(String),
    /// The address can't be listened on.
    #[error("{0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The database can't be used.
    #[error("the database: {0}")]
    Database(LedgerError),
    /// No randomness, no thread.
    #[error("the system: {0}")]
    System(String),
}

impl From<LedgerError> for StartError {
    fn from(fault: LedgerError) -> Self {
        Self::Database(fault)
    }
}

/// A running server. Dropped without [`Server::stop`], it stops without being waited for.
pub struct Server {
    local: SocketAddr,
    public_url: String,
    ledger: SqliteLedger,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts one on the current tokio runtime; once this returns, it listens.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start<C: PaymentServices + 'static>(
        world: BackendData,
        payment: C,
        settings: ServerConfig,
    ) -> Result<Self, StartError> {
        let listen = settings.listen;
        let public = settings.public_url.as_deref();
        if let Some(public) = public {
            check_public_url(public)?;
        } else if listen.ip().is_unspecified() {
            return Err(StartError::NoPublicUrl(listen));
        }
        let loopback = listen.ip().is_loopback() && public.is_none_or(is_loopback_url);
        if world.is_practice() && !loopback && !settings.allow_practice_anywhere {
            return Err(StartError::PracticeOffLoopback);
        }

        let store = SqliteLedger::open(&settings.database).await?;
        let key = store.challenge_key(&random_bytes()?).await?;
        store
            .import_prior_applications(&world.registry, &IdGenerator::new(&random_bytes()?))
            .await?;
        let listener = TcpListener::bind(listen)
            .await
            .map_err(|error| StartError::Listen(listen, error))?;
        let local = listener
            .local_addr()
            .map_err(|error| StartError::Listen(listen, error))?;
        let public = public.map_or_else(|| format!("http://{local}"), str::to_owned);

        let serialise = |result: serde_json::Result<Vec<u8>>| result.expect("our own types").into();
        let app = Arc::new(AppState {
            programme: serialise(serde_json::to_vec(&world.programme)),
            services: serialise(serde_json::to_vec(&world.services)),
            backend: Backend::new(
                world,
                &public,
                ChallengeIssuer::new(&key),
                store.clone(),
                payment,
            ),
            clock: settings.clock,
            log_requests: settings.log_requests,
        });
        let (stop, stopped) = oneshot::channel();
        let serving = serve([listener], router(app), LIMITS, async {
            // An error means that the sender was dropped with the handle: stop as well.
            let _ = stopped.await;
        });
        let task = tokio::spawn(serving);
        Ok(Self {
            local,
            public_url: public,
            ledger: store,
            stop,
            task,
        })
    }

    /// Its address as the shells have it in their configuration.
    pub fn url(&self) -> &str {
        &self.public_url
    }

    /// Where it listens.
    pub fn local_address(&self) -> SocketAddr {
        self.local
    }

    /// What it remembers.
    pub fn ledger(&self) -> &SqliteLedger {
        &self.ledger
    }

    /// Takes no more connections, lets open requests end, closes the database.
    pub async fn stop(self) {
        // Gone already: then it has stopped.
        let _ = self.stop.send(());
        let _ = self.task.await;
        self.ledger.close().await;
    }
}

/// A server with threads of its own, for a shell that has no runtime. Stops when dropped.
pub struct EmbeddedServer {
    /// Both are there until dropped.
    running: Option<(tokio::runtime::Runtime, Server)>,
}

impl EmbeddedServer {
    /// Starts one; once this returns, it listens.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn start<C: PaymentServices + 'static>(
        world: BackendData,
        payment: C,
        settings: ServerConfig,
    ) -> Result<Self, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| StartError::System(error.to_string()))?;
        let server = on_own_thread(|| runtime.block_on(Server::start(world, payment, settings)))?;
        Ok(Self {
            running: Some((runtime, server)),
        })
    }

    /// Its address, e.g. `http://127.0.0.1:40123`.
    pub fn url(&self) -> &str {
        self.running().1.url()
    }

    /// The nightly run, now.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn run_nightly(&self, now: Timestamp) -> Result<NightlyReport, LedgerError> {
        let (runtime, server) = self.running();
        on_own_thread(|| runtime.block_on(server.ledger().run_nightly(now, "on demand")))
    }

    fn running(&self) -> &(tokio::runtime::Runtime, Server) {
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

/// On a thread of its own: whoever calls may be inside a runtime, where blocking is not allowed.
fn on_own_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

fn random_bytes() -> Result<[u8; 32], StartError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| StartError::System(error.to_string()))?;
    Ok(bytes)
}

fn check_public_url(public: &str) -> Result<(), StartError> {
    let bad = || StartError::InvalidPublicUrl(public.to_owned());
    let uri: axum::http::Uri = public.parse().map_err(|_| bad())?;
    let scheme = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = uri.path() == "/" && uri.query().is_none();
    if scheme && bare && uri.host().is_some() {
        Ok(())
    } else {
        Err(bad())
    }
}

fn is_loopback_url(public: &str) -> bool {
    let Ok(uri) = public.parse::<axum::http::Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
