//! What operators do: the nightly run, releasing an application, the audit trail.

use super::SqliteLedger;
use super::rows::{parse_timestamp, state_text};
use crate::checks::LedgerError;
use crate::checks::ledger::account_ending;
use card_points::programme::{ApplicationState, today};
use jiff::Timestamp;

/// What a nightly run did, in measures of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightlyReport {
    /// Confirmed by an earlier run, now passed on to their payment services.
    pub passed_on: u64,
    /// Applied for on an earlier day, now confirmed.
    pub confirmed: u64,
}

/// The result of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReleaseOutcome {
    /// The application is released.
    Released {
        /// How many measures can be applied for again.
        measures: u64,
    },
    /// No application has that receipt number.
    NoSuchReceipt,
    /// The application was released before.
    AlreadyReleased,
}

/// An entry of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The time.
    pub at: Timestamp,
    /// What was done: `release` or `confirm`.
    pub action: String,
    /// The receipt number, if it concerns one application.
    pub receipt: Option<String>,
    /// Who did it.
    pub operator: String,
    /// Why, or the result.
    pub reason: String,
}

impl SqliteLedger {
    /// The nightly run: passes on what an earlier run confirmed, then confirms what was applied for
    /// before today, Japan time. In this order nothing is passed on in the night it is confirmed.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn run_nightly(
        &self,
        now: Timestamp,
        operator: &str,
    ) -> Result<NightlyReport, LedgerError> {
        let today = today(now).to_string();
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let passed_on = sqlx::query("UPDATE standing SET state = $1 WHERE state = $2")
            .bind(state_text(ApplicationState::Passed))
            .bind(state_text(ApplicationState::Confirmed))
            .execute(&mut *write)
            .await?
            .rows_affected();
        let confirmed = sqlx::query("UPDATE standing SET state = $1 WHERE state = $2 AND day < $3")
            .bind(state_text(ApplicationState::Confirmed))
            .bind(state_text(ApplicationState::Unconfirmed))
            .bind(&today)
            .execute(&mut *write)
            .await?
            .rows_affected();
        sqlx::query("DELETE FROM tries WHERE day < $1")
            .bind(&today)
            .execute(&mut *write)
            .await?;
        let entry = AuditEntry {
            at: now,
            action: "confirm".to_owned(),
            receipt: None,
            operator: operator.to_owned(),
            reason: format!("{confirmed} confirmed, {passed_on} passed on"),
        };
        entry.insert(&mut write).await?;
        write.commit().await?;
        Ok(NightlyReport {
            passed_on,
            confirmed,
        })
    }

    /// Releases an application: its measures can be applied for again, and its account is free
    /// unless another application of the person uses it. The same signed bytes can't be used again.
    ///
    /// # Errors
    /// [`LedgerError`].
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
        let measures = sqlx::query("DELETE FROM standing WHERE receipt = $1")
            .bind(receipt)
            .execute(&mut *write)
            .await?
            .rows_affected();
        sqlx::query(
            "UPDATE application SET released = $1, account = $2, reply = NULL WHERE receipt = $3",
        )
        .bind(now.to_string())
        .bind(account_ending(&account))
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
        let entry = AuditEntry {
            at: now,
            action: "release".to_owned(),
            receipt: Some(receipt.to_owned()),
            operator: operator.to_owned(),
            reason: reason.to_owned(),
        };
        entry.insert(&mut write).await?;
        write.commit().await?;
        Ok(ReleaseOutcome::Released { measures })
    }

    /// The audit trail, oldest first.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub async fn audit(&self) -> Result<Vec<AuditEntry>, LedgerError> {
        let rows: Vec<(String, String, Option<String>, String, String)> =
            sqlx::query_as("SELECT at, deed, receipt, operator, reason FROM audit ORDER BY number")
                .fetch_all(&self.read)
                .await?;
        rows.into_iter()
            .map(|(at, action, receipt, operator, reason)| {
                Ok(AuditEntry {
                    at: parse_timestamp(&at)?,
                    action,
                    receipt,
                    operator,
                    reason,
                })
            })
            .collect()
    }
}

impl AuditEntry {
    async fn insert(&self, write: &mut sqlx::SqliteConnection) -> Result<(), LedgerError> {
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
