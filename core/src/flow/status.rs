//! *Check status*: password, tap, the state of every application; and on to *apply* with what is then
//! known.

use super::result::{Ending, FlowResult};
use super::{FlowContext, apply, status_check};
use crate::card::CardMemory;

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let programme = ctx.programme().await?;
    let mut memory = CardMemory::default();
    let status = status_check::fetch(ctx, &programme, &mut memory, ctx.was_chosen()).await?;
    if status_check::offer_to_apply(ctx, &programme, &status).await? {
        return apply::run_with_status(ctx, programme, memory, status).await;
    }
    Ok(status_check::ending(ctx, programme, status))
}
