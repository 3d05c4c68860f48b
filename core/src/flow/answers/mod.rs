//! The answers of *apply* and *preregister*.
//!
//! The open question is derived, not scripted: it is a function of the rules, the answers, what the
//! backend refused, and what the person reopened. An answer that a change made invalid opens by
//! itself. A valid answer is not asked for again.

mod ask;
mod draft;
mod refusal;

pub(super) use draft::Draft;
