//! The JPKI application (公的個人認証AP) as an exchange without I/O: one straight-line function for
//! each kind of tap, which parks at each command until its response is there.
//!
//! VERIFY is sent once per typed password and never repeated: [`sign`] moves the [`Pin`] out of its
//! option to send it.

mod error;
mod jpki;
mod memory;
mod pin;
mod report;
mod transport;

pub use error::{CardError, LostVerify};
pub(crate) use jpki::tries_of;
pub use memory::CardMemory;
pub use pin::{PASSWORD_DIGITS, Pin};
pub use report::{CardKind, CardReport, Tries};
pub use transport::{CardLost, CardStage, CardTransport, ReaderCapabilities};

use crate::certificate::Certificate;
use jiff::Timestamp;
use jpki::Jpki;

/// Which certificates are accepted.
#[derive(Debug, Clone, Copy)]
pub struct TrustPolicy<'a> {
    /// The time at which the validity is checked.
    pub now: Timestamp,
    /// Key identifiers of the accepted authorities, in lower-case hex.
    pub authorities: &'a [String],
}

/// One tap: certificate, tries, password, signature.
///
/// `digest` computes the SHA-256 digest to sign once the certificate is known, because the JWS header
/// contains the certificate. [`Certificate::verifies`] checks the returned signature of 256 bytes.
///
/// `pin` is moved out only to be sent, so it is kept when the card is lost before. It is sent only if
/// the card has told how many tries are left.
///
/// While [`CardMemory::verify_pending`], the tap only reads the tries, and ends with
/// [`CardError::LostVerify`].
///
/// # Errors
/// [`CardError`]. After [`CardError::DifferentCard`], `memory` still describes the card before. To go on
/// with the different card, drop the password and begin with a new [`CardMemory`].
pub async fn sign(
    transport: &impl CardTransport,
    reader: ReaderCapabilities,
    memory: &mut CardMemory,
    pin: &mut Option<Pin>,
    trust: TrustPolicy<'_>,
    digest: impl FnOnce(&Certificate) -> [u8; 32] + Send,
) -> Result<Vec<u8>, CardError> {
    let mut card = Jpki::select(transport, reader, memory).await?;
    if card.memory.verify_pending() {
        card.check_same_card().await?;
        let tries = card.tries().await?;
        return Err(card.memory.judge_lost_verify(tries));
    }
    let shown = card.certificate().await?;
    if let Some(certificate) = &shown {
        trust.check(certificate)?;
    }
    let tries = card.tries().await?;
    card.memory.allow_verify(tries)?;
    card.verify(
        pin.take()
            .ok_or(CardError::UnexpectedStatus { status: 0 })?,
    )
    .await?;
    let certificate = match shown {
        Some(certificate) => certificate,
        None => card.hidden_certificate().await?,
    };
    trust.check(&certificate)?;
    card.sign(digest(&certificate)).await
}

/// Checks that the card has the JPKI application. Reads nothing, and uses no try.
///
/// # Errors
/// [`CardError::NotIndividualNumberCard`], [`CardError::LostBeforeVerify`].
pub async fn detect(
    transport: &impl CardTransport,
    reader: ReaderCapabilities,
) -> Result<(), CardError> {
    Jpki::select(transport, reader, &mut CardMemory::default())
        .await
        .map(drop)
}

/// One tap without a password: kind, validity, tries left. Uses no try. An expired certificate is
/// reported like any other. A different card than before resets `memory`.
///
/// # Errors
/// [`CardError`].
pub async fn inspect(
    transport: &impl CardTransport,
    reader: ReaderCapabilities,
    memory: &mut CardMemory,
) -> Result<CardReport, CardError> {
    let mut card = Jpki::select(transport, reader, memory).await?;
    let kind = card.kind().await?;
    let certificate = match card.certificate().await {
        Err(CardError::DifferentCard) => {
            *card.memory = CardMemory::default();
            card.certificate().await
        }
        read => read,
    }?;
    let tries = match card.tries().await {
        Err(CardError::UnexpectedStatus { .. }) => Tries::Unknown,
        read => read?,
    };
    Ok(CardReport {
        kind,
        certificate: certificate.map(|certificate| certificate.validity().clone()),
        tries,
    })
}

impl TrustPolicy<'_> {
    /// Checks the authority first: a real card in the sandbox is refused as such, even if it has
    /// expired.
    fn check(&self, certificate: &Certificate) -> Result<(), CardError> {
        if !self
            .authorities
            .iter()
            .any(|accepted| accepted == certificate.authority_key_id())
        {
            return Err(CardError::UnknownAuthority);
        }
        certificate
            .check_validity(self.now)
            .map_err(CardError::Certificate)
    }
}
