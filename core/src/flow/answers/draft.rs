//! The answers so far, and what follows from them. Nothing here asks anybody.

use crate::application::{Application, Holder, Preregistration, RequestedMeasure, base64url, seal};
use crate::backend::{ApplicationStatus, CodeOpening, ProgrammeData, Refusal};
use crate::payment::{Account, PaymentService};
use crate::programme::{AgeGroup, AppliedMeasure, Offer, PersonFacts, UnavailableMeasure};
use crate::text::{Language, Text};
use crate::view::unavailable::UnavailableChoice;
use crate::view::{StepNumber, Topic};
use jiff::civil::Date;
use ring::digest::{self, SHA256};
use std::collections::{BTreeMap, BTreeSet};

/// The answers so far.
#[derive(Default)]
pub(in super::super) struct Draft {
    /// The questions of this flow, in order.
    topics: &'static [Topic],
    /// What the backend told after a tap.
    pub(super) status: Option<ApplicationStatus>,
    pub(super) says_new: bool,
    pub(super) holder: Option<Holder>,
    pub(super) measures: Vec<String>,
    pub(super) service: Option<String>,
    pub(super) account: Option<SaltedAccount>,
    pub(super) agreement: Option<Agreement>,
    /// Digest of the summary that was confirmed.
    pub(super) confirmed: Option<[u8; 32]>,
    /// "Back" and "change" reopen a question with its answer in it.
    pub(super) reopened: Option<Topic>,
    /// What the backend says against the answer to a question.
    pub(super) refusal: Option<(Topic, Refusal)>,
    pub(super) refused: RefusedAnswers,
    /// How many salts were drawn.
    pub(super) salts_drawn: u32,
}

/// An account, with the salt of its sealed security codes.
pub(super) struct SaltedAccount {
    pub(super) account: Account,
    pub(super) salt: [u8; 32],
}

/// The terms that the person agreed to.
pub(super) struct Agreement {
    pub(super) version: String,
    pub(super) holder: Holder,
    /// The language in which they were shown.
    pub(super) language: Language,
}

/// What the backend said against answers.
#[derive(Default)]
pub(super) struct RefusedAnswers {
    pub(super) measures: BTreeMap<String, UnavailableMeasure>,
    pub(super) services: BTreeSet<String>,
    pub(super) applied: Vec<AppliedMeasure>,
}

impl Draft {
    pub(in super::super) fn new(topics: &'static [Topic]) -> Self {
        Self {
            topics,
            ..Self::default()
        }
    }

    /// Takes in what the backend told after a tap.
    pub(in super::super) fn set_status(&mut self, status: ApplicationStatus) {
        self.status = Some(status);
    }

    /// Opens a question again, with what is wrong with its answer.
    pub(super) fn reopen(&mut self, topic: Topic, refusal: Option<Refusal>) {
        self.reopened = Some(topic);
        self.refusal = refusal.map(|refusal| (topic, refusal));
    }

    // ---- questions -------------------------------------------------------------------------

    /// The question's number among all of them. The password is the last.
    pub(in super::super) fn step_number(&self, topic: Topic) -> StepNumber {
        let count = |n: usize| i32::try_from(n).expect("a handful of questions");
        let nth = self.topics.iter().position(|&each| each == topic);
        StepNumber {
            step: count(nth.unwrap_or(self.topics.len()) + 1),
            count: count(self.topics.len() + 1),
        }
    }

    pub(super) fn is_first(&self, topic: Topic) -> bool {
        self.topics.first() == Some(&topic)
    }

    /// The question before `topic`.
    pub(super) fn previous(&self, topic: Topic, data: &ProgrammeData) -> Option<Topic> {
        let end = self.topics.iter().position(|&each| each == topic);
        self.topics[..end.unwrap_or(self.topics.len())]
            .iter()
            .rev()
            .copied()
            // The service of an earlier application is no question.
            .find(|&each| each != Topic::Service || self.applied_service(data).is_none())
    }

    /// The question that is open; `None`: every answer is valid.
    pub(super) fn open_topic(
        &self,
        data: &ProgrammeData,
        today: Date,
        text: &Text,
    ) -> Option<Topic> {
        let mut topics = self.topics.iter().copied();
        self.reopened
            .or_else(|| topics.find(|&topic| !self.is_answered(topic, data, today, text)))
    }

    /// Rules have changed: the summary has to be confirmed again. Gives the first question whose
    /// answer is no longer valid.
    pub(super) fn reconsider(&mut self, data: &ProgrammeData, today: Date, text: &Text) -> Topic {
        self.confirmed = None;
        self.open_topic(data, today, text)
            .or(self.topics.last().copied())
            .unwrap_or(Topic::Holder)
    }

    fn is_answered(&self, topic: Topic, data: &ProgrammeData, today: Date, text: &Text) -> bool {
        match topic {
            Topic::Applied => self.says_new || self.status.is_some(),
            Topic::Holder => self.holder.is_some_and(|holder| self.allows_holder(holder)),
            Topic::Measures => {
                let offers = self.offers(data, today);
                let is_open = |id: &String| {
                    offers
                        .iter()
                        .any(|offer| offer.measure.id == *id && offer.unavailable.is_none())
                };
                !self.measures.is_empty() && self.measures.iter().all(is_open)
            }
            Topic::Service => self
                .chosen_service(data)
                .is_some_and(|service| self.unavailable(service, data, today).is_none()),
            Topic::Account => match (&self.account, self.chosen_service(data)) {
                (Some(salted), Some(service)) => salted.account.service == service.number,
                _ => false,
            },
            Topic::Terms => match (&self.agreement, self.holder) {
                (Some(agreed), Some(holder)) => {
                    agreed.version == data.programme.terms.version && agreed.holder == holder
                }
                _ => false,
            },
            Topic::Summary => {
                let application = self.application(data, today, text);
                let digest = application.map(|(application, _)| digest(&application));
                self.confirmed.is_some() && self.confirmed == digest
            }
            _ => true,
        }
    }

    /// Measures are applied for, not an ID alone.
    pub(super) fn applies(&self) -> bool {
        self.topics.contains(&Topic::Measures)
    }

    // ---- what follows from the answers -----------------------------------------------------

    pub(super) fn facts(&self) -> Option<&PersonFacts> {
        self.status.as_ref().map(|status| &status.facts)
    }

    /// What each measure offers, with what the backend refused since.
    pub(super) fn offers<'a>(&self, data: &'a ProgrammeData, today: Date) -> Vec<Offer<'a>> {
        let mut offers = data.programme.offers(self.facts(), today);
        for offer in &mut offers {
            let refused = self.refused.measures.get(&offer.measure.id);
            offer.unavailable = offer.unavailable.take().or_else(|| refused.cloned());
        }
        offers
    }

    fn allows_holder(&self, holder: Holder) -> bool {
        self.facts().is_none_or(|facts| {
            (facts.age == AgeGroup::Child) == (holder == Holder::Representative)
        })
    }

    /// The earlier application whose service the points of the chosen measures go to as well.
    pub(super) fn applied_service<'a>(
        &'a self,
        data: &ProgrammeData,
    ) -> Option<&'a AppliedMeasure> {
        let shares_service = |applied: &&AppliedMeasure| {
            self.measures
                .iter()
                .any(|measure| data.programme.share_service(measure, &applied.measure))
        };
        let applied = self.facts().map_or(&[][..], |facts| &facts.applied);
        applied
            .iter()
            .chain(&self.refused.applied)
            .find(shares_service)
    }

    /// The service of an earlier application, or the chosen one.
    pub(super) fn chosen_service<'a>(&self, data: &'a ProgrammeData) -> Option<&'a PaymentService> {
        let number = match self.applied_service(data) {
            Some(applied) => Some(&applied.service),
            None => self.service.as_ref(),
        };
        data.service(number?)
    }

    /// Why the service can't be chosen.
    pub(super) fn unavailable(
        &self,
        service: &PaymentService,
        data: &ProgrammeData,
        today: Date,
    ) -> Option<UnavailableChoice> {
        if let Some(applied) = self.applied_service(data)
            && applied.service != service.number
        {
            return Some(UnavailableChoice::PointsGoElsewhere {
                service: applied.service_name.clone(),
            });
        }
        if self.refused.services.contains(&service.number) {
            return Some(UnavailableChoice::Refused);
        }
        let adult = self.holder == Some(Holder::Representative)
            || self
                .facts()
                .is_none_or(|facts| facts.age == AgeGroup::Adult);
        let reason = service.unavailable(today, adult);
        reason.map(UnavailableChoice::Closed)
    }

    /// What the card signs, made from what the summary shows; and what opens its sealed codes.
    pub(in super::super) fn application(
        &self,
        data: &ProgrammeData,
        today: Date,
        text: &Text,
    ) -> Option<(Application, CodeOpening)> {
        let service = self.chosen_service(data)?;
        let SaltedAccount { account, salt } = self.account.as_ref()?;
        let holder = self.holder?;
        let offers = self.offers(data, today).into_iter();
        let measures = offers
            .filter(|offer| self.measures.contains(&offer.measure.id))
            .map(|offer| RequestedMeasure {
                measure: offer.measure.id.clone(),
                yen: offer.yen,
            })
            .collect();
        let application = Application {
            rules: data.programme.version.clone(),
            terms: data.programme.terms.version.clone(),
            language: text.language(),
            holder,
            declarations: holder.declarations(),
            measures,
            service: service.number.clone(),
            service_name: text.localized(&service.name),
            account: account.id.clone(),
            codes: seal(salt, &account.codes),
        };
        let codes = account.codes.iter();
        let opening = CodeOpening {
            salt: base64url(salt),
            codes: codes
                .filter_map(|code| code.text().map(str::to_owned))
                .collect(),
        };
        Some((application, opening))
    }

    /// What the card signs to preregister: the terms as they were agreed to.
    pub(in super::super) fn preregistration(&self) -> Option<Vec<u8>> {
        let agreement = self.agreement.as_ref()?;
        let preregistration = Preregistration {
            terms: agreement.version.clone(),
            language: agreement.language,
            holder: agreement.holder,
            declarations: agreement.holder.preregistration_declarations(),
        };
        Some(serde_json::to_vec(&preregistration).expect("a preregistration serialises"))
    }
}

/// The application as the summary shows it in another language.
pub(super) fn translate(application: &mut Application, data: &ProgrammeData, text: &Text) {
    application.language = text.language();
    if let Some(service) = data.service(&application.service) {
        application.service_name = text.localized(&service.name);
    }
}

/// Digest of a summary: any change undoes its confirmation.
pub(super) fn digest(application: &Application) -> [u8; 32] {
    let summary = serde_json::to_vec(application).expect("an application serialises");
    let digest = digest::digest(&SHA256, &summary);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}
