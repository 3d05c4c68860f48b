//! A ledger in memory: for the sandbox inside an app, and for tests. Nothing outlives it.

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

/// Remembers until dropped.
#[derive(Default)]
pub struct MemoryLedger(Mutex<Tables>);

#[derive(Default)]
struct Tables {
    receipts: HashMap<[u8; 32], Receipt>,
    preregistrations: HashMap<String, IssuedKeyId>,
    applied: HashMap<String, Vec<AppliedMeasureRecord>>,
    account_holders: HashMap<(String, String), String>,
    tries_used: HashMap<(String, Date), i32>,
    receipt_numbers: HashSet<String>,
}

impl MemoryLedger {
    /// With what stood before this backend began.
    #[must_use]
    pub fn new(registry: &Registry, names: &IdGenerator) -> Self {
        let mut book = Tables::default();
        for earlier in registry.prior_applications() {
            book.preregister(&earlier.person, names, earlier.at);
            let on = today(earlier.at);
            let number = book.new_receipt_number(names, on);
            let account = (earlier.service.clone(), earlier.account.clone());
            book.account_holders.insert(account, earlier.person.clone());
            let entries = book.applied.entry(earlier.person.clone()).or_default();
            entries.extend(earlier.measures.iter().map(|measure| AppliedMeasureRecord {
                measure: measure.clone(),
                on,
                service: earlier.service.clone(),
                account: earlier.account.clone(),
                state: earlier.state,
                receipt: number.clone(),
            }));
        }
        Self(Mutex::new(book))
    }

    /// The nightly run, see [`ApplicationState`]: what was confirmed is passed on, what was applied for on a
    /// day before `today` is confirmed. Says how many of each.
    pub fn run_nightly(&self, today: Date) -> (usize, usize) {
        let (mut confirmed, mut passed) = (0, 0);
        for entry in self.tables().applied.values_mut().flatten() {
            match entry.state {
                ApplicationState::Confirmed => {
                    entry.state = ApplicationState::Passed;
                    passed += 1;
                }
                ApplicationState::Unconfirmed if entry.on < today => {
                    entry.state = ApplicationState::Confirmed;
                    confirmed += 1;
                }
                ApplicationState::Unconfirmed | ApplicationState::Passed => {}
            }
        }
        (confirmed, passed)
    }

    /// No call leaves the book half written, so one that panicked left it whole.
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn preregister(&mut self, person: &str, names: &IdGenerator, at: Timestamp) -> IssuedKeyId {
        if let Some(given) = self.preregistrations.get(person) {
            return given.clone();
        }
        let taken = |id: &String| {
            let mut given = self.preregistrations.values();
            given.any(|one| one.individual_key_id == *id)
        };
        let given = IssuedKeyId {
            individual_key_id: first_free(|nth| names.individual_key_id(nth), taken),
            at,
        };
        self.preregistrations
            .insert(person.to_owned(), given.clone());
        given
    }

    fn new_receipt_number(&mut self, names: &IdGenerator, on: Date) -> String {
        let number = first_free(
            |nth| names.receipt_number(on, nth),
            |number| self.receipt_numbers.contains(number),
        );
        self.receipt_numbers.insert(number.clone());
        number
    }

    fn return_try(&mut self, person: &str, day: Date) {
        if let Some(used) = self.tries_used.get_mut(&(person.to_owned(), day)) {
            *used -= 1;
        }
    }
}

fn first_free(name: impl Fn(u32) -> String, taken: impl Fn(&String) -> bool) -> String {
    (0..).map(name).find(|name| !taken(name)).expect("endless")
}

impl Ledger for MemoryLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        Ok(self
            .tables()
            .receipts
            .get(&digest)
            .cloned()
            .map(PriorSubmission::Accepted))
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        let book = self.tables();
        Ok(PersonRecord {
            preregistration: book.preregistrations.get(person).cloned(),
            applied: book.applied.get(person).cloned().unwrap_or_default(),
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
        names: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        Ok(self.tables().preregister(person, names, at))
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, LedgerError> {
        let mut book = self.tables();
        let used = book.tries_used.entry((person.to_owned(), day)).or_default();
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
        claim: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        let mut book = self.tables();
        book.return_try(&claim.person, claim.day);
        if let Some(receipt) = book.receipts.get(&claim.digest) {
            return Ok(InsertOutcome::Accepted(receipt.clone()));
        }
        let account = (claim.service.clone(), claim.account.clone());
        let holder = book.account_holders.get(&account).map(String::as_str);
        let entries = book.applied.get(&claim.person);
        let entries = entries.map(Vec::as_slice).unwrap_or_default();
        if let Err(conflict) = claim.check_conflicts(entries, holder) {
            return Ok(InsertOutcome::Conflict(conflict));
        }
        let given = book.preregister(&claim.person, &claim.ids, claim.received_at);
        let number = book.new_receipt_number(&claim.ids, claim.day);
        let receipt = claim.receipt(&number, &given.individual_key_id);
        book.account_holders.insert(account, claim.person.clone());
        let entries = book.applied.entry(claim.person.clone()).or_default();
        entries.extend(claim.measure_records(&number));
        book.receipts.insert(claim.digest, receipt.clone());
        Ok(InsertOutcome::Accepted(receipt))
    }
}
