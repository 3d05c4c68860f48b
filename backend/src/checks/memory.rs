//! A ledger in memory: for the sandbox inside an app, and for tests. Nothing outlives it.

use super::ledger::{Claim, Entry, Fault, Ledger, Receipted, Stands, TRIES, Taken};
use super::{Names, Registry};
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::{ApplicationState, today};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Remembers until dropped.
#[derive(Default)]
pub struct Memory(Mutex<Book>);

#[derive(Default)]
struct Book {
    receipts: HashMap<[u8; 32], Receipt>,
    preregistered: HashMap<String, IssuedKeyId>,
    entries: HashMap<String, Vec<Entry>>,
    holders: HashMap<(String, String), String>,
    tries: HashMap<(String, Date), i32>,
    numbers: HashSet<String>,
}

impl Memory {
    /// With what stood before this backend began.
    #[must_use]
    pub fn new(registry: &Registry, names: &Names) -> Self {
        let mut book = Book::default();
        for earlier in registry.applications() {
            book.preregister(&earlier.person, names, earlier.at);
            let on = today(earlier.at);
            let number = book.number(names, on);
            let account = (earlier.service.clone(), earlier.account.clone());
            book.holders.insert(account, earlier.person.clone());
            let entries = book.entries.entry(earlier.person.clone()).or_default();
            entries.extend(earlier.measures.iter().map(|measure| Entry {
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
    pub fn nightly(&self, today: Date) -> (usize, usize) {
        let (mut confirmed, mut passed) = (0, 0);
        for entry in self.book().entries.values_mut().flatten() {
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
    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn preregister(&mut self, person: &str, names: &Names, at: Timestamp) -> IssuedKeyId {
        if let Some(given) = self.preregistered.get(person) {
            return given.clone();
        }
        let taken = |id: &String| {
            let mut given = self.preregistered.values();
            given.any(|one| one.individual_key_id == *id)
        };
        let given = IssuedKeyId {
            individual_key_id: first_free(|nth| names.individual_key_id(nth), taken),
            at,
        };
        self.preregistered.insert(person.to_owned(), given.clone());
        given
    }

    fn number(&mut self, names: &Names, on: Date) -> String {
        let number = first_free(
            |nth| names.receipt(on, nth),
            |number| self.numbers.contains(number),
        );
        self.numbers.insert(number.clone());
        number
    }

    fn return_try(&mut self, person: &str, day: Date) {
        if let Some(used) = self.tries.get_mut(&(person.to_owned(), day)) {
            *used -= 1;
        }
    }
}

fn first_free(name: impl Fn(u32) -> String, taken: impl Fn(&String) -> bool) -> String {
    (0..).map(name).find(|name| !taken(name)).expect("endless")
}

impl Ledger for Memory {
    async fn receipted(&self, digest: [u8; 32]) -> Result<Option<Receipted>, Fault> {
        Ok(self
            .book()
            .receipts
            .get(&digest)
            .cloned()
            .map(Receipted::Taken))
    }

    async fn stands(&self, person: &str) -> Result<Stands, Fault> {
        let book = self.book();
        Ok(Stands {
            preregistered: book.preregistered.get(person).cloned(),
            entries: book.entries.get(person).cloned().unwrap_or_default(),
        })
    }

    async fn holder(&self, service: &str, account: &str) -> Result<Option<String>, Fault> {
        let account = (service.to_owned(), account.to_owned());
        Ok(self.book().holders.get(&account).cloned())
    }

    async fn preregister(
        &self,
        person: &str,
        names: &Names,
        at: Timestamp,
    ) -> Result<IssuedKeyId, Fault> {
        Ok(self.book().preregister(person, names, at))
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, Fault> {
        let mut book = self.book();
        let used = book.tries.entry((person.to_owned(), day)).or_default();
        if *used >= TRIES {
            return Ok(None);
        }
        *used += 1;
        Ok(Some(TRIES - *used))
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), Fault> {
        self.book().return_try(person, day);
        Ok(())
    }

    async fn take(&self, claim: &Claim) -> Result<Taken, Fault> {
        let mut book = self.book();
        book.return_try(&claim.person, claim.on);
        if let Some(receipt) = book.receipts.get(&claim.digest) {
            return Ok(Taken::Stands(receipt.clone()));
        }
        let account = (claim.service.clone(), claim.account.clone());
        let holder = book.holders.get(&account).map(String::as_str);
        let entries = book.entries.get(&claim.person);
        let entries = entries.map(Vec::as_slice).unwrap_or_default();
        if let Err(conflict) = claim.beside(entries, holder) {
            return Ok(Taken::Refused(conflict));
        }
        let given = book.preregister(&claim.person, &claim.names, claim.at);
        let number = book.number(&claim.names, claim.on);
        let receipt = claim.receipt(&number, &given.individual_key_id);
        book.holders.insert(account, claim.person.clone());
        let entries = book.entries.entry(claim.person.clone()).or_default();
        entries.extend(claim.entries(&number));
        book.receipts.insert(claim.digest, receipt.clone());
        Ok(Taken::Stands(receipt))
    }
}
