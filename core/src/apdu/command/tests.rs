use super::*;

const HEADER: [u8; 4] = [0x80, 0x2A, 0x01, 0x97];

/// Every length near a limit of the encoding, and some between.
fn lengths(max: usize) -> impl Iterator<Item = usize> {
    (0..=max).filter(move |n| {
        *n <= 260 || n % 4093 == 0 || (65_270..=65_290).contains(n) || max - n <= 3
    })
}

fn check(command: &CommandApdu, data: &[u8], expected: usize, extended: bool) {
    let decoded = CommandApdu::decode(command.bytes()).expect("an encoded command decodes");
    assert_eq!(&decoded, command);
    assert_eq!(decoded.header(), HEADER);
    assert_eq!(decoded.data(), data);
    assert_eq!(decoded.expected(), expected);
    assert_eq!(decoded.is_extended(), extended);
}

#[test]
fn encoding_and_decoding_round_trip_for_every_case_and_length() {
    let data: Vec<u8> = (0..65_535_usize).map(|n| (n % 251) as u8).collect();
    for length in lengths(65_535) {
        let data = &data[..length];
        for expected in lengths(65_536).filter(|n| length < 300 || n % 16 == 0) {
            let is_case_1 = length == 0 && expected == 0;
            let needs_extended = length > 255 || expected > 256;
            let short = CommandApdu::new(HEADER, data, expected).expect("fits");
            check(&short, data, expected, needs_extended);
            let extended = CommandApdu::extended(HEADER, data, expected).expect("fits");
            check(&extended, data, expected, !is_case_1);
        }
    }
}

#[test]
fn a_decoded_command_is_encoded_to_the_same_bytes() {
    let mut state = 1_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let mut count = 0;
    for round in 0..200_000_usize {
        // Small bytes often make lengths that fit.
        let bytes: Vec<u8> = (0..round % 24).map(|_| random() & 0x0F).collect();
        let Ok(command) = CommandApdu::decode(bytes.clone()) else {
            continue;
        };
        count += 1;
        let encoded = CommandApdu::encode(
            command.header(),
            command.data(),
            command.expected(),
            command.is_extended(),
        )
        .expect("fits");
        // An extended Lc of zero also means "no data". It is decoded, but never encoded.
        if !(command.is_extended() && command.data().is_empty()) {
            assert_eq!(encoded.bytes(), bytes);
        }
        assert_eq!(encoded.expected(), command.expected());
    }
    assert!(count > 10_000, "too few well-formed samples: {count}");
}

#[test]
fn a_command_that_does_not_fit_is_refused() {
    assert_eq!(
        CommandApdu::new(HEADER, &[0; 65_536], 0),
        Err(MalformedApdu)
    );
    assert_eq!(CommandApdu::new(HEADER, &[], 65_537), Err(MalformedApdu));
    assert_eq!(
        CommandApdu::new([0xFF, 0, 0, 0], &[], 0),
        Err(MalformedApdu)
    );
    assert_eq!(CommandApdu::decode(Vec::new()), Err(MalformedApdu));
    assert_eq!(CommandApdu::decode(vec![0, 0x20, 0]), Err(MalformedApdu));
    assert_eq!(
        CommandApdu::decode(vec![0, 0x20, 0, 0x80, 4, 1, 2]),
        Err(MalformedApdu)
    );
}

#[test]
fn commands_have_the_bytes_that_the_card_expects() {
    let bytes = |command: CommandApdu| command.bytes().to_vec();
    assert_eq!(
        bytes(CommandApdu::retry_counter(0x98)),
        [0x00, 0x20, 0x00, 0x98]
    );
    assert_eq!(
        bytes(CommandApdu::read_binary_by_short_id(0x0A, 65_536)),
        [0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00]
    );
    assert_eq!(
        bytes(CommandApdu::read_binary(0x0600, 256)),
        [0x00, 0xB0, 0x06, 0x00, 0x00]
    );
    assert_eq!(
        bytes(CommandApdu::select_file(0x0018)),
        [0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x18]
    );
    let sign = bytes(CommandApdu::compute_digital_signature(0x97, &[7; 51]));
    assert_eq!(sign[..5], [0x80, 0x2A, 0x00, 0x97, 0x33]);
    assert_eq!((sign.len(), sign[56]), (57, 0x00));
    assert_eq!(
        bytes(CommandApdu::compute_digital_signature(0x97, &[7; 51]).expecting(128))[56],
        0x80
    );
}

#[test]
fn debug_shows_no_data() {
    let debug = format!("{:?}", CommandApdu::verify(0x98, b"7319"));
    assert_eq!(debug, "CommandApdu(00 20 00 98, 4 bytes, expects 0)");
}
