//! What was learnt of a card and is kept for its next tap.

use super::error::{CardError, LostVerify};
use super::report::Tries;
use crate::certificate::Certificate;

/// Tries on a card that nobody mistyped; only a right entry sets the counter back to it.
pub(super) const MAX_TRIES: i32 = 3;

/// What was learnt of a card and is kept for its next tap. Nothing secret.
#[derive(Debug, Default)]
pub struct CardMemory {
    fingerprint: Option<CardFingerprint>,
    pub(super) certificate: Option<Certificate>,
    pub(super) unsupported: UnsupportedFeatures,
    pub(super) tries: Tries,
    last_try_confirmed: bool,
    verify_sent_with: Option<Tries>,
}

/// What a card is known by, before the password.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum CardFingerprint {
    /// The first bytes of its certificate, which hold the serial number.
    Shown(Vec<u8>),
    /// It shows its certificate after the password only: a phone, like any other phone.
    Hidden,
}

/// What a card has refused where the longer way then worked.
#[derive(Debug, Default)]
pub(super) struct UnsupportedFeatures {
    /// Extended lengths; or it was lost during such a command.
    pub(super) extended: bool,
    /// Short file identifiers, everywhere.
    pub(super) short_ids: bool,
    /// The password's short identifier.
    pub(super) password_id: bool,
    /// The key's short identifier.
    pub(super) key_id: bool,
}

impl CardMemory {
    /// The tries left as last read from this card.
    #[must_use]
    pub fn tries(&self) -> Tries {
        self.tries
    }

    /// The person wants to use the last try: holds for this card and one VERIFY. Without a card
    /// that has one try left, it means nothing.
    pub fn confirm_last_try(&mut self) {
        self.last_try_confirmed =
            self.fingerprint.is_some() && self.tries == Tries::Left { count: 1 };
    }

    /// A VERIFY left and no reply came: the next tap only looks.
    #[must_use]
    pub fn verify_pending(&self) -> bool {
        self.verify_sent_with.is_some()
    }

    /// A card with this face lies there. Another one than before changes nothing: the password in
    /// hand is meant for the first card, so only that one goes on.
    pub(super) fn recognise(&mut self, face: CardFingerprint) -> Result<(), CardError> {
        match &self.fingerprint {
            Some(known) if *known == face => Ok(()),
            Some(_) => Err(CardError::DifferentCard),
            None => {
                self.fingerprint = Some(face);
                Ok(())
            }
        }
    }

    /// Whether a VERIFY may be sent with so many tries left.
    pub(super) fn allow_verify(&self, tries: Tries) -> Result<(), CardError> {
        match tries {
            Tries::Left { count: 1 } if !self.last_try_confirmed => {
                Err(CardError::LastTryNotConfirmed)
            }
            Tries::Left { .. } => Ok(()),
            Tries::Blocked => Err(CardError::Locked),
            // Never from the card floor: no count, no VERIFY.
            Tries::Unknown => Err(CardError::LastTryNotConfirmed),
        }
    }

    /// A VERIFY leaves. Noted before it does: whatever happens to the exchange then, the next tap
    /// looks first.
    pub(super) fn verify_sent(&mut self) {
        self.last_try_confirmed = false;
        self.verify_sent_with = Some(self.tries);
    }

    /// What became of the VERIFY is known.
    pub(super) fn verify_settled(&mut self, tries: Tries) {
        self.verify_sent_with = None;
        self.tries = tries;
    }

    /// What the counter tells of the VERIFY whose reply never came, now that it has been read.
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
