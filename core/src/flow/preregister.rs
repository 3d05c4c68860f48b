//! *Preregister* (予約): holder, terms, password, tap, Individual Key ID.

use super::FlowContext;
use super::answers::Draft;
use super::result::{Ending, FlowResult};
use super::signing::SigningRequest;
use super::submission::Submitting;
use crate::application::Purpose;
use crate::backend::{BackendCall, IssuedKeyId, ProgrammeData};
use crate::card::CardMemory;
use crate::step::Outcome;
use crate::view::{Topic, status as view};

const TOPICS: &[Topic] = &[Topic::Holder, Topic::Terms];

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let mut submitting = Submitting {
        draft: Draft::new(TOPICS),
        data: rules(ctx).await?,
        memory: CardMemory::default(),
    };
    let issued = submitting
        .until_accepted(ctx, rules, |draft, data| {
            request(draft, data).ok_or_else(|| ctx.unexpected_reply())
        })
        .await?;
    let outcome = Outcome::Preregistered {
        preregistered: issued.clone(),
    };
    Ok(Ending::new(outcome, move |text| {
        view::preregistered(text, &issued)
    }))
}

/// The rules alone: no payment service is asked for.
async fn rules(ctx: &FlowContext) -> FlowResult<ProgrammeData> {
    Ok(ProgrammeData {
        programme: ctx.programme().await?,
        services: Vec::new(),
    })
}

fn request(draft: &Draft, data: &ProgrammeData) -> Option<SigningRequest<IssuedKeyId>> {
    Some(SigningRequest {
        purpose: Purpose::Preregister,
        payload: draft.preregistration()?,
        opening: None,
        destination: None,
        authorities: data.programme.authorities.clone(),
        step_number: draft.step_number(Topic::Password),
        back: true,
        call: BackendCall::preregister,
    })
}
