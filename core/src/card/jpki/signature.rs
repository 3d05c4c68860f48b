//! Signs with the user certification key.

use super::application::{Addressing, CURRENT_FILE, Jpki, short_id};
use crate::apdu::{CommandApdu, StatusWord};
use crate::card::{CardError, CardStage, CardTransport};

/// The key of the user certification certificate.
const KEY_FILE: u16 = 0x0017;

/// The SHA-256 `DigestInfo` up to the digest (RFC 8017 §9.2, note 1).
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// The length of an RSA-2048 signature in bytes.
const SIGNATURE_BYTES: usize = 256;

impl<L: CardTransport> Jpki<'_, L> {
    /// Signs a SHA-256 digest (RSASSA-PKCS1-v1_5, RFC 8017 §8.2). Signing may be repeated.
    pub(in crate::card) async fn sign(&mut self, digest: [u8; 32]) -> Result<Vec<u8>, CardError> {
        let digest_info = [&DIGEST_INFO[..], &digest].concat();
        let mut last_status = StatusWord::FILE_OR_APPLICATION_NOT_FOUND;
        for &addressing in self.addressing_modes(self.memory.unsupported.key_id) {
            let key = match addressing {
                Addressing::ShortId => CURRENT_FILE | short_id(KEY_FILE),
                Addressing::Select => CURRENT_FILE,
            };
            if addressing == Addressing::Select {
                last_status = self.select_file(KEY_FILE, CardStage::Signing).await?;
                if last_status != StatusWord::SUCCESS {
                    break;
                }
            }
            let sign = CommandApdu::compute_digital_signature(key, &digest_info);
            let response = self.exchange(sign, CardStage::Signing).await?;
            last_status = response.status();
            if last_status == StatusWord::SUCCESS && response.data().len() == SIGNATURE_BYTES {
                self.memory.unsupported.key_id |= addressing == Addressing::Select;
                return Ok(response.data().to_vec());
            }
        }
        Err(CardError::unexpected(last_status))
    }
}
