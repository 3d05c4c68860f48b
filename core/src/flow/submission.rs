//! Questions, signature and submission, until the backend accepts: what *apply* and *preregister*
//! have in common.

use super::FlowContext;
use super::answers::Draft;
use super::result::FlowResult;
use super::signing::SigningRequest;
use crate::backend::{BackendReply, ProgrammeData, Refusal};
use crate::card::CardMemory;
use crate::view::Topic;
use serde::de::DeserializeOwned;

/// What a submission is made from.
pub(super) struct Submitting {
    pub(super) draft: Draft,
    pub(super) data: ProgrammeData,
    pub(super) memory: CardMemory,
}

impl Submitting {
    /// Asks what is open, lets the card sign what `request` makes of the answers, and sends it; asks
    /// again what the backend refuses. `fetch` brings the rules that are then in force.
    pub(super) async fn until_accepted<R: DeserializeOwned>(
        &mut self,
        ctx: &FlowContext,
        fetch: impl AsyncFn(&FlowContext) -> FlowResult<ProgrammeData>,
        request: impl Fn(&Draft, &ProgrammeData) -> FlowResult<SigningRequest<R>>,
    ) -> FlowResult<R> {
        let Self {
            draft,
            data,
            memory,
        } = self;
        loop {
            draft.ask_open_questions(ctx, data, memory).await?;
            let refusal = match ctx.sign_and_call(request(draft, data)?, memory).await {
                Ok(BackendReply::Accepted(reply)) => return Ok(reply),
                Ok(BackendReply::Refused(refusal)) => refusal,
                Err(error) => {
                    draft.handle_interrupt(data, Topic::Password, error)?;
                    continue;
                }
            };
            if refusal == Refusal::RulesChanged {
                match fetch(ctx).await {
                    Ok(current) => *data = current,
                    Err(error) => {
                        draft.handle_interrupt(data, Topic::Password, error)?;
                        continue;
                    }
                }
            }
            draft.refuse(ctx, data, refusal)?;
        }
    }
}
