//! What operators do: the nightly run, and undoing a wrong link.

use super::ledger::state_text;
use super::{Store, moment};
use crate::checks::Fault;
use card_points::programme::{ApplicationState, today};
use jiff::Timestamp;

/// What a nightly run did, in measures of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nightly {
    /// Confirmed before, now passed on to their payment services.
    pub passed: u64,
    /// Applied for on a day before today, now confirmed.
    pub confirmed: u64,
}

/// How a release ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// It stands no more: so many measures can be applied for again, and the account is free.
    Done {
        /// Measures freed.
        measures: u64,
    },
    /// No application has that number.
    NoSuchReceipt,
    /// It was released before.
    Already,
}

/// An entry of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// What: `release`, `confirm`.
    pub deed: String,
    /// The receipt that it concerned.
    pub receipt: Option<String>,
    /// Who.
    pub operator: String,
    /// Why, or what came of it.
    pub reason: String,
}

impl Store {
    /// The nightly run. First passes on what an earlier run has confirmed, then confirms what was
    /// applied for before today, Japan time: so nothing is passed on in the night it is confirmed.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn nightly(&self, now: Timestamp, operator: &str) -> Result<Nightly, Fault> {
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
        let did = Nightly {
            passed: passed.rows_affected(),
            confirmed: confirmed.rows_affected(),
        };
        let deed = Deed {
            at: now,
            deed: "confirm".to_owned(),
            receipt: None,
            operator: operator.to_owned(),
            reason: format!("{} confirmed, {} passed on", did.confirmed, did.passed),
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
    ) -> Result<Release, Fault> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let row: Option<(String, String, Option<String>)> =
            sqlx::query_as("SELECT service, account, released FROM application WHERE receipt = $1")
                .bind(receipt)
                .fetch_optional(&mut *write)
                .await?;
        let (service, account) = match row {
            None => return Ok(Release::NoSuchReceipt),
            Some((_, _, Some(_))) => return Ok(Release::Already),
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
        let deed = Deed {
            at: now,
            deed: "release".to_owned(),
            receipt: Some(receipt.to_owned()),
            operator: operator.to_owned(),
            reason: reason.to_owned(),
        };
        deed.write(&mut write).await?;
        write.commit().await?;
        Ok(Release::Done {
            measures: freed.rows_affected(),
        })
    }

    /// The audit trail, oldest first.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn audit(&self) -> Result<Vec<Deed>, Fault> {
        let rows: Vec<(String, String, Option<String>, String, String)> =
            sqlx::query_as("SELECT at, deed, receipt, operator, reason FROM audit ORDER BY number")
                .fetch_all(&self.read)
                .await?;
        rows.into_iter()
            .map(|(at, deed, receipt, operator, reason)| {
                Ok(Deed {
                    at: moment(&at)?,
                    deed,
                    receipt,
                    operator,
                    reason,
                })
            })
            .collect()
    }
}

impl Deed {
    async fn write(&self, write: &mut sqlx::SqliteConnection) -> Result<(), Fault> {
        sqlx::query(
            "INSERT INTO audit (number, at, deed, receipt, operator, reason)
             VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM audit), $1, $2, $3, $4, $5)",
        )
        .bind(self.at.to_string())
        .bind(&self.deed)
        .bind(&self.receipt)
        .bind(&self.operator)
        .bind(&self.reason)
        .execute(write)
        .await?;
        Ok(())
    }
}
