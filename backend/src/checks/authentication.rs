//! From the bytes of a request to the person who signed it.

use super::Person;
use super::authority::RevocationError;
use super::backend::Backend;
use super::ledger::Ledger;
use super::payment_services::PaymentServices;
use super::submission::{ParsedSubmission, Payload};
use card_points::backend::Refusal;
use card_points::certificate::CertificateError;
use jiff::Timestamp;

impl<L: Ledger, P: PaymentServices> Backend<L, P> {
    /// Checks the form of a request, and that it was signed for this backend and purpose.
    pub(super) fn parse<T: Payload>(&self, body: &[u8]) -> Result<ParsedSubmission<T>, Refusal> {
        let url = format!("{}{}", self.url, T::PURPOSE.path());
        ParsedSubmission::parse(body, &url).ok_or(Refusal::Malformed)
    }

    /// Finds out who signed a request: challenge, authority, signature, certificate, registry.
    ///
    /// No refusal before the signature check says anything about the certificate's holder, because
    /// everyone can read a certificate from a card.
    pub(super) fn authenticate<T>(
        &self,
        submission: &ParsedSubmission<T>,
        now: Timestamp,
    ) -> Result<&Person, Refusal> {
        if !self.challenges.accepts(&submission.header.nonce, now) {
            return Err(Refusal::StaleChallenge);
        }
        let issued = self
            .data
            .authorities
            .issuer(&submission.certificate)
            .ok_or(Refusal::UnknownAuthority)?;
        if !submission.is_signature_valid() {
            return Err(Refusal::BadSignature);
        }
        issued.check_validity(now).map_err(certificate_refusal)?;
        issued.check_revocation(now).map_err(|error| match error {
            RevocationError::Revoked => Refusal::Revoked,
            RevocationError::ListExpired => Refusal::Maintenance { until: None },
        })?;
        let certificate = issued.user_certificate().map_err(certificate_refusal)?;
        self.data.registry.person_of(&certificate, now)
    }
}

fn certificate_refusal(error: CertificateError) -> Refusal {
    match error {
        CertificateError::Expired { at } => Refusal::Expired { at },
        CertificateError::NotYetValid { from } => Refusal::NotYetValid { from },
        CertificateError::WrongKind | CertificateError::Unreadable => Refusal::WrongCertificate,
    }
}
