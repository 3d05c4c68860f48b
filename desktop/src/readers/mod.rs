//! All card readers together: which card is read, and what a person can do if none is.

mod card_stay;
mod hint;
mod selector;
mod watcher;

pub use hint::ReaderHint;
pub use watcher::{LookResult, ReaderWatcher};
