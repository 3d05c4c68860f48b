//! The service that the journeys of Card Points talk to.
//!
//! [`checks`] decides, and needs neither a socket nor a database; `store` remembers; `http`
//! carries.

pub mod checks;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "server")]
pub mod store;
