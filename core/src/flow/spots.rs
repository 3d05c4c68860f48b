//! *Find an Application Spot*: by place and kind.

use super::FlowContext;
use super::result::{Ending, FlowError, FlowResult};
use crate::backend::{BackendCall, BackendReply};
use crate::port::Interrupt;
use crate::programme::Programme;
use crate::step::Outcome;
use crate::view::spots::{self, AfterSearch, MAX_PLACE_CHARACTERS, PLACE_FIELD, WantedKind};
use crate::view::{Answer, ending};

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let programme = ctx.programme().await?;
    let mut place = String::new();
    loop {
        place = ask_place(ctx, &place).await?;
        match search(ctx, &programme, &place).await {
            Ok(AfterSearch::Finish) => {
                return Ok(Ending::new(Outcome::Finished, ending::finished));
            }
            Ok(AfterSearch::SearchAgain) | Err(FlowError::Interrupt(Interrupt::Back)) => {}
            Err(error) => return Err(error),
        }
    }
}

async fn ask_place(ctx: &FlowContext, before: &str) -> FlowResult<String> {
    let question = || spots::place(&ctx.text(), before).back_if(ctx.was_chosen());
    let Answer::Filled { values } = ctx.port.ask(question).await? else {
        return Ok(String::new());
    };
    let limit = usize::try_from(MAX_PLACE_CHARACTERS).expect("a small number");
    Ok(values
        .iter()
        .find(|each| each.field == PLACE_FIELD)
        .and_then(|each| each.value.text())
        .map(|entered| entered.trim().chars().take(limit).collect())
        .unwrap_or_default())
}

/// Asks for the kind and shows what there is.
async fn search(ctx: &FlowContext, programme: &Programme, place: &str) -> FlowResult<AfterSearch> {
    loop {
        let WantedKind(kind) = ctx.choose_value(|| spots::kind(&ctx.text())).await?;
        let call = BackendCall::spots(kind, place);
        let BackendReply::Accepted(found) = ctx.call(call, false).await? else {
            return Err(ctx.unexpected_reply());
        };
        let question = || spots::found(&ctx.text(), programme, &found);
        match ctx.choose_value(question).await {
            Err(FlowError::Interrupt(Interrupt::Back)) => {}
            chosen => return chosen,
        }
    }
}
