//! How a journey ended.

use crate::backend::{ApplicationStatus, IssuedKeyId, Receipt};
use crate::card::CardReport;

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
        preregistered: IssuedKeyId,
    },
    /// What stands.
    Status {
        /// The backend's answer.
        status: ApplicationStatus,
    },
    /// What the card shows.
    Card {
        /// Kind, validity, tries left.
        report: CardReport,
    },
    /// The person has read what they wanted.
    Finished,
    /// The person stopped.
    Stopped {
        /// Whether an application may have left.
        submission: SubmissionState,
    },
    /// It can't go on, and why: named by what the person can do next.
    Ended {
        /// What the person can do next.
        reason: EndReason,
    },
    /// A fault of ours. The journey is over, the app is not: the words say what it means.
    InternalError,
}

/// Whether an application left before the journey stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SubmissionState {
    /// Nothing was sent.
    NotSent,
    /// Perhaps: "check status" tells.
    MaybeSent,
}

/// Why a journey can't go on, by what the person can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EndReason {
    /// The password is locked: municipal counter.
    PasswordLocked,
    /// The certificate has ended, was revoked, or is none: municipal counter.
    RenewCertificate,
    /// Not valid or not known yet: try again later.
    TryLater,
    /// Nothing can be applied for (any more): what stands is shown.
    NothingToApplyFor,
    /// Who may not apply this way: the child's representative, or the person themself.
    WrongApplicant,
    /// A real card in practice, or a practice card in earnest.
    WrongEnvironment,
    /// The registry's chain is broken: help desk.
    ContactHelpDesk,
    /// The backend answers nonsense or refuses for a reason that this version does not know:
    /// a newer version, or later.
    UnexpectedReply,
}
