//! The programme's rules as data: measures, amounts, dates and ages. [`Programme::offers`] derives from
//! them, from the facts about a person and from a date what this person can apply for.
//!
//! Whatever a later notice of the government may change is data, not code.

mod check;
mod data_error;
mod offer;

pub(crate) use data_error::FieldPath;
pub use data_error::{DataError, read_json};

use crate::text::LocalizedText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The rules of one round of the programme. The backend serves them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The version of these rules, e.g. `2022-06-30`. Every application is signed with it.
    pub version: String,
    /// Whether these are the rules of a sandbox, in which nothing is really applied for and only
    /// sandbox cards are accepted.
    pub practice: bool,
    /// The key identifiers, in lower-case hex, of the certificate authorities whose user certification
    /// certificates the backend accepts (RFC 5280 §4.2.1.1). It may be empty in a file: the backend fills
    /// in the authorities that it trusts.
    pub authorities: Vec<String>,
    /// The measures (施策), in the order in which screens show them.
    pub measures: Vec<Measure>,
    /// Groups of measure ids. The points of one group go to the same payment service. Each measure is in
    /// exactly one group.
    pub sharing: Vec<Vec<String>>,
    /// The ages that decide who can apply.
    pub ages: Ages,
    /// The terms of use that the person agrees to.
    pub terms: Terms,
    /// Current notices, which the first screen shows.
    pub notices: Vec<LocalizedText>,
}

/// A measure (施策): what it is worth, who can apply for it, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id, e.g. `new-card`.
    pub id: String,
    /// The displayed name.
    pub name: LocalizedText,
    /// One sentence about what the person has to do for it.
    pub about: LocalizedText,
    /// What it is worth.
    pub worth: Worth,
    /// Who can apply for it.
    pub condition: Condition,
    /// The first day of applications, in Japan time. `None`: not announced yet.
    pub from: Option<Date>,
    /// The last day of applications, in Japan time. `None`: not announced yet.
    pub until: Option<Date>,
    /// The last day on which the card can have been requested. `None`: there is no such limit.
    pub card_requested_by: Option<Date>,
}

/// What a measure is worth, in points of one yen each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Worth {
    /// An amount that needs no purchase.
    Fixed {
        /// The amount in yen.
        yen: i32,
    },
    /// A share of what the person charges or spends on the payment service after the application.
    Share {
        /// The share in per cent of the sum, 1 to 100.
        percent: i32,
        /// The highest sum that counts, in yen.
        of_up_to: i32,
    },
}

/// Which fact about the person a measure depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The person did not apply in the first round. An open application of the first round continues
    /// there, and a complete one has already earned the points.
    FirstRoundUnused,
    /// The person registered the card as a health insurance card (健康保険証としての利用申込み).
    HealthInsurance,
    /// The person registered a government fund receipt account (公金受取口座).
    ReceiptAccount,
}

/// Age limits in years. A birthday counts from its first second, in Japan time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// Below this age, the legal representative (法定代理人) applies with the child's card.
    pub representative_under: i32,
    /// From this age, a person is an adult, and can use services for adults only.
    pub adult_from: i32,
}

/// The terms of use that the person agrees to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The version, e.g. `2022-01`. It is signed with the application.
    pub version: String,
    /// The paragraphs.
    pub text: Vec<LocalizedText>,
}

/// The facts about a person that decide what this person can apply for. The backend's registry knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PersonFacts {
    /// The first round of the programme.
    pub first_round: FirstRound,
    /// Whether the card is registered as a health insurance card.
    pub health_insurance: bool,
    /// Whether a government fund receipt account is registered.
    pub receipt_account: bool,
    /// The day the card was requested.
    pub card_requested: Date,
    /// The age group, by the programme's [`Ages`].
    pub age: AgeGroup,
    /// The measures that the person has already applied for.
    pub applied: Vec<AppliedMeasure>,
}

/// A measure that a person has applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AppliedMeasure {
    /// The measure's id.
    pub measure: String,
    /// The day of the application, in Japan time.
    pub on: Date,
    /// The number of the payment service that gets the points.
    pub service: String,
    /// The displayed name of the service.
    pub service_name: LocalizedText,
    /// The last four characters of the payment service ID.
    pub account_ending: String,
    /// How far the application has come.
    pub state: ApplicationState,
    /// The receipt number.
    pub receipt: String,
}

/// How far an application has come. After [`ApplicationState::Passed`], only the payment service knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ApplicationState {
    /// Submitted (申込完了). The right to the points is not confirmed yet (権利未確定).
    Unconfirmed,
    /// The right to the points is confirmed (権利確定). The nightly run confirms it.
    Confirmed,
    /// Passed on to the payment service.
    Passed,
}

/// What the registry knows about a person's first round. Only the payment service knows how much the
/// person has charged or spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum FirstRound {
    /// The person did not apply.
    None,
    /// The person applied, and has not reached the maximum, as far as the registry knows.
    Open {
        /// The displayed name of the payment service.
        service: LocalizedText,
    },
    /// The person reached the maximum.
    Complete,
}

/// An age group, by the programme's [`Ages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AgeGroup {
    /// Too young to apply: the legal representative applies.
    Child,
    /// Old enough to apply, and not an adult yet.
    Youth,
    /// An adult.
    Adult,
}

/// What a measure offers a person on a day, see [`Programme::offers`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// The highest amount that it is worth, in yen.
    pub yen: i32,
    /// Why the person cannot apply for it. `None` if they can.
    pub unavailable: Option<UnavailableMeasure>,
}

/// Why a person cannot apply for a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum UnavailableMeasure {
    /// The first day of applications is not announced yet.
    NotAnnounced,
    /// Applications start later.
    NotStarted {
        /// The first day of applications.
        from: Date,
    },
    /// Applications are closed.
    Over {
        /// The last day of applications.
        until: Date,
    },
    /// The person's first round is still open, and continues at its payment service without a new
    /// application.
    FirstRoundOpen {
        /// The displayed name of that service.
        service: LocalizedText,
    },
    /// The person has reached the maximum of the first round.
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
    /// The person has already applied for it.
    Applied {
        /// The day of that application.
        on: Date,
    },
}

/// The date in Japan at `now`. Deadlines and birthdays are counted by it.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    crate::text::japan_time(now).date()
}
