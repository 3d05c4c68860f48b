//! Command APDUs (ISO/IEC 7816-3 §12.1, ISO/IEC 7816-4 §5.1).

use super::MalformedApdu;
use crate::secret::Secret;
use iso7816::command::class::Class;
use iso7816::command::{CommandBuilder, CommandView, ExpectedLen};
use std::fmt;

/// A command APDU: cases 1 to 4, with short or extended lengths (ISO/IEC 7816-3 §12.1). It may contain
/// the password, so its bytes are wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandApdu {
    /// Encoded. Always decodable.
    bytes: Secret,
}

impl CommandApdu {
    /// SELECT by application identifier, without a response data field (ISO/IEC 7816-4 §11.1.1).
    pub(crate) fn select_application(aid: &[u8]) -> Self {
        Self::internal([0x00, 0xA4, 0x04, 0x0C], aid, 0)
    }

    /// SELECT of an elementary file of the current application, without a response data field
    /// (ISO/IEC 7816-4 §11.1.1).
    pub(crate) fn select_file(file: u16) -> Self {
        Self::internal([0x00, 0xA4, 0x02, 0x0C], &file.to_be_bytes(), 0)
    }

    /// READ BINARY of the current file from `offset`, at most 0x7FFF (ISO/IEC 7816-4 §11.3.3).
    pub(crate) fn read_binary(offset: u16, expected: usize) -> Self {
        let [high, low] = offset.to_be_bytes();
        Self::internal([0x00, 0xB0, high & 0x7F, low], &[], expected)
    }

    /// READ BINARY of a file from its start, by short identifier. The file becomes the current one
    /// (ISO/IEC 7816-4 §11.3.3).
    pub(crate) fn read_binary_by_short_id(id: u8, expected: usize) -> Self {
        Self::internal([0x00, 0xB0, 0x80 | id, 0x00], &[], expected)
    }

    /// VERIFY without data: asks for the retry counter, and uses no try (ISO/IEC 7816-4 §11.5.6).
    pub(crate) fn retry_counter(reference: u8) -> Self {
        Self::internal([0x00, 0x20, 0x00, reference], &[], 0)
    }

    /// VERIFY (ISO/IEC 7816-4 §11.5.6). A wrong password uses a try.
    pub(crate) fn verify(reference: u8, password: &[u8]) -> Self {
        Self::internal([0x00, 0x20, 0x00, reference], password, 0)
    }

    /// COMPUTE DIGITAL SIGNATURE of the JPKI application: it has a proprietary class, and the key in P2.
    /// The card adds the padding of RSASSA-PKCS1-v1_5.
    pub(crate) fn compute_digital_signature(reference: u8, digest_info: &[u8]) -> Self {
        Self::internal([0x80, 0x2A, 0x00, reference], digest_info, 256)
    }

    /// GET RESPONSE (ISO/IEC 7816-4 §11.4.3).
    pub(crate) fn get_response(expected: usize) -> Self {
        Self::internal([0x00, 0xC0, 0x00, 0x00], &[], expected)
    }

    fn internal(header: [u8; 4], data: &[u8], expected: usize) -> Self {
        Self::new(header, data, expected).expect("the commands of this module fit")
    }

    /// A command. `header` is CLA INS P1 P2, `data` has at most 65,535 bytes, and `expected` is the
    /// maximum length of the response data, 0 to 65,536 bytes. Lengths are short if they fit.
    ///
    /// # Errors
    /// [`MalformedApdu`] for a length out of range, or for class `FF`.
    pub fn new(header: [u8; 4], data: &[u8], expected: usize) -> Result<Self, MalformedApdu> {
        Self::encode(header, data, expected, false)
    }

    /// Like [`CommandApdu::new`], but lengths are extended even if short ones would fit.
    ///
    /// # Errors
    /// [`MalformedApdu`] for a length out of range, or for class `FF`.
    pub fn extended(header: [u8; 4], data: &[u8], expected: usize) -> Result<Self, MalformedApdu> {
        Self::encode(header, data, expected, true)
    }

    fn encode(
        header: [u8; 4],
        data: &[u8],
        expected: usize,
        extended: bool,
    ) -> Result<Self, MalformedApdu> {
        let [class, instruction, p1, p2] = header;
        let class = Class::try_from(class).map_err(|_| MalformedApdu)?;
        let expected = match expected {
            65_536 => ExpectedLen::Max,
            length => ExpectedLen::Ne(length.try_into().map_err(|_| MalformedApdu)?),
        };
        if data.len() > usize::from(u16::MAX) {
            return Err(MalformedApdu);
        }
        let mut builder = CommandBuilder::new(class, instruction.into(), p1, p2, data, expected);
        if extended {
            builder = builder.force_extended();
        }
        // Allocated at its final length, because a buffer that grows leaves unwiped copies behind.
        let mut bytes = vec![0; builder.required_len()];
        builder
            .serialize_into(&mut bytes.as_mut_slice())
            .map_err(|_| MalformedApdu)?;
        Ok(Self {
            bytes: bytes.into(),
        })
    }

    /// Decodes a command.
    ///
    /// # Errors
    /// [`MalformedApdu`] if the bytes are not a command APDU.
    pub fn decode(bytes: impl Into<Secret>) -> Result<Self, MalformedApdu> {
        let bytes = bytes.into();
        CommandView::try_from(bytes.bytes()).map_err(|_| MalformedApdu)?;
        Ok(Self { bytes })
    }

    /// The encoded command.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.bytes()
    }

    /// The encoded command, for the transport that sends it.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.bytes
    }

    /// CLA INS P1 P2. None of them is secret.
    #[must_use]
    pub fn header(&self) -> [u8; 4] {
        *self
            .bytes()
            .first_chunk()
            .expect("a command has at least four bytes")
    }

    /// The command data, which may be the password. Empty in cases 1 and 2.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.view().data()
    }

    /// The maximum length of the response data, 0 to 65,536 bytes. 0 in cases 1 and 3.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.view().expected()
    }

    /// Whether the lengths are extended.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.view().extended
    }

    /// Whether it is VERIFY, with or without a password.
    pub(crate) fn is_verify(&self) -> bool {
        self.header()[1] == 0x20
    }

    /// The same command with another expected length. The card asks for it with `6Cxx`.
    pub(crate) fn expecting(&self, expected: usize) -> Self {
        Self::internal(self.header(), self.data(), expected)
    }

    fn view(&self) -> CommandView<'_> {
        CommandView::try_from(self.bytes()).expect("the bytes were decoded or encoded before")
    }
}

impl fmt::Debug for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cla, ins, p1, p2] = self.header();
        let length = self.data().len();
        let expected = self.expected();
        write!(
            f,
            "CommandApdu({cla:02X} {ins:02X} {p1:02X} {p2:02X}, {length} bytes, expects {expected})"
        )
    }
}

#[cfg(test)]
mod tests;
