//! What is remembered, and the one decision that must be atomic: to take an application.

use card_points::application::Holder;
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::{ApplicationState, AppliedMeasure};
use card_points::text::LocalizedText;
use jiff::Timestamp;
use jiff::civil::Date;

/// Accounts that a person may have refused by their payment service in one day, Japan time.
pub const MAX_TRIES_PER_DAY: i32 = 5;

/// The ledger did not answer. Holds nothing personal.
#[derive(Debug, thiserror::Error)]
#[error("the ledger: {0}")]
pub struct LedgerError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// A measure that stands for a person, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedMeasureRecord {
    /// The measure's id.
    pub measure: String,
    /// The day it was applied for, Japan time.
    pub on: Date,
    /// The payment service's number.
    pub service: String,
    /// Payment service ID, normalised.
    pub account: String,
    /// How far it has come.
    pub state: ApplicationState,
    /// The receipt number.
    pub receipt: String,
}

impl AppliedMeasureRecord {
    /// As the person may see it.
    #[must_use]
    pub fn to_applied_measure(&self, service_name: LocalizedText) -> AppliedMeasure {
        let skip = self.account.chars().count().saturating_sub(4);
        AppliedMeasure {
            measure: self.measure.clone(),
            on: self.on,
            service: self.service.clone(),
            service_name,
            account_ending: self.account.chars().skip(skip).collect(),
            state: self.state,
            receipt: self.receipt.clone(),
        }
    }
}

/// All that stands for a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonRecord {
    /// The preregistration.
    pub preregistration: Option<IssuedKeyId>,
    /// Measures.
    pub applied: Vec<AppliedMeasureRecord>,
}

/// An application that holds in all but uniqueness.
#[derive(Debug, Clone)]
pub struct CheckedApplication {
    /// SHA-256 of what was signed.
    pub digest: [u8; 32],
    /// Whose.
    pub person: String,
    /// Who applied.
    pub holder: Holder,
    /// Measures, in the order applied for.
    pub measures: Vec<String>,
    /// For each measure, the ones whose points go to the same service.
    pub sharing_groups: Vec<Vec<String>>,
    /// The payment service's number.
    pub service: String,
    /// Its displayed name.
    pub service_name: LocalizedText,
    /// Payment service ID, normalised.
    pub account: String,
    /// When it is taken.
    pub received_at: Timestamp,
    /// That day, Japan time.
    pub day: Date,
    /// Names to give, should the person have none yet.
    pub ids: super::IdGenerator,
}

/// Why an application can't stand beside what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A measure of it stands already.
    AlreadyApplied,
    /// A measure that shares a service with it stands, with another account.
    OtherService(AppliedMeasureRecord),
    /// Points of another person go to the account.
    AccountInUse,
}

impl CheckedApplication {
    /// Decides uniqueness. `entries`: what stands for the person. `holder`: whose points go to the
    /// account. A ledger calls this inside the transaction that writes.
    ///
    /// # Errors
    /// [`Conflict`].
    pub fn check_conflicts(
        &self,
        entries: &[AppliedMeasureRecord],
        holder: Option<&str>,
    ) -> Result<(), Conflict> {
        if entries.iter().any(|e| self.measures.contains(&e.measure)) {
            return Err(Conflict::AlreadyApplied);
        }
        let elsewhere = entries.iter().find(|entry| {
            let shares = |group: &Vec<String>| group.contains(&entry.measure);
            let same = entry.service == self.service && entry.account == self.account;
            !same && self.sharing_groups.iter().any(shares)
        });
        if let Some(entry) = elsewhere {
            return Err(Conflict::OtherService(entry.clone()));
        }
        match holder {
            Some(holder) if holder != self.person => Err(Conflict::AccountInUse),
            _ => Ok(()),
        }
    }

    /// What stands once it is taken under `number`.
    pub fn measure_records<'a>(
        &'a self,
        number: &'a str,
    ) -> impl Iterator<Item = AppliedMeasureRecord> + 'a {
        self.measures
            .iter()
            .map(move |measure| AppliedMeasureRecord {
                measure: measure.clone(),
                on: self.day,
                service: self.service.clone(),
                account: self.account.clone(),
                state: ApplicationState::Unconfirmed,
                receipt: number.to_owned(),
            })
    }

    /// The receipt for it.
    #[must_use]
    pub fn receipt(&self, number: &str, individual_key_id: &str) -> Receipt {
        let standing = self
            .measure_records(number)
            .map(|entry| entry.to_applied_measure(self.service_name.clone()));
        Receipt {
            number: number.to_owned(),
            at: self.received_at,
            individual_key_id: individual_key_id.to_owned(),
            standing: standing.collect(),
        }
    }
}

/// What is known of signed bytes that came before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriorSubmission {
    /// They were taken; this was the answer.
    Accepted(Receipt),
    /// They were taken, and an operator has undone it: these bytes are used up.
    Released,
}

/// How taking a claim ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertOutcome {
    /// It stands, now or since the same bytes came before.
    Accepted(Receipt),
    /// It can't stand. Nothing was written.
    Conflict(Conflict),
}

/// What is remembered. Each call is one transaction: it is whole on disk when it returns `Ok`.
pub trait Ledger: Send + Sync {
    /// What became of these signed bytes.
    fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> impl Future<Output = Result<Option<PriorSubmission>, LedgerError>> + Send;

    /// All that stands for a person.
    fn person_record(
        &self,
        person: &str,
    ) -> impl Future<Output = Result<PersonRecord, LedgerError>> + Send;

    /// Whose points go to an account.
    fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> impl Future<Output = Result<Option<String>, LedgerError>> + Send;

    /// Gives the person an Individual Key ID, or finds the one that they have.
    fn preregister(
        &self,
        person: &str,
        names: &super::IdGenerator,
        at: Timestamp,
    ) -> impl Future<Output = Result<IssuedKeyId, LedgerError>> + Send;

    /// Reserves one of the day's [`TRIES`] *before* the payment service is asked, so that many
    /// requests at once are not many guesses. `None`: none is left; otherwise how many remain
    /// after this one.
    fn reserve_try(
        &self,
        person: &str,
        day: Date,
    ) -> impl Future<Output = Result<Option<i32>, LedgerError>> + Send;

    /// Gives a reserved try back: the service could not be asked, or confirmed.
    fn return_try(
        &self,
        person: &str,
        day: Date,
    ) -> impl Future<Output = Result<(), LedgerError>> + Send;

    /// Decides uniqueness and writes, in one transaction; gives the reserved try back.
    fn insert_application(
        &self,
        claim: &CheckedApplication,
    ) -> impl Future<Output = Result<InsertOutcome, LedgerError>> + Send;
}
