//! While the backend is asked, and when it does not answer.

use super::plain;
use crate::journey::{ScreenText, SubmissionState};
use crate::text::Text;
use jiff::Timestamp;

pub fn sending(text: &Text, binding: bool) -> ScreenText {
    if binding {
        plain(
            text.message("sending-title"),
            vec![text.message("sending-text")],
        )
    } else {
        plain(text.message("asking-title"), Vec::new())
    }
}

pub fn queue(text: &Text, position: i32, seconds: i32) -> ScreenText {
    let minutes = seconds.max(1).div_euclid(60) + i32::from(seconds % 60 > 0);
    plain(
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

pub fn maintenance(text: &Text, until: Option<Timestamp>) -> ScreenText {
    let title = match until {
        Some(until) => text.message_with("maintenance-until", &[("time", text.time(until).into())]),
        None => text.message("maintenance"),
    };
    plain(
        title,
        vec![
            text.message("maintenance-text"),
            text.message("answers-kept"),
        ],
    )
}

/// No network (`status` is `None`), or trouble at the backend's end.
pub fn no_answer(text: &Text, status: Option<i32>, sent: SubmissionState) -> ScreenText {
    let title = match status {
        None => text.message("no-network"),
        Some(_) => text.message("server-trouble"),
    };
    let kept = match sent {
        SubmissionState::NotSent => text.message("answers-kept"),
        SubmissionState::MaybeSent => text.message("perhaps-sent-again"),
    };
    ScreenText {
        support_code: status.map(|status| format!("HTTP {status}")),
        ..plain(title, vec![kept])
    }
}

pub fn service_unreachable(text: &Text) -> ScreenText {
    plain(
        text.message("service-unreachable-title"),
        vec![
            text.message("service-unreachable-text"),
            text.message("answers-kept"),
        ],
    )
}
