//! Command APDUs (ISO/IEC 7816-3 §12.1, 7816-4 §5.1).

use super::MalformedApdu;
use crate::secret::Secret;
use iso7816::command::class::Class;
use iso7816::command::{CommandBuilder, CommandView, ExpectedLen};
use std::fmt;

/// A command APDU, cases 1 to 4, short or extended. It may carry the password: its bytes are wiped
/// when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandApdu {
    /// Encoded; always decodable.
    bytes: Secret,
}

impl CommandApdu {
    /// SELECT by application identifier, no answer wanted (7816-4 §11.1.1).
    pub(crate) fn select_application(aid: &[u8]) -> Self {
        Self::internal([0x00, 0xA4, 0x04, 0x0C], aid, 0)
    }

    /// SELECT of an elementary file under the current application, no answer wanted.
    pub(crate) fn select_file(file: u16) -> Self {
        Self::internal([0x00, 0xA4, 0x02, 0x0C], &file.to_be_bytes(), 0)
    }

    /// READ BINARY of the current file from `offset`, at most 0x7FFF (7816-4 §11.3.3).
    pub(crate) fn read_binary(offset: u16, expected: usize) -> Self {
        let [high, low] = offset.to_be_bytes();
        Self::internal([0x00, 0xB0, high & 0x7F, low], &[], expected)
    }

    /// READ BINARY of a file from its beginning, by its short identifier: makes it the current one.
    pub(crate) fn read_binary_by_short_id(id: u8, expected: usize) -> Self {
        Self::internal([0x00, 0xB0, 0x80 | id, 0x00], &[], expected)
    }

    /// VERIFY without a password: asks how many tries are left, and costs none (7816-4 §11.5.6).
    pub(crate) fn retry_counter(reference: u8) -> Self {
        Self::internal([0x00, 0x20, 0x00, reference], &[], 0)
    }

    /// VERIFY.
    pub(crate) fn verify(reference: u8, password: &[u8]) -> Self {
        Self::internal([0x00, 0x20, 0x00, reference], password, 0)
    }

    /// COMPUTE DIGITAL SIGNATURE as the JPKI application has it: a proprietary class, the key in
    /// P2, the card pads what it is given (PKCS#1 v1.5).
    pub(crate) fn compute_digital_signature(reference: u8, digest_info: &[u8]) -> Self {
        Self::internal([0x80, 0x2A, 0x00, reference], digest_info, 256)
    }

    /// GET RESPONSE (7816-4 §11.4.3).
    pub(crate) fn get_response(expected: usize) -> Self {
        Self::internal([0x00, 0xC0, 0x00, 0x00], &[], expected)
    }

    fn internal(header: [u8; 4], data: &[u8], expected: usize) -> Self {
        Self::new(header, data, expected).expect("a command of ours fits")
    }

    /// A command: CLA INS P1 P2, `data` (at most 65,535 bytes), and the most bytes of data that are
    /// expected back (0: none, at most 65,536). Short where that is enough.
    ///
    /// # Errors
    /// [`MalformedApdu`]: too long, or class `FF`.
    pub fn new(header: [u8; 4], data: &[u8], expected: usize) -> Result<Self, MalformedApdu> {
        Self::write(header, data, expected, false)
    }

    /// As [`CommandApdu::new`], with extended lengths even where short ones would do.
    ///
    /// # Errors
    /// [`MalformedApdu`]: too long, or class `FF`.
    pub fn extended(header: [u8; 4], data: &[u8], expected: usize) -> Result<Self, MalformedApdu> {
        Self::write(header, data, expected, true)
    }

    fn write(
        header: [u8; 4],
        data: &[u8],
        expected: usize,
        extended: bool,
    ) -> Result<Self, MalformedApdu> {
        let [class, instruction, p1, p2] = header;
        let class = Class::try_from(class).map_err(|_| MalformedApdu)?;
        let expected = match expected {
            65_536 => ExpectedLen::Max,
            fewer => ExpectedLen::Ne(fewer.try_into().map_err(|_| MalformedApdu)?),
        };
        if data.len() > usize::from(u16::MAX) {
            return Err(MalformedApdu);
        }
        let mut builder = CommandBuilder::new(class, instruction.into(), p1, p2, data, expected);
        if extended {
            builder = builder.force_extended();
        }
        // As long as needed from the start: a buffer that grows leaves unwiped copies behind.
        let mut bytes = vec![0; builder.required_len()];
        builder
            .serialize_into(&mut bytes.as_mut_slice())
            .map_err(|_| MalformedApdu)?;
        Ok(Self {
            bytes: bytes.into(),
        })
    }

    /// Reads an encoded command.
    ///
    /// # Errors
    /// [`MalformedApdu`].
    pub fn decode(bytes: impl Into<Secret>) -> Result<Self, MalformedApdu> {
        let bytes = bytes.into();
        CommandView::try_from(bytes.bytes()).map_err(|_| MalformedApdu)?;
        Ok(Self { bytes })
    }

    /// Encoded.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.bytes()
    }

    /// Encoded, for whoever carries it to the card.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.bytes
    }

    /// CLA INS P1 P2: nothing secret.
    #[must_use]
    pub fn header(&self) -> [u8; 4] {
        *self
            .bytes()
            .first_chunk()
            .expect("a command has at least four bytes")
    }

    /// The data, which may be the password; empty in cases 1 and 2.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.view().data()
    }

    /// The most bytes of data that are expected back, 0 to 65,536; 0 in cases 1 and 3.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.view().expected()
    }

    /// Whether its lengths are extended.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.view().extended
    }

    /// Whether it is VERIFY, with or without a password.
    pub(crate) fn is_verify(&self) -> bool {
        self.header()[1] == 0x20
    }

    /// The same command with another expected length, as a card that answers `6Cxx` wants it.
    pub(crate) fn expecting(&self, expected: usize) -> Self {
        Self::internal(self.header(), self.data(), expected)
    }

    fn view(&self) -> CommandView<'_> {
        CommandView::try_from(self.bytes()).expect("it was decoded before, or encoded by us")
    }
}

impl fmt::Debug for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cla, ins, p1, p2] = self.header();
        let sent = self.data().len();
        let expected = self.expected();
        write!(
            f,
            "Command({cla:02X} {ins:02X} {p1:02X} {p2:02X}, {sent} bytes, expects {expected})"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [u8; 4] = [0x80, 0x2A, 0x01, 0x97];

    /// Every length near a limit of the coding, and some between.
    fn lengths(most: usize) -> impl Iterator<Item = usize> {
        (0..=most).filter(move |n| {
            *n <= 260 || n % 4093 == 0 || (65_270..=65_290).contains(n) || most - n <= 3
        })
    }

    fn check(command: &CommandApdu, data: &[u8], expected: usize, extended: bool) {
        let back = CommandApdu::decode(command.bytes()).expect("what we encode decodes");
        assert_eq!(&back, command);
        assert_eq!(back.header(), HEADER);
        assert_eq!(back.data(), data);
        assert_eq!(back.expected(), expected);
        assert_eq!(back.is_extended(), extended);
    }

    #[test]
    fn encoding_and_decoding_round_trip_for_every_case_and_length() {
        let data: Vec<u8> = (0..65_535_usize).map(|n| (n % 251) as u8).collect();
        for sent in lengths(65_535) {
            let data = &data[..sent];
            for expected in lengths(65_536).filter(|n| sent < 300 || n % 16 == 0) {
                let nothing = sent == 0 && expected == 0;
                let long = sent > 255 || expected > 256;
                let short = CommandApdu::new(HEADER, data, expected).expect("fits");
                check(&short, data, expected, long);
                let extended = CommandApdu::extended(HEADER, data, expected).expect("fits");
                check(&extended, data, expected, !nothing);
            }
        }
    }

    #[test]
    fn decoding_what_is_well_formed_and_encoding_it_gives_the_same_bytes() {
        let mut state = 1_u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let mut decoded = 0;
        for round in 0..200_000_usize {
            // Small bytes make lengths that fit often enough.
            let bytes: Vec<u8> = (0..round % 24).map(|_| random() & 0x0F).collect();
            let Ok(command) = CommandApdu::decode(bytes.clone()) else {
                continue;
            };
            decoded += 1;
            let again = CommandApdu::write(
                command.header(),
                command.data(),
                command.expected(),
                command.is_extended(),
            )
            .expect("fits");
            // An extended Lc of zero is another way to say "no data", which nobody writes.
            if !(command.is_extended() && command.data().is_empty()) {
                assert_eq!(again.bytes(), bytes);
            }
            assert_eq!(again.expected(), command.expected());
        }
        assert!(decoded > 10_000, "the sample is of use: {decoded}");
    }

    #[test]
    fn what_no_command_can_carry_is_refused() {
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
    fn our_commands_are_those_of_the_field() {
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
        let shown = format!("{:?}", CommandApdu::verify(0x98, b"7319"));
        assert_eq!(shown, "Command(00 20 00 98, 4 bytes, expects 0)");
    }
}
