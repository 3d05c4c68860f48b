//! The ledger on disk: SQLite, in SQL that PostgreSQL also accepts (`$1`, `ON CONFLICT`).
//!
//! With a write-ahead log and `synchronous = FULL`, a transaction is on disk when its call returns,
//! even if the process is killed right after.

mod ledger;
pub mod location;
mod migrations;
mod operations;
mod rows;

pub use operations::{AuditEntry, NightlyReport, ReleaseOutcome};

use crate::checks::{IdGenerator, LedgerError, Registry};
use card_points::programme::today;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a connection waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Connections that read at the same time.
const MAX_READERS: u32 = 4;

/// Where a database is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In memory, until the process ends.
    Memory,
    /// In a file that only its owner may read. It is created if it does not exist.
    File(PathBuf),
}

/// The ledger in a database.
#[derive(Clone)]
pub struct SqliteLedger {
    /// One connection: SQLite has one writer, and the pool's queue is fairer than SQLite's busy
    /// handler.
    write: SqlitePool,
    read: SqlitePool,
}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        Self(Box::new(error))
    }
}

impl SqliteLedger {
    /// Opens the database, creates it if necessary, and runs the missing migrations.
    ///
    /// # Errors
    /// [`LedgerError`] if it can't be opened, is no database, or was made by a newer version.
    pub async fn open(database: &Database) -> Result<Self, LedgerError> {
        let options = SqliteConnectOptions::new()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // Overwrites what is deleted, so that a released account does not stay in the file.
            .pragma("secure_delete", "ON");
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let ledger = match database {
            Database::Memory => {
                let one = pool(1).connect_with(options.in_memory(true)).await?;
                Self {
                    write: one.clone(),
                    read: one,
                }
            }
            Database::File(path) => {
                create_private(path).map_err(|error| LedgerError(Box::new(error)))?;
                let options = options.filename(path);
                let write = pool(1).connect_with(options.clone()).await?;
                let read = pool(MAX_READERS).connect_with(options).await?;
                Self { write, read }
            }
        };
        migrations::migrate(&ledger.write).await?;
        Ok(ledger)
    }

    /// The key that challenges are issued with: `fresh` at the first call, and the same one ever
    /// after.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn challenge_key(&self, fresh: &[u8; 32]) -> Result<[u8; 32], LedgerError> {
        sqlx::query("INSERT INTO challenge_key (one, key) VALUES (1, $1) ON CONFLICT DO NOTHING")
            .bind(hex::encode(fresh))
            .execute(&self.write)
            .await?;
        let stored: String = sqlx::query_scalar("SELECT key FROM challenge_key")
            .fetch_one(&self.write)
            .await?;
        let mut key = [0; 32];
        hex::decode_to_slice(stored, &mut key)
            .map_err(|_| LedgerError("the challenge key is damaged".into()))?;
        Ok(key)
    }

    /// Imports the registry's prior applications, if the database is empty.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn import_prior_applications(
        &self,
        registry: &Registry,
        ids: &IdGenerator,
    ) -> Result<(), LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let people: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM preregistration")
            .fetch_one(&mut *write)
            .await?;
        if people > 0 {
            return Ok(());
        }
        for prior in registry.prior_applications() {
            rows::preregister(&mut write, &prior.person, ids, prior.at).await?;
            let (service, account) = (&prior.service, &prior.account);
            rows::claim_account(&mut write, service, account, &prior.person).await?;
            let row = rows::ApplicationRow {
                digest: None,
                holder: None,
                person: &prior.person,
                service,
                account,
                received_at: prior.at,
                day: today(prior.at),
            };
            let number = row.insert(&mut write, ids).await?;
            let measures = &prior.measures;
            rows::insert_measures(&mut write, &row, &number, measures, prior.state).await?;
        }
        write.commit().await?;
        Ok(())
    }

    /// Writes the log into the database file, and closes it.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// Creates the file for its owner alone: it contains the challenge key, and who applied where.
/// SQLite gives its log files the same mode.
fn create_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
