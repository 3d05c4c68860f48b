//! The server: listens, serves, shuts down.

use super::routes::{App, router};
use super::serve::{Limits, WhenFull, serve};
use crate::checks::{Challenges, Confirm, Fault, Names, Office, World};
use crate::store::{Database, Nightly, Store};
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
pub struct Settings {
    /// Where it listens; port 0: a free one.
    pub listen: SocketAddr,
    /// Its address as the shells have it in their configuration; `None`: the one it listens on.
    pub public: Option<String>,
    /// Where it remembers.
    pub database: Database,
    /// A line on standard error for each request, without anything personal.
    pub log: bool,
    /// Serve a practice world on other addresses than loopback.
    pub practice_anywhere: bool,
    /// The clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Default for Settings {
    /// A free port on loopback, in memory, the system's clock.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public: None,
            database: Database::Memory,
            log: false,
            practice_anywhere: false,
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
    Practice,
    /// The address in the shells' configuration can't be guessed from the one listened on.
    #[error("listening on {0}, the public address must be given (--public-url)")]
    NoPublicAddress(SocketAddr),
    /// Not an address.
    #[error("{0}: not an http or https address without path")]
    PublicAddress(String),
    /// The address can't be listened on.
    #[error("{0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The database can't be used.
    #[error("the database: {0}")]
    Database(Fault),
    /// No randomness, no thread.
    #[error("the system: {0}")]
    System(String),
}

impl From<Fault> for StartError {
    fn from(fault: Fault) -> Self {
        Self::Database(fault)
    }
}

/// A running server. Dropped without [`Server::stop`], it stops without being waited for.
pub struct Server {
    local: SocketAddr,
    public: String,
    store: Store,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts one on the current tokio runtime; once this returns, it listens.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start<C: Confirm + 'static>(
        world: World,
        payment: C,
        settings: Settings,
    ) -> Result<Self, StartError> {
        let listen = settings.listen;
        let public = settings.public.as_deref();
        if let Some(public) = public {
            well_formed(public)?;
        } else if listen.ip().is_unspecified() {
            return Err(StartError::NoPublicAddress(listen));
        }
        let loopback = listen.ip().is_loopback() && public.is_none_or(is_loopback);
        if world.practice() && !loopback && !settings.practice_anywhere {
            return Err(StartError::Practice);
        }

        let store = Store::open(&settings.database).await?;
        let key = store.challenge_key(&random()?).await?;
        store
            .begin(&world.registry, &Names::new(&random()?))
            .await?;
        let listener = TcpListener::bind(listen)
            .await
            .map_err(|error| StartError::Listen(listen, error))?;
        let local = listener
            .local_addr()
            .map_err(|error| StartError::Listen(listen, error))?;
        let public = public.map_or_else(|| format!("http://{local}"), str::to_owned);

        let serialise = |result: serde_json::Result<Vec<u8>>| result.expect("our own types").into();
        let app = Arc::new(App {
            programme: serialise(serde_json::to_vec(&world.programme)),
            services: serialise(serde_json::to_vec(&world.services)),
            office: Office::new(
                world,
                &public,
                Challenges::new(&key),
                store.clone(),
                payment,
            ),
            clock: settings.clock,
            log: settings.log,
        });
        let (stop, stopped) = oneshot::channel();
        let serving = serve([listener], router(app), LIMITS, async {
            // An error means that the sender was dropped with the handle: stop as well.
            let _ = stopped.await;
        });
        let task = tokio::spawn(serving);
        Ok(Self {
            local,
            public,
            store,
            stop,
            task,
        })
    }

    /// Its address as the shells have it in their configuration.
    pub fn address(&self) -> &str {
        &self.public
    }

    /// Where it listens.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// What it remembers.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes no more connections, lets open requests end, closes the database.
    pub async fn stop(self) {
        // Gone already: then it has stopped.
        let _ = self.stop.send(());
        let _ = self.task.await;
        self.store.close().await;
    }
}

/// A server with threads of its own, for a shell that has no runtime. Stops when dropped.
pub struct Embedded {
    /// Both are there until dropped.
    running: Option<(tokio::runtime::Runtime, Server)>,
}

impl Embedded {
    /// Starts one; once this returns, it listens.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn start<C: Confirm + 'static>(
        world: World,
        payment: C,
        settings: Settings,
    ) -> Result<Self, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| StartError::System(error.to_string()))?;
        let server = apart(|| runtime.block_on(Server::start(world, payment, settings)))?;
        Ok(Self {
            running: Some((runtime, server)),
        })
    }

    /// Its address, e.g. `http://127.0.0.1:40123`.
    pub fn address(&self) -> &str {
        self.running().1.address()
    }

    /// The nightly run, now.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn nightly(&self, now: Timestamp) -> Result<Nightly, Fault> {
        let (runtime, server) = self.running();
        apart(|| runtime.block_on(server.store().nightly(now, "on demand")))
    }

    fn running(&self) -> &(tokio::runtime::Runtime, Server) {
        self.running.as_ref().expect("until it is dropped")
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some((runtime, server)) = self.running.take() {
            apart(move || runtime.block_on(server.stop()));
        }
    }
}

/// On a thread of its own: whoever calls may be inside a runtime, where blocking is not allowed.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

fn random() -> Result<[u8; 32], StartError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| StartError::System(error.to_string()))?;
    Ok(bytes)
}

fn well_formed(public: &str) -> Result<(), StartError> {
    let bad = || StartError::PublicAddress(public.to_owned());
    let uri: axum::http::Uri = public.parse().map_err(|_| bad())?;
    let scheme = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = uri.path() == "/" && uri.query().is_none();
    if scheme && bare && uri.host().is_some() {
        Ok(())
    } else {
        Err(bad())
    }
}

fn is_loopback(public: &str) -> bool {
    let Ok(uri) = public.parse::<axum::http::Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
