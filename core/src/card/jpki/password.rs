//! The 4-digit password: reads the number of tries, and verifies.

use super::application::{Addressing, CURRENT_FILE, Jpki, short_id};
use crate::apdu::{CommandApdu, StatusWord};
use crate::card::tries::MAX_TRIES;
use crate::card::{CardError, CardStage, CardTransport, Pin, Tries};

/// The 4-digit password of the user certification key.
const PASSWORD_FILE: u16 = 0x0018;

/// The application identifier of 券面入力補助AP, another application on the card.
const CARD_SURFACE_INFO_AID: [u8; 10] =
    [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];

impl<L: CardTransport> Jpki<'_, L> {
    /// Reads how many tries are left, and uses none. The result is never [`Tries::Unknown`].
    ///
    /// `9000` means that the password has already been verified in this card session, by another program
    /// or for another person. It hides the counter, and the person at the screen has not entered a
    /// password. So this selects another application for a moment, which undoes the verification, and
    /// asks again.
    pub(in crate::card) async fn tries(&mut self) -> Result<Tries, CardError> {
        let mut last_status = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &addressing in self.addressing_modes(self.memory.unsupported.password_id) {
            let mut status = self.query_retry_counter(addressing).await?;
            if status == StatusWord::SUCCESS {
                let neighbour = CommandApdu::select_application(&CARD_SURFACE_INFO_AID);
                self.exchange(neighbour, CardStage::Reading).await?;
                // The application was there a moment ago, so the card is of the right kind even if it
                // now refuses to select it.
                self.select_application(CardStage::Reading)
                    .await
                    .map_err(|error| match error {
                        CardError::NotIndividualNumberCard => CardError::unexpected(status),
                        other => other,
                    })?;
                status = self.query_retry_counter(addressing).await?;
            }
            if let Some(tries) = Tries::from_status(status) {
                self.memory.unsupported.password_id |= addressing == Addressing::Select;
                self.memory.tries = tries;
                return Ok(tries);
            }
            last_status = status;
        }
        Err(CardError::unexpected(last_status))
    }

    async fn query_retry_counter(
        &mut self,
        addressing: Addressing,
    ) -> Result<StatusWord, CardError> {
        self.password_reference = match addressing {
            Addressing::ShortId => CURRENT_FILE | short_id(PASSWORD_FILE),
            Addressing::Select => CURRENT_FILE,
        };
        if addressing == Addressing::Select {
            let status = self.select_file(PASSWORD_FILE, CardStage::Reading).await?;
            if status != StatusWord::SUCCESS {
                return Ok(status);
            }
        }
        let query = CommandApdu::retry_counter(self.password_reference);
        let response = self.exchange_selecting(query, CardStage::Reading).await?;
        Ok(response.status())
    }

    /// Sends VERIFY once. It names the password in the way that [`Jpki::tries`] found to work.
    pub(in crate::card) async fn verify(&mut self, pin: Pin) -> Result<(), CardError> {
        let before = self.memory.tries;
        // The application has answered the query, so it is selected, whether by the reader or by us.
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
        let wrong =
            status == StatusWord::VERIFICATION_FAILED || Tries::from_status(status).is_some();
        let now = match Tries::from_status(status) {
            Some(tries) => tries,
            // The counter tells what the response does not. If the card is lost here, the next tap reads
            // the counter first.
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
            // The card refused the command itself. The next VERIFY selects the password's file first.
            _ => {
                self.memory.unsupported.password_id = true;
                Err(CardError::unexpected(status))
            }
        }
    }
}
