//! The answers so far, and the question that is open.
//!
//! The open question is a function of the rules, the answers, what the backend refused, and what
//! the person reopened. An answer that a change has made invalid opens by itself; one that is still
//! valid is not asked twice.

use super::ask::Account;
use super::conversation::{FlowContext, FlowError, FlowResult, StepNumber};
use super::rules::ProgrammeData;
use super::wire::Interrupt;
use super::{Question, Topic, ask, card, refused, standing};
use crate::application::{Application, Holder, Preregistration, RequestedMeasure, base64url, seal};
use crate::backend::{ApplicationStatus, CodeOpening, Refusal};
use crate::card::CardMemory;
use crate::payment::{PaymentService, UnavailableService};
use crate::programme::{AgeGroup, AppliedMeasure, Known, Offer, PersonFacts, UnavailableMeasure};
use crate::text::{Language, LocalizedText, Text};
use ring::digest::{SHA256, digest};
use std::collections::{BTreeMap, BTreeSet};

/// The answers so far.
pub(super) struct Draft {
    topics: &'static [Topic],
    /// What a tap has told.
    status: Option<ApplicationStatus>,
    says_new: bool,
    holder: Option<Holder>,
    measures: Vec<String>,
    service: Option<String>,
    account: Option<Account>,
    /// The terms agreed to: their version, and who for.
    agreed: Option<(String, Holder)>,
    /// The language in which they were shown.
    agreed_in: Language,
    /// Digest of the summary that was confirmed.
    confirmed: Option<[u8; 32]>,
    /// "Back" and "change" reopen a question with its answer in it.
    reopened: Option<Topic>,
    /// What the backend said against that question's answer.
    problem: Option<(Topic, Refusal)>,
    refused: RefusedAnswers,
    /// So many salts have been drawn.
    salts: u32,
}

/// What the backend has said against answers.
#[derive(Default)]
pub(super) struct RefusedAnswers {
    pub measures: BTreeMap<String, UnavailableMeasure>,
    pub services: BTreeSet<String>,
    pub applied: Vec<AppliedMeasure>,
}

/// Why a payment service can't be chosen.
pub(super) enum UnavailableChoice {
    /// The points of an application that stands go to that other one.
    PointsGoElsewhere { service: LocalizedText },
    /// The backend has said so.
    Refused,
    /// It is closed to this person today.
    Closed(UnavailableService),
}

impl Draft {
    pub fn new(topics: &'static [Topic]) -> Self {
        Self {
            topics,
            status: None,
            says_new: false,
            holder: None,
            measures: Vec::new(),
            service: None,
            account: None,
            agreed: None,
            agreed_in: Language::Japanese,
            confirmed: None,
            reopened: None,
            problem: None,
            refused: RefusedAnswers::default(),
            salts: 0,
        }
    }

    /// Takes in what a tap has told.
    pub fn learn(&mut self, status: ApplicationStatus) {
        self.status = Some(status);
    }

    /// Asks whatever is open, until nothing is.
    pub async fn fill(
        &mut self,
        c: &FlowContext,
        rules: &ProgrammeData,
        kept: &mut CardMemory,
    ) -> FlowResult<()> {
        while let Some(topic) = self.open_topic(c, rules) {
            match self.ask(c, rules, kept, topic).await {
                Ok(()) => {
                    self.reopened = None;
                    self.problem = None;
                }
                Err(exit) => self.handle_interrupt(rules, topic, exit)?,
            }
        }
        Ok(())
    }

    /// "Back" and "change" reopen a question; everything else leads out of the draft.
    pub fn handle_interrupt(
        &mut self,
        rules: &ProgrammeData,
        from: Topic,
        exit: FlowError,
    ) -> FlowResult<()> {
        let topic = match exit {
            FlowError::Interrupt(Interrupt::Back) => self.before(from, rules),
            FlowError::Interrupt(Interrupt::Change(topic)) => Some(topic),
            _ => None,
        };
        match topic {
            Some(topic) => {
                self.reopen(topic, None);
                Ok(())
            }
            None => Err(exit),
        }
    }

    /// Opens a question again, with what is wrong with its answer.
    pub fn reopen(&mut self, topic: Topic, problem: Option<Refusal>) {
        self.reopened = Some(topic);
        self.problem = problem.map(|refusal| (topic, refusal));
    }

    /// The question's place among all of them; the password is the last.
    pub fn step_number(&self, topic: Topic) -> StepNumber {
        let count = |n: usize| i32::try_from(n).expect("a handful of questions");
        let nth = self.topics.iter().position(|&each| each == topic);
        StepNumber {
            step: count(nth.unwrap_or(self.topics.len()) + 1),
            of: count(self.topics.len() + 1),
        }
    }

    fn before(&self, topic: Topic, rules: &ProgrammeData) -> Option<Topic> {
        let end = self.topics.iter().position(|&each| each == topic);
        self.topics[..end.unwrap_or(self.topics.len())]
            .iter()
            .rev()
            .copied()
            // A service that stands already is no question.
            .find(|&each| each != Topic::Service || self.applied_service(rules).is_none())
    }

    fn open_topic(&self, c: &FlowContext, rules: &ProgrammeData) -> Option<Topic> {
        self.reopened.or_else(|| {
            self.topics
                .iter()
                .copied()
                .find(|&topic| !self.settled(topic, c, rules))
        })
    }

    /// Rules have changed: the last word is undone. Gives the first question whose answer doesn't
    /// stand any more.
    pub(super) fn reconsider(&mut self, c: &FlowContext, rules: &ProgrammeData) -> Topic {
        self.confirmed = None;
        let open = self.open_topic(c, rules);
        open.or(self.topics.last().copied())
            .unwrap_or(Topic::Holder)
    }

    fn settled(&self, topic: Topic, c: &FlowContext, rules: &ProgrammeData) -> bool {
        match topic {
            Topic::Applied => self.says_new || self.status.is_some(),
            Topic::Holder => self.holder.is_some_and(|holder| self.allows_holder(holder)),
            Topic::Measures => {
                let offers = self.offers(c, rules);
                let open = |id: &String| {
                    offers
                        .iter()
                        .any(|offer| offer.measure.id == *id && offer.unavailable.is_none())
                };
                !self.measures.is_empty() && self.measures.iter().all(open)
            }
            Topic::Service => self
                .service(rules)
                .is_some_and(|service| self.unavailable(service, c, rules).is_none()),
            Topic::Account => match (&self.account, self.service(rules)) {
                (Some(account), Some(service)) => account.service == service.number,
                _ => false,
            },
            Topic::Terms => {
                self.agreed
                    == self
                        .holder
                        .map(|h| (rules.programme.terms.version.clone(), h))
            }
            Topic::Summary => self.confirmed.is_some() && self.confirmed == self.digest(c, rules),
            _ => true,
        }
    }

    async fn ask(
        &mut self,
        c: &FlowContext,
        rules: &ProgrammeData,
        kept: &mut CardMemory,
        topic: Topic,
    ) -> FlowResult<()> {
        let prepare = |question| self.decorate(c, rules, topic, question);
        match topic {
            Topic::Applied => return self.ask_applied(c, rules, kept).await,
            Topic::Holder => {
                let question = || prepare(ask::holder(c, &rules.programme, self.holder));
                let holder = ask::holder_of(&c.choose(question).await?);
                self.holder = Some(holder);
            }
            Topic::Measures => {
                let offers = self.offers(c, rules);
                if offers.iter().all(|offer| offer.unavailable.is_some()) {
                    let standing = &self.refused.applied;
                    return Err(c.nothing_to_apply_for(&rules.programme, &offers, standing));
                }
                let sure = self.facts().is_some();
                let question = || prepare(ask::measures(c, &offers, &self.measures, sure));
                let measures = c.choose_several(question).await?;
                self.measures = measures;
            }
            Topic::Service => {
                let shut = |service: &PaymentService| self.unavailable(service, c, rules);
                if let Some(standing) = self.applied_service(rules)
                    && let Some(why) = rules.service(&standing.service).and_then(shut)
                {
                    return Err(c.standing_service_closed(standing, why));
                }
                let shut: Vec<_> = rules.services.iter().map(shut).collect();
                let before = self.service.as_deref();
                let question = || prepare(ask::service(c, rules, before, &shut));
                let service = c.choose(question).await?;
                self.service = Some(service);
            }
            Topic::Account => {
                let service = self.service(rules).ok_or_else(|| c.unclear())?;
                let before = self
                    .account
                    .as_ref()
                    .filter(|account| account.service == service.number);
                let question = || prepare(ask::account(c, service, before));
                let (id, codes) = ask::account_of(c, service, question).await?;
                self.salts += 1;
                self.account = Some(Account {
                    service: service.number.clone(),
                    id,
                    codes,
                    salt: salt(&c.config.entropy, self.salts),
                });
            }
            Topic::Terms => {
                let holder = self.holder.ok_or_else(|| c.unclear())?;
                let applies = self.applies();
                let question = || prepare(ask::terms(c, &rules.programme, holder, applies));
                c.agree(question).await?;
                self.agreed = Some((rules.programme.terms.version.clone(), holder));
                self.agreed_in = c.text().language();
            }
            _ => {
                let (mut shown, _) = self.application(c, rules).ok_or_else(|| c.unclear())?;
                let fixed = self.applied_service(rules).is_some();
                let question = || {
                    translate(c.text(), &mut shown, rules);
                    prepare(ask::summary(c, rules, &shown, fixed))
                };
                c.agree(question).await?;
                self.confirmed = Some(digest_of(&shown));
            }
        }
        Ok(())
    }

    /// The question with its place, and with what was wrong with its answer.
    fn decorate(
        &self,
        c: &FlowContext,
        rules: &ProgrammeData,
        topic: Topic,
        question: Question,
    ) -> Question {
        let mut question = c.numbered(self.step_number(topic), question);
        if self.topics.first() == Some(&topic) {
            question = c.first(question);
        }
        match &self.problem {
            Some((about, refusal)) if *about == topic => {
                let problem = refused::problem(&c.text(), &rules.programme, refusal);
                ask::with_problem(question, problem)
            }
            _ => question,
        }
    }

    /// Have you applied before? Who is not sure finds out with a tap.
    async fn ask_applied(
        &mut self,
        c: &FlowContext,
        rules: &ProgrammeData,
        kept: &mut CardMemory,
    ) -> FlowResult<()> {
        loop {
            let question = || {
                let question = ask::applied(c, &rules.programme, self.says_new);
                self.decorate(c, rules, Topic::Applied, question)
            };
            let course = match c.choose(question).await {
                Ok(id) if id == "no" => {
                    self.says_new = true;
                    return Ok(());
                }
                Ok(_) => standing::fetch(c, &rules.programme, kept, true).await,
                Err(FlowError::Interrupt(Interrupt::Change(Topic::Card))) => {
                    match card::practise(c).await {
                        Ok(()) | Err(FlowError::Interrupt(Interrupt::Back)) => continue,
                        Err(exit) => return Err(exit),
                    }
                }
                Err(exit) => return Err(exit),
            };
            match course {
                Ok(status) => {
                    if !standing::go_on(c, &rules.programme, &status).await? {
                        let end = standing::end(c, rules.programme.clone(), status);
                        return Err(FlowError::End(Box::new(end)));
                    }
                    self.learn(status);
                    return Ok(());
                }
                Err(FlowError::Interrupt(Interrupt::Back)) => {}
                Err(exit) => return Err(exit),
            }
        }
    }

    /// Measures are applied for, not an ID alone.
    pub(super) fn applies(&self) -> bool {
        self.topics.contains(&Topic::Measures)
    }

    // ---- what follows from the answers -----------------------------------------------------

    fn facts(&self) -> Option<&PersonFacts> {
        self.status.as_ref().map(|status| &status.facts)
    }

    /// What each measure offers, with what the backend has refused since.
    fn offers<'a>(&self, c: &FlowContext, rules: &'a ProgrammeData) -> Vec<Offer<'a>> {
        let known = Known {
            facts: self.facts(),
            says_new: self.says_new,
        };
        let mut offers = rules.programme.offers(&known, c.today());
        for offer in &mut offers {
            let refused = self.refused.measures.get(&offer.measure.id);
            offer.unavailable = offer.unavailable.take().or_else(|| refused.cloned());
        }
        offers
    }

    /// Whether the person may apply as that.
    fn allows_holder(&self, holder: Holder) -> bool {
        self.facts().is_none_or(|facts| {
            (facts.age == AgeGroup::Child) == (holder == Holder::Representative)
        })
    }

    /// The standing application whose service the chosen measures' points go to as well.
    fn applied_service<'a>(&'a self, rules: &ProgrammeData) -> Option<&'a AppliedMeasure> {
        let applied = self.facts().map_or(&[][..], |facts| &facts.applied);
        applied
            .iter()
            .chain(&self.refused.applied)
            .find(|standing| {
                self.measures
                    .iter()
                    .any(|measure| rules.programme.share_service(measure, &standing.measure))
            })
    }

    /// The service that stands, or the chosen one.
    fn service<'a>(&self, rules: &'a ProgrammeData) -> Option<&'a PaymentService> {
        let number = match self.applied_service(rules) {
            Some(standing) => Some(&standing.service),
            None => self.service.as_ref(),
        };
        rules.service(number?)
    }

    /// Why the service can't be chosen.
    fn unavailable(
        &self,
        service: &PaymentService,
        c: &FlowContext,
        rules: &ProgrammeData,
    ) -> Option<UnavailableChoice> {
        if let Some(standing) = self.applied_service(rules)
            && standing.service != service.number
        {
            return Some(UnavailableChoice::PointsGoElsewhere {
                service: standing.service_name.clone(),
            });
        }
        if self.refused.services.contains(&service.number) {
            return Some(UnavailableChoice::Refused);
        }
        let adult = self.holder == Some(Holder::Representative)
            || self
                .facts()
                .is_none_or(|facts| facts.age == AgeGroup::Adult);
        service
            .unavailable(c.today(), adult)
            .map(UnavailableChoice::Closed)
    }

    /// What is signed, made from what the summary shows; and what opens its sealed codes.
    pub fn application(
        &self,
        c: &FlowContext,
        rules: &ProgrammeData,
    ) -> Option<(Application, CodeOpening)> {
        let service = self.service(rules)?;
        let account = self.account.as_ref()?;
        let offers = self.offers(c, rules);
        let measures = offers
            .iter()
            .filter(|offer| self.measures.contains(&offer.measure.id))
            .map(|offer| RequestedMeasure {
                measure: offer.measure.id.clone(),
                yen: offer.yen,
            })
            .collect();
        let text = c.text();
        let application = Application {
            rules: rules.programme.version.clone(),
            terms: rules.programme.terms.version.clone(),
            language: text.language(),
            holder: self.holder?,
            declarations: self.holder?.declarations(),
            measures,
            service: service.number.clone(),
            service_name: text.localized(&service.name),
            account: account.id.clone(),
            codes: seal(&account.salt, &account.codes),
        };
        let opening = CodeOpening {
            salt: base64url(&account.salt),
            codes: account
                .codes
                .iter()
                .filter_map(|code| code.text().map(str::to_owned))
                .collect(),
        };
        Some((application, opening))
    }

    /// What is signed with a preregistration: the terms as they were agreed to.
    pub fn preregistration(&self) -> Option<Vec<u8>> {
        let (terms, holder) = self.agreed.clone()?;
        let preregistration = Preregistration {
            terms,
            language: self.agreed_in,
            holder,
            declarations: holder.preregistration_declarations(),
        };
        Some(serde_json::to_vec(&preregistration).expect("a preregistration serialises"))
    }

    /// Digest of the summary: any change undoes its confirmation.
    fn digest(&self, c: &FlowContext, rules: &ProgrammeData) -> Option<[u8; 32]> {
        let (application, _) = self.application(c, rules)?;
        Some(digest_of(&application))
    }

    pub(super) fn refused(&mut self) -> &mut RefusedAnswers {
        &mut self.refused
    }

    /// The answers' measures and service, for whoever judges a refusal.
    pub(super) fn chosen_service(&self, rules: &ProgrammeData) -> Option<String> {
        self.service(rules).map(|service| service.number.clone())
    }
}

/// What a summary shows of the application, in that language.
fn translate(text: Text, application: &mut Application, rules: &ProgrammeData) {
    application.language = text.language();
    if let Some(service) = rules.service(&application.service) {
        application.service_name = text.localized(&service.name);
    }
}

fn digest_of(application: &Application) -> [u8; 32] {
    let shown = serde_json::to_vec(application).expect("an application serialises");
    let digest = digest(&SHA256, &shown);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// 32 bytes that seal one set of codes: drawn from the journey's randomness, another each time.
fn salt(entropy: &[u8; 32], nth: u32) -> [u8; 32] {
    let mut context = ring::digest::Context::new(&SHA256);
    context.update(b"card-points salt");
    context.update(entropy);
    context.update(&nth.to_be_bytes());
    context
        .finish()
        .as_ref()
        .try_into()
        .expect("SHA-256 has 32 bytes")
}
