//! What was learnt of a card and is kept for its next tap.

use super::{Looked, Tries, Trouble};
use crate::certificate::Certificate;

/// Tries on a card that nobody mistyped; only a right entry sets the counter back to it.
pub(super) const FULL: i32 = 3;

/// What was learnt of a card and is kept for its next tap. Nothing secret.
#[derive(Debug, Default)]
pub struct Kept {
    face: Option<Face>,
    pub(super) certificate: Option<Certificate>,
    pub(super) refused: Refused,
    pub(super) tries: Tries,
    last_try: bool,
    sent: Option<Tries>,
}

/// What a card is known by, before the password.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Face {
    /// The first bytes of its certificate, which hold the serial number.
    Shown(Vec<u8>),
    /// It shows its certificate after the password only: a phone, like any other phone.
    Hidden,
}

/// What a card has refused where the longer way then worked.
#[derive(Debug, Default)]
pub(super) struct Refused {
    /// Extended lengths; or it was lost during such a command.
    pub(super) extended: bool,
    /// Short file identifiers, everywhere.
    pub(super) short_ids: bool,
    /// The password's short identifier.
    pub(super) password_id: bool,
    /// The key's short identifier.
    pub(super) key_id: bool,
}

impl Kept {
    /// The tries left as last read from this card.
    #[must_use]
    pub fn tries(&self) -> Tries {
        self.tries
    }

    /// The person wants to use the last try: holds for this card and one VERIFY. Without a card
    /// that has one try left, it means nothing.
    pub fn use_last_try(&mut self) {
        self.last_try = self.face.is_some() && self.tries == Tries::Left { count: 1 };
    }

    /// A VERIFY left and no reply came: the next tap only looks.
    #[must_use]
    pub fn must_look(&self) -> bool {
        self.sent.is_some()
    }

    /// A card with this face lies there. Another one than before changes nothing: the password in
    /// hand is meant for the first card, so only that one goes on.
    pub(super) fn meet(&mut self, face: Face) -> Result<(), Trouble> {
        match &self.face {
            Some(known) if *known == face => Ok(()),
            Some(_) => Err(Trouble::OtherCard),
            None => {
                self.face = Some(face);
                Ok(())
            }
        }
    }

    /// Whether a VERIFY may be sent with so many tries left.
    pub(super) fn allow(&self, tries: Tries) -> Result<(), Trouble> {
        match tries {
            Tries::Left { count: 1 } if !self.last_try => Err(Trouble::LastTry),
            Tries::Left { .. } => Ok(()),
            Tries::Blocked => Err(Trouble::Locked),
            // Never from the card floor: no count, no VERIFY.
            Tries::Unknown => Err(Trouble::LastTry),
        }
    }

    /// A VERIFY leaves. Noted before it does: whatever happens to the exchange then, the next tap
    /// looks first.
    pub(super) fn sending(&mut self) {
        self.last_try = false;
        self.sent = Some(self.tries);
    }

    /// What became of the VERIFY is known.
    pub(super) fn settled(&mut self, tries: Tries) {
        self.sent = None;
        self.tries = tries;
    }

    /// What the counter tells of the VERIFY whose reply never came, now that it has been read.
    pub(super) fn look_back(&mut self, now: Tries) -> Trouble {
        let before = self.sent.take();
        let (before, count) = match (before, now) {
            (Some(Tries::Left { count: before }), Tries::Left { count }) => (before, count),
            (_, Tries::Blocked) => return Trouble::Locked,
            _ => return Trouble::Looked(Looked::NothingLost),
        };
        Trouble::Looked(if count < before {
            Looked::Wrong { tries: now }
        } else if count > before {
            Looked::Right
        } else if count < FULL {
            Looked::NeverArrived
        } else {
            Looked::NothingLost
        })
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Shown(_) => "Shown(..)",
            Self::Hidden => "Hidden",
        })
    }
}
