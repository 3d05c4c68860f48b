//! What a tap of the card does.

use super::jpki::Jpki;
use super::{CardError, CardKind, CardMemory, CardTransport, Pin, ReaderCapabilities, Tries};
use crate::certificate::{Certificate, CertificateValidity};
use jiff::Timestamp;

/// Which certificates are accepted.
#[derive(Debug, Clone, Copy)]
pub struct TrustPolicy<'a> {
    /// The time at which the certificate has to be valid.
    pub now: Timestamp,
    /// The key identifiers of the accepted authorities, in lower-case hex.
    pub authorities: &'a [String],
}

/// What a tap without a password reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CardReport {
    /// The kind of device.
    pub kind: CardKind,
    /// The validity of the certificate. `None` for a phone, which shows its certificate only after the
    /// password.
    pub certificate: Option<CertificateValidity>,
    /// How many tries are left.
    pub tries: Tries,
}

/// Reads the certificate and the number of tries, verifies the password, and signs. All of this is one
/// tap.
///
/// `digest` gets the certificate, which is part of the signed header, and returns the SHA-256 digest to
/// sign. The result is the signature, 256 bytes (RSASSA-PKCS1-v1_5). [`Certificate::verifies`] checks it.
///
/// `pin` is moved out when it is sent, so it is still there if the card is lost before. It is sent only
/// after the card has told how many tries are left. Without a `pin`, the tap ends before VERIFY.
///
/// While [`CardMemory::verify_pending`], the tap only reads the number of tries, and returns
/// [`CardError::LostVerify`].
///
/// # Errors
/// [`CardError`]. After [`CardError::DifferentCard`], `memory` still belongs to the first card. To go on
/// with the second one, drop the password and start with a new [`CardMemory`].
pub async fn sign(
    transport: &impl CardTransport,
    reader: ReaderCapabilities,
    memory: &mut CardMemory,
    pin: &mut Option<Pin>,
    policy: TrustPolicy<'_>,
    digest: impl FnOnce(&Certificate) -> [u8; 32] + Send,
) -> Result<Vec<u8>, CardError> {
    let mut card = Jpki::select(transport, reader, memory).await?;
    if card.memory.verify_pending() {
        card.check_same_card().await?;
        let tries = card.tries().await?;
        return Err(card.memory.judge_lost_verify(tries));
    }
    let readable = card.certificate().await?;
    if let Some(certificate) = &readable {
        policy.check(certificate)?;
    }
    let tries = card.tries().await?;
    card.memory.allow_verify(tries)?;
    card.verify(
        pin.take()
            .ok_or(CardError::UnexpectedStatus { status: 0 })?,
    )
    .await?;
    let certificate = match readable {
        Some(certificate) => certificate,
        None => card.hidden_certificate().await?,
    };
    policy.check(&certificate)?;
    card.sign(digest(&certificate)).await
}

/// Checks that the card has the JPKI application. Reads no file and uses no try.
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

/// Reads the kind of card, the certificate's validity and the number of tries. Needs no password and uses
/// no try.
///
/// An expired certificate is reported like any other. For a different card than at the last tap, `memory`
/// starts anew.
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
        result => result,
    }?;
    let tries = match card.tries().await {
        Err(CardError::UnexpectedStatus { .. }) => Tries::Unknown,
        result => result?,
    };
    Ok(CardReport {
        kind,
        certificate: certificate.map(|certificate| certificate.validity().clone()),
        tries,
    })
}

impl TrustPolicy<'_> {
    /// Checks the authority before the validity. A person who holds a real card to the sandbox must read
    /// that it is practice only, even if the card has expired, too.
    fn check(&self, certificate: &Certificate) -> Result<(), CardError> {
        if !self
            .authorities
            .iter()
            .any(|authority| authority == certificate.authority_key_id())
        {
            return Err(CardError::UnknownAuthority);
        }
        certificate
            .check_validity(self.now)
            .map_err(CardError::Certificate)
    }
}
