//! What operators do: the nightly run, and undoing a wrong link.

use super::ledger::state_text;
use super::{SqliteLedger, parse_timestamp};
use crate::checks::LedgerError;
use card_points::programme::{ApplicationState, today};
use jiff::Timestamp;

/// What a nightly run did, in measures of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightlyReport {
    /// Confirmed before, now passed on to their payment services.
    pub passed_on: u64,
    /// Applied for on a day before today, now confirmed.
    pub confirmed: u64,
}

/// How a release ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReleaseOutcome {
    /// It stands no more: so many measures can be applied for again, and the account is free.
    Released {
        /// Measures freed.
        measures: u64,
    },
    /// No application has that number.
    NoSuchReceipt,
    /// It was released before.
    AlreadyReleased,
}

/// An entry of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// What: `release`, `confirm`.
    pub action: String,
    /// The receipt that it concerned.
    pub receipt: Option<String>,
    /// Who.
    pub operator: String,
    /// Why, or what came of it.
    pub reason: String,
}

impl SqliteLedger {
    /// The nightly run. First passes on what an earlier run has confirmed, then confirms what was
    /// applied for before today, Japan time: so nothing is passed on in the night it is confirmed.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn run_nightly(
        &self,
        now: Timestamp,
        operator: &str,
    ) -> Result<NightlyReport, LedgerError> {
        let today = today(now).to_string();
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let passed = sqlx::query("UPDATE standing SET state = $1 WHERE state = $2")
            .bind(state_text(ApplicationState::Passed))
            .bind(state_text(ApplicationState::Confirmed))
            .execute(&mut *write)
            .await?;
        let confirmed = sqlx::query("UPDATE standing SET state = $1 WHERE state = $2 AND day < $3")
            .bind(state_text(ApplicationState::Confirmed))
            .bind(state_text(ApplicationState::Unconfirmed))
            .bind(&today)
            .execute(&mut *write)
            .await?;
        sqlx::query("DELETE FROM tries WHERE day < $1")
            .bind(&today)
            .execute(&mut *write)
            .await?;
        let did = NightlyReport {
            passed_on: passed.rows_affected(),
            confirmed: confirmed.rows_affected(),
        };
        let deed = AuditEntry {
            at: now,
            action: "confirm".to_owned(),
            receipt: None,
            operator: operator.to_owned(),
            reason: format!("{} confirmed, {} passed on", did.confirmed, did.passed_on),
        };
        deed.write(&mut write).await?;
        write.commit().await?;
        Ok(did)
    }

    /// Undoes an application: its measures can be applied for again, and its account is free,
    /// unless another application of the person goes there. The same signed bytes are used up.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn release(
        &self,
        receipt: &str,
        reason: &str,
        operator: &str,
        now: Timestamp,
    ) -> Result<ReleaseOutcome, LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let row: Option<(String, String, Option<String>)> =
            sqlx::query_as("SELECT service, account, released FROM application WHERE receipt = $1")
                .bind(receipt)
                .fetch_optional(&mut *write)
                .await?;
        let (service, account) = match row {
            None => return Ok(ReleaseOutcome::NoSuchReceipt),
            Some((_, _, Some(_))) => return Ok(ReleaseOutcome::AlreadyReleased),
            Some((service, account, None)) => (service, account),
        };
        let freed = sqlx::query("DELETE FROM standing WHERE receipt = $1")
            .bind(receipt)
            .execute(&mut *write)
            .await?;
        let skip = account.chars().count().saturating_sub(4);
        let ending: String = account.chars().skip(skip).collect();
        sqlx::query(
            "UPDATE application SET released = $1, account = $2, reply = NULL WHERE receipt = $3",
        )
        .bind(now.to_string())
        .bind(ending)
        .bind(receipt)
        .execute(&mut *write)
        .await?;
        sqlx::query(
            "DELETE FROM account WHERE service = $1 AND account = $2 AND NOT EXISTS (
                 SELECT 1 FROM application
                 WHERE service = $1 AND account = $2 AND released IS NULL)",
        )
        .bind(service)
        .bind(account)
        .execute(&mut *write)
        .await?;
        let deed = AuditEntry {
            at: now,
            action: "release".to_owned(),
            receipt: Some(receipt.to_owned()),
            operator: operator.to_owned(),
            reason: reason.to_owned(),
        };
        deed.write(&mut write).await?;
        write.commit().await?;
        Ok(ReleaseOutcome::Released {
            measures: freed.rows_affected(),
        })
    }

    /// The audit trail, oldest first.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn audit(&self) -> Result<Vec<AuditEntry>, LedgerError> {
        let rows: Vec<(String, String, Option<String>, String, String)> =
            sqlx::query_as("SELECT at, deed, receipt, operator, reason FROM audit ORDER BY number")
                .fetch_all(&self.read)
                .await?;
        rows.into_iter()
            .map(|(at, deed, receipt, operator, reason)| {
                Ok(AuditEntry {
                    at: parse_timestamp(&at)?,
                    action: deed,
                    receipt,
                    operator,
                    reason,
                })
            })
            .collect()
    }
}

impl AuditEntry {
    async fn write(&self, write: &mut sqlx::SqliteConnection) -> Result<(), LedgerError> {
        sqlx::query(
            "INSERT INTO audit (number, at, deed, receipt, operator, reason)
             VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM audit), $1, $2, $3, $4, $5)",
        )
        .bind(self.at.to_string())
        .bind(&self.action)
        .bind(&self.receipt)
        .bind(&self.operator)
        .bind(&self.reason)
        .execute(write)
        .await?;
        Ok(())
    }
}
