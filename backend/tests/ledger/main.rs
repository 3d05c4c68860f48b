//! The ledgers: in memory and on disk.

#[path = "../support/mod.rs"]
mod support;

mod both;
mod contents;
mod operations;
mod repeated;
mod restart;

use card_points::application::Purpose;
use card_points::backend::{IssuedKeyId, Receipt, Refusal};
use card_points::programme::ApplicationState;
use card_points_backend::checks::{
    Accounts, Backend, BackendData, ChallengeIssuer, CheckedApplication, IdGenerator,
    InsertOutcome, Ledger, LedgerError, MemoryLedger, PersonRecord, PriorSubmission,
};
use card_points_backend::sandbox;
use card_points_backend::store::{Database, ReleaseOutcome, SqliteLedger};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use support::{
    ALL_MEASURES, Applicant, ApplicationDraft, FakePaymentServices, NOW, URL, applicant, bytes,
    context_at, id_generator, later, refusal, sandbox_data,
};
use tempfile::TempDir;

/// A backend at [`NOW`].
struct TestBackend<L> {
    inner: Backend<L, Arc<FakePaymentServices<Accounts>>>,
    payment_services: Arc<FakePaymentServices<Accounts>>,
}

fn test_backend_of<L: Ledger>(data: BackendData, accounts: Accounts, ledger: L) -> TestBackend<L> {
    let payment_services = Arc::new(FakePaymentServices::new(accounts));
    let challenges = ChallengeIssuer::new(&[1; 32]);
    TestBackend {
        inner: Backend::new(data, URL, challenges, ledger, payment_services.clone()),
        payment_services,
    }
}

fn in_memory() -> TestBackend<MemoryLedger> {
    let (data, accounts) = sandbox::data_of(sandbox_data(), NOW);
    let ledger = MemoryLedger::new(&data.registry, &id_generator());
    test_backend_of(data, accounts, ledger)
}

async fn on_disk(folder: &TempDir) -> TestBackend<SqliteLedger> {
    let (data, accounts) = sandbox::data_of(sandbox_data(), NOW);
    let ledger = SqliteLedger::open(&database(folder)).await.unwrap();
    let ids = id_generator();
    ledger
        .import_prior_applications(&data.registry, &ids)
        .await
        .unwrap();
    test_backend_of(data, accounts, ledger)
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("points.sqlite")
}

fn database(folder: &TempDir) -> Database {
    Database::File(file(folder))
}

/// The database without the ledger.
async fn pool(folder: &TempDir) -> sqlx::SqlitePool {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file(folder));
    sqlx::SqlitePool::connect_with(options).await.unwrap()
}

impl<L: Ledger> TestBackend<L> {
    fn signed(&self, person: &Applicant, draft: &ApplicationDraft) -> Vec<u8> {
        let nonce = self.inner.challenge(context_at(NOW)).challenge;
        let url = format!("{URL}{}", Purpose::Apply.path());
        bytes(&draft.sign(person, &nonce, &url))
    }

    async fn send(&self, body: &[u8]) -> Result<Receipt, Refusal> {
        refusal(self.inner.apply(context_at(NOW), body).await)
    }

    async fn apply(
        &self,
        person: &Applicant,
        draft: &ApplicationDraft,
    ) -> Result<Receipt, Refusal> {
        self.send(&self.signed(person, draft)).await
    }
}
