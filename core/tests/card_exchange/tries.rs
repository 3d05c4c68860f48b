//! The password: sent once, and only where nothing stands against it.

use super::*;
use card_points::card::{LostVerify, Tries};

/// VERIFY, and a reply to it.
fn verify(reply: &str) -> String {
    format!("=> 00200098 04 37333139\n<= {reply}\n")
}

/// The tries query, and a reply to it.
fn query(reply: &str) -> String {
    format!("=> 00200098\n<= {reply}\n")
}

fn left(count: i32) -> Tries {
    Tries::Left { count }
}

#[test]
fn a_wrong_password_shows_the_tries_left() {
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("63C2")]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
    assert_eq!(taps.kept.tries(), left(2));
    assert!(taps.pin.is_none());
    assert!(!taps.kept.verify_pending());
}

#[test]
fn a_wrong_password_without_a_count_is_counted_by_asking() {
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("6300"), TRIES_2]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));

    let unclear = "=> 00200098\n<= 6F00\n=> 00A4020C 02 0018\n<= 6F00\n";
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("6300"), unclear]);
    let tries = Tries::Unknown;
    assert_eq!(result, Err(CardError::WrongPassword { tries }));

    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("6300"), &query("6984")]);
    assert_eq!(result, Err(CardError::Locked));
}

#[test]
fn a_blocked_password_is_not_sent() {
    for blocked in ["63C0", "6983", "6984"] {
        let mut taps = Taps::new();
        let result = taps.sign(&[SELECT, WHOLE, &query(blocked)]);
        assert_eq!(result, Err(CardError::Locked), "{blocked}");
        assert_eq!(taps.kept.tries(), Tries::Blocked);
        assert!(taps.pin.is_some(), "not sent");
    }
}

#[test]
fn a_password_that_blocks_ends_the_exchange() {
    for blocked in ["63C0", "6983", "6984"] {
        let mut taps = Taps::new();
        let result = taps.sign(&[SELECT, WHOLE, TRIES_2, &verify(blocked)]);
        assert_eq!(result, Err(CardError::Locked), "{blocked}");
        assert_eq!(taps.kept.tries(), Tries::Blocked);
    }
}

#[test]
fn verify_is_not_repeated_when_the_card_asks_for_it() {
    // It counted all the same: said.
    let result = Taps::new().sign(&[SELECT, WHOLE, TRIES_3, &verify("6C04"), TRIES_2]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
    // It did not count: unclear, and the next password goes by SELECT.
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("6C04"), TRIES_3]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6C04 }));
    assert!(taps.pin.is_none());
    taps.retype();
    let by_file = "
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 63C3
        => 00200080 04 37333139
        <= 9000
    ";
    assert_eq!(taps.sign(&[SELECT, HEAD, by_file, SIGN]), signed());
}

#[test]
fn the_reply_to_verify_may_come_by_get_response() {
    let fetched = |status: &str| format!("{}=> 00C00000 02\n<= {status}\n", verify("6102"));
    let result = Taps::new().sign(&[SELECT, WHOLE, TRIES_3, &fetched("9000"), SIGN]);
    assert_eq!(result, signed());
    let result = Taps::new().sign(&[SELECT, WHOLE, TRIES_3, &fetched("63C2")]);
    assert_eq!(result, Err(CardError::WrongPassword { tries: left(2) }));
}

#[test]
fn the_last_try_needs_the_person_s_word() {
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
    assert!(taps.pin.is_some(), "not sent");
    taps.kept.confirm_last_try();
    let result = taps.sign(&[SELECT, HEAD, TRIES_1, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn the_word_holds_for_one_verify() {
    let mut taps = Taps::new();
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_1]).is_err());
    taps.kept.confirm_last_try();
    // Lost before VERIFY: it still holds.
    let lost = "=> 00200098\n<= lost\n";
    assert_eq!(
        taps.sign(&[SELECT, HEAD, lost]),
        Err(CardError::LostBeforeVerify)
    );
    let lost = verify("lost");
    let result = taps.sign(&[SELECT, HEAD, TRIES_1, &lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    let result = taps.sign(&[SELECT, HEAD, TRIES_1]);
    assert_eq!(result, Err(CardError::LostVerify(LostVerify::NeverArrived)));
    // Gone with the VERIFY that never arrived.
    taps.retype();
    let result = taps.sign(&[SELECT, HEAD, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
}

#[test]
fn the_word_holds_for_that_card() {
    let mut taps = Taps::new();
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_1]).is_err());
    taps.kept.confirm_last_try();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    let result = taps.sign(&[SELECT, HEAD, TRIES_1, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn the_word_means_nothing_without_a_card_that_has_one_try_left() {
    let mut taps = Taps::new();
    taps.kept.confirm_last_try();
    assert_eq!(
        taps.sign(&[SELECT, WHOLE, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
    let mut taps = Taps::new();
    let wrong = verify("63C2");
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_3, &wrong]).is_err());
    taps.kept.confirm_last_try();
    assert_eq!(
        taps.sign(&[SELECT, HEAD, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

/// `9000` to the query: another program has entered the password. Selecting a neighbour undoes it.
const NEIGHBOUR: &str = "=> 00A4040C 0A D3921000310001010408\n<= 9000\n";

#[test]
fn a_password_entered_by_another_program_is_entered_again_by_the_person() {
    let verified = query("9000");
    let mut taps = Taps::new();
    let script = [SELECT, WHOLE, &verified, NEIGHBOUR, SELECT, TRIES_2];
    let result = taps.sign(&[&script[..], &[VERIFY, SIGN]].concat());
    assert_eq!(result, signed());
    // It may have hidden the last try.
    let mut taps = Taps::new();
    let script = [SELECT, WHOLE, &verified, NEIGHBOUR, SELECT, TRIES_1];
    assert_eq!(taps.sign(&script), Err(CardError::LastTryNotConfirmed));
}

#[test]
fn without_a_count_nothing_is_sent() {
    let verified = query("9000");
    let by_file = "
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 9000
    ";
    let script = [SELECT, WHOLE, &verified, NEIGHBOUR, SELECT, &verified];
    let mut taps = Taps::new();
    let result = taps.sign(&[&script[..], &[by_file, NEIGHBOUR, SELECT, by_file]].concat());
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x9000 }));
    assert!(taps.pin.is_some(), "not sent");

    let refused = "=> 00200098\n<= 6D00\n=> 00A4020C 02 0018\n<= 9000\n=> 00200080\n<= 6D00\n";
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, WHOLE, refused]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6D00 }));
    assert!(taps.pin.is_some(), "not sent");
}

/// A tap whose VERIFY got no reply with `before` tries, and then one that looks and finds `now`.
fn looked_after(before: i32, now: &str) -> (CardError, Taps) {
    let mut taps = Taps::new();
    let tries = query(&format!("63C{before}"));
    if before == 1 {
        assert!(taps.sign(&[SELECT, WHOLE, &tries]).is_err());
        taps.kept.confirm_last_try();
    }
    let certificate = if before == 1 { HEAD } else { WHOLE };
    let lost = verify("lost");
    let result = taps.sign(&[SELECT, certificate, &tries, &lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    assert!(taps.kept.verify_pending());
    assert!(taps.pin.is_none(), "it was sent");
    // Even with a new password in hand, the next tap only looks.
    taps.retype();
    let looked = taps.sign(&[SELECT, HEAD, &query(now)]);
    assert!(!taps.kept.verify_pending());
    assert!(taps.pin.is_some(), "not sent");
    (looked.expect_err("only looked"), taps)
}

#[test]
fn after_a_lost_verify_the_counter_tells_the_truth() {
    let wrong = |count| CardError::LostVerify(LostVerify::Wrong { tries: left(count) });
    for (before, now, told) in [
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
        assert_eq!(looked_after(before, now).0, told, "{before} then {now}");
    }
    // And then the journey goes on.
    let (_, mut taps) = looked_after(3, "63C2");
    assert_eq!(taps.kept.tries(), left(2));
    assert_eq!(taps.sign(&[SELECT, HEAD, TRIES_2, VERIFY, SIGN]), signed());
}

#[test]
fn a_look_that_is_lost_is_looked_again() {
    let mut taps = Taps::new();
    let lost = verify("lost");
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_3, &lost]).is_err());
    for script in [
        &["=> 00A4040C 0A D392F000260100000001\n<= lost\n"][..],
        &[SELECT, "=> 00B08A00 40\n<= lost\n"],
        &[SELECT, HEAD, "=> 00200098\n<= lost\n"],
    ] {
        assert_eq!(taps.sign(script), Err(CardError::LostBeforeVerify));
        assert!(taps.kept.verify_pending());
    }
    let result = taps.sign(&[SELECT, HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn a_counter_that_could_not_be_read_after_verify_is_read_at_the_next_tap() {
    let mut taps = Taps::new();
    let lost = "=> 00200098\n<= lost\n";
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3, &verify("6300"), lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    assert!(taps.kept.verify_pending());
    let result = taps.sign(&[SELECT, HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn another_card_at_the_look_is_noticed_and_the_first_is_still_looked_at() {
    let mut taps = Taps::new();
    let lost = verify("lost");
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_3, &lost]).is_err());
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    assert!(
        taps.kept.verify_pending(),
        "of the first card it is not known yet"
    );
    let result = taps.sign(&[SELECT, HEAD, TRIES_2]);
    let tries = left(2);
    assert_eq!(
        result,
        Err(CardError::LostVerify(LostVerify::Wrong { tries }))
    );
}

#[test]
fn a_tap_without_a_password_sends_none() {
    let mut taps = Taps::new();
    taps.pin = None;
    let result = taps.sign(&[SELECT, WHOLE, TRIES_3]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0 }));
    assert!(!taps.kept.verify_pending());
}
