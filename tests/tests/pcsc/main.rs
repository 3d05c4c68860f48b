//! The virtual card in PC/SC: judged by OpenSC and OpenSSL, which share no code with us, and used
//! by our own program; and readers, cards and the service that come and go.
//!
//! These tests need pcscd with vpcd's driver, OpenSC, OpenSSL and the program `card-points` beside
//! them: `tests/run` installs and builds all of it, and runs them.

#![cfg(unix)]

mod door;
mod folder;
mod judged;
mod laid;
mod readers;
mod run;
mod service;
mod used;
