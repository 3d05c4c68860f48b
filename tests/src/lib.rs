//! Plays whole journeys: a person who answers, a virtual card, and the backend's own checks, all
//! in one thread and without a socket, so that a test can put anything wrong at any step.

mod person;
mod play;

pub use card_points_backend::sandbox::{ADDRESS, Desk, refused};
pub use person::Applicant;
pub use play::{
    Fault, JourneyEnd, JourneyPlayer, asks, new_journey, now, presents_password, sends_to,
    shown_text, topics_of,
};
