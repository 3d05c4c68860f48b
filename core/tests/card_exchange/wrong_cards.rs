//! Wrong cards, and cards with a wrong certificate.

use super::*;
use card_points::card::LostVerify;
use card_points::certificate::CertificateError;

#[test]
fn another_kind_of_card_is_not_an_individual_number_card() {
    for refusal in ["6A82", "6D00", "6E00", "6999", "6283", "6A86"] {
        let select = format!("=> 00A4040C 0A D392F000260100000001\n<= {refusal}\n");
        let mut taps = TapSequence::new();
        assert_eq!(
            taps.sign(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
        assert_eq!(
            taps.inspect(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
        assert_eq!(
            taps.detect(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
    }
}

#[test]
fn a_card_is_detected_with_one_command_that_reads_nothing() {
    let lost = "=> 00A4040C 0A D392F000260100000001\n<= lost\n";
    assert_eq!(TapSequence::new().detect(&[SELECT]), Ok(()));
    assert_eq!(
        TapSequence::new().detect(&[lost]),
        Err(CardError::LostBeforeVerify)
    );
}

#[test]
fn select_is_repeated_once_after_a_fault() {
    let fault = "=> 00A4040C 0A D392F000260100000001\n<= 6F00\n";
    let result = TapSequence::new().sign(&[fault, SELECT, READ_ALL, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
    let result = TapSequence::new().sign(&[fault, fault]);
    assert_eq!(result, Err(CardError::NotIndividualNumberCard));
}

#[test]
fn another_card_at_the_second_tap_is_noticed_and_loses_no_try() {
    let mut taps = TapSequence::new();
    let wrong = "=> 00200098 04 37333139\n<= 63C2\n";
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_3, wrong]).is_err());
    taps.type_pin();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    assert!(taps.pin.is_some(), "not sent");
    // The first card can continue with its password.
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_2, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn with_a_new_memory_the_other_card_starts_again() {
    let mut taps = TapSequence::new();
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_1]).is_err());
    taps.memory.confirm_last_try();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, other_head]),
        Err(CardError::DifferentCard)
    );
    assert_eq!(
        taps.sign(&[SELECT, other_head]),
        Err(CardError::DifferentCard)
    );
    taps.memory = CardMemory::default();
    let other = "=> 00B08A00 000000\n<= {other}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, other, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

#[test]
fn a_phone_after_a_card_is_another_card() {
    let hidden_head = "=> 00B08A00 40\n<= 6982\n";
    let mut taps = TapSequence::new();
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_1]).is_err());
    taps.memory.confirm_last_try();
    let result = taps.sign(&[SELECT, hidden_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    taps.memory = CardMemory::default();
    let hidden = "=> 00B08A00 000000\n<= 6982\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
    // A card after a phone is a different one too.
    assert_eq!(
        taps.sign(&[SELECT, READ_ALL]),
        Err(CardError::DifferentCard)
    );
}

#[test]
fn a_phone_shows_its_certificate_after_the_password() {
    let hidden = "=> 00B08A00 000000\n<= 6982\n";
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, READ_ALL, SIGN]);
    assert_eq!(result, signed());
    assert!(taps.stages.is_sorted(), "the progress never goes back");

    // Errors of the certificate are still reported.
    let mut taps = TapSequence::new();
    taps.authorities.clear();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, READ_ALL]);
    assert_eq!(result, Err(CardError::UnknownAuthority));
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, hidden]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6982 }));

    let mut taps = TapSequence::new();
    let lost = "=> 00B08A00 000000\n<= lost\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, lost]);
    assert_eq!(result, Err(CardError::LostAfterVerify));

    // After a lost VERIFY the counter decides, as with any card.
    let mut taps = TapSequence::new();
    let lost = "=> 00200098 04 37333139\n<= lost\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_2, lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    let hidden_head = "=> 00B08A00 40\n<= 6982\n";
    let result = taps.sign(&[SELECT, hidden_head, TRIES_3]);
    assert_eq!(result, Err(CardError::LostVerify(LostVerify::WasRight)));
}

#[test]
fn an_unusable_certificate_is_reported_before_the_password() {
    let mut taps = TapSequence::new();
    let at = user().not_after();
    taps.now = at + jiff::SignedDuration::from_secs(1);
    let result = taps.sign(&[SELECT, READ_ALL]);
    assert_eq!(
        result,
        Err(CardError::Certificate(CertificateError::Expired { at }))
    );

    let mut taps = TapSequence::new();
    let from = user().not_before();
    taps.now = from - jiff::SignedDuration::from_secs(1);
    let result = taps.sign(&[SELECT, READ_ALL]);
    let expected = CertificateError::NotYetValid { from };
    assert_eq!(result, Err(CardError::Certificate(expected)));

    let other_kind = "=> 00B08A00 000000\n<= {signing}9000\n";
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, other_kind]);
    assert_eq!(
        result,
        Err(CardError::Certificate(CertificateError::WrongKind))
    );
    assert!(taps.pin.is_some());
}

#[test]
fn an_unknown_authority_is_reported_first_and_before_the_password() {
    let mut taps = TapSequence::new();
    taps.authorities = vec!["00".repeat(20)];
    taps.now = user().not_after() + jiff::SignedDuration::from_hours(24);
    assert_eq!(
        taps.sign(&[SELECT, READ_ALL]),
        Err(CardError::UnknownAuthority)
    );
    assert!(taps.pin.is_some());
}

#[test]
fn a_card_without_a_certificate_is_reported() {
    for nothing in ["{fill 1600}9000", "9000", "6A82"] {
        let read = format!(
            "=> 00B08A00 000000\n<= {nothing}\n=> 00B08A00 00\n<= {nothing}\n
             => 00A4020C 02 000A\n<= 9000\n=> 00B00000 000000\n<= {nothing}\n
             => 00B00000 00\n<= {nothing}\n"
        );
        let result = TapSequence::new().sign(&[SELECT, &read]);
        let expected = CardError::Certificate(CertificateError::Unreadable);
        assert_eq!(result, Err(expected), "{nothing}");
    }
}
