//! The JPKI application (公的個人認証AP) as an exchange without I/O, written straight-line: one
//! function a tap, which parks at each command until the reply is handed in.
//!
//! VERIFY is sent once per typed password and never repeated: [`sign`] takes the [`Pin`] out of its
//! place to send it.

mod jpki;
mod memory;
mod pin;

pub use memory::CardMemory;
pub use pin::{PASSWORD_DIGITS, Pin};

use crate::apdu::{CommandApdu, ResponseApdu};
use crate::certificate::{Certificate, CertificateError, CertificateValidity};
use jiff::Timestamp;
use jpki::Jpki;
pub(crate) use jpki::tries_of;
use std::future::Future;

/// Carries one command to the card and its reply back. The journey's wire is one; a virtual card
/// in a test is another.
pub trait CardTransport {
    /// Sends `command`, waits for the reply.
    ///
    /// # Errors
    /// [`CardLost`] when the card left, or the reply never came.
    fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send;
}

/// The card left the field, or the reply never came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLost;

/// What the shell knows about its reader when a card arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReaderCapabilities {
    /// Largest command APDU that the transport takes, in bytes; 261 or less: short ones only.
    pub max_command_bytes: i32,
    /// The JPKI application is selected already (iOS does it).
    pub application_selected: bool,
}

/// What the card is doing, for the person to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardStage {
    /// Looking for the application.
    Finding,
    /// Reading the certificate.
    Reading,
    /// Checking the password.
    Password,
    /// Signing.
    Signing,
}

impl CardStage {
    /// All stages, in the order in which a tap goes through them.
    pub(crate) const ALL: [Self; 4] = [Self::Finding, Self::Reading, Self::Password, Self::Signing];
}

/// Tries left of the 4-digit password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Tries {
    /// So many, 1 to 15; three on a card that nobody mistyped.
    Left {
        /// How many.
        count: i32,
    },
    /// None: only the municipal counter resets it.
    Blocked,
    /// The card did not say.
    #[default]
    Unknown,
}

/// Which kind of token holds the key, by the token information's label (file `0006`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardKind {
    /// The plastic Individual Number Card.
    IndividualNumberCard,
    /// The old Juki card.
    JukiCard,
    /// An Android phone's secure element.
    AndroidPhone,
    /// An iPhone.
    Iphone,
    /// A label that this version does not know.
    Other,
}

/// Why a tap did not end in a signature. Named by what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardError {
    /// Lost before VERIFY left: nothing used up, the password kept.
    LostBeforeVerify,
    /// Lost after VERIFY left and before its reply came: look first at the next tap.
    LostDuringVerify,
    /// Lost after the password was right: type it once more.
    LostAfterVerify,
    /// Not an Individual Number Card.
    NotIndividualNumberCard,
    /// Another card than the one of the tap before. No try was lost.
    DifferentCard,
    /// One try left, and the person has not said that they want to use it. VERIFY was not sent.
    LastTryNotConfirmed,
    /// The password was wrong.
    WrongPassword {
        /// How many tries are left.
        tries: Tries,
    },
    /// Locked: municipal counter.
    Locked,
    /// The certificate can't be used; VERIFY was not sent (on a phone: was sent, and was right).
    Certificate(CertificateError),
    /// The certificate is of an authority that is not taken here (a real card in practice, a
    /// practice card in earnest). VERIFY was not sent.
    UnknownAuthority,
    /// After a lost VERIFY, the counter was read: what it tells.
    LostVerify(LostVerify),
    /// The card answered something that makes no sense.
    UnexpectedStatus {
        /// Status word, for the help desk.
        status: i32,
    },
}

/// What the tries counter tells about a VERIFY whose reply never came (n tries before, m now).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostVerify {
    /// m = n − 1: it was wrong.
    Wrong {
        /// Tries left now.
        tries: Tries,
    },
    /// m = 3 > n: it was right.
    WasRight,
    /// m = n < 3: it never arrived.
    NeverArrived,
    /// m = n = 3: right or never arrived; nothing is lost either way.
    NoTryUsed,
}

/// Which certificates are taken.
#[derive(Debug, Clone, Copy)]
pub struct TrustPolicy<'a> {
    /// The time that validity is judged at.
    pub now: Timestamp,
    /// Key identifiers of the authorities that are taken, lower-case hex.
    pub authorities: &'a [String],
}

/// What a tap without a password tells.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CardReport {
    /// Kind of token.
    pub kind: CardKind,
    /// Its certificate; `None` where it is shown only after the password (a phone).
    pub certificate: Option<CertificateValidity>,
    /// Tries left.
    pub tries: Tries,
}

/// One tap: certificate, tries, password, signature.
///
/// `digest` makes the SHA-256 digest to sign once the certificate is known, which stands in the
/// JWS header. Whoever has what it was made from can check the 256 bytes that come back with
/// [`Certificate::verifies`].
///
/// `pin` is taken out only to be sent, so a card lost before that keeps it. It is sent where the
/// card has said how many tries are left, and not otherwise; a call without one ends there.
///
/// While [`CardMemory::verify_pending`], the tap looks and does no more: it ends in [`CardError::LostVerify`].
///
/// # Errors
/// [`CardError`]. After [`CardError::DifferentCard`], `kept` is still of the card before: whoever wants to
/// go on with the other one drops the password and begins with a new [`CardMemory`].
pub async fn sign(
    link: &impl CardTransport,
    reader: ReaderCapabilities,
    kept: &mut CardMemory,
    pin: &mut Option<Pin>,
    taken: TrustPolicy<'_>,
    digest: impl FnOnce(&Certificate) -> [u8; 32] + Send,
) -> Result<Vec<u8>, CardError> {
    let mut card = Jpki::select(link, reader, kept).await?;
    if card.memory.verify_pending() {
        card.check_same_card().await?;
        let tries = card.tries().await?;
        return Err(card.memory.judge_lost_verify(tries));
    }
    let shown = card.certificate().await?;
    if let Some(certificate) = &shown {
        taken.check(certificate)?;
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
    taken.check(&certificate)?;
    card.sign(digest(&certificate)).await
}

/// Whether the card that lies there is one of those that are read here. Reads nothing and spends
/// nothing.
///
/// # Errors
/// [`CardError::NotIndividualNumberCard`], [`CardError::LostBeforeVerify`].
pub async fn detect(
    link: &impl CardTransport,
    reader: ReaderCapabilities,
) -> Result<(), CardError> {
    Jpki::select(link, reader, &mut CardMemory::default())
        .await
        .map(drop)
}

/// One tap without a password: kind, validity, tries left. Spends nothing. An expired certificate
/// is reported like any other; another card than before starts `kept` anew.
///
/// # Errors
/// [`CardError`].
pub async fn inspect(
    link: &impl CardTransport,
    reader: ReaderCapabilities,
    kept: &mut CardMemory,
) -> Result<CardReport, CardError> {
    let mut card = Jpki::select(link, reader, kept).await?;
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
    /// Authority first: of a real card in practice, "practice only" is the news, whatever else is
    /// the matter with it.
    fn check(&self, certificate: &Certificate) -> Result<(), CardError> {
        if !self
            .authorities
            .iter()
            .any(|taken| taken == certificate.authority_key_id())
        {
            return Err(CardError::UnknownAuthority);
        }
        certificate
            .check_validity(self.now)
            .map_err(CardError::Certificate)
    }
}
