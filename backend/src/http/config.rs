//! What a server is told, and why it does not start.

use crate::checks::LedgerError;
use crate::store::Database;
use axum::http::Uri;
use jiff::Timestamp;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// The configuration of a [`Server`](super::Server).
#[derive(Clone)]
pub struct ServerConfig {
    /// Address to listen on; port 0: a free one.
    pub listen: SocketAddr,
    /// Base URL in the apps' configuration; `None`: `http://` and the address listened on.
    pub public_url: Option<String>,
    /// Where the ledger is stored.
    pub database: Database,
    /// Log each request on standard error, without anything personal.
    pub log_requests: bool,
    /// Serve sandbox data on other addresses than loopback.
    pub allow_practice_anywhere: bool,
    /// The clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Default for ServerConfig {
    /// A free port on loopback, a database in memory, the system's clock.
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

impl ServerConfig {
    /// Checks the addresses. `practice`: whether sandbox data is to be served.
    pub(super) fn check(&self, practice: bool) -> Result<(), StartError> {
        let public_is_loopback = match self.public_url.as_deref() {
            Some(url) => is_loopback(&parse_public_url(url)?),
            None if self.listen.ip().is_unspecified() => {
                return Err(StartError::NoPublicUrl(self.listen));
            }
            None => true,
        };
        let loopback = self.listen.ip().is_loopback() && public_is_loopback;
        if practice && !loopback && !self.allow_practice_anywhere {
            return Err(StartError::PracticeOffLoopback);
        }
        Ok(())
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Sandbox data would be served where others could take it for the real service.
    #[error(
        "these are the sandbox's data, whose keys are published: they are served on loopback only \
         (--allow-practice-anchors-anywhere says otherwise)"
    )]
    PracticeOffLoopback,
    /// The public URL can't be derived from the address listened on.
    #[error("listening on {0}, the public address must be given (--public-url)")]
    NoPublicUrl(SocketAddr),
    /// Not a base URL.
    #[error("{0}: not an http or https address without path")]
    InvalidPublicUrl(String),
    /// The address can't be listened on.
    #[error("{0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The database can't be used.
    #[error("the database: {0}")]
    Database(#[from] LedgerError),
    /// The system has no randomness, or allows no thread.
    #[error("the system: {0}")]
    System(String),
}

fn parse_public_url(url: &str) -> Result<Uri, StartError> {
    let is_base = |uri: &Uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some()
            && uri.path() == "/"
            && uri.query().is_none()
    };
    let uri = url.parse::<Uri>().ok().filter(is_base);
    uri.ok_or_else(|| StartError::InvalidPublicUrl(url.to_owned()))
}

fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
