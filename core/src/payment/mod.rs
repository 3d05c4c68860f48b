//! Payment services (決済サービス): how each identifies an account, who can hold one, and when it accepts
//! applications. [`AccountField::normalise`] checks what a person typed.

mod account;
mod check;

pub use account::grouped;

use crate::secret::Secret;
use crate::text::LocalizedText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A cashless payment service (決済サービス).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentService {
    /// The number in the programme: `MP` and seven digits.
    pub number: String,
    /// The displayed name.
    pub name: LocalizedText,
    /// The reading of the name in hiragana, for the search.
    pub reading: String,
    /// The name of its points.
    pub points: LocalizedText,
    /// The kind of service.
    pub kind: ServiceKind,
    /// What earns the share of a measure: charging, or purchases.
    pub earns: EarnedBy,
    /// The format of the payment service ID (決済サービスID).
    pub id: AccountField,
    /// The formats of one to three security codes (セキュリティコード).
    pub codes: Vec<AccountField>,
    /// When it accepts applications, and until when charges and purchases count.
    pub windows: ServicePeriod,
    /// Whether it accepts applications only through its own app.
    pub own_app_only: bool,
    /// How many days before the application the person has to register with the service. `None`: no
    /// registration is needed.
    pub register_days_before: Option<i32>,
    /// Who can hold an account.
    pub holders: AccountHolders,
    /// When charges and purchases start to count after the application.
    pub counts_from: LocalizedText,
    /// How and when the points arrive.
    pub arrives: LocalizedText,
    /// Where the person can see the points: the `https` address of the service's app or member page.
    pub member_page: String,
    /// Where to ask questions.
    pub contact: LocalizedText,
}

/// A kind of payment service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceKind {
    /// QR code payment (コード決済).
    Qr,
    /// A prepaid card.
    Prepaid,
    /// Electronic money (電子マネー).
    EMoney,
    /// A credit card.
    Credit,
    /// A debit card.
    Debit,
}

/// What earns the share of a measure at a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EarnedBy {
    /// Charging the account (チャージ).
    Charge,
    /// Purchases.
    Purchase,
}

/// Who can hold an account at a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountHolders {
    /// Everybody, including children.
    Anyone,
    /// Adults only.
    Adults,
}

/// The period of a service, within the period of a measure. `None`: the service sets no limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePeriod {
    /// The first day on which it accepts applications.
    pub from: Option<Date>,
    /// The last day on which it accepts applications.
    pub until: Option<Date>,
    /// The last day on which charges and purchases count.
    pub spend_until: Option<Date>,
}

/// The format of a value that a person copies from the service's app or card: the payment service ID, or a
/// security code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountField {
    /// The service's name for it.
    pub label: LocalizedText,
    /// Where the person finds it.
    pub hint: LocalizedText,
    /// An example that belongs to nobody.
    pub example: String,
    /// The characters that it can contain.
    pub characters: CharacterSet,
    /// The minimum number of characters.
    pub least: i32,
    /// The maximum number of characters.
    pub most: i32,
    /// The characters that it starts with. May be empty.
    #[serde(default)]
    pub prefix: String,
    /// The kind of check digit at its end.
    #[serde(default)]
    pub check: Option<CheckDigit>,
}

/// An account at a payment service, as the person entered it.
pub(crate) struct Account {
    /// The number of the service.
    pub(crate) service: String,
    /// The payment service ID, normalised.
    pub(crate) id: String,
    /// The security codes, in the service's order.
    pub(crate) codes: Vec<Secret>,
}

/// The characters that an account field can contain, after normalising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CharacterSet {
    /// `0-9`.
    Digits,
    /// `0-9` and `A-Z`. Normalising turns small letters into capitals.
    CapitalsAndDigits,
    /// Printable ASCII, such as a member's password. Small and capital letters differ.
    Printable,
}

/// A kind of check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckDigit {
    /// ISO/IEC 7812-1 Annex B (Luhn).
    Luhn,
    /// GS1 General Specifications §7.9 (weights 3 and 1 from the right).
    Gs1,
}

/// A rule that a typed value breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRule {
    /// Nothing was typed.
    Missing,
    /// It contains a character that is not allowed.
    Characters,
    /// It has too few characters.
    TooShort,
    /// It has too many characters.
    TooLong,
    /// It does not start with the prefix.
    Prefix,
    /// The check digit does not match. Most likely the value was mistyped.
    CheckDigit,
}

/// Why a person cannot choose a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnavailableService {
    /// The service accepts applications only through its own app.
    OwnAppOnly,
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
    /// The service is for adults only, and the account holder is not an adult.
    AdultsOnly,
}

impl PaymentService {
    /// Why a person cannot choose the service on `today` (Japan time). `None` if they can. `adult` is
    /// whether the account holder is an adult.
    ///
    /// Of several reasons it gives the one that lasts longest. Otherwise a person would wait for a first
    /// day on which the service still cannot be chosen.
    #[must_use]
    pub fn unavailable(&self, today: Date, adult: bool) -> Option<UnavailableService> {
        match self.windows {
            ServicePeriod {
                until: Some(until), ..
            } if until < today => Some(UnavailableService::Over { until }),
            _ if self.own_app_only => Some(UnavailableService::OwnAppOnly),
            _ if self.holders == AccountHolders::Adults && !adult => {
                Some(UnavailableService::AdultsOnly)
            }
            ServicePeriod {
                from: Some(from), ..
            } if today < from => Some(UnavailableService::NotStarted { from }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
