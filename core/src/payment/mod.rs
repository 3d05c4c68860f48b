//! Payment services (決済サービス): how each identifies an account, who may hold one, when it takes
//! applications; and the check of what a person typed against that.

mod account;
mod check;

pub use account::grouped;

use crate::secret::Secret;
use crate::text::LocalizedText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One cashless payment service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentService {
    /// Its number in the programme: `MP` and seven digits.
    pub number: String,
    /// Its displayed name.
    pub name: LocalizedText,
    /// The name's reading in hiragana, for searching.
    pub reading: String,
    /// What its points are called.
    pub points: LocalizedText,
    /// What kind of service it is.
    pub kind: ServiceKind,
    /// What earns the share: charging, or purchases.
    pub earns: EarnedBy,
    /// The payment service ID (決済サービスID).
    pub id: AccountField,
    /// One to three security codes (セキュリティコード).
    pub codes: Vec<AccountField>,
    /// When it takes applications, and until when charges and purchases count.
    pub windows: ServicePeriod,
    /// Takes applications only through its own app.
    pub own_app_only: bool,
    /// One must register with the service first, this many days ahead.
    pub register_days_before: Option<i32>,
    /// Who may hold an account.
    pub holders: AccountHolders,
    /// From when charges and purchases count after the application.
    pub counts_from: LocalizedText,
    /// How and when the points come.
    pub arrives: LocalizedText,
    /// Where the points will be seen: the service's app or member page, an `https` address.
    pub member_page: String,
    /// Whom to ask.
    pub contact: LocalizedText,
}

/// Kind of a payment service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceKind {
    /// QR code payment (コード決済).
    Qr,
    /// Prepaid card.
    Prepaid,
    /// Electronic money (電子マネー).
    EMoney,
    /// Credit card.
    Credit,
    /// Debit card.
    Debit,
}

/// What earns the share of the first measure at this service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EarnedBy {
    /// Charging (topping up).
    Charge,
    /// Purchases.
    Purchase,
}

/// Who may hold an account at the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountHolders {
    /// Anyone, children too.
    Anyone,
    /// Adults only.
    Adults,
}

/// A service's own days, within the programme's; `None`: the programme's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePeriod {
    /// First day on which it takes applications.
    pub from: Option<Date>,
    /// Last day on which it takes applications.
    pub until: Option<Date>,
    /// Last day on which charges and purchases count.
    pub spend_until: Option<Date>,
}

/// One thing that the person copies from the service's app or card: the ID, or a security code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountField {
    /// What the service calls it.
    pub label: LocalizedText,
    /// Where to find it.
    pub hint: LocalizedText,
    /// An example that nobody has.
    pub example: String,
    /// Which characters it is made of.
    pub characters: CharacterSet,
    /// Least number of characters.
    pub least: i32,
    /// Largest number of characters.
    pub most: i32,
    /// How it begins; empty: anyhow.
    #[serde(default)]
    pub prefix: String,
    /// The check digit it ends in.
    #[serde(default)]
    pub check: Option<CheckDigit>,
}

/// An account at a service, as the person entered it.
pub(crate) struct Account {
    /// The number of the service.
    pub(crate) service: String,
    /// The payment service ID, normalised.
    pub(crate) id: String,
    /// The security codes, in the service's order.
    pub(crate) codes: Vec<Secret>,
}

/// Characters that an account field is made of, after normalising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CharacterSet {
    /// 0-9.
    Digits,
    /// 0-9, A-Z; small letters are taken as capital ones.
    CapitalsAndDigits,
    /// Printable ASCII as typed, small and capital letters being different (a member's password).
    Printable,
}

/// A check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckDigit {
    /// ISO/IEC 7812-1 Annex B (Luhn).
    Luhn,
    /// GS1 General Specifications §7.9 (weights 3 and 1 from the right).
    Gs1,
}

/// Which rule a typed value breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRule {
    /// Nothing was typed.
    Missing,
    /// A character that can't be in it.
    Characters,
    /// Fewer characters than it has.
    TooShort,
    /// More characters than it has.
    TooLong,
    /// It begins otherwise.
    Prefix,
    /// The check digit does not fit: a slip of the finger.
    CheckDigit,
}

/// Why a service can't be chosen today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnavailableService {
    /// Its own app only.
    OwnAppOnly,
    /// It starts later.
    NotStarted {
        /// The first day.
        from: Date,
    },
    /// It takes no more applications.
    Over {
        /// The last day.
        until: Date,
    },
    /// Adults only, and the account would be a child's or a youth's.
    AdultsOnly,
}

impl PaymentService {
    /// Why it can't be chosen on `today` (Japan time), for a holder who is an adult or not. Of
    /// several reasons the one that lasts longest: nobody shall wait for nothing.
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
mod tests {
    use super::check::tests::services;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_service_is_open_on_its_first_and_last_day() {
        let mut service = services().remove(0);
        let from = date(2022, 6, 30);
        let until = date(2023, 9, 30);
        service.windows = ServicePeriod {
            from: Some(from),
            until: Some(until),
            spend_until: None,
        };
        let on = |day| service.unavailable(day, true);
        assert_eq!(
            on(date(2022, 6, 29)),
            Some(UnavailableService::NotStarted { from })
        );
        assert_eq!(on(from), None);
        assert_eq!(on(until), None);
        assert_eq!(
            on(date(2023, 10, 1)),
            Some(UnavailableService::Over { until })
        );
    }

    #[test]
    fn a_service_without_days_of_its_own_is_open() {
        let mut service = services().remove(0);
        service.windows = ServicePeriod::default();
        assert_eq!(service.unavailable(date(2022, 1, 1), false), None);
    }

    #[test]
    fn a_service_for_adults_is_closed_to_a_child_alone() {
        let mut service = services().remove(0);
        service.windows = ServicePeriod::default();
        service.holders = AccountHolders::Adults;
        let day = date(2022, 7, 3);
        assert_eq!(
            service.unavailable(day, false),
            Some(UnavailableService::AdultsOnly)
        );
        assert_eq!(service.unavailable(day, true), None);
    }

    #[test]
    fn of_several_reasons_the_one_that_lasts_is_given() {
        let mut service = services().remove(0);
        let until = date(2023, 9, 30);
        service.own_app_only = true;
        service.holders = AccountHolders::Adults;
        service.windows.from = Some(date(2022, 6, 30));
        service.windows.until = Some(until);
        let on = |day| service.unavailable(day, false);
        assert_eq!(on(date(2022, 1, 1)), Some(UnavailableService::OwnAppOnly));
        assert_eq!(
            on(date(2024, 1, 1)),
            Some(UnavailableService::Over { until })
        );
        service.own_app_only = false;
        let early = service.unavailable(date(2022, 1, 1), false);
        assert_eq!(early, Some(UnavailableService::AdultsOnly));
    }
}
