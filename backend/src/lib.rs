//! The service that the journeys of Card Points talk to.
//!
//! [`checks`] decides, and needs neither a socket nor a database; `store` remembers; `http`
//! carries.

#![allow(
    clippy::result_large_err,
    reason = "a refusal carries what stands; it is rare, and moved a few times at most"
)]

pub mod checks;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "server")]
pub mod store;
