//! What the backend stores, and the one decision that must be atomic: to accept an application.

use super::IdGenerator;
use card_points::application::Holder;
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::{ApplicationState, AppliedMeasure};
use card_points::text::LocalizedText;
use jiff::Timestamp;
use jiff::civil::Date;

/// How many accounts that the payment service does not confirm a person may try per day, Japan
/// time.
pub const MAX_TRIES_PER_DAY: i32 = 5;

/// The ledger failed. Contains nothing personal.
#[derive(Debug, thiserror::Error)]
#[error("the ledger: {0}")]
pub struct LedgerError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// A measure that a person has applied for, as the ledger stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedMeasureRecord {
    /// The measure's id.
    pub measure: String,
    /// The day of the application, Japan time.
    pub on: Date,
    /// The payment service's number.
    pub service: String,
    /// Payment service ID, normalised.
    pub account: String,
    /// Its state.
    pub state: ApplicationState,
    /// The receipt number.
    pub receipt: String,
}

impl AppliedMeasureRecord {
    /// As the person may see it: of the account only the last four characters.
    #[must_use]
    pub fn to_applied_measure(&self, service_name: LocalizedText) -> AppliedMeasure {
        AppliedMeasure {
            measure: self.measure.clone(),
            on: self.on,
            service: self.service.clone(),
            service_name,
            account_ending: account_ending(&self.account),
            state: self.state,
            receipt: self.receipt.clone(),
        }
    }
}

/// The last four characters of a payment service ID.
pub(crate) fn account_ending(account: &str) -> String {
    let skip = account.chars().count().saturating_sub(4);
    account.chars().skip(skip).collect()
}

/// What the ledger stores about a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonRecord {
    /// The preregistration.
    pub preregistration: Option<IssuedKeyId>,
    /// The measures applied for.
    pub applied: Vec<AppliedMeasureRecord>,
}

/// An application that passed every check that needs no ledger.
#[derive(Debug, Clone)]
pub struct CheckedApplication {
    /// SHA-256 of the signed bytes.
    pub digest: [u8; 32],
    /// The registry's identifier of the person.
    pub person: String,
    /// Who applies: the person, or a legal representative.
    pub holder: Holder,
    /// The measures' ids, in the order of the application.
    pub measures: Vec<String>,
    /// For each measure, the measures whose points go to the same service.
    pub sharing_groups: Vec<Vec<String>>,
    /// The payment service's number.
    pub service: String,
    /// The payment service's displayed name.
    pub service_name: LocalizedText,
    /// Payment service ID, normalised.
    pub account: String,
    /// When the application was received.
    pub received_at: Timestamp,
    /// That day, Japan time.
    pub day: Date,
    /// Candidates for the receipt number, and for the Individual Key ID if the person has none.
    pub ids: IdGenerator,
}

/// Why an application conflicts with what the ledger stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// The person has applied for one of its measures.
    AlreadyApplied,
    /// The person has applied, with another account, for a measure that shares a service with one
    /// of its measures.
    OtherService(AppliedMeasureRecord),
    /// Another person's points go to the account.
    AccountInUse,
}

impl CheckedApplication {
    /// Decides uniqueness. `applied`: what the person has applied for. `account_holder`: the person
    /// whose points go to the account. A ledger calls this inside the transaction that writes.
    ///
    /// # Errors
    /// [`Conflict`].
    pub fn check_conflicts(
        &self,
        applied: &[AppliedMeasureRecord],
        account_holder: Option<&str>,
    ) -> Result<(), Conflict> {
        if applied.iter().any(|a| self.measures.contains(&a.measure)) {
            return Err(Conflict::AlreadyApplied);
        }
        let elsewhere = applied.iter().find(|record| {
            let mut groups = self.sharing_groups.iter();
            let same_account = record.service == self.service && record.account == self.account;
            !same_account && groups.any(|group| group.contains(&record.measure))
        });
        if let Some(record) = elsewhere {
            return Err(Conflict::OtherService(record.clone()));
        }
        match account_holder {
            Some(holder) if holder != self.person => Err(Conflict::AccountInUse),
            _ => Ok(()),
        }
    }

    /// The records of its measures, once it is accepted under a receipt number.
    pub fn measure_records<'a>(
        &'a self,
        receipt_number: &'a str,
    ) -> impl Iterator<Item = AppliedMeasureRecord> + 'a {
        self.measures
            .iter()
            .map(move |measure| AppliedMeasureRecord {
                measure: measure.clone(),
                on: self.day,
                service: self.service.clone(),
                account: self.account.clone(),
                state: ApplicationState::Unconfirmed,
                receipt: receipt_number.to_owned(),
            })
    }

    /// The receipt, once it is accepted under that number.
    #[must_use]
    pub fn receipt(&self, receipt_number: &str, individual_key_id: &str) -> Receipt {
        let records = self.measure_records(receipt_number);
        let standing = records.map(|record| record.to_applied_measure(self.service_name.clone()));
        Receipt {
            number: receipt_number.to_owned(),
            at: self.received_at,
            individual_key_id: individual_key_id.to_owned(),
            applied: standing.collect(),
        }
    }
}

/// What became of the same signed bytes when they were sent before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriorSubmission {
    /// They were accepted, with this receipt.
    Accepted(Receipt),
    /// They were accepted, and an operator has released the application since: the bytes can't be
    /// used again.
    Released,
}

/// The result of inserting an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertOutcome {
    /// It is stored, now or since the same bytes were sent before.
    Accepted(Receipt),
    /// It conflicts. Nothing was written.
    Conflict(Conflict),
}

/// The storage of the backend. Each call is one transaction, durable when it returns `Ok`.
pub trait Ledger: Send + Sync {
    /// Finds what became of signed bytes with this SHA-256 digest.
    fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> impl Future<Output = Result<Option<PriorSubmission>, LedgerError>> + Send;

    /// Everything that is stored about a person.
    fn person_record(
        &self,
        person: &str,
    ) -> impl Future<Output = Result<PersonRecord, LedgerError>> + Send;

    /// The person whose points go to an account.
    fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> impl Future<Output = Result<Option<String>, LedgerError>> + Send;

    /// Finds the person's Individual Key ID, or issues the first candidate that is free.
    fn preregister(
        &self,
        person: &str,
        ids: &IdGenerator,
        at: Timestamp,
    ) -> impl Future<Output = Result<IssuedKeyId, LedgerError>> + Send;

    /// Reserves one of the day's [`MAX_TRIES_PER_DAY`] *before* the payment service is asked, so
    /// that many requests at once are no more guesses than that. Returns how many are left after
    /// this one, or `None` if there was none.
    fn reserve_try(
        &self,
        person: &str,
        day: Date,
    ) -> impl Future<Output = Result<Option<i32>, LedgerError>> + Send;

    /// Returns a reserved try: the payment service confirmed the account, or could not be reached.
    fn return_try(
        &self,
        person: &str,
        day: Date,
    ) -> impl Future<Output = Result<(), LedgerError>> + Send;

    /// Decides uniqueness, writes the application and returns its reserved try, in one transaction.
    fn insert_application(
        &self,
        application: &CheckedApplication,
    ) -> impl Future<Output = Result<InsertOutcome, LedgerError>> + Send;
}
