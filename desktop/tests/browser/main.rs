//! Who can enter and who cannot: the program as seen by browsers, other sites and other users of the
//! computer, over raw HTTP.

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
