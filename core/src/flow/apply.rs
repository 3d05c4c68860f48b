//! *Apply* (申込): the questions, then password, tap, receipt.

use super::FlowContext;
use super::answers::Draft;
use super::result::{Ending, FlowResult};
use super::signing::SigningRequest;
use crate::application::Purpose;
use crate::backend::{
    ApplicationStatus, BackendCall, BackendReply, ProgrammeData, Receipt, Refusal,
};
use crate::card::CardMemory;
use crate::programme::Programme;
use crate::step::Outcome;
use crate::view::{Topic, status as view};

const TOPICS: &[Topic] = &[
    Topic::Applied,
    Topic::Holder,
    Topic::Measures,
    Topic::Service,
    Topic::Account,
    Topic::Terms,
    Topic::Summary,
];

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let data = ctx.programme_data().await?;
    apply(ctx, data, CardMemory::default(), Draft::new(TOPICS)).await
}

/// Goes on from *check status*, with what is then known.
pub(super) async fn run_with_status(
    ctx: &FlowContext,
    programme: Programme,
    memory: CardMemory,
    status: ApplicationStatus,
) -> FlowResult<Ending> {
    let mut draft = Draft::new(TOPICS);
    draft.set_status(status);
    let services = ctx.services().await?;
    let data = ProgrammeData {
        programme,
        services,
    };
    apply(ctx, data, memory, draft).await
}

async fn apply(
    ctx: &FlowContext,
    mut data: ProgrammeData,
    mut memory: CardMemory,
    mut draft: Draft,
) -> FlowResult<Ending> {
    loop {
        draft.ask_open_questions(ctx, &data, &mut memory).await?;
        let refusal = match submit(ctx, &data, &mut memory, &draft).await {
            Ok(BackendReply::Accepted(receipt)) => {
                let outcome = Outcome::Applied {
                    receipt: receipt.clone(),
                };
                return Ok(Ending::new(outcome, move |text| {
                    view::receipt(text, &data, &receipt)
                }));
            }
            Ok(BackendReply::Refused(refusal)) => refusal,
            Err(error) => {
                draft.handle_interrupt(&data, Topic::Password, error)?;
                continue;
            }
        };
        if refusal == Refusal::RulesChanged {
            match ctx.programme_data().await {
                Ok(current) => data = current,
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
) -> FlowResult<BackendReply<Receipt>> {
    let application = draft.application(data, ctx.today(), &ctx.text());
    let (application, opening) = application.ok_or_else(|| ctx.unexpected_reply())?;
    let service = data
        .service(&application.service)
        .ok_or_else(|| ctx.unexpected_reply())?;
    let request = SigningRequest {
        purpose: Purpose::Apply,
        payload: serde_json::to_vec(&application).expect("an application serialises"),
        opening: Some(opening),
        destination: Some((&service.name, &application.account)),
        programme: &data.programme,
        step_number: draft.step_number(Topic::Password),
        back: true,
        call: BackendCall::apply,
    };
    ctx.sign_and_call(request, memory).await
}
