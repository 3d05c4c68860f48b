//! Reads the source of our crates, to check which modules import which. The checks are in `tests`.
//!
//! It depends on none of our crates: it runs in seconds, and also while one of them does not compile.

pub mod graph;
pub mod modules;
