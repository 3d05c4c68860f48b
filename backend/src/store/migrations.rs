//! The schema, versioned: each step runs once, in order, whole.

use crate::checks::LedgerError;
use sqlx::SqlitePool;

/// Steps from an empty database to this version's. Never edit one that was released: add another.
const STEPS: [&str; 1] = [include_str!("migrations/0001.sql")];

pub async fn migrate(pool: &SqlitePool) -> Result<(), LedgerError> {
    let mut write = pool.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS schema (version INTEGER PRIMARY KEY)")
        .execute(&mut *write)
        .await?;
    let version: Option<i64> = sqlx::query_scalar("SELECT MAX(version) FROM schema")
        .fetch_one(&mut *write)
        .await?;
    let done = usize::try_from(version.unwrap_or(0)).unwrap_or(usize::MAX);
    let Some(missing) = STEPS.get(done..) else {
        return Err(LedgerError(
            format!("it was made by a newer version of this program (schema {done})").into(),
        ));
    };
    for (step, version) in missing.iter().zip(done + 1..) {
        sqlx::raw_sql(*step).execute(&mut *write).await?;
        sqlx::query("INSERT INTO schema (version) VALUES ($1)")
            .bind(i64::try_from(version).expect("a handful"))
            .execute(&mut *write)
            .await?;
    }
    write.commit().await?;
    Ok(())
}
