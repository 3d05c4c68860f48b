//! The same bytes, accepted between the first look-up and the insertion.

use super::*;

/// A ledger whose next look-up of a prior submission can be made to find nothing, as if the
/// submission had been accepted right after.
struct StaleReadLedger {
    inner: MemoryLedger,
    stale: AtomicBool,
}

impl Ledger for StaleReadLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        if self.stale.swap(false, Ordering::SeqCst) {
            return Ok(None);
        }
        self.inner.prior_submission(digest).await
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        self.inner.person_record(person).await
    }

    async fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> Result<Option<String>, LedgerError> {
        self.inner.account_holder(service, account).await
    }

    async fn preregister(
        &self,
        person: &str,
        ids: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        self.inner.preregister(person, ids, at).await
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, LedgerError> {
        self.inner.reserve_try(person, day).await
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), LedgerError> {
        self.inner.return_try(person, day).await
    }

    async fn insert_application(
        &self,
        application: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        self.inner.insert_application(application).await
    }
}

#[tokio::test]
async fn bytes_that_are_accepted_after_their_look_up_get_their_receipt() {
    let (data, accounts) = sandbox::data_of(sandbox_data(), NOW);
    let ledger = StaleReadLedger {
        inner: MemoryLedger::new(&data.registry, &id_generator()),
        stale: AtomicBool::new(false),
    };
    let backend = test_backend_of(data, accounts, ledger);
    let hanako = applicant("hanako");
    let body = backend.signed(&hanako, &hanako.application(sandbox_data(), &ALL_MEASURES));
    let receipt = backend.send(&body).await.unwrap();
    backend.inner.ledger().stale.store(true, Ordering::SeqCst);
    assert_eq!(backend.send(&body).await, Ok(receipt));
}
