//! The computer with a card reader: PC/SC, the terminal, answers from a file, and the practice
//! world. The journey itself, and every word of it, is the core's.

#![deny(unsafe_code)]

pub mod answers;
pub mod app;
pub mod browser;
pub mod cli;
pub mod conversation;
pub mod exit;
pub mod json;
pub mod network;
pub mod pcsc;
pub mod person;
pub mod practice;
pub mod reader;
pub mod state;
pub mod stop;
pub mod terminal;
mod topic;
pub mod vpcd;
pub mod watch;
pub mod words;
