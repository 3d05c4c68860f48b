//! Why a tap fails.

use super::Tries;
use crate::apdu::StatusWord;
use crate::certificate::CertificateError;

/// Why a tap does not end in a signature. The variants are named by what the person can do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardError {
    /// The card was lost before VERIFY was sent. No try was used, and the typed password is still there.
    LostBeforeVerify,
    /// The card was lost after VERIFY was sent and before its response came. The next tap has to read the
    /// number of tries first.
    LostDuringVerify,
    /// The card was lost after it had accepted the password. The person has to type it again.
    LostAfterVerify,
    /// The card is not an Individual Number Card.
    NotIndividualNumberCard,
    /// The card is a different one than at the last tap. VERIFY was not sent.
    DifferentCard,
    /// One try is left, and the person has not confirmed that they want to use it. VERIFY was not sent.
    LastTryNotConfirmed,
    /// The password was wrong.
    WrongPassword {
        /// How many tries are left.
        tries: Tries,
    },
    /// The password is locked. Only the municipal counter can reset it.
    Locked,
    /// The certificate cannot be used. VERIFY was not sent, except to a phone: its certificate can only be
    /// read after the password was right.
    Certificate(CertificateError),
    /// The certificate is from an authority that [`TrustPolicy`](super::TrustPolicy) does not contain: a
    /// real card in the sandbox, or a sandbox card in production. VERIFY was not sent, except to a phone.
    UnknownAuthority,
    /// The response to an earlier VERIFY was lost. This tap only read the number of tries.
    LostVerify(LostVerify),
    /// The card sent a status word that makes no sense here.
    UnexpectedStatus {
        /// The status word, for the help desk.
        status: i32,
    },
}

/// What became of a VERIFY whose response was lost. The number of tries tells: n before, m after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostVerify {
    /// m < n: the password was wrong.
    Wrong {
        /// How many tries are left.
        tries: Tries,
    },
    /// m > n: the password was right, since only a right one resets the number of tries.
    WasRight,
    /// m = n < 3: VERIFY did not reach the card.
    NeverArrived,
    /// m = n = 3: the password was right, or VERIFY did not reach the card. No try was used.
    NoTryUsed,
}

impl CardError {
    pub(super) fn unexpected(status: StatusWord) -> Self {
        Self::UnexpectedStatus {
            status: status.0.into(),
        }
    }
}
