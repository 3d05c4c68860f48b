//! Which certificates an authority has revoked.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use x509_cert::crl::TbsCertList;
use x509_cert::time::Time;

/// The contents of a revocation list.
pub struct Revocations {
    /// Serial numbers, as in DER.
    serials: HashSet<Vec<u8>>,
    /// When the list expires: its `nextUpdate`.
    pub expires: Timestamp,
}

/// Why a certificate fails the revocation check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationError {
    /// The authority has revoked it.
    Revoked,
    /// The authority's revocation list has expired, so its status is not known.
    ListExpired,
}

impl Revocations {
    pub fn new(list: &TbsCertList, expires: Timestamp) -> Self {
        let revoked = list.revoked_certificates.iter().flatten();
        let serials = revoked.map(|revoked| revoked.serial_number.as_bytes().to_vec());
        Self {
            serials: serials.collect(),
            expires,
        }
    }

    /// Checks that the certificate with this serial number (as in DER) is not revoked.
    pub fn check(&self, serial: &[u8], now: Timestamp) -> Result<(), RevocationError> {
        if self.serials.contains(serial) {
            Err(RevocationError::Revoked)
        } else if now > self.expires {
            Err(RevocationError::ListExpired)
        } else {
            Ok(())
        }
    }
}

/// A time of a certificate or a revocation list.
pub fn timestamp(time: Time) -> Option<Timestamp> {
    let since = SignedDuration::try_from(time.to_unix_duration()).ok()?;
    Timestamp::from_duration(since).ok()
}
