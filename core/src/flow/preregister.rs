//! *Preregister* (予約): holder, terms, password, tap, Individual Key ID.

use super::FlowContext;
use super::answers::Draft;
use super::result::{Ending, FlowResult};
use super::signing::SigningRequest;
use crate::application::Purpose;
use crate::backend::{BackendCall, BackendReply, IssuedKeyId, ProgrammeData, Refusal};
use crate::card::CardMemory;
use crate::step::Outcome;
use crate::view::{Topic, status as view};

const TOPICS: &[Topic] = &[Topic::Holder, Topic::Terms];

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let mut data = ProgrammeData {
        programme: ctx.programme().await?,
        services: Vec::new(),
    };
    let mut memory = CardMemory::default();
    let mut draft = Draft::new(TOPICS);
    loop {
        draft.ask_open_questions(ctx, &data, &mut memory).await?;
        let refusal = match submit(ctx, &data, &mut memory, &draft).await {
            Ok(BackendReply::Accepted(issued)) => {
                let outcome = Outcome::Preregistered {
                    preregistered: issued.clone(),
                };
                return Ok(Ending::new(outcome, move |text| {
                    view::preregistered(text, &issued)
                }));
            }
            Ok(BackendReply::Refused(refusal)) => refusal,
            Err(error) => {
                draft.handle_interrupt(&data, Topic::Password, error)?;
                continue;
            }
        };
        if refusal == Refusal::RulesChanged {
            match ctx.programme().await {
                Ok(programme) => data.programme = programme,
                Err(error) => {
                    draft.handle_interrupt(&data, Topic::Password, error)?;
                    continue;
                }
            }
        }
        draft.refuse(ctx, &data, refusal)?;
    }
}

async fn submit(
    ctx: &FlowContext,
    data: &ProgrammeData,
    memory: &mut CardMemory,
    draft: &Draft,
) -> FlowResult<BackendReply<IssuedKeyId>> {
    let payload = draft.preregistration();
    let request = SigningRequest {
        purpose: Purpose::Preregister,
        payload: payload.ok_or_else(|| ctx.unexpected_reply())?,
        opening: None,
        destination: None,
        programme: &data.programme,
        step_number: draft.step_number(Topic::Password),
        back: true,
        call: BackendCall::preregister,
    };
    ctx.sign_and_call(request, memory).await
}
