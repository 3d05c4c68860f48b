//! The JPKI application on one card, for one tap: each errand in as few commands as the card
//! allows. What a card refuses is tried the longer way, by commands that are safe to repeat; VERIFY
//! is not one.

use super::error::CardError;
use super::memory::{CardFingerprint, CardMemory, MAX_TRIES};
use super::pin::Pin;
use super::report::{CardKind, Tries};
use super::transport::{CardLost, CardStage, CardTransport, ReaderCapabilities};
use crate::apdu::{CommandApdu, ResponseApdu, StatusWord};
use crate::certificate::{Certificate, CertificateError, der_length};

/// 公的個人認証AP.
const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面入力補助AP: a neighbour on the card.
const CARD_SURFACE_INFO_AID: [u8; 10] =
    [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];

/// Token information; its label.
const TOKEN_INFO_FILE: u16 = 0x0006;
const TOKEN_LABEL_BYTES: usize = 32;
/// The user certification certificate; so much of its beginning tells one from another, since the
/// serial number stands in it.
const CERTIFICATE_FILE: u16 = 0x000A;
const FINGERPRINT_BYTES: usize = 64;
/// The key of that certificate.
const KEY_FILE: u16 = 0x0017;
/// The 4-digit password of that key.
const PASSWORD_FILE: u16 = 0x0018;

/// P2: the current file.
const CURRENT_FILE: u8 = 0x80;
/// The most data of a reply with short lengths, and with extended ones.
const MAX_SHORT_DATA_BYTES: usize = 256;
const MAX_EXTENDED_DATA_BYTES: usize = 65_536;
/// The largest short command APDU: a transport that takes no more can't take extended ones.
const MAX_SHORT_COMMAND_BYTES: i32 = 261;
/// The last offset that READ BINARY can name.
const MAX_READ_OFFSET: u16 = 0x7FFF;
/// Parts that a reply may come in, and reads that a file may need: twice and more what a card
/// needs, so that one that never ends does.
const MAX_PARTS: usize = 32;

/// SHA-256 `DigestInfo` up to the digest (RFC 8017 §9.2, note 1).
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];
/// A signature by RSA-2048.
const SIGNATURE_BYTES: usize = 256;

/// The application, selected.
pub(super) struct Jpki<'a, L> {
    transport: &'a L,
    pub(super) memory: &'a mut CardMemory,
    /// The transport takes extended lengths.
    extended_length: bool,
    /// We have selected the application ourselves.
    application_selected: bool,
    /// P2 of the tries query that the card answered: VERIFY goes the same way.
    password_reference: u8,
    /// What a loss now means.
    error_if_lost: CardError,
}

/// What came of reading a file.
enum FileStart {
    /// Its first bytes.
    Data(Vec<u8>),
    /// It is shown only after the password.
    Hidden,
    /// It can't be read; `SUCCESS`: what is in it makes no sense.
    Refused(StatusWord),
}

impl<'a, L: CardTransport> Jpki<'a, L> {
    /// The application of the card that lies there.
    pub(super) async fn select(
        link: &'a L,
        reader: ReaderCapabilities,
        kept: &'a mut CardMemory,
    ) -> Result<Self, CardError> {
        let mut card = Self {
            transport: link,
            memory: kept,
            extended_length: reader.max_command_bytes > MAX_SHORT_COMMAND_BYTES,
            application_selected: false,
            password_reference: CURRENT_FILE,
            error_if_lost: CardError::LostBeforeVerify,
        };
        if !reader.application_selected {
            card.select_application(CardStage::Finding).await?;
        }
        Ok(card)
    }

    async fn select_application(&mut self, stage: CardStage) -> Result<(), CardError> {
        self.application_selected = true;
        let select = CommandApdu::select_application(&JPKI_AID);
        let mut reply = self.exchange(select.clone(), stage).await?;
        // Seen of the first command after power-up.
        if reply.status() == StatusWord::NO_PRECISE_DIAGNOSIS {
            reply = self.exchange(select, stage).await?;
        }
        match reply.status() {
            StatusWord::SUCCESS => Ok(()),
            _ => Err(CardError::NotIndividualNumberCard),
        }
    }

    /// Which kind of token it is.
    pub(super) async fn kind(&mut self) -> Result<CardKind, CardError> {
        let opened = self
            .read_start(
                TOKEN_INFO_FILE,
                TOKEN_LABEL_BYTES,
                |_| true,
                CardStage::Finding,
            )
            .await?;
        let FileStart::Data(mut label) = opened else {
            return Ok(CardKind::Other);
        };
        label.truncate(TOKEN_LABEL_BYTES);
        let label = label.trim_ascii_end();
        let end = label.iter().rposition(|byte| *byte != 0);
        Ok(match &label[..end.map_or(0, |last| last + 1)] {
            b"JPKIAPICCTOKEN2" => CardKind::IndividualNumberCard,
            b"JPKIAPICCTOKEN" => CardKind::JukiCard,
            b"JPKIAPGPSETOKEN" => CardKind::AndroidPhone,
            b"JPKIAPIOSTOKEN" => CardKind::Iphone,
            _ => CardKind::Other,
        })
    }

    /// The certificate, or `None` where it is shown only after the password. Of a card that we
    /// have read before, only the head is read.
    pub(super) async fn certificate(&mut self) -> Result<Option<Certificate>, CardError> {
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

    /// The certificate of a phone, after its password. It is not kept: at the next tap it may be
    /// another phone, and nothing tells before the password.
    pub(super) async fn hidden_certificate(&mut self) -> Result<Certificate, CardError> {
        // Signing: what the person sees never goes backwards.
        match self.read_certificate_file(CardStage::Signing).await? {
            Some(der) => Certificate::from_der(&der).map_err(CardError::Certificate),
            None => Err(unexpected(StatusWord::SECURITY_STATUS_NOT_SATISFIED)),
        }
    }

    /// Makes sure that it is the card of the tap before.
    pub(super) async fn check_same_card(&mut self) -> Result<(), CardError> {
        let opened = self.read_start(
            CERTIFICATE_FILE,
            FINGERPRINT_BYTES,
            is_certificate,
            CardStage::Reading,
        );
        let met = match opened.await? {
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
        self.memory.recognise(met)
    }

    /// The certificate's file without what follows the certificate; `None`: hidden.
    async fn read_certificate_file(
        &mut self,
        stage: CardStage,
    ) -> Result<Option<Vec<u8>>, CardError> {
        let opened = self.read_start(
            CERTIFICATE_FILE,
            MAX_EXTENDED_DATA_BYTES,
            is_certificate,
            stage,
        );
        let mut file = match opened.await? {
            FileStart::Data(start) => start,
            FileStart::Hidden => return Ok(None),
            FileStart::Refused(status) => return Err(certificate_missing(status)),
        };
        let length = der_length(&file).map_err(CardError::Certificate)?;
        self.read_to_length(&mut file, length, stage).await?;
        file.truncate(length);
        Ok(Some(file))
    }

    /// Reads the first bytes of `file`: `wanted` or fewer, or more, if the card gives more. By short
    /// identifier, else after SELECT; with extended lengths where so much is wanted, else with
    /// short ones. What the card refused is remembered once another way has worked.
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
        let mut last = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &way in self.addressing_modes(false) {
            if way == Addressing::Select {
                last = self.select_file(file, stage).await?;
                if last != StatusWord::SUCCESS {
                    break;
                }
            }
            for &expected in lengths {
                let command = match way {
                    Addressing::ShortId => {
                        CommandApdu::read_binary_by_short_id(short_id(file), expected)
                    }
                    Addressing::Select => CommandApdu::read_binary(0, expected),
                };
                let reply = self.exchange_selecting(command, stage).await?;
                last = reply.status();
                if last == StatusWord::SECURITY_STATUS_NOT_SATISFIED {
                    return Ok(FileStart::Hidden);
                }
                if has_data(&reply) && makes_sense(reply.data()) {
                    self.memory.unsupported.short_ids |= way == Addressing::Select;
                    self.memory.unsupported.extended |= expected < lengths[0];
                    return Ok(FileStart::Data(reply.data().to_vec()));
                }
            }
        }
        Ok(FileStart::Refused(last))
    }

    /// Reads on in the current file until there are `length` bytes of it.
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
                .ok_or(unexpected(StatusWord::WRONG_P1_P2))?;
            let missing = length - file.len();
            let extended = missing > MAX_SHORT_DATA_BYTES && self.extended_lengths();
            let expected = if extended {
                missing
            } else {
                missing.min(MAX_SHORT_DATA_BYTES)
            };
            let reply = self
                .exchange(CommandApdu::read_binary(offset, expected), stage)
                .await?;
            if has_data(&reply) {
                file.extend_from_slice(reply.data());
            } else if extended {
                self.memory.unsupported.extended = true;
            } else {
                return Err(unexpected(reply.status()));
            }
        }
        Err(unexpected(StatusWord::SUCCESS))
    }

    /// The tries left, which costs none: the card must say a number, or "blocked".
    ///
    /// `9000` says that somebody has already entered the password in this session: another program,
    /// or another person. It hides the counter, and whoever sits there now has entered nothing. So
    /// it is undone by selecting a neighbour for a moment, and asked again.
    pub(super) async fn tries(&mut self) -> Result<Tries, CardError> {
        let mut last = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &way in self.addressing_modes(self.memory.unsupported.password_id) {
            let mut status = self.query_retry_counter(way).await?;
            if status == StatusWord::SUCCESS {
                self.exchange(
                    CommandApdu::select_application(&CARD_SURFACE_INFO_AID),
                    CardStage::Reading,
                )
                .await?;
                // It was there a moment ago: refusing to come back says nothing of its kind.
                self.select_application(CardStage::Reading).await.map_err(
                    |trouble| match trouble {
                        CardError::NotIndividualNumberCard => unexpected(status),
                        other => other,
                    },
                )?;
                status = self.query_retry_counter(way).await?;
            }
            if let Some(tries) = tries_of(status) {
                self.memory.unsupported.password_id |= way == Addressing::Select;
                self.memory.tries = tries;
                return Ok(tries);
            }
            last = status;
        }
        Err(unexpected(last))
    }

    async fn query_retry_counter(&mut self, way: Addressing) -> Result<StatusWord, CardError> {
        self.password_reference = match way {
            Addressing::ShortId => CURRENT_FILE | short_id(PASSWORD_FILE),
            Addressing::Select => CURRENT_FILE,
        };
        if way == Addressing::Select {
            let selected = self.select_file(PASSWORD_FILE, CardStage::Reading).await?;
            if selected != StatusWord::SUCCESS {
                return Ok(selected);
            }
        }
        let query = CommandApdu::retry_counter(self.password_reference);
        Ok(self
            .exchange_selecting(query, CardStage::Reading)
            .await?
            .status())
    }

    /// Presents the password: once. It goes the way that the tries query went just before.
    pub(super) async fn verify(&mut self, pin: Pin) -> Result<(), CardError> {
        let before = self.memory.tries;
        // Whoever selected the application, it has answered so far.
        self.application_selected = true;
        self.memory.verify_sent();
        self.error_if_lost = CardError::LostDuringVerify;
        let verify = CommandApdu::verify(self.password_reference, pin.digits());
        drop(pin);
        let status = self.exchange(verify, CardStage::Password).await?.status();
        if status == StatusWord::SUCCESS {
            self.error_if_lost = CardError::LostAfterVerify;
            self.memory.verify_settled(Tries::Left { count: MAX_TRIES });
            return Ok(());
        }
        let wrong = status == StatusWord::VERIFICATION_FAILED || tries_of(status).is_some();
        let now = match tries_of(status) {
            Some(tries) => tries,
            // The counter tells what the reply does not. Lost here, the next tap looks first.
            None => match self.tries().await {
                Err(CardError::UnexpectedStatus { .. }) if wrong => Tries::Unknown,
                tries => tries?,
            },
        };
        self.memory.verify_settled(now);
        match (now, before) {
            (Tries::Blocked, _) => Err(CardError::Locked),
            _ if wrong => Err(CardError::WrongPassword { tries: now }),
            (Tries::Left { count }, Tries::Left { count: before }) if count < before => {
                Err(CardError::WrongPassword { tries: now })
            }
            // It refused the command itself: the next password goes the longer way.
            _ => {
                self.memory.unsupported.password_id = true;
                Err(unexpected(status))
            }
        }
    }

    /// Signs a SHA-256 digest (RSASSA-PKCS1-v1_5). Signing may be repeated.
    pub(super) async fn sign(&mut self, digest: [u8; 32]) -> Result<Vec<u8>, CardError> {
        let info = [&DIGEST_INFO[..], &digest].concat();
        let mut last = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &way in self.addressing_modes(self.memory.unsupported.key_id) {
            let key = match way {
                Addressing::ShortId => CURRENT_FILE | short_id(KEY_FILE),
                Addressing::Select => CURRENT_FILE,
            };
            if way == Addressing::Select {
                last = self.select_file(KEY_FILE, CardStage::Signing).await?;
                if last != StatusWord::SUCCESS {
                    break;
                }
            }
            let reply = self
                .exchange(
                    CommandApdu::compute_digital_signature(key, &info),
                    CardStage::Signing,
                )
                .await?;
            last = reply.status();
            if last == StatusWord::SUCCESS && reply.data().len() == SIGNATURE_BYTES {
                self.memory.unsupported.key_id |= way == Addressing::Select;
                return Ok(reply.data().to_vec());
            }
        }
        Err(unexpected(last))
    }

    /// The ways to name a file that are worth trying.
    fn addressing_modes(&self, refused: bool) -> &'static [Addressing] {
        if refused || self.memory.unsupported.short_ids {
            &[Addressing::Select]
        } else {
            &[Addressing::ShortId, Addressing::Select]
        }
    }

    fn extended_lengths(&self) -> bool {
        self.extended_length && !self.memory.unsupported.extended
    }

    async fn select_file(&mut self, file: u16, stage: CardStage) -> Result<StatusWord, CardError> {
        Ok(self
            .exchange_selecting(CommandApdu::select_file(file), stage)
            .await?
            .status())
    }

    /// A command that may be repeated. Where somebody else was to have selected the application
    /// and the card seems not to know of it, it is selected, and the command repeated.
    async fn exchange_selecting(
        &mut self,
        command: CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let reply = self.exchange(command.clone(), stage).await?;
        let unselected = [
            StatusWord::CONDITIONS_OF_USE_NOT_SATISFIED,
            StatusWord::COMMAND_NOT_ALLOWED_NO_CURRENT_EF,
            StatusWord::FILE_OR_APPLICATION_NOT_FOUND,
            StatusWord::INSTRUCTION_NOT_SUPPORTED,
            StatusWord::CLASS_NOT_SUPPORTED,
        ];
        if self.application_selected || !unselected.contains(&reply.status()) {
            return Ok(reply);
        }
        self.select_application(stage).await?;
        self.exchange(command, stage).await
    }

    /// A command and its whole reply, fetched in parts if the card or the reader wants it so. The
    /// one command that is never repeated is VERIFY, not even when a reply asks for it.
    async fn exchange(
        &mut self,
        mut command: CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let mut data = Vec::new();
        let mut last = StatusWord::SUCCESS;
        for _ in 0..MAX_PARTS {
            let reply = self.transmit(&command, stage).await?;
            last = reply.status();
            if let Some(length) = last.bytes_available() {
                data.extend_from_slice(reply.data());
                command = CommandApdu::get_response(length);
            } else if let Some(length) = last.correct_length().filter(|_| !command.is_verify()) {
                command = command.expecting(length);
            } else if data.is_empty() {
                return Ok(reply);
            } else {
                data.extend_from_slice(reply.data());
                return Ok(ResponseApdu::new(&data, last));
            }
        }
        Err(unexpected(last))
    }

    async fn transmit(
        &mut self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let reply = self.transport.transmit(command, stage).await;
        reply.map_err(|CardLost| {
            // Some cards and readers answer an extended command by vanishing.
            self.memory.unsupported.extended |= command.is_extended();
            self.error_if_lost.clone()
        })
    }
}

/// How a command names the file that it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Addressing {
    /// By its short identifier: no command of its own.
    ShortId,
    /// By SELECT before it.
    Select,
}

/// The short identifier of a file: the low five bits of its identifier.
fn short_id(file: u16) -> u8 {
    (file & 0x1F) as u8
}

fn is_certificate(start: &[u8]) -> bool {
    der_length(start).is_ok()
}

fn fingerprint(certificate: &[u8]) -> CardFingerprint {
    CardFingerprint::Shown(certificate[..certificate.len().min(FINGERPRINT_BYTES)].to_vec())
}

/// Whether it is the reply to a read that read something.
fn has_data(reply: &ResponseApdu) -> bool {
    matches!(
        reply.status(),
        StatusWord::SUCCESS | StatusWord::END_OF_FILE_REACHED
    ) && !reply.data().is_empty()
}

/// The tries that a reply to VERIFY tells, if it tells them.
pub(crate) fn tries_of(status: StatusWord) -> Option<Tries> {
    match status {
        StatusWord::AUTHENTICATION_METHOD_BLOCKED | StatusWord::REFERENCE_DATA_NOT_USABLE => {
            Some(Tries::Blocked)
        }
        _ => match status.retry_counter()? {
            0 => Some(Tries::Blocked),
            left => Some(Tries::Left { count: left.into() }),
        },
    }
}

/// Why there is no certificate: there is none, or the card says something else of it.
fn certificate_missing(status: StatusWord) -> CardError {
    match status {
        StatusWord::SUCCESS
        | StatusWord::END_OF_FILE_REACHED
        | StatusWord::FILE_OR_APPLICATION_NOT_FOUND => {
            CardError::Certificate(CertificateError::Unreadable)
        }
        other => unexpected(other),
    }
}

fn unexpected(status: StatusWord) -> CardError {
    CardError::UnexpectedStatus {
        status: status.0.into(),
    }
}
