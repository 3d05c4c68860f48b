//! The office: each call from its bytes to its answer, every check in its place.

use super::authority::{Presented, Revocation};
use super::confirm::{Answer, Confirm};
use super::ledger::{Claim, Conflict, Fault, Ledger, Receipted, Stands, Taken};
use super::submission::{Form, Opened, Payload, Question};
use super::{Challenges, Entry, Names, Person, Wanted, World, rules, spots};
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
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// 32 bytes that nobody can foresee.
    pub random: [u8; 32],
}

/// Why a call has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The caller is told this.
    #[error("refused")]
    Refused(Refusal),
    /// The caller is told [`Refusal::Fault`], the operator this.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// One backend: its world, its ledger, its line to the payment services.
pub struct Office<L, C> {
    world: World,
    address: String,
    challenges: Challenges,
    ledger: L,
    payment: C,
}

impl<L: Ledger, C: Confirm> Office<L, C> {
    /// `address`: the public one, as in the shells' configuration (`https://host`, no slash at
    /// its end); what is signed for another is refused.
    pub fn new(world: World, address: &str, challenges: Challenges, ledger: L, payment: C) -> Self {
        Self {
            world,
            address: address.trim_end_matches('/').to_owned(),
            challenges,
            ledger,
            payment,
        }
    }

    /// The data that it judges by.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What it remembers.
    pub fn ledger(&self) -> &L {
        &self.ledger
    }

    /// The Application Spots of that kind and place.
    #[must_use]
    pub fn spots(&self, wanted: &Wanted) -> SpotList {
        spots::find(&self.world.spots, wanted)
    }

    /// A fresh challenge.
    pub fn challenge(&self, moment: Moment) -> Challenge {
        let (random, _) = moment.random.split_first_chunk().expect("32 bytes hold 16");
        self.challenges.issue(moment.now, random)
    }

    /// Takes an application, whole or not at all. The same bytes get the same receipt.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn apply(&self, moment: Moment, body: &[u8]) -> Result<Receipt, Failure> {
        let form: Form<Opened> = self.form(body)?;
        let digest = form.signed.digest();
        if let Some(before) = self.ledger.receipted(digest).await? {
            return match before {
                _ if !form.holds() => Err(Refusal::BadSignature.into()),
                Receipted::Taken(receipt) => Ok(receipt),
                Receipted::Released => Err(Refusal::StaleChallenge.into()),
            };
        }
        let person = self.identify(&form, moment.now)?;
        let stands = self.ledger.stands(&person.person).await?;
        let today = today(moment.now);
        let facts = self.facts(person, &stands, today);
        let service = rules::application(&self.world, &facts, today, &form.payload)?;

        let Opened { application, codes } = form.payload;
        let measures: Vec<String> = application
            .measures
            .into_iter()
            .map(|asked| asked.measure)
            .collect();
        let claim = Claim {
            digest,
            person: person.person.clone(),
            holder: application.holder,
            sharing: measures.iter().map(|id| self.world.sharing(id)).collect(),
            measures,
            service: application.service,
            service_name: service.name.clone(),
            account: application.account,
            at: moment.now,
            on: today,
            names: Names::new(&moment.random),
        };
        let holder = self.ledger.holder(&claim.service, &claim.account).await?;
        if let Err(conflict) = claim.beside(&stands.entries, holder.as_deref()) {
            return self.settle(&claim, conflict).await;
        }
        self.confirm(&claim, &codes).await?;
        match self.ledger.take(&claim).await? {
            Taken::Stands(receipt) => Ok(receipt),
            // Somebody was faster, between the check above and now.
            Taken::Refused(conflict) => self.settle(&claim, conflict).await,
        }
    }

    /// Gives the person their Individual Key ID: the same one each time.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn preregister(&self, moment: Moment, body: &[u8]) -> Result<IssuedKeyId, Failure> {
        let form: Form<Preregistration> = self.form(body)?;
        let person = self.identify(&form, moment.now)?;
        let facts = self.facts(person, &Stands::default(), today(moment.now));
        rules::preregistration(&self.world, &facts, &form.payload)?;
        let names = Names::new(&moment.random);
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
    pub async fn status(&self, moment: Moment, body: &[u8]) -> Result<ApplicationStatus, Failure> {
        let form: Form<Question> = self.form(body)?;
        let person = self.identify(&form, moment.now)?;
        let stands = self.ledger.stands(&person.person).await?;
        let facts = self.facts(person, &stands, today(moment.now));
        Ok(ApplicationStatus {
            preregistered: stands.preregistered,
            facts,
        })
    }

    fn form<P: Payload>(&self, body: &[u8]) -> Result<Form<P>, Refusal> {
        Form::read(body, &self.url(P::PURPOSE)).ok_or(Refusal::Malformed)
    }

    fn url(&self, purpose: Purpose) -> String {
        format!("{}{}", self.address, purpose.path())
    }

    /// From challenge to person. Up to the signature only answers that tell nothing about the
    /// certificate's holder: anyone can read a certificate from a card.
    fn identify<P>(&self, form: &Form<P>, now: Timestamp) -> Result<&Person, Refusal>
    where
        P: Payload,
    {
        if !self.challenges.accepts(&form.header.nonce, now) {
            return Err(Refusal::StaleChallenge);
        }
        let presented: &Presented = &form.certificate;
        let issued = self
            .world
            .authorities
            .issuer(presented)
            .ok_or(Refusal::UnknownAuthority)?;
        if !form.holds() {
            return Err(Refusal::BadSignature);
        }
        issued.valid(now).map_err(unfit)?;
        issued.stands(now).map_err(|revocation| match revocation {
            Revocation::Revoked => Refusal::Revoked,
            Revocation::Stale => Refusal::Maintenance { until: None },
        })?;
        let certificate = issued.for_authentication().map_err(unfit)?;
        self.world.registry.person(&certificate, now)
    }

    fn facts(&self, person: &Person, stands: &Stands, today: Date) -> PersonFacts {
        PersonFacts {
            first_round: person.first_round.clone(),
            health_insurance: person.health_insurance,
            receipt_account: person.receipt_account,
            card_requested: person.card_requested,
            age: self.world.programme.age_group(person.born, today),
            applied: self.standing(stands),
        }
    }

    /// In the programme's order, whatever the ledger's.
    fn standing(&self, stands: &Stands) -> Vec<AppliedMeasure> {
        let place = |entry: &&Entry| {
            let mut measures = self.world.programme.measures.iter();
            measures.position(|measure| measure.id == entry.measure)
        };
        let mut entries: Vec<&Entry> = stands.entries.iter().collect();
        entries.sort_by_key(place);
        entries.into_iter().map(|entry| self.named(entry)).collect()
    }

    fn named(&self, entry: &Entry) -> AppliedMeasure {
        // A service that stands may have left the list since.
        let name = match self.world.service(&entry.service) {
            Some(service) => service.name.clone(),
            None => LocalizedText([(Language::Japanese, entry.service.clone())].into()),
        };
        entry.standing(name)
    }

    /// Answers a claim that can't stand beside what stands: which may be itself, if the same bytes
    /// came twice at once.
    async fn settle(&self, claim: &Claim, conflict: Conflict) -> Result<Receipt, Failure> {
        if let Some(Receipted::Taken(receipt)) = self.ledger.receipted(claim.digest).await? {
            return Ok(receipt);
        }
        let refusal = match conflict {
            Conflict::AlreadyApplied => Refusal::AlreadyApplied {
                standing: self.standing(&self.ledger.stands(&claim.person).await?),
            },
            Conflict::OtherService(entry) => Refusal::OtherService {
                standing: self.named(&entry),
            },
            Conflict::AccountInUse => Refusal::AccountInUse,
        };
        Err(refusal.into())
    }

    async fn confirm(&self, claim: &Claim, codes: &[Secret]) -> Result<(), Failure> {
        let Some(left) = self.ledger.reserve_try(&claim.person, claim.on).await? else {
            let after = midnight_after(claim.at);
            return Err(Refusal::TooManyTries { after }.into());
        };
        match self
            .payment
            .confirm(&claim.service, &claim.account, codes)
            .await
        {
            Answer::Confirmed => Ok(()),
            Answer::NotConfirmed => Err(Refusal::AccountNotConfirmed { left }.into()),
            Answer::Unreachable => {
                self.ledger.return_try(&claim.person, claim.on).await?;
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

fn unfit(unfit: CertificateError) -> Refusal {
    match unfit {
        CertificateError::Expired { at } => Refusal::Expired { at },
        CertificateError::NotYetValid { from } => Refusal::NotYetValid { from },
        CertificateError::WrongKind | CertificateError::Unreadable => Refusal::WrongCertificate,
    }
}
