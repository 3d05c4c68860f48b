//! Who gets in, and who does not: the program as browsers, other sites and other users of the
//! computer meet it, over raw HTTP.

mod client;
mod connections;
mod entry;
#[cfg(unix)]
mod entry_file;
mod journey;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod other_users;
mod program;
mod requests;
