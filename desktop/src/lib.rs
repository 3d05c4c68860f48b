//! The program `card-points` for a computer: card readers (PC/SC), the terminal, the browser, answers
//! from a file, and the embedded sandbox. The journey and its texts come from the core.

#![deny(unsafe_code)]

pub mod app;
pub mod browser;
pub mod cli;
pub mod exit;
pub mod http_client;
pub mod json_lines;
pub mod pcsc;
pub mod pcsc_connector;
pub mod readers;
pub mod runner;
pub mod sandbox;
pub mod scripted;
pub mod stop;
pub mod terminal;
pub mod text;
mod topic;
pub mod user_interface;
pub mod vpcd;
