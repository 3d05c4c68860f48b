//! Laying the card on, the password, and what the card shows.

use super::{line, plain};
use crate::card::{Report, Stage, Token, Tries};
use crate::certificate::{Certificate, Unfit};
use crate::journey::{Device, Reason, Why, Words};
use crate::text::Text;
use jiff::Timestamp;

/// The request for a card, with the place to lay it: after a loss, another place to try.
pub fn tap(text: &Text, why: Why, device: Device, losses: i32) -> Words {
    let (title, first) = match why {
        Why::First => (text.say("tap-first"), text.say("tap-first-text")),
        Why::LostEarly => (text.say("tap-lost-early"), text.say("tap-lost-early-text")),
        Why::LookFirst => (text.say("tap-look-first"), text.say("tap-look-first-text")),
        Why::GoOn => (text.say("tap-go-on"), text.say("tap-first-text")),
        Why::OtherCard => (text.say("tap-other-card"), text.say("tap-other-card-text")),
        Why::NotThisKind => (
            text.say("tap-not-this-kind"),
            text.say("tap-not-this-kind-text"),
        ),
    };
    plain(title, vec![first, place(text, device, losses)])
}

/// The request for a card where no password is typed.
pub fn tap_to_look(text: &Text, why: Why, device: Device, losses: i32) -> Words {
    let mut words = tap(text, why, device, losses);
    words.text.insert(0, text.say("tap-spends-nothing"));
    words
}

fn place(text: &Text, device: Device, losses: i32) -> String {
    match (device, losses) {
        (Device::Android, 0) => text.say("place-android"),
        (Device::Android, 1) => text.say("place-android-again"),
        (Device::Android, _) => text.say("place-android-search"),
        (Device::IPhone, 0) => text.say("place-iphone"),
        (Device::IPhone, 1) => text.say("place-iphone-again"),
        (Device::IPhone, _) => text.say("place-iphone-search"),
        (Device::Reader, 0) => text.say("place-reader"),
        (Device::Reader, 1) => text.say("place-reader-again"),
        (Device::Reader, _) => text.say("place-reader-search"),
    }
}

pub fn keep_still(text: &Text, stage: Stage) -> Words {
    let doing = match stage {
        Stage::Finding => text.say("stage-finding"),
        Stage::Reading => text.say("stage-reading"),
        Stage::Password => text.say("stage-password"),
        Stage::Signing => text.say("stage-signing"),
    };
    plain(text.say("keep-still"), vec![doing])
}

pub fn password(text: &Text, tries: Tries) -> Words {
    let mut words = plain(
        text.say("password-title"),
        vec![text.say("password-which"), text.say("password-lock")],
    );
    if let Tries::Left { count } = tries {
        words
            .text
            .push(text.say_with("password-tries", &[("count", count.into())]));
    }
    words
}

pub fn wrong(text: &Text, tries: Tries) -> String {
    match tries {
        Tries::Left { count } => text.say_with("password-wrong", &[("count", count.into())]),
        _ => text.say("password-wrong-unknown"),
    }
}

pub fn last_try(text: &Text) -> Words {
    plain(
        text.say("last-try-title"),
        vec![text.say("last-try-text"), text.say("last-try-stop")],
    )
}

pub fn card_unclear(text: &Text, status: i32, losses: i32) -> Words {
    let advice = if losses == 0 {
        text.say("card-unclear-text")
    } else {
        text.say("card-unclear-again")
    };
    Words {
        code: Some(format!("SW {status:04X}")),
        ..plain(text.say("card-unclear-title"), vec![advice])
    }
}

/// What the person can do about an unfit certificate.
pub fn unfit_reason(unfit: &Unfit) -> Reason {
    match unfit {
        Unfit::NotYetValid { .. } => Reason::Later,
        Unfit::Expired { .. } | Unfit::Unreadable | Unfit::OtherKind => Reason::Renew,
    }
}

/// The end that an unfit certificate means.
pub fn unfit(text: &Text, unfit: &Unfit) -> Words {
    let (title, advice) = match unfit {
        Unfit::Expired { at } => (
            text.say_with("expired-title", &[("date", text.day(*at).into())]),
            text.say("expired-text"),
        ),
        Unfit::NotYetValid { from } => (
            text.say_with("not-yet-valid-title", &[("time", text.time(*from).into())]),
            text.say("not-yet-valid-text"),
        ),
        Unfit::Unreadable | Unfit::OtherKind => (
            text.say("wrong-certificate-title"),
            text.say("wrong-certificate-text"),
        ),
    };
    plain(title, vec![advice, text.say("password-unused")])
}

/// What the card shows: kind, validity, tries left.
pub fn card(text: &Text, report: &Report, now: Timestamp) -> Words {
    let token = match report.token {
        Token::Card => text.say("token-card"),
        Token::JukiCard => text.say("token-juki-card"),
        Token::Android => text.say("token-android"),
        Token::IPhone => text.say("token-iphone"),
        Token::Other => text.say("token-other"),
    };
    let tries = match report.tries {
        Tries::Left { count } => text.say_with("card-tries-left", &[("count", count.into())]),
        Tries::Blocked => text.say("card-tries-blocked"),
        Tries::Unknown => text.say("card-tries-unknown"),
    };
    let validity = match &report.certificate {
        None => text.say("card-validity-hidden"),
        Some(certificate) => validity(text, certificate, now),
    };
    Words {
        lines: vec![
            line(text.say("card-kind"), token),
            line(text.say("card-validity"), validity),
            line(text.say("card-tries"), tries),
        ],
        ..plain(text.say("card-title"), vec![advice(text, report, now)])
    }
}

fn validity(text: &Text, certificate: &Certificate, now: Timestamp) -> String {
    let until = [("date", text.day(certificate.until()).into())];
    match certificate.valid(now) {
        Ok(()) => text.say_with("card-valid-until", &until),
        Err(Unfit::NotYetValid { from }) => {
            text.say_with("card-valid-from", &[("date", text.day(from).into())])
        }
        Err(_) => text.say_with("card-ended", &until),
    }
}

/// What to do now.
fn advice(text: &Text, report: &Report, now: Timestamp) -> String {
    let valid = report.certificate.as_ref().map(|each| each.valid(now));
    match (report.tries, valid) {
        (Tries::Blocked, _) => text.say("card-advice-blocked"),
        (_, Some(Err(Unfit::NotYetValid { .. }))) => text.say("not-yet-valid-text"),
        (_, Some(Err(_))) => text.say("expired-text"),
        (Tries::Left { count: 1 }, _) => text.say("card-advice-last-try"),
        _ => text.say("card-advice-ready"),
    }
}
