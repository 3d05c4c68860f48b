//! HTTP: the routes of [`card_points::backend`], and the server for them.
//!
//! Every reply is JSON and `no-store`; a refusal is a problem (RFC 9457). Request bodies have a
//! size limit and a time limit, and are never logged.

mod config;
mod embedded;
mod response;
mod routes;
mod serve;
mod server;

pub use config::{ServerConfig, StartError};
pub use embedded::EmbeddedServer;
pub use serve::{ClientConnection, Limits, WhenFull, serve};
pub use server::Server;
