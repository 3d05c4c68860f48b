//! The migrations from an empty database to this version's schema.

use crate::checks::LedgerError;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr as _, SqlitePool};

/// In order. Never edit a migration that was released: the database knows its checksum.
const MIGRATIONS: [(&str, &str); 2] = [
    ("tables", include_str!("migrations/0001.sql")),
    ("own version table", include_str!("migrations/0002.sql")),
];

/// Runs the migrations that the database lacks, all of them or none.
pub async fn migrate(pool: &SqlitePool) -> Result<(), LedgerError> {
    let migrations = MIGRATIONS.into_iter().zip(1..);
    let migrations = migrations.map(|((description, sql), version)| {
        let sql = sql.into_sql_str();
        Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            sql,
            false,
        )
    });
    let migrator = Migrator::with_migrations(migrations.collect());
    // sqlx takes no lock on SQLite: this transaction is the lock.
    let mut write = pool.begin_with("BEGIN IMMEDIATE").await?;
    // `Migrator::run` without its generics, with which this future would not be `Send`.
    match migrator.run_direct(None, &mut *write, false).await {
        Ok(()) => Ok(write.commit().await?),
        Err(MigrateError::VersionMissing(version)) => Err(LedgerError(
            format!("it was made by a newer version of this program (migration {version})").into(),
        )),
        Err(error) => Err(LedgerError(Box::new(error))),
    }
}
