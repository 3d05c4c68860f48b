//! A tap without a password.

use super::*;
use card_points::card::{CardKind, Tries};

const LABEL: &str =
    "=> 00B08600 20\n<= 4A504B4941504943 43544F4B454E3220 2020202020202020 20202020202020209000\n";

#[test]
fn kind_validity_and_tries_take_four_commands() {
    let mut taps = Taps::new();
    let report = taps.look(&[SELECT, LABEL, WHOLE, TRIES_2]);
    assert_eq!(
        report,
        Ok(CardReport {
            kind: CardKind::IndividualNumberCard,
            certificate: Some(user().validity().clone()),
            tries: Tries::Left { count: 2 },
        })
    );
    // And the tap with the password after it knows the card.
    let result = taps.sign(&[SELECT, HEAD, TRIES_2, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_report_comes_though_the_password_is_blocked() {
    let blocked = "=> 00200098\n<= 6984\n";
    let report = Taps::new().look(&[SELECT, LABEL, WHOLE, blocked]);
    assert_eq!(report.expect("a report").tries, Tries::Blocked);
}

#[test]
fn a_report_comes_though_the_counter_can_t_be_read() {
    let unclear = "=> 00200098\n<= 6F00\n=> 00A4020C 02 0018\n<= 6A82\n";
    let report = Taps::new().look(&[SELECT, LABEL, WHOLE, unclear]);
    assert_eq!(report.expect("a report").tries, Tries::Unknown);
}

#[test]
fn every_token_is_known_by_its_label() {
    for (label, token) in [
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
            let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
            let label = format!("=> 00B08600 20\n<= {hex}9000\n");
            let hidden = "=> 00B08A00 000000\n<= 6982\n";
            let report = Taps::new().look(&[SELECT, &label, hidden, TRIES_3]);
            let report = report.expect("a report");
            assert_eq!((report.kind, report.certificate), (token, None));
        }
    }
}

#[test]
fn a_card_that_refuses_short_identifiers_is_noticed_at_its_label() {
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
    let report = Taps::new().look(&[SELECT, by_file]);
    assert_eq!(
        report.expect("a report").kind,
        CardKind::IndividualNumberCard
    );
}

#[test]
fn a_card_without_a_label_is_some_other_token() {
    let none = "=> 00B08600 20\n<= 6A82\n=> 00A4020C 02 0006\n<= 6A82\n";
    let report = Taps::new().look(&[SELECT, none, WHOLE, TRIES_3]);
    assert_eq!(report.expect("a report").kind, CardKind::Other);
}

#[test]
fn a_look_at_another_card_reports_that_card() {
    let mut taps = Taps::new();
    assert!(taps.look(&[SELECT, LABEL, WHOLE, TRIES_1]).is_ok());
    taps.kept.confirm_last_try();
    let other = "
        => 00B08A00 40
        <= {other 64}9000
        => 00B08A00 000000
        <= {other}9000
    ";
    let report = taps.look(&[SELECT, LABEL, other, TRIES_1]);
    let certificate = report.expect("a report").certificate.expect("shown");
    assert_eq!(certificate.serial, "1a2b3c02");
    let head = "=> 00B08A00 40\n<= {other 64}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, head, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

#[test]
fn a_card_lost_at_any_command_of_a_look_loses_nothing() {
    let commands = [SELECT, LABEL, WHOLE, TRIES_3];
    for at in 0..commands.len() {
        let command = commands[at].lines().next().expect("a command");
        let lost = format!("{command}\n<= lost\n");
        let result = Taps::new().look(&[&commands[..at], &[&lost]].concat());
        assert_eq!(result, Err(CardError::LostBeforeVerify));
    }
}
