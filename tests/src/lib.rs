//! Plays whole journeys: a person who answers, a virtual card, and the backend's own checks, all
//! in one thread and without a socket, so that a test can put anything wrong at any step.

mod person;
mod play;

pub use card_points_backend::sandbox::{InProcessBackend, SANDBOX_URL, refusal_reply};
pub use person::Person;
pub use play::{End, Mischief, Play, asked, asks, journey, now, said, sends, verifies};
