//! *This card*: kind, validity, tries left. No password; no try is used.

use super::FlowContext;
use super::result::{Ending, FlowResult};
use crate::card::{self, CardError, CardMemory, CardReport};
use crate::step::Outcome;
use crate::view::general::{self, AfterPractice};
use crate::view::{TapReason, card as view};

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    let report = inspect(ctx).await?;
    let now = ctx.port.now();
    let outcome = Outcome::Card {
        report: report.clone(),
    };
    Ok(Ending::new(outcome, move |text| {
        view::report(text, &report, now)
    }))
}

/// Lets the person practise where to hold the card, as often as they like.
pub(super) async fn practise(ctx: &FlowContext) -> FlowResult<()> {
    loop {
        let report = inspect(ctx).await?;
        let now = ctx.port.now();
        let question = || general::practised(&ctx.text(), &report, now);
        match ctx.choose_value(question).await? {
            AfterPractice::GoOn => return Ok(()),
            AfterPractice::TapAgain => {}
        }
    }
}

async fn inspect(ctx: &FlowContext) -> FlowResult<CardReport> {
    let mut memory = CardMemory::default();
    let mut reason = TapReason::First;
    let mut losses = 0;
    loop {
        let screen = || view::tap_without_password(&ctx.text(), reason, ctx.config.device, losses);
        let reader = ctx.port.tap(reason, losses, false, screen).await?;
        reason = match card::inspect(&ctx.port, reader, &mut memory).await {
            Ok(report) => return Ok(report),
            Err(CardError::NotIndividualNumberCard) => TapReason::NotIndividualNumberCard,
            Err(CardError::Locked) => return Err(ctx.password_locked()),
            Err(CardError::UnexpectedStatus { status }) => {
                ctx.ask_to_try_again(|text| view::unexpected_status(text, status, losses))
                    .await?;
                losses += 1;
                TapReason::Continue
            }
            // Without a password no try is used: whatever else happened, the card is wanted again.
            Err(_) => {
                losses += 1;
                TapReason::LostBeforePassword
            }
        };
    }
}
