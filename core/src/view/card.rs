//! The card: where to hold it, the password, and what the card shows.

use super::{Fact, ScreenText};
use crate::card::{CardError, CardKind, CardReport, CardStage, LostVerify, Tries};
use crate::certificate::{CertificateError, CertificateValidity};
use crate::text::Text;
use jiff::Timestamp;

/// What the card is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Device {
    /// An Android phone: the antenna is in the middle to upper back.
    Android,
    /// An iPhone: the antenna is at the top edge.
    Iphone,
    /// A card reader at a computer.
    CardReader,
}

/// Why a card is wanted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TapReason {
    /// The first time.
    First,
    /// The card was lost before the password was sent: no try was used.
    LostBeforePassword,
    /// The card was lost while it checked the password: this tap reads the tries left first.
    CheckTries,
    /// The person has answered a question that the tap before raised (last try, password again).
    Continue,
    /// The previous card was another one than before.
    DifferentCard,
    /// The previous card was not an Individual Number Card.
    NotIndividualNumberCard,
}

/// The request for a card, with the place to hold it: after a loss, another place to try.
pub(crate) fn tap(text: &Text, reason: TapReason, device: Device, losses: i32) -> ScreenText {
    let (title, first) = match reason {
        TapReason::First => (text.message("tap-first"), text.message("tap-first-text")),
        TapReason::LostBeforePassword => (
            text.message("tap-lost-early"),
            text.message("tap-lost-early-text"),
        ),
        TapReason::CheckTries => (
            text.message("tap-look-first"),
            text.message("tap-look-first-text"),
        ),
        TapReason::Continue => (text.message("tap-go-on"), text.message("tap-first-text")),
        TapReason::DifferentCard => (
            text.message("tap-other-card"),
            text.message("tap-other-card-text"),
        ),
        TapReason::NotIndividualNumberCard => (
            text.message("tap-not-this-kind"),
            text.message("tap-not-this-kind-text"),
        ),
    };
    ScreenText::new(title, vec![first, place(text, device, losses)])
}

/// The request for a card where no password is entered.
pub(crate) fn tap_without_password(
    text: &Text,
    reason: TapReason,
    device: Device,
    losses: i32,
) -> ScreenText {
    let mut screen = tap(text, reason, device, losses);
    screen
        .paragraphs
        .insert(0, text.message("tap-spends-nothing"));
    screen
}

fn place(text: &Text, device: Device, losses: i32) -> String {
    match (device, losses) {
        (Device::Android, 0) => text.message("place-android"),
        (Device::Android, 1) => text.message("place-android-again"),
        (Device::Android, _) => text.message("place-android-search"),
        (Device::Iphone, 0) => text.message("place-iphone"),
        (Device::Iphone, 1) => text.message("place-iphone-again"),
        (Device::Iphone, _) => text.message("place-iphone-search"),
        (Device::CardReader, 0) => text.message("place-reader"),
        (Device::CardReader, 1) => text.message("place-reader-again"),
        (Device::CardReader, _) => text.message("place-reader-search"),
    }
}

/// The card is at work.
pub(crate) fn keep_still(text: &Text, stage: CardStage) -> ScreenText {
    let doing = match stage {
        CardStage::Finding => text.message("stage-finding"),
        CardStage::Reading => text.message("stage-reading"),
        CardStage::Password => text.message("stage-password"),
        CardStage::Signing => text.message("stage-signing"),
    };
    ScreenText::new(text.message("keep-still"), vec![doing])
}

/// The heading and paragraphs of the password question.
pub(super) fn password(text: &Text, tries: Tries) -> ScreenText {
    let mut paragraphs = vec![
        text.message("password-which"),
        text.message("password-lock"),
    ];
    if let Tries::Left { count } = tries {
        paragraphs.push(text.message_with("password-tries", &[("count", count.into())]));
    }
    ScreenText::new(text.message("password-title"), paragraphs)
}

/// What is said beside the password question when a tap ended in `error`; `None`: nothing.
pub(crate) fn password_problem(text: &Text, error: &CardError) -> Option<String> {
    Some(match error {
        CardError::WrongPassword { tries } | CardError::LostVerify(LostVerify::Wrong { tries }) => {
            wrong_password(text, *tries)
        }
        CardError::LostVerify(LostVerify::WasRight) => text.message("password-looked-right"),
        CardError::LostVerify(LostVerify::NeverArrived) => {
            text.message("password-looked-never-arrived")
        }
        CardError::LostVerify(LostVerify::NoTryUsed) => {
            text.message("password-looked-nothing-lost")
        }
        CardError::LostAfterVerify => text.message("password-was-right-lost-signing"),
        CardError::UnexpectedStatus { .. } => text.message("password-again-unclear"),
        _ => return None,
    })
}

fn wrong_password(text: &Text, tries: Tries) -> String {
    match tries {
        Tries::Left { count } => text.message_with("password-wrong", &[("count", count.into())]),
        _ => text.message("password-wrong-unknown"),
    }
}

/// One try is left: the person decides whether to use it.
pub(super) fn last_try(text: &Text) -> ScreenText {
    ScreenText::new(
        text.message("last-try-title"),
        vec![text.message("last-try-text"), text.message("last-try-stop")],
    )
}

/// The card answered with a status word that makes no sense here.
pub(crate) fn unexpected_status(text: &Text, status: i32, losses: i32) -> ScreenText {
    let advice = if losses == 0 {
        text.message("card-unclear-text")
    } else {
        text.message("card-unclear-again")
    };
    ScreenText {
        support_code: Some(format!("SW {status:04X}")),
        ..ScreenText::new(text.message("card-unclear-title"), vec![advice])
    }
}

/// The certificate can't be used: the journey ends.
pub(crate) fn certificate_error(text: &Text, error: &CertificateError) -> ScreenText {
    let (title, advice) = match error {
        CertificateError::Expired { at } => (
            text.message_with("expired-title", &[("date", text.day(*at).into())]),
            text.message("expired-text"),
        ),
        CertificateError::NotYetValid { from } => (
            text.message_with("not-yet-valid-title", &[("time", text.time(*from).into())]),
            text.message("not-yet-valid-text"),
        ),
        CertificateError::Unreadable | CertificateError::WrongKind => (
            text.message("wrong-certificate-title"),
            text.message("wrong-certificate-text"),
        ),
    };
    ScreenText::new(title, vec![advice, text.message("password-unused")])
}

/// What the card shows: kind, validity, tries left.
pub(crate) fn report(text: &Text, report: &CardReport, now: Timestamp) -> ScreenText {
    let kind = match report.kind {
        CardKind::IndividualNumberCard => text.message("token-card"),
        CardKind::JukiCard => text.message("token-juki-card"),
        CardKind::AndroidPhone => text.message("token-android"),
        CardKind::Iphone => text.message("token-iphone"),
        CardKind::Other => text.message("token-other"),
    };
    let tries = match report.tries {
        Tries::Left { count } => text.message_with("card-tries-left", &[("count", count.into())]),
        Tries::Blocked => text.message("card-tries-blocked"),
        Tries::Unknown => text.message("card-tries-unknown"),
    };
    let validity = match &report.certificate {
        None => text.message("card-validity-hidden"),
        Some(certificate) => validity(text, certificate, now),
    };
    ScreenText {
        facts: vec![
            Fact::new(text.message("card-kind"), kind),
            Fact::new(text.message("card-validity"), validity),
            Fact::new(text.message("card-tries"), tries),
        ],
        ..ScreenText::new(text.message("card-title"), vec![advice(text, report, now)])
    }
}

fn validity(text: &Text, certificate: &CertificateValidity, now: Timestamp) -> String {
    let until = [("date", text.day(certificate.not_after).into())];
    match certificate.check_validity(now) {
        Ok(()) => text.message_with("card-valid-until", &until),
        Err(CertificateError::NotYetValid { from }) => {
            text.message_with("card-valid-from", &[("date", text.day(from).into())])
        }
        Err(_) => text.message_with("card-ended", &until),
    }
}

/// What to do now.
fn advice(text: &Text, report: &CardReport, now: Timestamp) -> String {
    let valid = report
        .certificate
        .as_ref()
        .map(|each| each.check_validity(now));
    match (report.tries, valid) {
        (Tries::Blocked, _) => text.message("card-advice-blocked"),
        (_, Some(Err(CertificateError::NotYetValid { .. }))) => text.message("not-yet-valid-text"),
        (_, Some(Err(_))) => text.message("expired-text"),
        (Tries::Left { count: 1 }, _) => text.message("card-advice-last-try"),
        _ => text.message("card-advice-ready"),
    }
}
