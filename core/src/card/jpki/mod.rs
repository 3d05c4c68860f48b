//! The JPKI application of one card during one tap.
//!
//! Each operation takes as few commands as possible. If the card refuses a shortcut (a short identifier or
//! an extended length), the operation falls back on commands that every card knows. Only commands that
//! are safe to repeat are sent that way; VERIFY is not one of them.

mod application;
mod files;
mod password;
mod signature;

pub(super) use application::Jpki;
