//! The ledger's calls, each one transaction.

use super::{Store, hex, moment};
use crate::checks::{Claim, Entry, Fault, Ledger, Names, Receipted, Stands, TRIES, Taken};
use card_points::application::Holder;
use card_points::backend::{IssuedKeyId, Receipt};
use card_points::programme::ApplicationState;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::SqliteConnection;

/// A row of `application`, before it has a number.
pub struct Application<'a> {
    pub digest: Option<&'a [u8; 32]>,
    pub holder: Option<Holder>,
    pub person: &'a str,
    pub service: &'a str,
    pub account: &'a str,
    pub at: Timestamp,
    pub on: Date,
}

impl Application<'_> {
    /// Inserts it under a number that is free.
    pub async fn insert(
        &self,
        write: &mut SqliteConnection,
        names: &Names,
    ) -> Result<String, Fault> {
        for nth in 0.. {
            let number = names.receipt(self.on, nth);
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

pub async fn insert_standing(
    write: &mut SqliteConnection,
    application: &Application<'_>,
    number: &str,
    measures: &[String],
    state: ApplicationState,
) -> Result<(), Fault> {
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
    names: &Names,
    at: Timestamp,
) -> Result<IssuedKeyId, Fault> {
    for nth in 0.. {
        if let Some(given) = preregistered(write, person).await? {
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

async fn preregistered(
    read: &mut SqliteConnection,
    person: &str,
) -> Result<Option<IssuedKeyId>, Fault> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT individual_key_id, at FROM preregistration WHERE person = $1")
            .bind(person)
            .fetch_optional(read)
            .await?;
    row.map(|(individual_key_id, at)| {
        Ok(IssuedKeyId {
            individual_key_id,
            at: moment(&at)?,
        })
    })
    .transpose()
}

async fn entries(read: &mut SqliteConnection, person: &str) -> Result<Vec<Entry>, Fault> {
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
            let damaged = || Fault("a row of the database can't be read".into());
            Ok(Entry {
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

async fn holder(
    read: &mut SqliteConnection,
    service: &str,
    account: &str,
) -> Result<Option<String>, Fault> {
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
) -> Result<String, Fault> {
    sqlx::query(
        "INSERT INTO account (service, account, person) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(service)
    .bind(account)
    .bind(person)
    .execute(&mut *write)
    .await?;
    let holder = holder(write, service, account).await?;
    holder.ok_or_else(|| Fault("an account that was just written is gone".into()))
}

async fn receipted(
    read: &mut SqliteConnection,
    digest: &[u8; 32],
) -> Result<Option<Receipted>, Fault> {
    let row: Option<(Option<String>, Option<String>)> =
        sqlx::query_as("SELECT reply, released FROM application WHERE digest = $1")
            .bind(hex(digest))
            .fetch_optional(read)
            .await?;
    match row {
        None => Ok(None),
        Some((Some(reply), None)) => {
            let receipt: Receipt =
                serde_json::from_str(&reply).map_err(|error| Fault(Box::new(error)))?;
            Ok(Some(Receipted::Taken(receipt)))
        }
        Some(_) => Ok(Some(Receipted::Released)),
    }
}

impl Ledger for Store {
    async fn receipted(&self, digest: [u8; 32]) -> Result<Option<Receipted>, Fault> {
        let mut read = self.read.acquire().await?;
        receipted(&mut read, &digest).await
    }

    async fn stands(&self, person: &str) -> Result<Stands, Fault> {
        let mut read = self.read.begin().await?;
        Ok(Stands {
            preregistered: preregistered(&mut read, person).await?,
            entries: entries(&mut read, person).await?,
        })
    }

    async fn holder(&self, service: &str, account: &str) -> Result<Option<String>, Fault> {
        let mut read = self.read.acquire().await?;
        holder(&mut read, service, account).await
    }

    async fn preregister(
        &self,
        person: &str,
        names: &Names,
        at: Timestamp,
    ) -> Result<IssuedKeyId, Fault> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let given = preregister(&mut write, person, names, at).await?;
        write.commit().await?;
        Ok(given)
    }

    async fn reserve_try(&self, person: &str, day: Date) -> Result<Option<i32>, Fault> {
        let used: Option<i32> = sqlx::query_scalar(
            "INSERT INTO tries (person, day, used) VALUES ($1, $2, 1)
             ON CONFLICT (person, day) DO UPDATE SET used = tries.used + 1
             WHERE tries.used < $3 RETURNING used",
        )
        .bind(person)
        .bind(day.to_string())
        .bind(TRIES)
        .fetch_optional(&self.write)
        .await?;
        Ok(used.map(|used| TRIES - used))
    }

    async fn return_try(&self, person: &str, day: Date) -> Result<(), Fault> {
        let mut write = self.write.acquire().await?;
        return_try(&mut write, person, day).await
    }

    async fn take(&self, claim: &Claim) -> Result<Taken, Fault> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        // Also holds the person's row until the end, where a database has several writers.
        return_try(&mut write, &claim.person, claim.on).await?;
        match receipted(&mut write, &claim.digest).await? {
            Some(Receipted::Taken(receipt)) => {
                write.commit().await?;
                return Ok(Taken::Stands(receipt));
            }
            Some(Receipted::Released) => return Err(Fault("released while it was taken".into())),
            None => {}
        }
        let (service, account) = (&claim.service, &claim.account);
        let holder = claim_account(&mut write, service, account, &claim.person).await?;
        let entries = entries(&mut write, &claim.person).await?;
        if let Err(conflict) = claim.beside(&entries, Some(&holder)) {
            write.rollback().await?;
            self.return_try(&claim.person, claim.on).await?;
            return Ok(Taken::Refused(conflict));
        }
        let receipt = write_claim(&mut write, claim).await?;
        write.commit().await?;
        Ok(Taken::Stands(receipt))
    }
}

async fn write_claim(write: &mut SqliteConnection, claim: &Claim) -> Result<Receipt, Fault> {
    let given = preregister(write, &claim.person, &claim.names, claim.at).await?;
    let row = Application {
        digest: Some(&claim.digest),
        holder: Some(claim.holder),
        person: &claim.person,
        service: &claim.service,
        account: &claim.account,
        at: claim.at,
        on: claim.on,
    };
    let number = row.insert(write, &claim.names).await?;
    insert_standing(
        write,
        &row,
        &number,
        &claim.measures,
        ApplicationState::Unconfirmed,
    )
    .await?;
    let receipt = claim.receipt(&number, &given.individual_key_id);
    let reply = serde_json::to_string(&receipt).map_err(|error| Fault(Box::new(error)))?;
    sqlx::query("UPDATE application SET reply = $1 WHERE receipt = $2")
        .bind(reply)
        .bind(&number)
        .execute(write)
        .await?;
    Ok(receipt)
}

async fn return_try(write: &mut SqliteConnection, person: &str, day: Date) -> Result<(), Fault> {
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
