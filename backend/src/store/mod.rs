//! The ledger on disk: SQLite, in SQL that PostgreSQL takes too (`$1`, `ON CONFLICT`; a row that
//! taking a claim writes first serialises a person where the database itself does not).
//!
//! Write-ahead log and `synchronous = FULL`: what a call returned is on disk, whatever kills the
//! process the moment after.

mod ledger;
pub mod location;
mod migrations;
mod operations;

pub use operations::{AuditEntry, NightlyReport, ReleaseOutcome};

use crate::checks::{IdGenerator, LedgerError, Registry};
use card_points::programme::today;
use jiff::Timestamp;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::PathBuf;
use std::time::Duration;

/// Where a database lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In memory: gone with the process.
    Memory,
    /// In a file, which only its owner may read; made if it is not there.
    File(PathBuf),
}

/// The ledger on disk.
#[derive(Clone)]
pub struct SqliteLedger {
    /// One connection: SQLite has one writer, and a queue here is fairer than its busy handler.
    write: SqlitePool,
    read: SqlitePool,
}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        Self(Box::new(error))
    }
}

impl SqliteLedger {
    /// Opens the database, makes it if need be, and brings its schema up to date.
    ///
    /// # Errors
    /// [`Fault`]: not to be opened, not a database, or of a newer version of this program.
    pub async fn open(database: &Database) -> Result<Self, LedgerError> {
        let options = SqliteConnectOptions::new()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // What is deleted is overwritten: a released account does not linger in the file.
            .pragma("secure_delete", "ON");
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let store = match database {
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
                let read = pool(4).connect_with(options).await?;
                Self { write, read }
            }
        };
        migrations::migrate(&store.write).await?;
        Ok(store)
    }

    /// The key that challenges are made with: kept from the first start on.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn challenge_key(&self, fresh: &[u8; 32]) -> Result<[u8; 32], LedgerError> {
        let fresh = hex(fresh);
        sqlx::query("INSERT INTO challenge_key (one, key) VALUES (1, $1) ON CONFLICT DO NOTHING")
            .bind(fresh)
            .execute(&self.write)
            .await?;
        let key: String = sqlx::query_scalar("SELECT key FROM challenge_key")
            .fetch_one(&self.write)
            .await?;
        unhex(&key).ok_or_else(|| LedgerError("the challenge key is damaged".into()))
    }

    /// Loads what stood before this backend began, into an empty database, once.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn import_prior_applications(
        &self,
        registry: &Registry,
        names: &IdGenerator,
    ) -> Result<(), LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let begun: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM preregistration")
            .fetch_one(&mut *write)
            .await?;
        if begun > 0 {
            return Ok(());
        }
        for earlier in registry.prior_applications() {
            let on = today(earlier.at);
            ledger::preregister(&mut write, &earlier.person, names, earlier.at).await?;
            let (service, account) = (&earlier.service, &earlier.account);
            ledger::claim_account(&mut write, service, account, &earlier.person).await?;
            let row = ledger::ApplicationRow {
                digest: None,
                holder: None,
                person: &earlier.person,
                service: &earlier.service,
                account: &earlier.account,
                at: earlier.at,
                on,
            };
            let number = row.insert(&mut write, names).await?;
            let measures = &earlier.measures;
            ledger::insert_measures(&mut write, &row, &number, measures, earlier.state).await?;
        }
        write.commit().await?;
        Ok(())
    }

    /// Writes everything into the one file, and closes.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// The database holds the challenge key and who applied where: it is its owner's alone. SQLite
/// gives its log files the same mode.
fn create_private(path: &std::path::Path) -> std::io::Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (nth, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * nth..2 * nth + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn parse_timestamp(text: &str) -> Result<Timestamp, LedgerError> {
    text.parse()
        .map_err(|_| LedgerError("a time in the database can't be read".into()))
}
