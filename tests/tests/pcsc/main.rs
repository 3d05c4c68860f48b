//! The virtual card in a real PC/SC service: checked by OpenSC and OpenSSL, which share no code with
//! this project, and used by `card-points`; and readers, cards and services that appear and disappear.
//!
//! These tests need pcscd with the driver of vpcd, OpenSC, OpenSSL and the program `card-points`.
//! `tests/run` installs and builds all of them, and runs the tests.

#![cfg(unix)]

mod application;
mod hot_plug;
mod opensc_and_openssl;
mod pcscd;
mod pcscd_proxy;
mod programs;
mod virtual_readers;
