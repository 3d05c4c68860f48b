//! The ledger's SQL: single steps of its transactions.

use crate::checks::{
    AppliedMeasureRecord, CheckedApplication, IdGenerator, LedgerError, PriorSubmission,
};
use card_points::application::Holder;
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::ApplicationState;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::SqliteConnection;

/// A row of `application` without its receipt number.
pub struct ApplicationRow<'a> {
    /// `None` for applications from before this backend started operating.
    pub digest: Option<&'a [u8; 32]>,
    pub holder: Option<Holder>,
    pub person: &'a str,
    pub service: &'a str,
    pub account: &'a str,
    pub received_at: Timestamp,
    pub day: Date,
}

impl ApplicationRow<'_> {
    /// Inserts it under the first receipt number that is free, and returns that number.
    pub async fn insert(
        &self,
        write: &mut SqliteConnection,
        ids: &IdGenerator,
    ) -> Result<String, LedgerError> {
        for nth in 0.. {
            let number = ids.receipt_number(self.day, nth);
            let inserted = sqlx::query(
                "INSERT INTO application (receipt, digest, person, holder, service, account, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (receipt) DO NOTHING",
            )
            .bind(&number)
            .bind(self.digest.map(hex::encode))
            .bind(self.person)
            .bind(self.holder.map(holder_text))
            .bind(self.service)
            .bind(self.account)
            .bind(self.received_at.to_string())
            .execute(&mut *write)
            .await?;
            if inserted.rows_affected() == 1 {
                return Ok(number);
            }
        }
        unreachable!("the sequence of IDs is endless")
    }
}

/// Inserts the measures of an application.
pub async fn insert_measures(
    write: &mut SqliteConnection,
    application: &ApplicationRow<'_>,
    receipt_number: &str,
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
        .bind(receipt_number)
        .bind(application.day.to_string())
        .bind(state_text(state))
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}

/// Inserts a checked application with its measures and its receipt.
pub async fn insert_application(
    write: &mut SqliteConnection,
    application: &CheckedApplication,
) -> Result<Receipt, LedgerError> {
    let CheckedApplication {
        person,
        ids,
        received_at,
        ..
    } = application;
    let issued = preregister(write, person, ids, *received_at).await?;
    let row = ApplicationRow {
        digest: Some(&application.digest),
        holder: Some(application.holder),
        person,
        service: &application.service,
        account: &application.account,
        received_at: *received_at,
        day: application.day,
    };
    let number = row.insert(write, ids).await?;
    let state = ApplicationState::Unconfirmed;
    insert_measures(write, &row, &number, &application.measures, state).await?;
    let receipt = application.receipt(&number, &issued.individual_key_id);
    let reply = serde_json::to_string(&receipt).map_err(|error| LedgerError(Box::new(error)))?;
    sqlx::query("UPDATE application SET reply = $1 WHERE receipt = $2")
        .bind(reply)
        .bind(&number)
        .execute(write)
        .await?;
    Ok(receipt)
}

/// Finds the person's Individual Key ID, or issues the first one that is free.
pub async fn preregister(
    write: &mut SqliteConnection,
    person: &str,
    ids: &IdGenerator,
    at: Timestamp,
) -> Result<IssuedKeyId, LedgerError> {
    for nth in 0.. {
        if let Some(issued) = select_preregistration(write, person).await? {
            return Ok(issued);
        }
        sqlx::query(
            "INSERT INTO preregistration (person, individual_key_id, at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
        )
        .bind(person)
        .bind(ids.individual_key_id(nth))
        .bind(at.to_string())
        .execute(&mut *write)
        .await?;
    }
    unreachable!("the sequence of IDs is endless")
}

pub async fn select_preregistration(
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

pub async fn select_applied_measures(
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

pub async fn select_account_holder(
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

/// Makes the person the account's holder unless it has one, and returns the holder.
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
    holder.ok_or_else(|| LedgerError("an account that was just written is missing".into()))
}

pub async fn select_prior_submission(
    read: &mut SqliteConnection,
    digest: &[u8; 32],
) -> Result<Option<PriorSubmission>, LedgerError> {
    let row: Option<(Option<String>, Option<String>)> =
        sqlx::query_as("SELECT reply, released FROM application WHERE digest = $1")
            .bind(hex::encode(digest))
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

/// Returns a reserved try. No effect if none is reserved.
pub async fn return_try(
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

pub fn parse_timestamp(text: &str) -> Result<Timestamp, LedgerError> {
    text.parse()
        .map_err(|_| LedgerError("a time in the database can't be read".into()))
}
