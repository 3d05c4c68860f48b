//! Why a tap failed.

use super::report::Tries;
use crate::certificate::CertificateError;

/// Why a tap did not end with a signature. Named by what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardError {
    /// Lost before VERIFY was sent: no try was used, and the password is kept.
    LostBeforeVerify,
    /// Lost after VERIFY was sent and before its response: the next tap reads the tries first.
    LostDuringVerify,
    /// Lost after the password was right: it must be typed again.
    LostAfterVerify,
    /// Not an Individual Number Card.
    NotIndividualNumberCard,
    /// A different card than at the tap before. No try was used.
    DifferentCard,
    /// One try is left, and the person has not confirmed to use it. VERIFY was not sent.
    LastTryNotConfirmed,
    /// The password was wrong.
    WrongPassword {
        /// How many tries are left.
        tries: Tries,
    },
    /// The password is locked. Only a municipal counter can unlock it.
    Locked,
    /// The certificate cannot be used. VERIFY was not sent; to a phone it was sent, and was right.
    Certificate(CertificateError),
    /// The authority of the certificate is not accepted: a real card in the sandbox, or a sandbox
    /// card outside of it. VERIFY was not sent.
    UnknownAuthority,
    /// The tries were read after a lost VERIFY: what they tell.
    LostVerify(LostVerify),
    /// The card answered something unexpected.
    UnexpectedStatus {
        /// The status word, for the help desk.
        status: i32,
    },
}

/// What the tries tell about a VERIFY whose response never came, with n tries before and m now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostVerify {
    /// m = n − 1: the password was wrong.
    Wrong {
        /// Tries left now.
        tries: Tries,
    },
    /// m = 3 > n: it was right.
    WasRight,
    /// m = n < 3: it never arrived.
    NeverArrived,
    /// m = n = 3: it was right or never arrived. No try was used either way.
    NoTryUsed,
}
