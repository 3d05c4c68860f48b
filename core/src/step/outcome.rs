//! How a journey ended.

use crate::backend::{ApplicationStatus, IssuedKeyId, Receipt, SubmissionState};
use crate::card::CardReport;

/// How a journey ended, as data. The text comes with the step.
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
        /// The ID, and when it was issued.
        preregistered: IssuedKeyId,
    },
    /// The state of every application.
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
        /// Whether an application may have reached the backend.
        submission: SubmissionState,
    },
    /// The journey can't go on.
    Ended {
        /// What the person can do next.
        reason: EndReason,
    },
    /// A fault of this program. The journey is over, the app is not: the text says what that means.
    InternalError,
}

/// Why a journey can't go on, by what the person can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EndReason {
    /// The password is locked: municipal counter.
    PasswordLocked,
    /// The certificate has expired, was revoked or can't be used: municipal counter.
    RenewCertificate,
    /// The certificate is not valid or not known yet: try again later.
    TryLater,
    /// Nothing can be applied for, or nothing more: the text says why.
    NothingToApplyFor,
    /// The representative applies for an adult, or a child applies alone.
    WrongApplicant,
    /// A real card in the sandbox, or a sandbox card in production.
    WrongEnvironment,
    /// The registry misses a renewed certificate's predecessor: help desk.
    ContactHelpDesk,
    /// The backend's reply makes no sense, or it refuses for a reason that this version does not know:
    /// update, or try later.
    UnexpectedReply,
}
