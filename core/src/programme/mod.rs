//! The programme's rules as data: measures, amounts, dates and ages; and the pure function from
//! these rules, what is known of a person, and a date, to what that person may apply for.
//!
//! Nothing here is written into code that a later notice of the government may change.

mod check;
mod data_error;
mod offer;

pub(crate) use data_error::FieldPath;
pub use data_error::{DataError, read_json};

use crate::text::LocalizedText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The rules of one round, as the backend serves them and `fixtures` ships them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Version of these rules, signed with every application, e.g. `2022-06-30`.
    pub version: String,
    /// A practice world: nothing is applied for, and only cards of the practice authority are taken.
    pub practice: bool,
    /// Key identifiers (lower-case hex) of the certificate authorities whose user certification
    /// certificates this backend accepts (RFC 5280 §4.2.1.1). May be empty in a file: whoever
    /// serves it fills in the authorities that it trusts.
    pub authorities: Vec<String>,
    /// The measures (施策), in the order in which they are shown.
    pub measures: Vec<Measure>,
    /// Groups of measure ids whose points go to one and the same payment service. A measure
    /// stands in exactly one group.
    pub sharing: Vec<Vec<String>>,
    /// Ages that decide who may apply.
    pub ages: Ages,
    /// What the person agrees to.
    pub terms: Terms,
    /// Notices of the day, shown at the start.
    pub notices: Vec<LocalizedText>,
}

/// One measure: what it is worth, for whom, from when until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id on the wire, e.g. `new-card`.
    pub id: String,
    /// Its name.
    pub name: LocalizedText,
    /// One sentence: what has to be done for it.
    pub about: LocalizedText,
    /// What it is worth.
    pub worth: Worth,
    /// Who may have it.
    pub condition: Condition,
    /// First day on which it can be applied for; `None`: announced as soon as decided.
    pub from: Option<Date>,
    /// Last day on which it can be applied for; `None`: no end announced.
    pub until: Option<Date>,
    /// Last day by which the card must have been requested; `None`: no such day.
    pub card_requested_by: Option<Date>,
}

/// What a measure is worth, in points of one yen each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Worth {
    /// Granted without a purchase.
    Fixed {
        /// Points, in yen.
        yen: i32,
    },
    /// A share of what is charged or spent on the chosen service after the application.
    Share {
        /// Per cent of the sum, 1 to 100.
        percent: i32,
        /// The sum up to which it counts, in yen.
        of_up_to: i32,
    },
}

/// Which fact about the person a measure depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Did not apply in the first round. Who has it open goes on there; who completed it has had it.
    FirstRoundUnused,
    /// Registered the card as a health insurance card (健康保険証としての利用申込み).
    HealthInsurance,
    /// Registered a government fund receipt account (公金受取口座).
    ReceiptAccount,
}

/// Ages in years; a birthday counts from its first second, Japan time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// Under this age the legal representative (法定代理人) may apply with the child's card.
    pub representative_under: i32,
    /// From this age on a person is an adult: services for adults only are open.
    pub adult_from: i32,
}

/// The terms of use that the person agrees to, version signed with the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Version, e.g. `2022-01`.
    pub version: String,
    /// The paragraphs.
    pub text: Vec<LocalizedText>,
}

/// What the backend's registry knows of a person that matters to eligibility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PersonFacts {
    /// The first round.
    pub first_round: FirstRound,
    /// Registered the card as a health insurance card.
    pub health_insurance: bool,
    /// Registered a government fund receipt account.
    pub receipt_account: bool,
    /// The day the card was requested.
    pub card_requested: Date,
    /// Age group, by the programme's ages.
    pub age: AgeGroup,
    /// Measures that stand already, with the day they were applied for.
    pub applied: Vec<AppliedMeasure>,
}

/// A measure that stands for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AppliedMeasure {
    /// The measure's id.
    pub measure: String,
    /// The day it was applied for, Japan time.
    pub on: Date,
    /// The number of the payment service that its points go to.
    pub service: String,
    /// The service's displayed name.
    pub service_name: LocalizedText,
    /// The last four characters of the payment service ID.
    pub account_ending: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The receipt number.
    pub receipt: String,
}

/// How far an application has come. Beyond [`ApplicationState::Passed`] only the payment service knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ApplicationState {
    /// 申込完了, right not yet confirmed (権利未確定).
    Unconfirmed,
    /// Right confirmed (権利確定), by the nightly run.
    Confirmed,
    /// Passed on to the payment service.
    Passed,
}

/// What is known of the first round, and no more: how much was charged or spent is the payment
/// service's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FirstRound {
    /// Did not apply.
    None,
    /// Applied at a service, and the maximum is not reached or not known to be.
    Open {
        /// That service's displayed name.
        service: LocalizedText,
    },
    /// Had all of it.
    Complete,
}

/// Age group by the programme's ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AgeGroup {
    /// Under the age at which one applies oneself.
    Child,
    /// Applies oneself, and is not an adult yet.
    Youth,
    /// An adult.
    Adult,
}

/// What one measure offers a person today, see [`Programme::offers`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// The most it is worth, in yen.
    pub yen: i32,
    /// Why it can't be applied for; `None`: it can.
    pub unavailable: Option<UnavailableMeasure>,
}

/// Why a measure can't be applied for by this person today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum UnavailableMeasure {
    /// Its start is not announced yet.
    NotAnnounced,
    /// It starts later.
    NotStarted {
        /// The first day.
        from: Date,
    },
    /// It is over.
    Over {
        /// The last day.
        until: Date,
    },
    /// The first round is open elsewhere: continue there, no new application is needed.
    FirstRoundOpen {
        /// That service's displayed name.
        service: LocalizedText,
    },
    /// The first round was had in full.
    FirstRoundComplete,
    /// The card is not registered as a health insurance card yet.
    NoHealthInsurance,
    /// No government fund receipt account is registered yet.
    NoReceiptAccount,
    /// The card was requested after the deadline.
    CardTooLate {
        /// The last day for requesting the card.
        by: Date,
    },
    /// It stands already.
    Applied {
        /// The day it was applied for.
        on: Date,
    },
}

/// Japan's date at `now`: the day that deadlines and birthdays are counted by.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    crate::text::japan_time(now).date()
}
