//! What the core remembers about a card between two taps.

use super::tries::MAX_TRIES;
use super::{CardError, LostVerify, Tries};
use crate::certificate::Certificate;

/// What the core remembers about a card until the next tap. It contains nothing secret.
#[derive(Debug, Default)]
pub struct CardMemory {
    fingerprint: Option<CardFingerprint>,
    pub(super) certificate: Option<Certificate>,
    pub(super) unsupported: UnsupportedFeatures,
    /// As last read.
    pub(super) tries: Tries,
    last_try_confirmed: bool,
    /// The tries left before a VERIFY whose outcome is not known yet.
    verify_sent_with: Option<Tries>,
}

/// What identifies a card before its password is verified.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum CardFingerprint {
    /// The first bytes of the certificate, which contain the serial number.
    Shown(Vec<u8>),
    /// The certificate can only be read after the password. It is a phone, and looks like any other phone.
    Hidden,
}

/// Features that this card has refused, while the longer way without them worked.
#[derive(Debug, Default)]
pub(super) struct UnsupportedFeatures {
    /// Extended lengths. Also set if the card was lost during such a command.
    pub(super) extended: bool,
    /// Short identifiers of files in general.
    pub(super) short_ids: bool,
    /// The short identifier of the password.
    pub(super) password_id: bool,
    /// The short identifier of the key.
    pub(super) key_id: bool,
}

impl CardMemory {
    /// How many tries were left when they were last read.
    #[must_use]
    pub fn tries(&self) -> Tries {
        self.tries
    }

    /// Records that the person wants to use the last try. This allows one VERIFY with this card. It has no
    /// effect unless a card with one try left has been read.
    pub fn confirm_last_try(&mut self) {
        self.last_try_confirmed =
            self.fingerprint.is_some() && self.tries == Tries::Left { count: 1 };
    }

    /// Whether a VERIFY was sent whose response was lost. If so, the next tap only reads the number of
    /// tries.
    #[must_use]
    pub fn verify_pending(&self) -> bool {
        self.verify_sent_with.is_some()
    }

    /// Records the fingerprint of the first card, and checks that later cards are the same. A different
    /// card changes nothing here: the typed password is meant for the first card.
    pub(super) fn recognise(&mut self, fingerprint: CardFingerprint) -> Result<(), CardError> {
        match &self.fingerprint {
            Some(known) if *known == fingerprint => Ok(()),
            Some(_) => Err(CardError::DifferentCard),
            None => {
                self.fingerprint = Some(fingerprint);
                Ok(())
            }
        }
    }

    /// Checks that VERIFY may be sent with `tries` left.
    pub(super) fn allow_verify(&self, tries: Tries) -> Result<(), CardError> {
        match tries {
            Tries::Left { count: 1 } if !self.last_try_confirmed => {
                Err(CardError::LastTryNotConfirmed)
            }
            Tries::Left { .. } => Ok(()),
            Tries::Blocked => Err(CardError::Locked),
            // `Jpki::tries` never returns it. If it did, VERIFY must not be sent without a known number.
            Tries::Unknown => Err(CardError::LastTryNotConfirmed),
        }
    }

    /// Records that VERIFY is about to be sent. It is recorded before, so that the next tap reads the
    /// number of tries first, whatever happens to the command.
    pub(super) fn verify_sent(&mut self) {
        self.last_try_confirmed = false;
        self.verify_sent_with = Some(self.tries);
    }

    /// Records that the outcome of VERIFY is known.
    pub(super) fn verify_settled(&mut self, tries: Tries) {
        self.verify_sent_with = None;
        self.tries = tries;
    }

    /// Decides by the number of tries what became of a VERIFY whose response was lost.
    pub(super) fn judge_lost_verify(&mut self, now: Tries) -> CardError {
        let before = self.verify_sent_with.take();
        let (before, count) = match (before, now) {
            (Some(Tries::Left { count: before }), Tries::Left { count }) => (before, count),
            (_, Tries::Blocked) => return CardError::Locked,
            _ => return CardError::LostVerify(LostVerify::NoTryUsed),
        };
        CardError::LostVerify(if count < before {
            LostVerify::Wrong { tries: now }
        } else if count > before {
            LostVerify::WasRight
        } else if count < MAX_TRIES {
            LostVerify::NeverArrived
        } else {
            LostVerify::NoTryUsed
        })
    }
}

impl std::fmt::Debug for CardFingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Shown(_) => "Shown(..)",
            Self::Hidden => "Hidden",
        })
    }
}
