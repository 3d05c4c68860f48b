//! The certificate in a request: first unverified, then known to be issued by an authority.

use super::authority::{Authorities, Authority, RevocationError, timestamp};
use card_points::certificate::{Certificate as UserCertificate, CertificateError, check_validity};
use jiff::Timestamp;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// A certificate as it was sent; nothing in it is verified.
pub struct UnverifiedCertificate {
    certificate: Certificate,
    der: Vec<u8>,
}

/// A certificate that an accepted authority issued. Only
/// [`Authorities::issuer`](super::Authorities::issuer) makes one.
pub struct IssuedCertificate<'a> {
    certificate: &'a UnverifiedCertificate,
    authority: &'a Authority,
}

impl UnverifiedCertificate {
    /// Reads DER that is exactly one certificate.
    #[must_use]
    pub fn from_der(der: Vec<u8>) -> Option<Self> {
        let certificate = Certificate::from_der(&der).ok()?;
        Some(Self { certificate, der })
    }

    /// Whether `signature` over `message` was made with this certificate's key (RSASSA-PKCS1-v1_5
    /// with SHA-256).
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = self.certificate.tbs_certificate().subject_public_key_info();
        key.subject_public_key.as_bytes().is_some_and(|key| {
            UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
                .verify(message, signature)
                .is_ok()
        })
    }
}

impl Authorities {
    /// Verifies that an accepted authority issued the certificate. `None` otherwise.
    #[must_use]
    pub fn issuer<'a>(
        &'a self,
        certificate: &'a UnverifiedCertificate,
    ) -> Option<IssuedCertificate<'a>> {
        let authority = self.issuer_of(&certificate.certificate)?;
        Some(IssuedCertificate {
            certificate,
            authority,
        })
    }
}

impl IssuedCertificate<'_> {
    /// Whether it is valid at `now`.
    ///
    /// # Errors
    /// [`CertificateError::NotYetValid`], [`CertificateError::Expired`].
    pub fn check_validity(&self, now: Timestamp) -> Result<(), CertificateError> {
        let validity = self.certificate.certificate.tbs_certificate().validity();
        let not_before = timestamp(validity.not_before).ok_or(CertificateError::Unreadable)?;
        let not_after = timestamp(validity.not_after).ok_or(CertificateError::Unreadable)?;
        check_validity(not_before, not_after, now)
    }

    /// Whether the authority has not revoked it.
    ///
    /// # Errors
    /// [`RevocationError`].
    pub fn check_revocation(&self, now: Timestamp) -> Result<(), RevocationError> {
        let tbs = self.certificate.certificate.tbs_certificate();
        self.authority
            .check_revocation(tbs.serial_number().as_bytes(), now)
    }

    /// Checks the key usage, and reads what identifies the person in the registry.
    ///
    /// # Errors
    /// [`CertificateError::WrongKind`] if it is not a user certification certificate.
    pub fn user_certificate(&self) -> Result<UserCertificate, CertificateError> {
        UserCertificate::from_der(&self.certificate.der)
    }
}
