//! Card Points: applies for Individual Number Card Points (マイナポイント) with an Individual Number
//! Card (マイナンバーカード) and its 4-digit password, and looks up what became of it.
//!
//! The core never does I/O. A [`journey::Journey`] is a conversation: it says what it needs next,
//! the shell brings it, and the journey says what it needs after that.

pub mod apdu;
pub mod application;
pub mod backend;
pub mod card;
pub mod certificate;
#[cfg(feature = "http")]
pub mod http;
pub mod journey;
pub mod payment;
pub mod programme;
#[cfg(feature = "uniffi")]
pub mod sdk;
pub mod secret;
pub mod spot;
pub mod text;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
