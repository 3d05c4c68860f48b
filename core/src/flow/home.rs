//! What the person wants to do; and the loop that does it.

use super::result::{Ending, FlowError};
use super::{FlowContext, apply, card, help, preregister, spots, status};
use crate::port::Interrupt;
use crate::view::{JourneyKind, general};

/// Runs the flow to its end. "Back" at its first question leads to where it was chosen.
pub(crate) async fn run(ctx: FlowContext) -> Ending {
    let mut kind = ctx.config.kind;
    loop {
        let result = match kind {
            JourneyKind::Home => match ctx.choose_value(|| general::home(&ctx.text())).await {
                Ok(chosen) => {
                    kind = chosen;
                    continue;
                }
                Err(error) => Err(error),
            },
            JourneyKind::Apply => apply::run(&ctx).await,
            JourneyKind::Preregister => preregister::run(&ctx).await,
            JourneyKind::Status => status::run(&ctx).await,
            JourneyKind::Card => card::run(&ctx).await,
            JourneyKind::Spots => spots::run(&ctx).await,
            JourneyKind::Help => help::run(&ctx).await,
        };
        match result {
            Ok(ending) => return ending,
            Err(FlowError::End(ending)) => return *ending,
            Err(FlowError::Interrupt(Interrupt::Stopped)) => return ctx.stopped(),
            Err(FlowError::Interrupt(Interrupt::Back | Interrupt::Change(_))) => {
                kind = ctx.config.kind;
            }
            // Another card is another person: nothing of the first person's answers is left.
            Err(FlowError::Interrupt(Interrupt::DifferentCard)) => {}
        }
    }
}
