//! While the backend is asked, and when it does not answer.

use super::ScreenText;
use crate::backend::SubmissionState;
use crate::text::Text;
use jiff::Timestamp;

/// A request is under way. `binding`: it is a preregistration or an application.
pub(crate) fn sending(text: &Text, binding: bool) -> ScreenText {
    if binding {
        ScreenText::new(
            text.message("sending-title"),
            vec![text.message("sending-text")],
        )
    } else {
        ScreenText::new(text.message("asking-title"), Vec::new())
    }
}

/// The person waits in line: their position, and the seconds until the next request.
pub(crate) fn queue(text: &Text, position: i32, seconds: i32) -> ScreenText {
    let minutes = seconds.max(1).div_euclid(60) + i32::from(seconds % 60 > 0);
    ScreenText::new(
        text.message("queue-title"),
        vec![
            text.message_with(
                "queue-text",
                &[
                    ("position", text.number(position).into()),
                    ("minutes", minutes.into()),
                ],
            ),
            text.message("answers-kept"),
        ],
    )
}

/// The backend is closed for maintenance.
pub(crate) fn maintenance(text: &Text, until: Option<Timestamp>) -> ScreenText {
    let title = match until {
        Some(until) => text.message_with("maintenance-until", &[("time", text.time(until).into())]),
        None => text.message("maintenance"),
    };
    ScreenText::new(
        title,
        vec![
            text.message("maintenance-text"),
            text.message("answers-kept"),
        ],
    )
}

/// The network is missing (`status` is `None`), or the backend answers with an error or nonsense.
pub(crate) fn no_answer(
    text: &Text,
    status: Option<i32>,
    submission: SubmissionState,
) -> ScreenText {
    let title = match status {
        None => text.message("no-network"),
        Some(_) => text.message("server-trouble"),
    };
    let kept = match submission {
        SubmissionState::NotSent => text.message("answers-kept"),
        SubmissionState::MaybeSent => text.message("perhaps-sent-again"),
    };
    ScreenText {
        support_code: status.map(|status| format!("HTTP {status}")),
        ..ScreenText::new(title, vec![kept])
    }
}

/// The backend can't reach the payment service.
pub(crate) fn service_unreachable(text: &Text) -> ScreenText {
    ScreenText::new(
        text.message("service-unreachable-title"),
        vec![
            text.message("service-unreachable-text"),
            text.message("answers-kept"),
        ],
    )
}
