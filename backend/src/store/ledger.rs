//! The ledger's calls, each one transaction.

use super::{SqliteLedger, hex, parse_timestamp};
use crate::checks::{
    AppliedMeasureRecord, CheckedApplication, IdGenerator, InsertOutcome, Ledger, LedgerError,
    MAX_TRIES_PER_DAY, PersonRecord, PriorSubmission,
};
use card_points::application::Holder;
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::ApplicationState;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::SqliteConnection;

/// A row of `application`, before it has a number.
pub struct ApplicationRow<'a> {
    pub digest: Option<&'a [u8; 32]>,
    pub holder: Option<Holder>,
    pub person: &'a str,
    pub service: &'a str,
    pub account: &'a str,
    pub at: Timestamp,
    pub on: Date,
}

impl ApplicationRow<'_> {
    /// Inserts it under a number that is free.
    pub async fn insert(
        &self,
        write: &mut SqliteConnection,
        names: &IdGenerator,
    ) -> Result<String, LedgerError> {
        for nth in 0.. {
            let number = names.receipt_number(self.on, nth);
            let inserted = sqlx::query(
                "INSERT INTO application (receipt, digest, person, holder, service, account, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (receipt) DO NOTHING",
            )
            .bind(&number)
            .bind(self.digest.map(|digest| hex(digest)))
            .bind(self.person)
            .bind(self.holder.map(holder_text))
            .bind(self.service)
            .bind(self.account)
            .bind(self.at.to_string())
            .execute(&mut *write)
            .await?;
            if inserted.rows_affected() == 1 {
                return Ok(number);
            }
        }
        unreachable!("names are endless")
    }
}

pub async fn insert_measures(
    write: &mut SqliteConnection,
    application: &ApplicationRow<'_>,
    number: &str,
    measures: &[String],
    state: ApplicationState,
) -> Result<(), LedgerError> {
    for measure in measures {
        sqlx::query(
            "INSERT INTO standing (person, measure, receipt, day, state)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(application.person)
        .bind(measure)
        .bind(number)
        .bind(application.on.to_string())
        .bind(state_text(state))
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}

/// Gives the person an Individual Key ID that is free, or finds the one that they have.
pub async fn preregister(
    write: &mut SqliteConnection,
    person: &str,
    names: &IdGenerator,
    at: Timestamp,
) -> Result<IssuedKeyId, LedgerError> {
    for nth in 0.. {
        if let Some(given) = select_preregistration(write, person).await? {
            return Ok(given);
        }
        sqlx::query(
            "INSERT INTO preregistration (person, individual_key_id, at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
        )
        .bind(person)
        .bind(names.individual_key_id(nth))
        .bind(at.to_string())
        .execute(&mut *write)
        .await?;
    }
    unreachable!("names are endless")
}

async fn select_preregistration(
    read: &mut SqliteConnection,
    person: &str,
) -> Result<Option<IssuedKeyId>, LedgerError> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT individual_key_id, at FROM preregistration WHERE person = $1")
            .bind(person)
            .fetch_optional(read)
            .await?;
    row.map(|(individual_key_id, at)| {
        Ok(IssuedKeyId {
            individual_key_id,
            at: parse_timestamp(&at)?,
        })
    })
    .transpose()
}

async fn select_applied(
    read: &mut SqliteConnection,
    person: &str,
) -> Result<Vec<AppliedMeasureRecord>, LedgerError> {
    let rows: Vec<(String, String, String, String, String, String)> = sqlx::query_as(
        "SELECT standing.measure, standing.day, application.service, application.account,
                standing.state, standing.receipt
         FROM standing JOIN application ON application.receipt = standing.receipt
         WHERE standing.person = $1 ORDER BY application.at, application.receipt, standing.measure",
    )
    .bind(person)
    .fetch_all(read)
    .await?;
    rows.into_iter()
        .map(|(measure, day, service, account, state, receipt)| {
            let damaged = || LedgerError("a row of the database can't be read".into());
            Ok(AppliedMeasureRecord {
                measure,
                on: day.parse().map_err(|_| damaged())?,
                service,
                account,
                state: state_from(&state).ok_or_else(damaged)?,
                receipt,
            })
        })
        .collect()
}

async fn select_account_holder(
    read: &mut SqliteConnection,
    service: &str,
    account: &str,
) -> Result<Option<String>, LedgerError> {
    let query = "SELECT person FROM account WHERE service = $1 AND account = $2";
    Ok(sqlx::query_scalar(query)
        .bind(service)
        .bind(account)
        .fetch_optional(read)
        .await?)
}

/// Notes that the person's points go to the account, unless another's do; says whose.
pub async fn claim_account(
    write: &mut SqliteConnection,
    service: &str,
    account: &str,
    person: &str,
) -> Result<String, LedgerError> {
    sqlx::query(
        "INSERT INTO account (service, account, person) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(service)
    .bind(account)
    .bind(person)
    .execute(&mut *write)
    .await?;
    let holder = select_account_holder(write, service, account).await?;
    holder.ok_or_else(|| LedgerError("an account that was just written is gone".into()))
}

async fn select_prior_submission(
    read: &mut SqliteConnection,
    digest: &[u8; 32],
) -> Result<Option<PriorSubmission>, LedgerError> {
    let row: Option<(Option<String>, Option<String>)> =
        sqlx::query_as("SELECT reply, released FROM application WHERE digest = $1")
            .bind(hex(digest))
            .fetch_optional(read)
            .await?;
    match row {
        None => Ok(None),
        Some((Some(reply), None)) => {
            let receipt: Receipt =
                serde_json::from_str(&reply).map_err(|error| LedgerError(Box::new(error)))?;
            Ok(Some(PriorSubmission::Accepted(receipt)))
        }
        Some(_) => Ok(Some(PriorSubmission::Released)),
    }
}

impl Ledger for SqliteLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        let mut read = self.read.acquire().await?;
        select_prior_submission(&mut read, &digest).await
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        let mut read = self.read.begin().await?;
        Ok(PersonRecord {
            preregistration: select_preregistration(&mut read, person).await?,
            applied: select_applied(&mut read, person).await?,
        })
    }

    async fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> Result<Option<String>, LedgerError> {
        let mut read = self.read.acquire().await?;
        select_account_holder(&mut read, service, account).await
    }

    async fn preregister(
        &self,
        person: &str,
        names: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let given = preregister(&mut write, person, names, at).await?;
        write.commit().await?;
        Ok(given)
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, LedgerError> {
        let used: Option<i32> = sqlx::query_scalar(
            "INSERT INTO tries (person, day, used) VALUES ($1, $2, 1)
             ON CONFLICT (person, day) DO UPDATE SET used = tries.used + 1
             WHERE tries.used < $3 RETURNING used",
        )
        .bind(person)
        .bind(day.to_string())
        .bind(MAX_TRIES_PER_DAY)
        .fetch_optional(&self.write)
        .await?;
        Ok(used.map(|used| MAX_TRIES_PER_DAY - used))
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), LedgerError> {
        let mut write = self.write.acquire().await?;
        return_try(&mut write, person, day).await
    }

    async fn insert_application(
        &self,
        claim: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        // Also holds the person's row until the end, where a database has several writers.
        return_try(&mut write, &claim.person, claim.day).await?;
        match select_prior_submission(&mut write, &claim.digest).await? {
            Some(PriorSubmission::Accepted(receipt)) => {
                write.commit().await?;
                return Ok(InsertOutcome::Accepted(receipt));
            }
            Some(PriorSubmission::Released) => {
                return Err(LedgerError("released while it was taken".into()));
            }
            None => {}
        }
        let (service, account) = (&claim.service, &claim.account);
        let holder = claim_account(&mut write, service, account, &claim.person).await?;
        let entries = select_applied(&mut write, &claim.person).await?;
        if let Err(conflict) = claim.check_conflicts(&entries, Some(&holder)) {
            write.rollback().await?;
            self.return_try(&claim.person, claim.day).await?;
            return Ok(InsertOutcome::Conflict(conflict));
        }
        let receipt = write_application(&mut write, claim).await?;
        write.commit().await?;
        Ok(InsertOutcome::Accepted(receipt))
    }
}

async fn write_application(
    write: &mut SqliteConnection,
    claim: &CheckedApplication,
) -> Result<Receipt, LedgerError> {
    let given = preregister(write, &claim.person, &claim.ids, claim.received_at).await?;
    let row = ApplicationRow {
        digest: Some(&claim.digest),
        holder: Some(claim.holder),
        person: &claim.person,
        service: &claim.service,
        account: &claim.account,
        at: claim.received_at,
        on: claim.day,
    };
    let number = row.insert(write, &claim.ids).await?;
    insert_measures(
        write,
        &row,
        &number,
        &claim.measures,
        ApplicationState::Unconfirmed,
    )
    .await?;
    let receipt = claim.receipt(&number, &given.individual_key_id);
    let reply = serde_json::to_string(&receipt).map_err(|error| LedgerError(Box::new(error)))?;
    sqlx::query("UPDATE application SET reply = $1 WHERE receipt = $2")
        .bind(reply)
        .bind(&number)
        .execute(write)
        .await?;
    Ok(receipt)
}

async fn return_try(
    write: &mut SqliteConnection,
    person: &str,
    day: Date,
) -> Result<(), LedgerError> {
    sqlx::query("UPDATE tries SET used = used - 1 WHERE person = $1 AND day = $2 AND used > 0")
        .bind(person)
        .bind(day.to_string())
        .execute(write)
        .await?;
    Ok(())
}

fn holder_text(holder: Holder) -> &'static str {
    match holder {
        Holder::Myself => "myself",
        Holder::Representative => "representative",
    }
}

pub fn state_text(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Unconfirmed => "unconfirmed",
        ApplicationState::Confirmed => "confirmed",
        ApplicationState::Passed => "passed",
    }
}

fn state_from(text: &str) -> Option<ApplicationState> {
    [
        ApplicationState::Unconfirmed,
        ApplicationState::Confirmed,
        ApplicationState::Passed,
    ]
    .into_iter()
    .find(|state| state_text(*state) == text)
}
