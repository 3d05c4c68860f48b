//! *Apply* (申込): the questions, then password, tap, receipt.

use super::FlowContext;
use super::answers::Draft;
use super::result::{Ending, FlowResult};
use super::signing::SigningRequest;
use super::submission::Submitting;
use crate::application::Purpose;
use crate::backend::{ApplicationStatus, BackendCall, ProgrammeData, Receipt};
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
    let submitting = Submitting {
        draft: Draft::new(TOPICS),
        data: ctx.programme_data().await?,
        memory: CardMemory::default(),
    };
    apply(ctx, submitting).await
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
    let data = ProgrammeData {
        programme,
        services: ctx.services().await?,
    };
    let submitting = Submitting {
        draft,
        data,
        memory,
    };
    apply(ctx, submitting).await
}

async fn apply(ctx: &FlowContext, mut submitting: Submitting) -> FlowResult<Ending> {
    let receipt = submitting
        .until_accepted(ctx, FlowContext::programme_data, |draft, data| {
            request(ctx, draft, data).ok_or_else(|| ctx.unexpected_reply())
        })
        .await?;
    let outcome = Outcome::Applied {
        receipt: receipt.clone(),
    };
    Ok(Ending::new(outcome, move |text| {
        view::receipt(text, &submitting.data, &receipt)
    }))
}

fn request(
    ctx: &FlowContext,
    draft: &Draft,
    data: &ProgrammeData,
) -> Option<SigningRequest<Receipt>> {
    let (application, opening) = draft.application(data, ctx.today(), &ctx.text())?;
    let service = data.service(&application.service)?;
    Some(SigningRequest {
        purpose: Purpose::Apply,
        payload: serde_json::to_vec(&application).expect("an application serialises"),
        opening: Some(opening),
        destination: Some((service.name.clone(), application.account)),
        authorities: data.programme.authorities.clone(),
        step_number: draft.step_number(Topic::Password),
        back: true,
        call: BackendCall::apply,
    })
}
