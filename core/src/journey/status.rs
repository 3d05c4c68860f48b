//! *Check status*: password, tap, what stands; and on to *apply* with what is then known.

use super::conversation::{Ending, FlowContext, FlowResult};
use super::{apply, standing};
use crate::card::CardMemory;

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    let programme = c.programme().await?;
    let mut kept = CardMemory::default();
    let status = standing::fetch(c, &programme, &mut kept, c.chosen()).await?;
    if standing::go_on(c, &programme, &status).await? {
        return apply::with(c, programme, kept, status).await;
    }
    Ok(standing::end(c, programme, status))
}
