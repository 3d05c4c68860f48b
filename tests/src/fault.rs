//! Faults that a test causes.

use crate::player::JourneyPlayer;
use card_points::journey::{Event, Step};

/// A fault at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The card leaves before the command reaches it, or the request never reaches the backend.
    LostBefore,
    /// The card leaves before its reply comes back, or the reply of the backend is lost.
    LostAfter,
    /// The backend fails before it reads the request.
    ServerError,
    /// The card or the backend answers with nonsense.
    NonsenseReply,
    /// The person goes back.
    Back,
    /// The person stops.
    Stopped,
}

impl JourneyPlayer<'_> {
    /// The event that the fault causes at this step; `None` where it can't happen.
    pub fn fault_event(&mut self, step: &Step, fault: Fault) -> Option<Event> {
        Some(match (step, fault) {
            (Step::Done { .. }, _) => return None,
            (_, Fault::Stopped) => Event::Stopped,
            (Step::Ask { .. } | Step::Tap { .. }, Fault::Back) => Event::Back,
            (Step::Transmit { .. }, Fault::LostBefore) => {
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Fault::LostAfter) => {
                self.usual_event(step);
                self.card.power_off();
                Event::Lost
            }
            (Step::Transmit { .. }, Fault::NonsenseReply) => {
                self.usual_event(step);
                Event::Replied {
                    reply: [0x6F, 0x12].as_slice().into(),
                }
            }
            (Step::Send { request, .. }, Fault::LostBefore) => {
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Fault::LostAfter) => {
                self.usual_event(step);
                Event::Unreachable { id: request.id }
            }
            (Step::Send { request, .. }, Fault::ServerError) => Event::Received {
                id: request.id,
                status: 500,
                body: "<html>".into(),
            },
            (Step::Send { request, .. }, Fault::NonsenseReply) => {
                self.usual_event(step);
                Event::Received {
                    id: request.id,
                    status: 200,
                    body: "{\"neither\":".into(),
                }
            }
            _ => return None,
        })
    }

    /// Causes the fault at this step, and returns the next step.
    ///
    /// # Panics
    /// When the fault can't happen at this step.
    pub fn inject(&mut self, step: &Step, fault: Fault) -> Step {
        let event = self.fault_event(step, fault);
        self.next(event.expect("the fault can happen here"))
    }
}
