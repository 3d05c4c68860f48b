//! Card Points: applies for Individual Number Card Points (マイナポイント) with an Individual Number
//! Card (マイナンバーカード) and its 4-digit password, and checks the application later.
//!
//! The core does no I/O. A [`journey::Journey`] is a conversation: it says what it needs next, the
//! shell brings it, and the journey says what it needs after that.
//!
//! The modules, from the ground up; none uses one that stands below it in this list:
//!
//! | module | contents |
//! |---|---|
//! | [`secret`], [`text`] | bytes that are wiped; every sentence, in every language |
//! | [`apdu`], [`certificate`] | commands to a card and its replies; X.509 |
//! | [`programme`], [`payment`], [`spot`], [`application`] | rules as data; what the card signs |
//! | [`card`] | the card's protocol |
//! | [`backend`] | requests and replies as data |
//! | [`view`] | what a screen shows, and what builds it |
//! | [`step`] | what a journey says and hears: `Step`, `Event`, `Outcome` |
//! | `port` | where a flow waits |
//! | `flow` | what a journey does, one file a flow |
//! | [`journey`] | the type that shells hold |
//! | `http`, `ffi` | the one socket; the face for Kotlin and Swift |

pub mod apdu;
pub mod application;
pub mod backend;
pub mod card;
pub mod certificate;
#[cfg(feature = "uniffi")]
pub mod ffi;
mod flow;
#[cfg(feature = "http")]
pub mod http;
pub mod journey;
pub mod payment;
mod port;
pub mod programme;
pub mod secret;
pub mod spot;
pub mod step;
pub mod text;
pub mod view;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
