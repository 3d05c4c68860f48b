//! Reads the token information and the certificate.

use super::application::{Addressing, Jpki, MAX_PARTS, short_id};
use crate::apdu::{CommandApdu, ResponseApdu, StatusWord};
use crate::card::memory::CardFingerprint;
use crate::card::{CardError, CardKind, CardStage, CardTransport};
use crate::certificate::{Certificate, CertificateError, der_length};

/// The token information. It starts with a label.
const TOKEN_INFO_FILE: u16 = 0x0006;
const TOKEN_LABEL_BYTES: usize = 32;

/// The user certification certificate.
const CERTIFICATE_FILE: u16 = 0x000A;
/// How many bytes of a certificate identify a card. They contain the serial number.
const FINGERPRINT_BYTES: usize = 64;

/// The maximum length of response data with short lengths, in bytes (ISO/IEC 7816-3 §12.1).
const MAX_SHORT_DATA_BYTES: usize = 256;
/// The maximum length of response data with extended lengths, in bytes (ISO/IEC 7816-3 §12.1).
const MAX_EXTENDED_DATA_BYTES: usize = 65_536;
/// The maximum offset of READ BINARY: 15 bits (ISO/IEC 7816-4 §11.3.3).
const MAX_READ_OFFSET: u16 = 0x7FFF;

/// The result of reading the start of a file.
enum FileStart {
    /// The first bytes.
    Data(Vec<u8>),
    /// The file can only be read after the password.
    Hidden,
    /// The file cannot be read. `SUCCESS` means that its contents make no sense.
    Refused(StatusWord),
}

impl<L: CardTransport> Jpki<'_, L> {
    /// The kind of device.
    pub(in crate::card) async fn kind(&mut self) -> Result<CardKind, CardError> {
        let start = self
            .read_start(
                TOKEN_INFO_FILE,
                TOKEN_LABEL_BYTES,
                |_| true,
                CardStage::Finding,
            )
            .await?;
        let FileStart::Data(mut label) = start else {
            return Ok(CardKind::Other);
        };
        label.truncate(TOKEN_LABEL_BYTES);
        Ok(CardKind::from_label(&label))
    }

    /// The certificate. `None` if it can only be read after the password. If this card's certificate has
    /// been read before, only its first bytes are read again.
    pub(in crate::card) async fn certificate(&mut self) -> Result<Option<Certificate>, CardError> {
        if let Some(certificate) = self.memory.certificate.clone() {
            self.check_same_card().await?;
            return Ok(Some(certificate));
        }
        let Some(der) = self.read_certificate_file(CardStage::Reading).await? else {
            self.memory.recognise(CardFingerprint::Hidden)?;
            return Ok(None);
        };
        self.memory.recognise(fingerprint(&der))?;
        let certificate = Certificate::from_der(&der).map_err(CardError::Certificate)?;
        self.memory.certificate = Some(certificate.clone());
        Ok(Some(certificate))
    }

    /// The certificate of a phone, once its password has been verified. It is not remembered, because the
    /// next tap may be of another phone, and phones cannot be told apart before the password.
    pub(in crate::card) async fn hidden_certificate(&mut self) -> Result<Certificate, CardError> {
        // The stage is signing, so that the progress on the screen never goes backwards.
        match self.read_certificate_file(CardStage::Signing).await? {
            Some(der) => Certificate::from_der(&der).map_err(CardError::Certificate),
            None => Err(CardError::unexpected(
                StatusWord::SECURITY_STATUS_NOT_SATISFIED,
            )),
        }
    }

    /// Checks that this is the card of the last tap.
    pub(in crate::card) async fn check_same_card(&mut self) -> Result<(), CardError> {
        let start = self.read_start(
            CERTIFICATE_FILE,
            FINGERPRINT_BYTES,
            starts_certificate,
            CardStage::Reading,
        );
        let fingerprint = match start.await? {
            FileStart::Data(mut start) => {
                let length = der_length(&start).map_err(CardError::Certificate)?;
                self.read_to_length(
                    &mut start,
                    length.min(FINGERPRINT_BYTES),
                    CardStage::Reading,
                )
                .await?;
                fingerprint(&start)
            }
            FileStart::Hidden => CardFingerprint::Hidden,
            FileStart::Refused(status) => return Err(certificate_missing(status)),
        };
        self.memory.recognise(fingerprint)
    }

    /// Reads the certificate's file up to the end of the certificate; filler follows it. `None` if the
    /// file can only be read after the password.
    async fn read_certificate_file(
        &mut self,
        stage: CardStage,
    ) -> Result<Option<Vec<u8>>, CardError> {
        let start = self.read_start(
            CERTIFICATE_FILE,
            MAX_EXTENDED_DATA_BYTES,
            starts_certificate,
            stage,
        );
        let mut file = match start.await? {
            FileStart::Data(start) => start,
            FileStart::Hidden => return Ok(None),
            FileStart::Refused(status) => return Err(certificate_missing(status)),
        };
        let length = der_length(&file).map_err(CardError::Certificate)?;
        self.read_to_length(&mut file, length, stage).await?;
        file.truncate(length);
        Ok(Some(file))
    }

    /// Reads about `wanted` bytes from the start of `file`. The card may return fewer or more.
    ///
    /// It tries the short identifier first, then SELECT; and extended lengths first where `wanted` needs
    /// them, then short ones. When one of them works, the memory notes which ones the card refused.
    async fn read_start(
        &mut self,
        file: u16,
        wanted: usize,
        makes_sense: fn(&[u8]) -> bool,
        stage: CardStage,
    ) -> Result<FileStart, CardError> {
        let lengths: &[usize] = match (wanted > MAX_SHORT_DATA_BYTES, self.extended_lengths()) {
            (true, true) => &[MAX_EXTENDED_DATA_BYTES, MAX_SHORT_DATA_BYTES],
            (true, false) => &[MAX_SHORT_DATA_BYTES],
            (false, _) => &[wanted],
        };
        let mut last_status = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &addressing in self.addressing_modes(false) {
            if addressing == Addressing::Select {
                last_status = self.select_file(file, stage).await?;
                if last_status != StatusWord::SUCCESS {
                    break;
                }
            }
            for &expected in lengths {
                let command = match addressing {
                    Addressing::ShortId => {
                        CommandApdu::read_binary_by_short_id(short_id(file), expected)
                    }
                    Addressing::Select => CommandApdu::read_binary(0, expected),
                };
                let response = self.exchange_selecting(command, stage).await?;
                last_status = response.status();
                if last_status == StatusWord::SECURITY_STATUS_NOT_SATISFIED {
                    return Ok(FileStart::Hidden);
                }
                if has_data(&response) && makes_sense(response.data()) {
                    self.memory.unsupported.short_ids |= addressing == Addressing::Select;
                    self.memory.unsupported.extended |= expected < lengths[0];
                    return Ok(FileStart::Data(response.data().to_vec()));
                }
            }
        }
        Ok(FileStart::Refused(last_status))
    }

    /// Reads more of the current file until `file` has `length` bytes.
    async fn read_to_length(
        &mut self,
        file: &mut Vec<u8>,
        length: usize,
        stage: CardStage,
    ) -> Result<(), CardError> {
        for _ in 0..MAX_PARTS {
            if file.len() >= length {
                return Ok(());
            }
            let offset = u16::try_from(file.len())
                .ok()
                .filter(|offset| *offset <= MAX_READ_OFFSET)
                .ok_or(CardError::unexpected(StatusWord::WRONG_P1_P2))?;
            let missing = length - file.len();
            let extended = missing > MAX_SHORT_DATA_BYTES && self.extended_lengths();
            let expected = if extended {
                missing
            } else {
                missing.min(MAX_SHORT_DATA_BYTES)
            };
            let response = self
                .exchange(CommandApdu::read_binary(offset, expected), stage)
                .await?;
            if has_data(&response) {
                file.extend_from_slice(response.data());
            } else if extended {
                self.memory.unsupported.extended = true;
            } else {
                return Err(CardError::unexpected(response.status()));
            }
        }
        Err(CardError::unexpected(StatusWord::SUCCESS))
    }
}

fn starts_certificate(start: &[u8]) -> bool {
    der_length(start).is_ok()
}

fn fingerprint(certificate: &[u8]) -> CardFingerprint {
    CardFingerprint::Shown(certificate[..certificate.len().min(FINGERPRINT_BYTES)].to_vec())
}

/// Whether the response to READ BINARY contains data.
fn has_data(response: &ResponseApdu) -> bool {
    matches!(
        response.status(),
        StatusWord::SUCCESS | StatusWord::END_OF_FILE_REACHED
    ) && !response.data().is_empty()
}

/// The error for a certificate that cannot be read: it is not there, or the card says something else.
fn certificate_missing(status: StatusWord) -> CardError {
    match status {
        StatusWord::SUCCESS
        | StatusWord::END_OF_FILE_REACHED
        | StatusWord::FILE_OR_APPLICATION_NOT_FOUND => {
            CardError::Certificate(CertificateError::Unreadable)
        }
        other => CardError::unexpected(other),
    }
}
