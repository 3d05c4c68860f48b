//! Why a journey ends before it has what it was for, and what to do.

use super::account::applied_destination;
use super::unavailable::{self, UnavailableChoice};
use super::{Fact, ScreenText};
use crate::backend::SubmissionState;
use crate::programme::{AppliedMeasure, UnavailableMeasure};
use crate::text::{LocalizedText, Text};

/// The person or the shell stopped the journey. `password_in_doubt`: a password was sent, and no card
/// has told since what became of it.
pub(crate) fn stopped(
    text: &Text,
    submission: SubmissionState,
    password_in_doubt: bool,
) -> ScreenText {
    let mut paragraphs = vec![sent(text, submission)];
    if password_in_doubt {
        paragraphs.push(text.message("stopped-password-in-doubt"));
    }
    ScreenText::new(text.message("stopped-title"), paragraphs)
}

/// The program met a fault of its own.
pub(crate) fn internal_error(text: &Text, submission: SubmissionState) -> ScreenText {
    ScreenText::new(
        text.message("broken-title"),
        vec![sent(text, submission), text.message("broken-text")],
    )
}

fn sent(text: &Text, submission: SubmissionState) -> String {
    match submission {
        SubmissionState::NotSent => text.message("stopped-nothing-sent"),
        SubmissionState::MaybeSent => text.message("stopped-perhaps-sent"),
    }
}

/// The person has read what they wanted.
pub(crate) fn finished(text: &Text) -> ScreenText {
    ScreenText::new(text.message("read-title"), Vec::new())
}

/// The backend's reply makes no sense to this version.
pub(crate) fn unexpected_reply(text: &Text) -> ScreenText {
    ScreenText::new(
        text.message("backend-unclear-title"),
        vec![text.message("backend-unclear-text")],
    )
}

/// The card's password is locked.
pub(crate) fn password_locked(text: &Text) -> ScreenText {
    ScreenText::new(
        text.message("locked-title"),
        vec![
            text.message("locked-text"),
            text.message("locked-machine"),
            text.message("stopped-nothing-sent"),
        ],
    )
}

/// A real card in the sandbox (`practice`), or a sandbox card in production.
pub(crate) fn wrong_environment(text: &Text, practice: bool) -> ScreenText {
    let (title, explanation) = if practice {
        (
            text.message("real-card-title"),
            text.message("real-card-text"),
        )
    } else {
        (
            text.message("unknown-authority-title"),
            text.message("unknown-authority-text"),
        )
    };
    ScreenText::new(title, vec![explanation, text.message("password-unused")])
}

/// Each measure with the reason why it can't be applied for, where the points of earlier applications
/// go, and the notices of the day.
pub(crate) fn nothing_to_apply_for(
    text: &Text,
    measures: &[(LocalizedText, UnavailableMeasure)],
    notices: &[LocalizedText],
    applied: &[AppliedMeasure],
) -> ScreenText {
    let reasons = measures.iter().map(|(measure, reason)| {
        Fact::new(text.localized(measure), unavailable::measure(text, reason))
    });
    let mut destinations: Vec<_> = applied
        .iter()
        .map(|each| applied_destination(text, each))
        .collect();
    destinations.dedup();
    let fixed = (!destinations.is_empty()).then(|| text.message("already-applied-fixed"));
    let destinations = destinations
        .into_iter()
        .map(|destination| Fact::new(text.message("line-service"), destination));
    let notices = notices.iter().map(|notice| text.localized(notice));
    ScreenText::new(
        text.message("nothing-to-apply-for-title"),
        std::iter::once(text.message("nothing-to-apply-for-text"))
            .chain(fixed)
            .chain(notices)
            .collect(),
    )
    .with_facts(reasons.chain(destinations).collect())
}

/// The service that the points of an earlier application go to takes no more applications.
pub(crate) fn applied_service_unavailable(
    text: &Text,
    service: &LocalizedText,
    reason: &UnavailableChoice,
) -> ScreenText {
    let service = text.localized(service);
    let fact = Fact::new(service.as_str(), unavailable::service(text, reason));
    ScreenText::new(
        text.message("nothing-to-apply-for-title"),
        vec![text.message_with("service-stands-closed", &[("service", service.into())])],
    )
    .with_facts(vec![fact])
}
