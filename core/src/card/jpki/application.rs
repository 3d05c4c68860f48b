//! Selects the application, and exchanges commands with it.

use crate::apdu::{CommandApdu, ResponseApdu, StatusWord};
use crate::card::{CardError, CardLost, CardMemory, CardStage, CardTransport, ReaderCapabilities};

/// The application identifier of the JPKI application (公的個人認証AP).
const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

/// P2 of commands that use the current file.
pub(super) const CURRENT_FILE: u8 = 0x80;

/// The length of the longest short command APDU, in bytes. A transport that takes no more cannot send
/// extended lengths.
const MAX_SHORT_COMMAND_BYTES: i32 = 261;

/// The maximum number of parts of a response, and of reads of a file. It is more than twice what a card
/// needs, and ends an exchange with a card that would never stop.
pub(super) const MAX_PARTS: usize = 32;

/// The selected application.
pub(in crate::card) struct Jpki<'a, L> {
    transport: &'a L,
    pub(in crate::card) memory: &'a mut CardMemory,
    /// Whether the transport can send extended lengths.
    extended_length: bool,
    /// Whether this tap has selected the application itself.
    pub(super) application_selected: bool,
    /// P2 of the last query of the retry counter that the card answered. VERIFY uses the same.
    pub(super) password_reference: u8,
    /// The error to return if the card is lost now.
    pub(super) error_if_lost: CardError,
}

/// How a command names the file that it uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressing {
    /// By a short identifier in the command itself.
    ShortId,
    /// By a SELECT command before it.
    Select,
}

impl<'a, L: CardTransport> Jpki<'a, L> {
    /// Selects the application, unless the reader has selected it already.
    pub(in crate::card) async fn select(
        transport: &'a L,
        reader: ReaderCapabilities,
        memory: &'a mut CardMemory,
    ) -> Result<Self, CardError> {
        let mut card = Self {
            transport,
            memory,
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

    pub(super) async fn select_application(&mut self, stage: CardStage) -> Result<(), CardError> {
        self.application_selected = true;
        let select = CommandApdu::select_application(&JPKI_AID);
        let mut response = self.exchange(select.clone(), stage).await?;
        // Observed for the first command after power-up.
        if response.status() == StatusWord::NO_PRECISE_DIAGNOSIS {
            response = self.exchange(select, stage).await?;
        }
        match response.status() {
            StatusWord::SUCCESS => Ok(()),
            _ => Err(CardError::NotIndividualNumberCard),
        }
    }

    pub(super) async fn select_file(
        &mut self,
        file: u16,
        stage: CardStage,
    ) -> Result<StatusWord, CardError> {
        let select = CommandApdu::select_file(file);
        Ok(self.exchange_selecting(select, stage).await?.status())
    }

    /// The ways to name a file that may work, the shorter one first.
    pub(super) fn addressing_modes(&self, short_id_refused: bool) -> &'static [Addressing] {
        if short_id_refused || self.memory.unsupported.short_ids {
            &[Addressing::Select]
        } else {
            &[Addressing::ShortId, Addressing::Select]
        }
    }

    pub(super) fn extended_lengths(&self) -> bool {
        self.extended_length && !self.memory.unsupported.extended
    }

    /// Sends a command that may be repeated. If the reader should have selected the application, and the
    /// card seems not to have it selected, this selects it and repeats the command.
    pub(super) async fn exchange_selecting(
        &mut self,
        command: CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let response = self.exchange(command.clone(), stage).await?;
        let not_selected = [
            StatusWord::CONDITIONS_OF_USE_NOT_SATISFIED,
            StatusWord::COMMAND_NOT_ALLOWED_NO_CURRENT_EF,
            StatusWord::FILE_OR_APPLICATION_NOT_FOUND,
            StatusWord::INSTRUCTION_NOT_SUPPORTED,
            StatusWord::CLASS_NOT_SUPPORTED,
        ];
        if self.application_selected || !not_selected.contains(&response.status()) {
            return Ok(response);
        }
        self.select_application(stage).await?;
        self.exchange(command, stage).await
    }

    /// Sends a command and returns the whole response. `61xx` and `6Cxx` make it send more commands
    /// (ISO/IEC 7816-4 §5.6), but VERIFY is not repeated even then.
    pub(super) async fn exchange(
        &mut self,
        mut command: CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let mut data = Vec::new();
        let mut status = StatusWord::SUCCESS;
        for _ in 0..MAX_PARTS {
            let response = self.transmit(&command, stage).await?;
            status = response.status();
            if let Some(length) = status.bytes_available() {
                data.extend_from_slice(response.data());
                command = CommandApdu::get_response(length);
            } else if let Some(length) = status.correct_length().filter(|_| !command.is_verify()) {
                command = command.expecting(length);
            } else if data.is_empty() {
                return Ok(response);
            } else {
                data.extend_from_slice(response.data());
                return Ok(ResponseApdu::new(&data, status));
            }
        }
        Err(CardError::unexpected(status))
    }

    async fn transmit(
        &mut self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> Result<ResponseApdu, CardError> {
        let response = self.transport.transmit(command, stage).await;
        response.map_err(|CardLost| {
            // Some cards and readers stop responding when they get an extended command.
            self.memory.unsupported.extended |= command.is_extended();
            self.error_if_lost.clone()
        })
    }
}

/// The short identifier of a file: the low five bits of its identifier.
pub(super) fn short_id(file: u16) -> u8 {
    (file & 0x1F) as u8
}
