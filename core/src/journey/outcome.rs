//! How a journey ended.

use crate::backend::{Preregistered, Receipt, Status};
use crate::card::Report;

/// How a journey ended, as data; the words come with the step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Outcome {
    /// Application Submitted.
    Applied {
        /// The receipt.
        receipt: Receipt,
    },
    /// An Individual Key ID is issued.
    Preregistered {
        /// The ID, and since when it stands.
        preregistered: Preregistered,
    },
    /// What stands.
    Standing {
        /// The backend's answer.
        status: Status,
    },
    /// What the card shows.
    Card {
        /// Kind, validity, tries left.
        report: Report,
    },
    /// The person has read what they wanted.
    Read,
    /// The person stopped.
    Stopped {
        /// Whether an application may have left.
        sent: Sent,
    },
    /// It can't go on, and why: named by what the person can do next.
    Ended {
        /// What the person can do next.
        reason: Reason,
    },
    /// A fault of ours. The journey is over, the app is not: the words say what it means.
    Broken,
}

/// Whether an application left before the journey stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Sent {
    /// Nothing was sent.
    Nothing,
    /// Perhaps: "check status" tells.
    Perhaps,
}

/// Why a journey can't go on, by what the person can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Reason {
    /// The password is locked: municipal counter.
    Locked,
    /// The certificate has ended, was revoked, or is none: municipal counter.
    Renew,
    /// Not valid or not known yet: try again later.
    Later,
    /// Nothing can be applied for (any more): what stands is shown.
    NothingToApplyFor,
    /// Who may not apply this way: the child's representative, or the person themself.
    NotYou,
    /// A real card in practice, or a practice card in earnest.
    OtherWorld,
    /// The registry's chain is broken: help desk.
    HelpDesk,
    /// The backend answers nonsense or refuses for a reason that this version does not know:
    /// a newer version, or later.
    BackendUnclear,
}
