//! Inspecting a card, without a password.

use super::*;
use card_points::card::{CardKind, Tries};

const READ_LABEL: &str =
    "=> 00B08600 20\n<= 4A504B4941504943 43544F4B454E3220 2020202020202020 20202020202020209000\n";

#[test]
fn kind_certificate_and_tries_take_four_commands() {
    let mut taps = TapSequence::new();
    let report = taps.inspect(&[SELECT, READ_LABEL, READ_ALL, TRIES_2]);
    assert_eq!(
        report,
        Ok(CardReport {
            kind: CardKind::IndividualNumberCard,
            certificate: Some(user().validity().clone()),
            tries: Tries::Left { count: 2 },
        })
    );
    // The next tap, with a password, recognises the card.
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_2, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_card_with_a_blocked_password_is_reported() {
    let blocked = "=> 00200098\n<= 6984\n";
    let report = TapSequence::new().inspect(&[SELECT, READ_LABEL, READ_ALL, blocked]);
    assert_eq!(report.expect("a report").tries, Tries::Blocked);
}

#[test]
fn a_card_with_an_unreadable_counter_is_reported() {
    let unreadable = "=> 00200098\n<= 6F00\n=> 00A4020C 02 0018\n<= 6A82\n";
    let report = TapSequence::new().inspect(&[SELECT, READ_LABEL, READ_ALL, unreadable]);
    assert_eq!(report.expect("a report").tries, Tries::Unknown);
}

#[test]
fn every_kind_of_card_is_recognised_by_its_label() {
    for (label, kind) in [
        ("JPKIAPICCTOKEN2", CardKind::IndividualNumberCard),
        ("JPKIAPICCTOKEN", CardKind::JukiCard),
        ("JPKIAPGPSETOKEN", CardKind::AndroidPhone),
        ("JPKIAPIOSTOKEN", CardKind::Iphone),
        ("JPKIAPICCTOKEN3", CardKind::Other),
        ("", CardKind::Other),
    ] {
        for filler in ['\0', ' '] {
            let mut text = label.to_owned();
            text.extend(std::iter::repeat_n(filler, 32 - label.len()));
            let read_label = format!("=> 00B08600 20\n<= {}9000\n", hex::encode(text));
            let hidden = "=> 00B08A00 000000\n<= 6982\n";
            let report = TapSequence::new().inspect(&[SELECT, &read_label, hidden, TRIES_3]);
            let report = report.expect("a report");
            assert_eq!((report.kind, report.certificate), (kind, None));
        }
    }
}

#[test]
fn a_card_that_refuses_short_identifiers_is_recognised_at_its_label() {
    let by_file = "
        => 00B08600 20
        <= 6A86
        => 00A4020C 02 0006
        <= 9000
        => 00B00000 20
        <= 4A504B4941504943 43544F4B454E32009000
        => 00A4020C 02 000A
        <= 9000
        => 00B00000 000000
        <= {user}9000
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 63C3
    ";
    let report = TapSequence::new().inspect(&[SELECT, by_file]);
    assert_eq!(
        report.expect("a report").kind,
        CardKind::IndividualNumberCard
    );
}

#[test]
fn a_card_without_a_label_is_of_another_kind() {
    let none = "=> 00B08600 20\n<= 6A82\n=> 00A4020C 02 0006\n<= 6A82\n";
    let report = TapSequence::new().inspect(&[SELECT, none, READ_ALL, TRIES_3]);
    assert_eq!(report.expect("a report").kind, CardKind::Other);
}

#[test]
fn inspecting_another_card_reports_that_card() {
    let mut taps = TapSequence::new();
    assert!(
        taps.inspect(&[SELECT, READ_LABEL, READ_ALL, TRIES_1])
            .is_ok()
    );
    taps.memory.confirm_last_try();
    let other = "
        => 00B08A00 40
        <= {other 64}9000
        => 00B08A00 000000
        <= {other}9000
    ";
    let report = taps.inspect(&[SELECT, READ_LABEL, other, TRIES_1]);
    let certificate = report.expect("a report").certificate.expect("shown");
    assert_eq!(certificate.serial, "1a2b3c02");
    let head = "=> 00B08A00 40\n<= {other 64}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, head, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

#[test]
fn a_card_lost_at_any_command_of_an_inspection_loses_no_try() {
    let commands = [SELECT, READ_LABEL, READ_ALL, TRIES_3];
    for at in 0..commands.len() {
        let command = commands[at].lines().next().expect("a command");
        let lost = format!("{command}\n<= lost\n");
        let result = TapSequence::new().inspect(&[&commands[..at], &[&lost]].concat());
        assert_eq!(result, Err(CardError::LostBeforeVerify));
    }
}
