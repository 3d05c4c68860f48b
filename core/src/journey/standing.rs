//! What stands: asked with the card's signature, and shown where something may be applied for.

use super::conversation::{Ending, FlowContext, FlowResult, StepNumber};
use super::sign::SigningRequest;
use super::{Choice, Outcome, QuestionForm, Topic, words};
use crate::application::Purpose;
use crate::backend::ApplicationStatus;
use crate::card::CardMemory;
use crate::programme::{Known, Programme};

/// Asks the backend what stands, with the card's signature.
pub(super) async fn fetch(
    c: &FlowContext,
    programme: &Programme,
    kept: &mut CardMemory,
    back: bool,
) -> FlowResult<ApplicationStatus> {
    let deed = SigningRequest {
        purpose: Purpose::Status,
        payload: Vec::new(),
        opening: None,
        shown: None,
        programme,
        place: StepNumber::default(),
        back,
    };
    match c.signed_call(deed, kept).await? {
        Ok(status) => Ok(status),
        Err(refusal) => Err(c.refused(refusal)),
    }
}

/// Shows what stands where something may be applied for; gives whether the person goes on to it.
pub(super) async fn go_on(
    c: &FlowContext,
    programme: &Programme,
    status: &ApplicationStatus,
) -> FlowResult<bool> {
    let known = Known {
        facts: Some(&status.facts),
        says_new: false,
    };
    let offers = programme.offers(&known, c.today());
    if offers.iter().all(|offer| offer.unavailable.is_some()) {
        return Ok(false);
    }
    let today = c.today();
    let question = || {
        let text = c.text();
        let words = words::standing(&text, programme, status, today);
        let choices = vec![
            Choice::new("apply", text.message("standing-apply")),
            Choice::new("done", text.message("standing-done")),
        ];
        let mut question = c.question(Topic::Status, words, QuestionForm::one_of(choices), "go-on");
        question.back = None;
        question
    };
    Ok(c.choose(question).await? == "apply")
}

/// The end where the person goes no further than what stands.
pub(super) fn end(c: &FlowContext, programme: Programme, status: ApplicationStatus) -> Ending {
    let today = c.today();
    let outcome = Outcome::Status {
        status: status.clone(),
    };
    Ending::new(outcome, move |text| {
        words::standing(text, &programme, &status, today)
    })
}
