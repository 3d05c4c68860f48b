//! Laying the card on, the password, and what the card shows.

use super::{line, plain};
use crate::card::{CardKind, CardReport, CardStage, Tries};
use crate::certificate::{Certificate, CertificateError};
use crate::journey::{Device, EndReason, ScreenText, TapReason};
use crate::text::Text;
use jiff::Timestamp;

/// The request for a card, with the place to lay it: after a loss, another place to try.
pub fn tap(text: &Text, why: TapReason, device: Device, losses: i32) -> ScreenText {
    let (title, first) = match why {
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
    plain(title, vec![first, place(text, device, losses)])
}

/// The request for a card where no password is typed.
pub fn tap_to_look(text: &Text, why: TapReason, device: Device, losses: i32) -> ScreenText {
    let mut words = tap(text, why, device, losses);
    words
        .paragraphs
        .insert(0, text.message("tap-spends-nothing"));
    words
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

pub fn keep_still(text: &Text, stage: CardStage) -> ScreenText {
    let doing = match stage {
        CardStage::Finding => text.message("stage-finding"),
        CardStage::Reading => text.message("stage-reading"),
        CardStage::Password => text.message("stage-password"),
        CardStage::Signing => text.message("stage-signing"),
    };
    plain(text.message("keep-still"), vec![doing])
}

pub fn password(text: &Text, tries: Tries) -> ScreenText {
    let mut words = plain(
        text.message("password-title"),
        vec![
            text.message("password-which"),
            text.message("password-lock"),
        ],
    );
    if let Tries::Left { count } = tries {
        words
            .paragraphs
            .push(text.message_with("password-tries", &[("count", count.into())]));
    }
    words
}

pub fn wrong(text: &Text, tries: Tries) -> String {
    match tries {
        Tries::Left { count } => text.message_with("password-wrong", &[("count", count.into())]),
        _ => text.message("password-wrong-unknown"),
    }
}

pub fn last_try(text: &Text) -> ScreenText {
    plain(
        text.message("last-try-title"),
        vec![text.message("last-try-text"), text.message("last-try-stop")],
    )
}

pub fn card_unclear(text: &Text, status: i32, losses: i32) -> ScreenText {
    let advice = if losses == 0 {
        text.message("card-unclear-text")
    } else {
        text.message("card-unclear-again")
    };
    ScreenText {
        support_code: Some(format!("SW {status:04X}")),
        ..plain(text.message("card-unclear-title"), vec![advice])
    }
}

/// What the person can do about an unfit certificate.
pub fn unfit_reason(unfit: &CertificateError) -> EndReason {
    match unfit {
        CertificateError::NotYetValid { .. } => EndReason::TryLater,
        CertificateError::Expired { .. }
        | CertificateError::Unreadable
        | CertificateError::WrongKind => EndReason::RenewCertificate,
    }
}

/// The end that an unfit certificate means.
pub fn unfit(text: &Text, unfit: &CertificateError) -> ScreenText {
    let (title, advice) = match unfit {
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
    plain(title, vec![advice, text.message("password-unused")])
}

/// What the card shows: kind, validity, tries left.
pub fn card(text: &Text, report: &CardReport, now: Timestamp) -> ScreenText {
    let token = match report.kind {
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
            line(text.message("card-kind"), token),
            line(text.message("card-validity"), validity),
            line(text.message("card-tries"), tries),
        ],
        ..plain(text.message("card-title"), vec![advice(text, report, now)])
    }
}

fn validity(text: &Text, certificate: &Certificate, now: Timestamp) -> String {
    let until = [("date", text.day(certificate.not_after()).into())];
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
