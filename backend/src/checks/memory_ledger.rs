//! A ledger in memory: for the sandbox inside an app, and for tests.

use super::ledger::{
    AppliedMeasureRecord, CheckedApplication, InsertOutcome, Ledger, LedgerError,
    MAX_TRIES_PER_DAY, PersonRecord, PriorSubmission,
};
use super::{IdGenerator, Registry};
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::{ApplicationState, today};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A ledger that is lost when it is dropped.
#[derive(Default)]
pub struct MemoryLedger(Mutex<Tables>);

#[derive(Default)]
struct Tables {
    receipts: HashMap<[u8; 32], Receipt>,
    preregistrations: HashMap<String, IssuedKeyId>,
    applied: HashMap<String, Vec<AppliedMeasureRecord>>,
    /// By payment service and account.
    account_holders: HashMap<(String, String), String>,
    tries_used: HashMap<(String, Date), i32>,
    receipt_numbers: HashSet<String>,
}

impl MemoryLedger {
    /// A ledger that contains the registry's prior applications.
    #[must_use]
    pub fn new(registry: &Registry, ids: &IdGenerator) -> Self {
        let mut tables = Tables::default();
        for prior in registry.prior_applications() {
            tables.preregister(&prior.person, ids, prior.at);
            let on = today(prior.at);
            let receipt = tables.new_receipt_number(ids, on);
            let records = prior.measures.iter().map(|measure| AppliedMeasureRecord {
                measure: measure.clone(),
                on,
                service: prior.service.clone(),
                account: prior.account.clone(),
                state: prior.state,
                receipt: receipt.clone(),
            });
            tables.insert(&prior.person, &prior.service, &prior.account, records);
        }
        Self(Mutex::new(tables))
    }

    /// The nightly run: passes on what is confirmed, then confirms what was applied for before
    /// `today` (see [`ApplicationState`]). Returns how many measures it confirmed and passed on.
    pub fn run_nightly(&self, today: Date) -> (usize, usize) {
        let (mut confirmed, mut passed_on) = (0, 0);
        for record in self.tables().applied.values_mut().flatten() {
            match record.state {
                ApplicationState::Confirmed => {
                    record.state = ApplicationState::Passed;
                    passed_on += 1;
                }
                ApplicationState::Unconfirmed if record.on < today => {
                    record.state = ApplicationState::Confirmed;
                    confirmed += 1;
                }
                ApplicationState::Unconfirmed | ApplicationState::Passed => {}
            }
        }
        (confirmed, passed_on)
    }

    /// The tables are consistent even after a panic: no call leaves them partly written.
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn preregister(&mut self, person: &str, ids: &IdGenerator, at: Timestamp) -> IssuedKeyId {
        if let Some(issued) = self.preregistrations.get(person) {
            return issued.clone();
        }
        let in_use = |id: &String| {
            let mut issued = self.preregistrations.values();
            issued.any(|one| one.individual_key_id == *id)
        };
        let issued = IssuedKeyId {
            individual_key_id: first_free(|nth| ids.individual_key_id(nth), in_use),
            at,
        };
        self.preregistrations
            .insert(person.to_owned(), issued.clone());
        issued
    }

    fn new_receipt_number(&mut self, ids: &IdGenerator, day: Date) -> String {
        let in_use = |number: &String| self.receipt_numbers.contains(number);
        let number = first_free(|nth| ids.receipt_number(day, nth), in_use);
        self.receipt_numbers.insert(number.clone());
        number
    }

    fn insert(
        &mut self,
        person: &str,
        service: &str,
        account: &str,
        records: impl Iterator<Item = AppliedMeasureRecord>,
    ) {
        let account = (service.to_owned(), account.to_owned());
        self.account_holders.insert(account, person.to_owned());
        let applied = self.applied.entry(person.to_owned()).or_default();
        applied.extend(records);
    }

    fn return_try(&mut self, person: &str, day: Date) {
        if let Some(used) = self.tries_used.get_mut(&(person.to_owned(), day)) {
            *used -= 1;
        }
    }
}

fn first_free(id: impl Fn(u32) -> String, in_use: impl Fn(&String) -> bool) -> String {
    let mut candidates = (0..).map(id);
    candidates.find(|id| !in_use(id)).expect("endless")
}

impl Ledger for MemoryLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        let receipt = self.tables().receipts.get(&digest).cloned();
        Ok(receipt.map(PriorSubmission::Accepted))
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        let tables = self.tables();
        Ok(PersonRecord {
            preregistration: tables.preregistrations.get(person).cloned(),
            applied: tables.applied.get(person).cloned().unwrap_or_default(),
        })
    }

    async fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> Result<Option<String>, LedgerError> {
        let account = (service.to_owned(), account.to_owned());
        Ok(self.tables().account_holders.get(&account).cloned())
    }

    async fn preregister(
        &self,
        person: &str,
        ids: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        Ok(self.tables().preregister(person, ids, at))
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, LedgerError> {
        let mut tables = self.tables();
        let used = tables
            .tries_used
            .entry((person.to_owned(), day))
            .or_default();
        if *used >= MAX_TRIES_PER_DAY {
            return Ok(None);
        }
        *used += 1;
        Ok(Some(MAX_TRIES_PER_DAY - *used))
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), LedgerError> {
        self.tables().return_try(person, day);
        Ok(())
    }

    async fn insert_application(
        &self,
        application: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        let CheckedApplication {
            person,
            service,
            account,
            ids,
            ..
        } = application;
        let mut tables = self.tables();
        tables.return_try(person, application.day);
        if let Some(receipt) = tables.receipts.get(&application.digest) {
            return Ok(InsertOutcome::Accepted(receipt.clone()));
        }
        let key = (service.clone(), account.clone());
        let holder = tables.account_holders.get(&key).map(String::as_str);
        let applied = tables.applied.get(person).map(Vec::as_slice);
        if let Err(conflict) = application.check_conflicts(applied.unwrap_or_default(), holder) {
            return Ok(InsertOutcome::Conflict(conflict));
        }
        let issued = tables.preregister(person, ids, application.received_at);
        let number = tables.new_receipt_number(ids, application.day);
        let receipt = application.receipt(&number, &issued.individual_key_id);
        let records = application.measure_records(&number);
        tables.insert(person, service, account, records);
        tables.receipts.insert(application.digest, receipt.clone());
        Ok(InsertOutcome::Accepted(receipt))
    }
}
