//! The backend of Card Points.
//!
//! [`checks`] decides, without a socket or a database; `store` is the ledger in a database; `http`
//! serves.

pub mod checks;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "server")]
pub mod store;
