//! HTTP: the routes of [`card_points::backend`], and the server that carries them.
//!
//! Every reply is JSON, a refusal a problem (RFC 9457), none may be stored on the way. Bodies are
//! bounded in size and time and written nowhere.

mod response;
mod routes;
mod serve;
mod server;

pub use serve::{ClientConnection, Limits, WhenFull, serve};
pub use server::{EmbeddedServer, Server, ServerConfig, StartError};
