//! The password: sent once, and only if nothing speaks against it.

use super::*;
use card_points::card::{LostVerify, Tries};

/// VERIFY and a reply to it.
fn verify(reply: &str) -> String {
    format!("=> 00200098 04 37333139\n<= {reply}\n")
}

/// The tries query and a reply to it.
fn query(reply: &str) -> String {
    format!("=> 00200098\n<= {reply}\n")
}

fn left(count: i32) -> Tries {
    Tries::Left { count }
}

#[test]
fn a_wrong_password_reports_the_tries_left() {
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("63C2")]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
    assert_eq!(taps.memory.tries(), left(2));
    assert!(taps.pin.is_none());
    assert!(!taps.memory.verify_pending());
}

#[test]
fn after_a_wrong_password_without_a_count_the_counter_is_queried() {
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("6300"), TRIES_2]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));

    let unreadable = "=> 00200098\n<= 6F00\n=> 00A4020C 02 0018\n<= 6F00\n";
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("6300"), unreadable]);
    let tries = Tries::Unknown;
    assert_eq!(result, Err(CardError::WrongPassword { tries }));

    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("6300"), &query("6984")]);
    assert_eq!(result, Err(CardError::Locked));
}

#[test]
fn a_blocked_password_is_not_sent() {
    for blocked in ["63C0", "6983", "6984"] {
        let mut taps = TapSequence::new();
        let result = taps.sign(&[SELECT, READ_ALL, &query(blocked)]);
        assert_eq!(result, Err(CardError::Locked), "{blocked}");
        assert_eq!(taps.memory.tries(), Tries::Blocked);
        assert!(taps.pin.is_some(), "not sent");
    }
}

#[test]
fn a_password_that_blocks_ends_the_exchange() {
    for blocked in ["63C0", "6983", "6984"] {
        let mut taps = TapSequence::new();
        let result = taps.sign(&[SELECT, READ_ALL, TRIES_2, &verify(blocked)]);
        assert_eq!(result, Err(CardError::Locked), "{blocked}");
        assert_eq!(taps.memory.tries(), Tries::Blocked);
    }
}

#[test]
fn verify_is_not_repeated_when_the_card_asks_for_it() {
    // The try counted nevertheless.
    let result = TapSequence::new().sign(&[SELECT, READ_ALL, TRIES_3, &verify("6C04"), TRIES_2]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
    // The try did not count, and the next VERIFY selects the password first.
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("6C04"), TRIES_3]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6C04 }));
    assert!(taps.pin.is_none());
    taps.type_pin();
    let by_file = "
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 63C3
        => 00200080 04 37333139
        <= 9000
    ";
    assert_eq!(taps.sign(&[SELECT, READ_HEAD, by_file, SIGN]), signed());
}

#[test]
fn the_reply_to_verify_may_come_by_get_response() {
    let fetched = |status: &str| format!("{}=> 00C00000 02\n<= {status}\n", verify("6102"));
    let result = TapSequence::new().sign(&[SELECT, READ_ALL, TRIES_3, &fetched("9000"), SIGN]);
    assert_eq!(result, signed());
    let result = TapSequence::new().sign(&[SELECT, READ_ALL, TRIES_3, &fetched("63C2")]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
}

#[test]
fn the_last_try_needs_a_confirmation() {
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
    assert!(taps.pin.is_some(), "not sent");
    taps.memory.confirm_last_try();
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_1, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn the_confirmation_is_valid_for_one_verify() {
    let mut taps = TapSequence::new();
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_1]).is_err());
    taps.memory.confirm_last_try();
    // Lost before VERIFY: the confirmation is still valid.
    let lost = "=> 00200098\n<= lost\n";
    assert_eq!(
        taps.sign(&[SELECT, READ_HEAD, lost]),
        Err(CardError::LostBeforeVerify)
    );
    let lost = verify("lost");
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_1, &lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_1]);
    assert_eq!(result, Err(CardError::LostVerify(LostVerify::NeverArrived)));
    // The VERIFY that never arrived has used it.
    taps.type_pin();
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
}

#[test]
fn the_confirmation_is_valid_for_one_card() {
    let mut taps = TapSequence::new();
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_1]).is_err());
    taps.memory.confirm_last_try();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_1, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_confirmation_is_ignored_unless_the_card_has_one_try_left() {
    let mut taps = TapSequence::new();
    taps.memory.confirm_last_try();
    assert_eq!(
        taps.sign(&[SELECT, READ_ALL, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
    let mut taps = TapSequence::new();
    let wrong = verify("63C2");
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_3, &wrong]).is_err());
    taps.memory.confirm_last_try();
    assert_eq!(
        taps.sign(&[SELECT, READ_HEAD, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

/// After `9000` to the query, another program has verified the password. Selecting another
/// application of the card undoes it.
const SELECT_OTHER_APPLICATION: &str = "=> 00A4040C 0A D3921000310001010408\n<= 9000\n";

#[test]
fn a_password_verified_by_another_program_is_verified_again() {
    let verified = query("9000");
    let mut taps = TapSequence::new();
    let script = [
        SELECT,
        READ_ALL,
        &verified,
        SELECT_OTHER_APPLICATION,
        SELECT,
        TRIES_2,
    ];
    let result = taps.sign(&[&script[..], &[VERIFY, SIGN]].concat());
    assert_eq!(result, signed());
    // Otherwise it could hide the last try.
    let mut taps = TapSequence::new();
    let script = [
        SELECT,
        READ_ALL,
        &verified,
        SELECT_OTHER_APPLICATION,
        SELECT,
        TRIES_1,
    ];
    assert_eq!(taps.sign(&script), Err(CardError::LastTryNotConfirmed));
}

#[test]
fn without_a_counter_no_password_is_sent() {
    let verified = query("9000");
    let by_file = "
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 9000
    ";
    let script = [
        SELECT,
        READ_ALL,
        &verified,
        SELECT_OTHER_APPLICATION,
        SELECT,
        &verified,
    ];
    let mut taps = TapSequence::new();
    let result = taps.sign(
        &[
            &script[..],
            &[by_file, SELECT_OTHER_APPLICATION, SELECT, by_file],
        ]
        .concat(),
    );
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x9000 }));
    assert!(taps.pin.is_some(), "not sent");

    let refused = "=> 00200098\n<= 6D00\n=> 00A4020C 02 0018\n<= 9000\n=> 00200080\n<= 6D00\n";
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, READ_ALL, refused]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6D00 }));
    assert!(taps.pin.is_some(), "not sent");
}

/// A tap that loses its VERIFY with `before` tries left, and a second one that reads the counter `now`.
fn after_lost_verify(before: i32, now: &str) -> (CardError, TapSequence) {
    let mut taps = TapSequence::new();
    let tries = query(&format!("63C{before}"));
    if before == 1 {
        assert!(taps.sign(&[SELECT, READ_ALL, &tries]).is_err());
        taps.memory.confirm_last_try();
    }
    let certificate = if before == 1 { READ_HEAD } else { READ_ALL };
    let lost = verify("lost");
    let result = taps.sign(&[SELECT, certificate, &tries, &lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    assert!(taps.memory.verify_pending());
    assert!(taps.pin.is_none(), "sent");
    // Even with a new password, the next tap only reads the counter.
    taps.type_pin();
    let error = taps.sign(&[SELECT, READ_HEAD, &query(now)]);
    assert!(!taps.memory.verify_pending());
    assert!(taps.pin.is_some(), "not sent");
    (error.expect_err("the tap only reads the counter"), taps)
}

#[test]
fn after_a_lost_verify_the_counter_decides() {
    let wrong = |count| CardError::LostVerify(LostVerify::Wrong { tries: left(count) });
    for (before, now, expected) in [
        (3, "63C2", wrong(2)),
        (2, "63C1", wrong(1)),
        (3, "63C1", wrong(1)),
        (1, "63C0", CardError::Locked),
        (1, "6983", CardError::Locked),
        (2, "63C3", CardError::LostVerify(LostVerify::WasRight)),
        (1, "63C3", CardError::LostVerify(LostVerify::WasRight)),
        (2, "63C2", CardError::LostVerify(LostVerify::NeverArrived)),
        (1, "63C1", CardError::LostVerify(LostVerify::NeverArrived)),
        (3, "63C3", CardError::LostVerify(LostVerify::NoTryUsed)),
    ] {
        assert_eq!(
            after_lost_verify(before, now).0,
            expected,
            "{before} then {now}"
        );
    }
    // Then the journey goes on.
    let (_, mut taps) = after_lost_verify(3, "63C2");
    assert_eq!(taps.memory.tries(), left(2));
    assert_eq!(
        taps.sign(&[SELECT, READ_HEAD, TRIES_2, VERIFY, SIGN]),
        signed()
    );
}

#[test]
fn a_lost_reading_of_the_counter_is_repeated() {
    let mut taps = TapSequence::new();
    let lost = verify("lost");
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_3, &lost]).is_err());
    for script in [
        &["=> 00A4040C 0A D392F000260100000001\n<= lost\n"][..],
        &[SELECT, "=> 00B08A00 40\n<= lost\n"],
        &[SELECT, READ_HEAD, "=> 00200098\n<= lost\n"],
    ] {
        assert_eq!(taps.sign(script), Err(CardError::LostBeforeVerify));
        assert!(taps.memory.verify_pending());
    }
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn a_counter_that_could_not_be_read_after_verify_is_read_at_the_next_tap() {
    let mut taps = TapSequence::new();
    let lost = "=> 00200098\n<= lost\n";
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, &verify("6300"), lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    assert!(taps.memory.verify_pending());
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn another_card_after_a_lost_verify_is_noticed_and_the_counter_of_the_first_is_still_read() {
    let mut taps = TapSequence::new();
    let lost = verify("lost");
    assert!(taps.sign(&[SELECT, READ_ALL, TRIES_3, &lost]).is_err());
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    assert!(
        taps.memory.verify_pending(),
        "the first card is still to be checked"
    );
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn a_tap_without_a_password_sends_none() {
    let mut taps = TapSequence::new();
    taps.pin = None;
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0 }));
    assert!(!taps.memory.verify_pending());
}
