//! While the backend is asked, and when it does not answer.

use super::plain;
use crate::journey::{Sent, Words};
use crate::text::Text;
use jiff::Timestamp;

pub fn sending(text: &Text, binding: bool) -> Words {
    if binding {
        plain(text.say("sending-title"), vec![text.say("sending-text")])
    } else {
        plain(text.say("asking-title"), Vec::new())
    }
}

pub fn queue(text: &Text, position: i32, seconds: i32) -> Words {
    let minutes = seconds.max(1).div_euclid(60) + i32::from(seconds % 60 > 0);
    plain(
        text.say("queue-title"),
        vec![
            text.say_with(
                "queue-text",
                &[
                    ("position", text.number(position).into()),
                    ("minutes", minutes.into()),
                ],
            ),
            text.say("answers-kept"),
        ],
    )
}

pub fn maintenance(text: &Text, until: Option<Timestamp>) -> Words {
    let title = match until {
        Some(until) => text.say_with("maintenance-until", &[("time", text.time(until).into())]),
        None => text.say("maintenance"),
    };
    plain(
        title,
        vec![text.say("maintenance-text"), text.say("answers-kept")],
    )
}

/// No network (`status` is `None`), or trouble at the backend's end.
pub fn no_answer(text: &Text, status: Option<i32>, sent: Sent) -> Words {
    let title = match status {
        None => text.say("no-network"),
        Some(_) => text.say("server-trouble"),
    };
    let kept = match sent {
        Sent::Nothing => text.say("answers-kept"),
        Sent::Perhaps => text.say("perhaps-sent-again"),
    };
    Words {
        code: status.map(|status| format!("HTTP {status}")),
        ..plain(title, vec![kept])
    }
}

pub fn service_unreachable(text: &Text) -> Words {
    plain(
        text.say("service-unreachable-title"),
        vec![
            text.say("service-unreachable-text"),
            text.say("answers-kept"),
        ],
    )
}
