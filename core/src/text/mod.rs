//! Every text that a person reads, in the person's language. English and Japanese are originals of
//! equal rank: neither is a translation of the other. Plain Japanese (やさしい日本語) says the Japanese
//! in short sentences and plain words, with readings.

#[macro_use]
mod language;
mod catalog;
#[cfg(any(test, feature = "text-check"))]
#[doc(hidden)]
pub mod check;
pub mod help;
mod labels;
mod language_list;
mod localized;
mod message;
pub mod ruby;
mod search;
mod width;

pub use catalog::Catalog;
pub use labels::{Labels, labels, labels_in};
pub use language::{Language, match_language};
pub use language_list::{LanguageInfo, languages};
pub use localized::LocalizedText;
pub(crate) use message::japan_time;
pub use message::{MessageArg, Text};
pub use search::search_key;
pub use width::half_width;
