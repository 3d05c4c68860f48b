//! Applications: repeated requests, rules, uniqueness, and the payment service's confirmation.

use super::backend::{Backend, RequestContext, RequestError};
use super::ledger::{CheckedApplication, Conflict, InsertOutcome, Ledger, PriorSubmission};
use super::payment_services::{Confirmation, PaymentServices};
use super::submission::{OpenedApplication, ParsedSubmission};
use super::{IdGenerator, rules};
use card_points::backend::{Receipt, Refusal};
use card_points::programme::today;
use card_points::secret::Secret;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::{Offset, offset};

impl<L: Ledger, P: PaymentServices> Backend<L, P> {
    /// Accepts an application as a whole, or refuses it as a whole. The same signed bytes get the
    /// same receipt again.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn apply(
        &self,
        context: RequestContext,
        body: &[u8],
    ) -> Result<Receipt, RequestError> {
        let submission: ParsedSubmission<OpenedApplication> = self.parse(body)?;
        let digest = submission.jws.digest();
        if let Some(prior) = self.ledger.prior_submission(digest).await? {
            return match prior {
                _ if !submission.is_signature_valid() => Err(Refusal::BadSignature.into()),
                PriorSubmission::Accepted(receipt) => Ok(receipt),
                PriorSubmission::Released => Err(Refusal::StaleChallenge.into()),
            };
        }
        let person = self.authenticate(&submission, context.now)?;
        let today = context.today();
        // The rules don't look at earlier applications: that is what uniqueness decides.
        let facts = self.facts(person, Vec::new(), today);
        let service = rules::check_application(&self.data, &facts, today, &submission.payload)?;

        let OpenedApplication { application, codes } = submission.payload;
        let requested = application.measures.into_iter();
        let measures: Vec<String> = requested.map(|requested| requested.measure).collect();
        let sharing_groups = measures.iter().map(|id| self.data.sharing_group(id));
        let application = CheckedApplication {
            digest,
            person: person.person.clone(),
            holder: application.holder,
            sharing_groups: sharing_groups.collect(),
            measures,
            service: application.service,
            service_name: service.name.clone(),
            account: application.account,
            received_at: context.now,
            day: today,
            ids: IdGenerator::new(&context.random),
        };
        let record = self.ledger.person_record(&application.person).await?;
        let holder = self
            .ledger
            .account_holder(&application.service, &application.account)
            .await?;
        // Checked before the payment service is contacted, and again when the ledger writes.
        if let Err(conflict) = application.check_conflicts(&record.applied, holder.as_deref()) {
            return self.resolve_conflict(&application, conflict).await;
        }
        self.confirm_account(&application, &codes).await?;
        match self.ledger.insert_application(&application).await? {
            InsertOutcome::Accepted(receipt) => Ok(receipt),
            InsertOutcome::Conflict(conflict) => {
                self.resolve_conflict(&application, conflict).await
            }
        }
    }

    /// The reply to an application that conflicts with the ledger. If the same bytes were sent
    /// twice at once, the conflict is with their own receipt, and that is the reply.
    async fn resolve_conflict(
        &self,
        application: &CheckedApplication,
        conflict: Conflict,
    ) -> Result<Receipt, RequestError> {
        let prior = self.ledger.prior_submission(application.digest).await?;
        if let Some(PriorSubmission::Accepted(receipt)) = prior {
            return Ok(receipt);
        }
        let refusal = match conflict {
            Conflict::AlreadyApplied => {
                let record = self.ledger.person_record(&application.person).await?;
                Refusal::AlreadyApplied {
                    applied: self.applied_measures(&record.applied),
                }
            }
            Conflict::OtherService(record) => Refusal::OtherService {
                applied: self.applied_measure(&record),
            },
            Conflict::AccountInUse => Refusal::AccountInUse,
        };
        Err(refusal.into())
    }

    /// Lets the payment service confirm the account, at the cost of one of the day's tries.
    async fn confirm_account(
        &self,
        application: &CheckedApplication,
        codes: &[Secret],
    ) -> Result<(), RequestError> {
        let CheckedApplication {
            person,
            day,
            service,
            account,
            ..
        } = application;
        let Some(left) = self.ledger.reserve_try(person, *day).await? else {
            let after = next_midnight(application.received_at);
            return Err(Refusal::TooManyTries { after }.into());
        };
        let services = &self.payment_services;
        match services.confirm_account(service, account, codes).await {
            Confirmation::Confirmed => Ok(()),
            Confirmation::NotConfirmed => Err(Refusal::AccountNotConfirmed { left }.into()),
            Confirmation::Unreachable => {
                self.ledger.return_try(person, *day).await?;
                Err(Refusal::ServiceUnreachable.into())
            }
        }
    }
}

/// Japan Standard Time: one offset, without daylight saving time since 1951.
const JAPAN: Offset = offset(9);

/// When the next day begins in Japan.
fn next_midnight(now: Timestamp) -> Timestamp {
    let tomorrow = today(now).tomorrow();
    let midnight = tomorrow.and_then(|day| JAPAN.to_timestamp(day.to_datetime(Time::midnight())));
    midnight.unwrap_or(now)
}
