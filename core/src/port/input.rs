//! Which events fit the step that was handed out.

use crate::card::ReaderCapabilities;
use crate::secret::Secret;
use crate::step::{Event, Step};
use crate::view::{Answer, Topic};

/// What a person does instead of what was asked, carried by `?` to the function that owns the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interrupt {
    /// Back to the previous question.
    Back,
    /// To another question.
    Change(Topic),
    /// From the beginning, with another card.
    DifferentCard,
    /// The journey stops.
    Stopped,
}

/// What a parked flow receives, after it was found to fit its step.
pub(super) enum PortInput {
    Answer(Answer),
    Interrupt(Interrupt),
    /// The same step is wanted again, in the current language.
    LanguageChanged,
    Arrived(ReaderCapabilities),
    Replied(Secret),
    Lost,
    Received {
        status: i32,
        body: Secret,
    },
    Unreachable,
}

/// What `event` means to the flow that waits at `step`; `None`: it does not fit and changes nothing.
pub(super) fn accepted(step: &Step, event: Event) -> Option<PortInput> {
    match (step, event) {
        (Step::Done { .. }, _) => None,
        (_, Event::Stopped) => Some(PortInput::Interrupt(Interrupt::Stopped)),

        // A command is never handed out twice: anything but its reply means that it is lost.
        (Step::Transmit { .. }, Event::Replied { reply }) => Some(PortInput::Replied(reply)),
        (Step::Transmit { .. }, _) => Some(PortInput::Lost),

        (_, Event::SetLanguage { .. }) => Some(PortInput::LanguageChanged),

        (Step::Ask { question }, Event::Answered { answer }) => question
            .form
            .accepts(&answer)
            .then_some(PortInput::Answer(answer)),
        (Step::Ask { question }, Event::Back) => question
            .back
            .is_some()
            .then_some(PortInput::Interrupt(Interrupt::Back)),
        (Step::Ask { question }, Event::Change { about }) => question
            .can_change(about)
            .then_some(PortInput::Interrupt(Interrupt::Change(about))),

        (Step::Tap { .. }, Event::Arrived { reader }) => Some(PortInput::Arrived(reader)),
        (Step::Tap { .. }, Event::Back) => Some(PortInput::Interrupt(Interrupt::Back)),

        (Step::Send { request, .. }, Event::Received { id, status, body }) => {
            (request.id == id).then_some(PortInput::Received { status, body })
        }
        (Step::Send { request, .. }, Event::Unreachable { id }) => {
            (request.id == id).then_some(PortInput::Unreachable)
        }
        _ => None,
    }
}
