//! The office: each call from its bytes to its answer, every check in its place.

use super::authority::{RevocationError, UnverifiedCertificate};
use super::ledger::{
    CheckedApplication, Conflict, InsertOutcome, Ledger, LedgerError, PersonRecord, PriorSubmission,
};
use super::payment_services::{Confirmation, PaymentServices};
use super::submission::{OpenedApplication, ParsedSubmission, Payload, StatusRequest};
use super::{
    AppliedMeasureRecord, BackendData, ChallengeIssuer, IdGenerator, Person, SpotQuery, rules,
    spots,
};
use card_points::application::{Preregistration, Purpose};
use card_points::backend::{ApplicationStatus, Challenge, IssuedKeyId, Receipt, Refusal, SpotList};
use card_points::certificate::CertificateError;
use card_points::programme::{AppliedMeasure, PersonFacts, today};
use card_points::secret::Secret;
use card_points::text::{Language, LocalizedText};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, offset};

/// Clock and randomness, handed in with each call.
#[derive(Clone, Copy)]
pub struct RequestContext {
    /// The time.
    pub now: Timestamp,
    /// 32 bytes that nobody can foresee.
    pub random: [u8; 32],
}

/// Why a call has no answer.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The caller is told this.
    #[error("refused")]
    Refused(Refusal),
    /// The caller is told [`Refusal::Fault`], the operator this.
    #[error(transparent)]
    Fault(#[from] LedgerError),
}

impl From<Refusal> for RequestError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// One backend: its world, its ledger, its line to the payment services.
pub struct Backend<L, C> {
    data: BackendData,
    address: String,
    challenges: ChallengeIssuer,
    ledger: L,
    payment_services: C,
}

impl<L: Ledger, C: PaymentServices> Backend<L, C> {
    /// `address`: the public one, as in the shells' configuration (`https://host`, no slash at
    /// its end); what is signed for another is refused.
    pub fn new(
        data: BackendData,
        address: &str,
        challenges: ChallengeIssuer,
        ledger: L,
        payment: C,
    ) -> Self {
        Self {
            data,
            address: address.trim_end_matches('/').to_owned(),
            challenges,
            ledger,
            payment_services: payment,
        }
    }

    /// The data that it judges by.
    pub fn data(&self) -> &BackendData {
        &self.data
    }

    /// What it remembers.
    pub fn ledger(&self) -> &L {
        &self.ledger
    }

    /// The Application Spots of that kind and place.
    #[must_use]
    pub fn spots(&self, wanted: &SpotQuery) -> SpotList {
        spots::find(&self.data.spots, wanted)
    }

    /// A fresh challenge.
    pub fn challenge(&self, moment: RequestContext) -> Challenge {
        let (random, _) = moment.random.split_first_chunk().expect("32 bytes hold 16");
        self.challenges.issue(moment.now, random)
    }

    /// Takes an application, whole or not at all. The same bytes get the same receipt.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn apply(
        &self,
        moment: RequestContext,
        body: &[u8],
    ) -> Result<Receipt, RequestError> {
        let form: ParsedSubmission<OpenedApplication> = self.parse(body)?;
        let digest = form.jws.digest();
        if let Some(before) = self.ledger.prior_submission(digest).await? {
            return match before {
                _ if !form.is_signature_valid() => Err(Refusal::BadSignature.into()),
                PriorSubmission::Accepted(receipt) => Ok(receipt),
                PriorSubmission::Released => Err(Refusal::StaleChallenge.into()),
            };
        }
        let person = self.authenticate(&form, moment.now)?;
        let stands = self.ledger.person_record(&person.person).await?;
        let today = today(moment.now);
        let facts = self.facts(person, &stands, today);
        let service = rules::check_application(&self.data, &facts, today, &form.payload)?;

        let OpenedApplication { application, codes } = form.payload;
        let measures: Vec<String> = application
            .measures
            .into_iter()
            .map(|asked| asked.measure)
            .collect();
        let claim = CheckedApplication {
            digest,
            person: person.person.clone(),
            holder: application.holder,
            sharing_groups: measures
                .iter()
                .map(|id| self.data.sharing_group(id))
                .collect(),
            measures,
            service: application.service,
            service_name: service.name.clone(),
            account: application.account,
            received_at: moment.now,
            day: today,
            ids: IdGenerator::new(&moment.random),
        };
        let holder = self
            .ledger
            .account_holder(&claim.service, &claim.account)
            .await?;
        if let Err(conflict) = claim.check_conflicts(&stands.applied, holder.as_deref()) {
            return self.resolve_conflict(&claim, conflict).await;
        }
        self.confirm_account(&claim, &codes).await?;
        match self.ledger.insert_application(&claim).await? {
            InsertOutcome::Accepted(receipt) => Ok(receipt),
            // Somebody was faster, between the check above and now.
            InsertOutcome::Conflict(conflict) => self.resolve_conflict(&claim, conflict).await,
        }
    }

    /// Gives the person their Individual Key ID: the same one each time.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn preregister(
        &self,
        moment: RequestContext,
        body: &[u8],
    ) -> Result<IssuedKeyId, RequestError> {
        let form: ParsedSubmission<Preregistration> = self.parse(body)?;
        let person = self.authenticate(&form, moment.now)?;
        let facts = self.facts(person, &PersonRecord::default(), today(moment.now));
        rules::check_preregistration(&self.data, &facts, &form.payload)?;
        let names = IdGenerator::new(&moment.random);
        let given = self
            .ledger
            .preregister(&person.person, &names, moment.now)
            .await?;
        Ok(given)
    }

    /// Says what stands.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn status(
        &self,
        moment: RequestContext,
        body: &[u8],
    ) -> Result<ApplicationStatus, RequestError> {
        let form: ParsedSubmission<StatusRequest> = self.parse(body)?;
        let person = self.authenticate(&form, moment.now)?;
        let stands = self.ledger.person_record(&person.person).await?;
        let facts = self.facts(person, &stands, today(moment.now));
        Ok(ApplicationStatus {
            preregistered: stands.preregistration,
            facts,
        })
    }

    fn parse<P: Payload>(&self, body: &[u8]) -> Result<ParsedSubmission<P>, Refusal> {
        ParsedSubmission::read(body, &self.url(P::PURPOSE)).ok_or(Refusal::Malformed)
    }

    fn url(&self, purpose: Purpose) -> String {
        format!("{}{}", self.address, purpose.path())
    }

    /// From challenge to person. Up to the signature only answers that tell nothing about the
    /// certificate's holder: anyone can read a certificate from a card.
    fn authenticate<P>(
        &self,
        form: &ParsedSubmission<P>,
        now: Timestamp,
    ) -> Result<&Person, Refusal>
    where
        P: Payload,
    {
        if !self.challenges.accepts(&form.header.nonce, now) {
            return Err(Refusal::StaleChallenge);
        }
        let presented: &UnverifiedCertificate = &form.certificate;
        let issued = self
            .data
            .authorities
            .issuer(presented)
            .ok_or(Refusal::UnknownAuthority)?;
        if !form.is_signature_valid() {
            return Err(Refusal::BadSignature);
        }
        issued.check_validity(now).map_err(certificate_refusal)?;
        issued
            .check_revocation(now)
            .map_err(|revocation| match revocation {
                RevocationError::Revoked => Refusal::Revoked,
                RevocationError::ListExpired => Refusal::Maintenance { until: None },
            })?;
        let certificate = issued.user_certificate().map_err(certificate_refusal)?;
        self.data.registry.person_of(&certificate, now)
    }

    fn facts(&self, person: &Person, stands: &PersonRecord, today: Date) -> PersonFacts {
        PersonFacts {
            first_round: person.first_round.clone(),
            health_insurance: person.health_insurance,
            receipt_account: person.receipt_account,
            card_requested: person.card_requested,
            age: self.data.programme.age_group(person.born, today),
            applied: self.applied_measures(stands),
        }
    }

    /// In the programme's order, whatever the ledger's.
    fn applied_measures(&self, stands: &PersonRecord) -> Vec<AppliedMeasure> {
        let place = |entry: &&AppliedMeasureRecord| {
            let mut measures = self.data.programme.measures.iter();
            measures.position(|measure| measure.id == entry.measure)
        };
        let mut entries: Vec<&AppliedMeasureRecord> = stands.applied.iter().collect();
        entries.sort_by_key(place);
        entries
            .into_iter()
            .map(|entry| self.applied_measure(entry))
            .collect()
    }

    fn applied_measure(&self, entry: &AppliedMeasureRecord) -> AppliedMeasure {
        // A service that stands may have left the list since.
        let name = match self.data.service(&entry.service) {
            Some(service) => service.name.clone(),
            None => LocalizedText([(Language::Japanese, entry.service.clone())].into()),
        };
        entry.to_applied_measure(name)
    }

    /// Answers a claim that can't stand beside what stands: which may be itself, if the same bytes
    /// came twice at once.
    async fn resolve_conflict(
        &self,
        claim: &CheckedApplication,
        conflict: Conflict,
    ) -> Result<Receipt, RequestError> {
        if let Some(PriorSubmission::Accepted(receipt)) =
            self.ledger.prior_submission(claim.digest).await?
        {
            return Ok(receipt);
        }
        let refusal = match conflict {
            Conflict::AlreadyApplied => Refusal::AlreadyApplied {
                standing: self.applied_measures(&self.ledger.person_record(&claim.person).await?),
            },
            Conflict::OtherService(entry) => Refusal::OtherService {
                standing: self.applied_measure(&entry),
            },
            Conflict::AccountInUse => Refusal::AccountInUse,
        };
        Err(refusal.into())
    }

    async fn confirm_account(
        &self,
        claim: &CheckedApplication,
        codes: &[Secret],
    ) -> Result<(), RequestError> {
        let Some(left) = self.ledger.reserve_try(&claim.person, claim.day).await? else {
            let after = midnight_after(claim.received_at);
            return Err(Refusal::TooManyTries { after }.into());
        };
        match self
            .payment_services
            .confirm_account(&claim.service, &claim.account, codes)
            .await
        {
            Confirmation::Confirmed => Ok(()),
            Confirmation::NotConfirmed => Err(Refusal::AccountNotConfirmed { left }.into()),
            Confirmation::Unreachable => {
                self.ledger.return_try(&claim.person, claim.day).await?;
                Err(Refusal::ServiceUnreachable.into())
            }
        }
    }
}

/// Japan has kept one offset since 1951.
const JAPAN: Offset = offset(9);

/// When the next day begins in Japan.
fn midnight_after(now: Timestamp) -> Timestamp {
    let tomorrow = today(now).tomorrow();
    let midnight = tomorrow.and_then(|day| JAPAN.to_timestamp(day.to_datetime(Time::midnight())));
    midnight.unwrap_or(now)
}

fn certificate_refusal(unfit: CertificateError) -> Refusal {
    match unfit {
        CertificateError::Expired { at } => Refusal::Expired { at },
        CertificateError::NotYetValid { from } => Refusal::NotYetValid { from },
        CertificateError::WrongKind | CertificateError::Unreadable => Refusal::WrongCertificate,
    }
}
