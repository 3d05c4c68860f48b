//! What a refusal means for the answers: back to the one that it concerns, or the end.

use super::draft::Draft;
use crate::backend::{ProgrammeData, Refusal};
use crate::flow::{FlowContext, FlowError, FlowResult};
use crate::programme::{AppliedMeasure, Offer, Programme, UnavailableMeasure};
use crate::step::{EndReason, Outcome};
use crate::view::unavailable::UnavailableChoice;
use crate::view::{Topic, ending};

impl Draft {
    /// Opens the question whose answer the backend refused, and no other. `data` is in force now.
    pub(in super::super) fn refuse(
        &mut self,
        ctx: &FlowContext,
        data: &ProgrammeData,
        refusal: Refusal,
    ) -> FlowResult<()> {
        if !self.can_concern(&refusal) {
            return Err(ctx.refused(refusal));
        }
        let topic = match &refusal {
            Refusal::RulesChanged => self.reconsider(data, ctx.today(), &ctx.text()),
            Refusal::NotEligible { measure, reason } => {
                let measures = &mut self.refused.measures;
                measures.insert(measure.clone(), reason.clone());
                Topic::Measures
            }
            Refusal::AlreadyApplied { applied } => {
                for measure in applied {
                    let reason = UnavailableMeasure::Applied { on: measure.on };
                    let measures = &mut self.refused.measures;
                    measures.insert(measure.measure.clone(), reason);
                }
                self.refused.applied.extend(applied.iter().cloned());
                Topic::Measures
            }
            Refusal::OtherService { applied } => {
                self.refused.applied.push(applied.clone());
                Topic::Account
            }
            Refusal::NotAChild | Refusal::IsAChild => Topic::Holder,
            Refusal::ServiceClosed => {
                let service = self.chosen_service(data);
                let number = service.map(|service| service.number.clone());
                self.refused.services.extend(number);
                Topic::Service
            }
            Refusal::AccountFormat { .. }
            | Refusal::AccountInUse
            | Refusal::AccountNotConfirmed { .. } => Topic::Account,
            _ => return Err(ctx.refused(refusal)),
        };
        self.reopen(topic, Some(refusal));
        Ok(())
    }

    /// Whether the refusal can concern an answer: a preregistration has neither measures nor an
    /// account.
    fn can_concern(&self, refusal: &Refusal) -> bool {
        self.applies()
            || matches!(
                refusal,
                Refusal::RulesChanged | Refusal::NotAChild | Refusal::IsAChild
            )
    }
}

impl FlowContext {
    /// The service that the points of an earlier application go to takes no more applications.
    pub(super) fn applied_service_unavailable(
        &self,
        applied: &AppliedMeasure,
        reason: UnavailableChoice,
    ) -> FlowError {
        let service = applied.service_name.clone();
        nothing_to_apply_for(move |text| {
            ending::applied_service_unavailable(text, &service, &reason)
        })
    }

    /// No measure can be applied for.
    pub(super) fn nothing_to_apply_for(
        &self,
        programme: &Programme,
        offers: &[Offer<'_>],
        applied: &[AppliedMeasure],
    ) -> FlowError {
        let reasons: Vec<_> = offers
            .iter()
            .filter_map(|offer| Some((offer.measure.name.clone(), offer.unavailable.clone()?)))
            .collect();
        let notices = programme.notices.clone();
        let applied = applied.to_vec();
        nothing_to_apply_for(move |text| {
            ending::nothing_to_apply_for(text, &reasons, &notices, &applied)
        })
    }
}

fn nothing_to_apply_for(
    text: impl Fn(&crate::text::Text) -> crate::view::ScreenText + Send + 'static,
) -> FlowError {
    let reason = EndReason::NothingToApplyFor;
    FlowError::end(Outcome::Ended { reason }, text)
}
