//! The backend without its transport: each request from its bytes to its reply.

use super::ledger::{AppliedMeasureRecord, Ledger, LedgerError};
use super::payment_services::PaymentServices;
use super::submission::{ParsedSubmission, StatusRequest};
use super::{BackendData, ChallengeIssuer, IdGenerator, Person, SpotQuery, rules, spots};
use card_points::application::Preregistration;
use card_points::backend::{ApplicationStatus, Challenge, IssuedKeyId, Refusal, SpotList};
use card_points::programme::{AppliedMeasure, PersonFacts, today};
use card_points::text::{Language, LocalizedText};
use jiff::Timestamp;
use jiff::civil::Date;

/// The clock and the randomness of one request.
#[derive(Clone, Copy)]
pub struct RequestContext {
    /// The current time.
    pub now: Timestamp,
    /// 32 unpredictable bytes.
    pub random: [u8; 32],
}

impl RequestContext {
    /// The current day in Japan.
    pub(super) fn today(&self) -> Date {
        today(self.now)
    }
}

/// Why a request has no result.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The request is refused; the client is told why.
    #[error("refused")]
    Refused(Refusal),
    /// The backend failed. The client is told [`Refusal::Fault`], the operator gets this error; it
    /// contains nothing personal.
    #[error(transparent)]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl From<Refusal> for RequestError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<LedgerError> for RequestError {
    fn from(error: LedgerError) -> Self {
        Self::Internal(Box::new(error))
    }
}

/// One backend: its data, its ledger and its access to the payment services.
pub struct Backend<L, P> {
    pub(super) data: BackendData,
    pub(super) url: String,
    pub(super) challenges: ChallengeIssuer,
    pub(super) ledger: L,
    pub(super) payment_services: P,
}

impl<L: Ledger, P: PaymentServices> Backend<L, P> {
    /// `url`: the public base URL, as in the apps' configuration (`https://host`). Requests that
    /// were signed for another one are refused.
    pub fn new(
        data: BackendData,
        url: &str,
        challenges: ChallengeIssuer,
        ledger: L,
        payment_services: P,
    ) -> Self {
        Self {
            data,
            url: url.trim_end_matches('/').to_owned(),
            challenges,
            ledger,
            payment_services,
        }
    }

    /// The data that requests are checked against.
    pub fn data(&self) -> &BackendData {
        &self.data
    }

    /// The ledger.
    pub fn ledger(&self) -> &L {
        &self.ledger
    }

    /// The Application Spots that match.
    #[must_use]
    pub fn spots(&self, query: &SpotQuery) -> SpotList {
        spots::find(&self.data.spots, query)
    }

    /// A fresh challenge.
    pub fn challenge(&self, context: RequestContext) -> Challenge {
        let (random, _) = context.random.split_first_chunk().expect("32 bytes");
        self.challenges.issue(context.now, random)
    }

    /// Preregistration: issues an Individual Key ID, the same one each time.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn preregister(
        &self,
        context: RequestContext,
        body: &[u8],
    ) -> Result<IssuedKeyId, RequestError> {
        let submission: ParsedSubmission<Preregistration> = self.parse(body)?;
        let person = self.authenticate(&submission, context.now)?;
        let age = self.data.programme.age_group(person.born, context.today());
        rules::check_preregistration(&self.data.programme, age, &submission.payload)?;
        let ids = IdGenerator::new(&context.random);
        let ledger = &self.ledger;
        Ok(ledger
            .preregister(&person.person, &ids, context.now)
            .await?)
    }

    /// What a person has applied for, and what decides which measures they can apply for.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn status(
        &self,
        context: RequestContext,
        body: &[u8],
    ) -> Result<ApplicationStatus, RequestError> {
        let submission: ParsedSubmission<StatusRequest> = self.parse(body)?;
        let person = self.authenticate(&submission, context.now)?;
        let record = self.ledger.person_record(&person.person).await?;
        let applied = self.applied_measures(&record.applied);
        Ok(ApplicationStatus {
            preregistered: record.preregistration,
            facts: self.facts(person, applied, context.today()),
        })
    }

    pub(super) fn facts(
        &self,
        person: &Person,
        applied: Vec<AppliedMeasure>,
        today: Date,
    ) -> PersonFacts {
        PersonFacts {
            first_round: person.first_round.clone(),
            health_insurance: person.health_insurance,
            receipt_account: person.receipt_account,
            card_requested: person.card_requested,
            age: self.data.programme.age_group(person.born, today),
            applied,
        }
    }

    /// The records as the person may see them, in the programme's order.
    pub(super) fn applied_measures(&self, records: &[AppliedMeasureRecord]) -> Vec<AppliedMeasure> {
        let position = |record: &&AppliedMeasureRecord| {
            let mut measures = self.data.programme.measures.iter();
            measures.position(|measure| measure.id == record.measure)
        };
        let mut records: Vec<&AppliedMeasureRecord> = records.iter().collect();
        records.sort_by_key(position);
        let visible = |record| self.applied_measure(record);
        records.into_iter().map(visible).collect()
    }

    pub(super) fn applied_measure(&self, record: &AppliedMeasureRecord) -> AppliedMeasure {
        // The service may have been removed from the list since the application.
        let name = match self.data.service(&record.service) {
            Some(service) => service.name.clone(),
            None => LocalizedText([(Language::Japanese, record.service.clone())].into()),
        };
        record.to_applied_measure(name)
    }
}
