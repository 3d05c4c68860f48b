//! Who gets in, and who does not: the program as browsers, other sites and other users of the
//! computer meet it, over raw HTTP.

mod client;
mod crowds;
mod entering;
#[cfg(unix)]
mod file;
mod guarding;
mod journey;
#[cfg(target_os = "linux")]
mod memory;
mod opened;
#[cfg(target_os = "linux")]
mod strangers;
