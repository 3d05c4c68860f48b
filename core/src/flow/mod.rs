//! Flows: what a journey does, each as a straight-line `async` function that parks at its
//! [`Port`](crate::port::Port) and is polled by hand.
//!
//! A flow decides what happens next. Every screen is built by a closure over [`view`](crate::view),
//! which is called again whenever the language changes.

mod answers;
mod apply;
mod backend_call;
mod card;
mod context;
mod help;
mod home;
mod preregister;
mod programme_data;
mod result;
mod signing;
mod spots;
mod status;
mod status_check;
mod submission;

pub(crate) use context::FlowContext;
pub use context::JourneyConfig;
pub(crate) use home::run;
pub(crate) use result::Ending;
use result::{FlowError, FlowResult};
