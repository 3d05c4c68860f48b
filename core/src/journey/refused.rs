//! What follows from a refusal: back to the answer that it concerns, or the end, in words.

use super::conversation::{FlowContext, FlowError, FlowResult};
use super::draft::{Draft, UnavailableChoice};
use super::rules::ProgrammeData;
use super::{AnswerProblem, EndReason, Outcome, Topic, words};
use crate::backend::Refusal;
use crate::programme::{AppliedMeasure, Offer, Programme, UnavailableMeasure};
use crate::text::Text;

impl Draft {
    /// Opens the question whose answer the backend refused, and no other. `rules` are the ones in
    /// force now.
    pub fn refuse(
        &mut self,
        c: &FlowContext,
        rules: &ProgrammeData,
        refusal: Refusal,
    ) -> FlowResult<()> {
        if !self.can_mend(&refusal) {
            return Err(c.refused(refusal));
        }
        let topic = match &refusal {
            Refusal::RulesChanged => self.reconsider(c, rules),
            Refusal::NotEligible { measure, barred } => {
                let measures = &mut self.refused().measures;
                measures.insert(measure.clone(), barred.clone());
                Topic::Measures
            }
            Refusal::AlreadyApplied { standing } => {
                for each in standing {
                    let barred = UnavailableMeasure::Applied { on: each.on };
                    self.refused().measures.insert(each.measure.clone(), barred);
                }
                self.refused().applied.extend(standing.iter().cloned());
                Topic::Measures
            }
            Refusal::OtherService { standing } => {
                self.refused().applied.push(standing.clone());
                Topic::Account
            }
            Refusal::NotAChild | Refusal::IsAChild => Topic::Holder,
            Refusal::ServiceClosed => {
                if let Some(number) = self.chosen_service(rules) {
                    self.refused().services.insert(number);
                }
                Topic::Service
            }
            Refusal::AccountFormat { .. }
            | Refusal::AccountInUse
            | Refusal::AccountNotConfirmed { .. } => Topic::Account,
            _ => return Err(c.refused(refusal)),
        };
        self.reopen(topic, Some(refusal));
        Ok(())
    }

    /// Whether the refusal can concern an answer: a preregistration has neither measures nor an
    /// account.
    fn can_mend(&self, refusal: &Refusal) -> bool {
        self.applies()
            || matches!(
                refusal,
                Refusal::RulesChanged | Refusal::NotAChild | Refusal::IsAChild
            )
    }
}

/// What a refusal says beside the question whose answer it concerns.
pub(super) fn problem(text: &Text, programme: &Programme, refusal: &Refusal) -> AnswerProblem {
    let (field, said) = match refusal {
        Refusal::RulesChanged => (None, text.message("refused-rules-changed")),
        Refusal::NotEligible { barred, .. } => (None, words::barred(text, barred)),
        Refusal::AlreadyApplied { standing } => {
            (None, words::already_applied(text, programme, standing))
        }
        Refusal::OtherService { standing } => (None, words::other_service(text, standing)),
        Refusal::NotAChild => (None, text.message("refused-not-a-child")),
        Refusal::IsAChild => (None, text.message("refused-is-a-child")),
        Refusal::ServiceClosed => (None, text.message("refused-service-closed")),
        Refusal::AccountFormat { field, rule } => (Some(field.as_str()), words::rule(text, *rule)),
        Refusal::AccountInUse => (Some("account"), text.message("refused-account-in-use")),
        Refusal::AccountNotConfirmed { left } => {
            let left = [("left", (*left).into())];
            (
                None,
                text.message_with("refused-account-not-confirmed", &left),
            )
        }
        _ => unreachable!("every other refusal ends the journey"),
    };
    AnswerProblem {
        field: field.map(str::to_owned),
        text: said,
    }
}

impl FlowContext {
    /// The end that a refusal means, where no answer of the person's can change it.
    pub fn refused(&self, refusal: Refusal) -> FlowError {
        let reason = match &refusal {
            Refusal::UnknownAuthority => EndReason::WrongEnvironment,
            Refusal::Expired { .. } | Refusal::Revoked | Refusal::WrongCertificate => {
                EndReason::RenewCertificate
            }
            Refusal::NotYetValid { .. }
            | Refusal::NotKnownYet { .. }
            | Refusal::TooManyTries { .. } => EndReason::TryLater,
            Refusal::BrokenChain => EndReason::ContactHelpDesk,
            Refusal::NotAChild | Refusal::IsAChild => EndReason::WrongApplicant,
            _ => EndReason::UnexpectedReply,
        };
        let practice = self.port.practice();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            words::refused(text, &refusal, practice)
        })
    }

    /// The end of *apply* where the service that points go to takes no more applications.
    pub fn standing_service_closed(
        &self,
        standing: &AppliedMeasure,
        why: UnavailableChoice,
    ) -> FlowError {
        let reason = EndReason::NothingToApplyFor;
        let service = standing.service_name.clone();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            words::standing_service_closed(text, &service, &why)
        })
    }

    /// The end of *apply* where nothing can be applied for.
    pub fn nothing_to_apply_for(
        &self,
        programme: &Programme,
        offers: &[Offer<'_>],
        standing: &[AppliedMeasure],
    ) -> FlowError {
        let reason = EndReason::NothingToApplyFor;
        let barred: Vec<_> = offers
            .iter()
            .filter_map(|offer| Some((offer.measure.name.clone(), offer.unavailable.clone()?)))
            .collect();
        let notices = programme.notices.clone();
        let standing = standing.to_vec();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            words::nothing_to_apply_for(text, &barred, &notices, &standing)
        })
    }
}
