//! The ledger's calls, each of them one transaction.

use super::{SqliteLedger, rows};
use crate::checks::{
    CheckedApplication, IdGenerator, InsertOutcome, Ledger, LedgerError, MAX_TRIES_PER_DAY,
    PersonRecord, PriorSubmission,
};
use card_points::backend::IssuedKeyId;
use jiff::Timestamp;
use jiff::civil::Date;

impl Ledger for SqliteLedger {
    async fn prior_submission(
        &self,
        digest: [u8; 32],
    ) -> Result<Option<PriorSubmission>, LedgerError> {
        let mut read = self.read.acquire().await?;
        rows::select_prior_submission(&mut read, &digest).await
    }

    async fn person_record(&self, person: &str) -> Result<PersonRecord, LedgerError> {
        let mut read = self.read.begin().await?;
        Ok(PersonRecord {
            preregistration: rows::select_preregistration(&mut read, person).await?,
            applied: rows::select_applied_measures(&mut read, person).await?,
        })
    }

    async fn account_holder(
        &self,
        service: &str,
        account: &str,
    ) -> Result<Option<String>, LedgerError> {
        let mut read = self.read.acquire().await?;
        rows::select_account_holder(&mut read, service, account).await
    }

    async fn preregister(
        &self,
        person: &str,
        ids: &IdGenerator,
        at: Timestamp,
    ) -> Result<IssuedKeyId, LedgerError> {
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let issued = rows::preregister(&mut write, person, ids, at).await?;
        write.commit().await?;
        Ok(issued)
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
        rows::return_try(&mut write, person, day).await
    }

    async fn insert_application(
        &self,
        application: &CheckedApplication,
    ) -> Result<InsertOutcome, LedgerError> {
        let CheckedApplication {
            person,
            service,
            account,
            day,
            ..
        } = application;
        let mut write = self.write.begin_with("BEGIN IMMEDIATE").await?;
        // The first statement: on a database with several writers it locks the person's row until
        // the end.
        rows::return_try(&mut write, person, *day).await?;
        match rows::select_prior_submission(&mut write, &application.digest).await? {
            Some(PriorSubmission::Accepted(receipt)) => {
                write.commit().await?;
                return Ok(InsertOutcome::Accepted(receipt));
            }
            Some(PriorSubmission::Released) => {
                return Err(LedgerError("released while it was submitted again".into()));
            }
            None => {}
        }
        let holder = rows::claim_account(&mut write, service, account, person).await?;
        let applied = rows::select_applied_measures(&mut write, person).await?;
        if let Err(conflict) = application.check_conflicts(&applied, Some(&holder)) {
            write.rollback().await?;
            self.return_try(person, *day).await?;
            return Ok(InsertOutcome::Conflict(conflict));
        }
        let receipt = rows::insert_application(&mut write, application).await?;
        write.commit().await?;
        Ok(InsertOutcome::Accepted(receipt))
    }
}
