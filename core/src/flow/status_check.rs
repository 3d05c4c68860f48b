//! The state of every application: asked with the card's signature, and shown where something can
//! still be applied for.

use super::FlowContext;
use super::result::{Ending, FlowResult};
use super::signing::SigningRequest;
use crate::application::Purpose;
use crate::backend::{ApplicationStatus, BackendCall, BackendReply};
use crate::card::CardMemory;
use crate::programme::Programme;
use crate::step::Outcome;
use crate::view::general::AfterStatus;
use crate::view::{StepNumber, general, status as view};

/// Asks the backend, with the card's signature. `back`: there is a question before the password.
pub(super) async fn fetch(
    ctx: &FlowContext,
    programme: &Programme,
    memory: &mut CardMemory,
    back: bool,
) -> FlowResult<ApplicationStatus> {
    let request = SigningRequest {
        purpose: Purpose::Status,
        payload: Vec::new(),
        opening: None,
        destination: None,
        authorities: programme.authorities.clone(),
        step_number: StepNumber::default(),
        back,
        call: BackendCall::status,
    };
    match ctx.sign_and_call(request, memory).await? {
        BackendReply::Accepted(status) => Ok(status),
        BackendReply::Refused(refusal) => Err(ctx.refused(refusal)),
    }
}

/// Shows the status where something can still be applied for. Returns whether the person goes on to
/// apply.
pub(super) async fn offer_to_apply(
    ctx: &FlowContext,
    programme: &Programme,
    status: &ApplicationStatus,
) -> FlowResult<bool> {
    let today = ctx.today();
    let offers = programme.offers(Some(&status.facts), today);
    if offers.iter().all(|offer| offer.unavailable.is_some()) {
        return Ok(false);
    }
    let question = || {
        let text = ctx.text();
        general::status(&text, view::status(&text, programme, status, today))
    };
    Ok(ctx.choose_value::<AfterStatus>(question).await? == AfterStatus::Apply)
}

/// The end where the person does not go on to apply.
pub(super) fn ending(ctx: &FlowContext, programme: Programme, status: ApplicationStatus) -> Ending {
    let today = ctx.today();
    let outcome = Outcome::Status {
        status: status.clone(),
    };
    Ending::new(outcome, move |text| {
        view::status(text, &programme, &status, today)
    })
}
