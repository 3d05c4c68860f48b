//! The fewest commands, and the fallbacks when a card refuses a shortcut.

use super::*;

#[test]
fn a_card_with_all_shortcuts_takes_five_commands() {
    let mut taps = TapSequence::new();
    let result = taps.sign(&["
        => 00A4040C 0A D392F000260100000001     # SELECT
        <= 9000
        => 00B08A00 000000                      # READ BINARY: the whole file
        <= {user}{fill 20}9000
        => 00200098                             # VERIFY: tries left
        <= 63C3
        => 00200098 04 37333139                 # VERIFY
        <= 9000
        => 802A0097 33 {info} 00                # COMPUTE DIGITAL SIGNATURE
        <= {signature}9000
    "]);
    assert_eq!(result, signed());
    assert!(taps.pin.is_none(), "it was sent");
    assert_eq!(
        taps.stages,
        [
            CardStage::Finding,
            CardStage::Reading,
            CardStage::Reading,
            CardStage::Password,
            CardStage::Signing
        ]
    );
}

#[test]
fn four_commands_are_enough_when_the_application_is_selected_already() {
    let result = TapSequence::with(APPLICATION_SELECTED).sign(&[READ_ALL, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn eleven_commands_are_needed_when_the_reader_supports_short_length_only() {
    let first = "=> 00B08A00 00\n<= {user 256}9000\n";
    let mut taps = TapSequence::with(SHORT_LENGTH);
    let result = taps.sign(&[SELECT, first, SHORT_READS, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
    assert_eq!(taps.stages.len(), 11);
}

#[test]
fn twelve_commands_are_needed_when_the_card_refuses_extended_length() {
    for refusal in ["6700", "6D00", "9000", "300000009000"] {
        let first =
            format!("=> 00B08A00 000000\n<= {refusal}\n=> 00B08A00 00\n<= {{user 256}}9000\n");
        let mut taps = TapSequence::new();
        let result = taps.sign(&[SELECT, &first, SHORT_READS, TRIES_3, VERIFY, SIGN]);
        assert_eq!(result, signed(), "{refusal}");
        assert_eq!(taps.stages.len(), 12);
    }
}

#[test]
fn after_a_loss_at_an_extended_command_the_next_tap_uses_short_ones() {
    let mut taps = TapSequence::new();
    let result = taps.sign(&[SELECT, "=> 00B08A00 000000\n<= lost\n"]);
    assert_eq!(result, Err(CardError::LostBeforeVerify));
    assert!(taps.pin.is_some(), "not sent");
    let first = "=> 00B08A00 00\n<= {user 256}9000\n";
    let result = taps.sign(&[SELECT, first, SHORT_READS, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_later_tap_reads_only_the_head_of_the_certificate() {
    let mut taps = TapSequence::new();
    let lost = "=> 802A0097 33 {info} 00\n<= lost\n";
    let result = taps.sign(&[SELECT, READ_ALL, TRIES_3, VERIFY, lost]);
    assert_eq!(result, Err(CardError::LostAfterVerify));
    taps.type_pin();
    let result = taps.sign(&[SELECT, READ_HEAD, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn files_are_selected_when_a_card_refuses_short_identifiers() {
    const BY_FILE: &str = "
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 63C3
        => 00200080 04 37333139
        <= 9000
        => 00A4020C 02 0017
        <= 9000
    ";
    for refusal in [
        "6A86", "6A82", "6A81", "6B00", "6985", "6986", "6D00", "6E00",
    ] {
        let whole = format!(
            "=> 00B08A00 000000\n<= {refusal}\n=> 00B08A00 00\n<= {refusal}\n
             => 00A4020C 02 000A\n<= 9000\n=> 00B00000 000000\n<= {{user}}9000\n"
        );
        let mut taps = TapSequence::new();
        let lost = "=> 802A0080 33 {info} 00\n<= lost\n";
        let result = taps.sign(&[SELECT, &whole, BY_FILE, lost]);
        assert_eq!(result, Err(CardError::LostAfterVerify), "{refusal}");

        // The next tap remembers it.
        taps.type_pin();
        let head = "=> 00A4020C 02 000A\n<= 9000\n=> 00B00000 40\n<= {user 64}9000\n";
        let sign = "=> 802A0080 33 {info} 00\n<= {signature}9000\n";
        assert_eq!(taps.sign(&[SELECT, head, BY_FILE, sign]), signed());
    }
}

#[test]
fn the_tries_query_decides_how_verify_names_the_password() {
    let query = "
        => 00200098
        <= 6A86
        => 00A4020C 02 0018
        <= 9000
        => 00200080
        <= 63C3
    ";
    let verify = "=> 00200080 04 37333139\n<= 9000\n";
    let result = TapSequence::new().sign(&[SELECT, READ_ALL, query, verify, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_key_is_selected_when_its_short_identifier_is_refused() {
    for refusal in ["6A86", "6985", "6982", "9000", "{signature 255}9000"] {
        let sign = format!(
            "=> 802A0097 33 {{info}} 00\n<= {refusal}\n=> 00A4020C 02 0017\n<= 9000\n
             => 802A0080 33 {{info}} 00\n<= {{signature}}9000\n"
        );
        let result = TapSequence::new().sign(&[SELECT, READ_ALL, TRIES_3, VERIFY, &sign]);
        assert_eq!(result, signed(), "{refusal}");
    }
}

#[test]
fn an_application_that_is_not_selected_after_all_is_selected_once() {
    for refusal in ["6985", "6986", "6A82", "6D00", "6E00"] {
        let refused = format!("=> 00B08A00 000000\n<= {refusal}\n");
        let mut taps = TapSequence::with(APPLICATION_SELECTED);
        let result = taps.sign(&[&refused, SELECT, READ_ALL, TRIES_3, VERIFY, SIGN]);
        assert_eq!(result, signed(), "{refusal}");
    }
    let refused = "
        => 00B08A00 000000
        <= 6A82
        => 00A4040C 0A D392F000260100000001
        <= 6A82
    ";
    let result = TapSequence::with(APPLICATION_SELECTED).sign(&[refused]);
    assert_eq!(result, Err(CardError::NotIndividualNumberCard));
}

#[test]
fn data_in_several_parts_is_put_together() {
    let whole = "
        => 00B08A00 000000
        <= {user 100}6100
        => 00C00000 00
        <= {user 100 356}61FF
        => 00C00000 FF
        <= {user 356 611}6C10
        => 00C00000 10
        <= {user 356 1580}9000
    ";
    let sign = "
        => 802A0097 33 {info} 00
        <= 6C80
        => 802A0097 33 {info} 80
        <= 6180
        => 00C00000 80
        <= {signature 128}6180
        => 00C00000 80
        <= {signature 128 256}9000
    ";
    let select = "=> 00A4040C 0A D392F000260100000001\n<= 6102\n=> 00C00000 02\n<= 6F009000\n";
    let result = TapSequence::new().sign(&[select, whole, TRIES_3, VERIFY, sign]);
    assert_eq!(result, signed());
}

#[test]
fn reading_continues_after_an_early_end_of_file_and_a_short_read() {
    let whole = "
        => 00B08A00 000000
        <= {user 200}6282
        => 00B000C8 000564
        <= 6700
        => 00B000C8 00
        <= {user 200 300}9000
        => 00B0012C 00
        <= {user 300 1580}{fill 9}6282
    ";
    let result = TapSequence::new().sign(&[SELECT, whole, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn the_correct_length_is_taken_from_the_card() {
    let whole = "
        => 00B08A00 000000
        <= 6C00
        => 00B08A00 00
        <= {user 256}9000
        => 00B00100 00052C
        <= {user 256 1580}9000
    ";
    let result = TapSequence::new().sign(&[SELECT, whole, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn a_head_of_another_length_than_requested_is_still_recognised() {
    for head in [
        "=> 00B08A00 40\n<= {user 256}9000\n",
        "=> 00B08A00 40\n<= {user 16}9000\n=> 00B00010 30\n<= {user 16 64}6282\n",
    ] {
        let mut taps = TapSequence::new();
        let wrong = "=> 00200098 04 37333139\n<= 63C2\n";
        assert!(taps.sign(&[SELECT, READ_ALL, TRIES_3, wrong]).is_err());
        taps.type_pin();
        let result = taps.sign(&[SELECT, head, TRIES_2, VERIFY, SIGN]);
        assert_eq!(result, signed());
    }
}
