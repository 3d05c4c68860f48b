//! *This card*: kind, validity, tries left. No password, spends nothing.

use super::conversation::{Ending, FlowContext, FlowResult};
use super::{Choice, EndReason, Outcome, QuestionForm, TapReason, Topic, words};
use crate::card::{self, CardError, CardMemory, CardReport};

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    let report = look(c).await?;
    let now = c.port.now();
    let outcome = Outcome::Card {
        report: report.clone(),
    };
    Ok(Ending::new(outcome, move |text| {
        words::card(text, &report, now)
    }))
}

/// To practise where to lay the card, as often as one likes.
pub(super) async fn practise(c: &FlowContext) -> FlowResult<()> {
    loop {
        let report = look(c).await?;
        let now = c.port.now();
        let question = || {
            let text = c.text();
            let choices = vec![
                Choice::new("go-on", text.message("practise-go-on")),
                Choice::new("again", text.message("practise-again")),
            ];
            let words = words::card(&text, &report, now);
            c.question(Topic::Card, words, QuestionForm::one_of(choices), "go-on")
        };
        if c.choose(question).await? == "go-on" {
            return Ok(());
        }
    }
}

async fn look(c: &FlowContext) -> FlowResult<CardReport> {
    let mut kept = CardMemory::default();
    let mut why = TapReason::First;
    let mut losses = 0;
    loop {
        let tap = || words::tap_to_look(&c.text(), why, c.config.device, losses);
        let reader = c.port.tap(why, tap).await?;
        why = match card::inspect(&c.port, reader, &mut kept).await {
            Ok(report) => return Ok(report),
            Err(CardError::NotIndividualNumberCard) => TapReason::NotIndividualNumberCard,
            Err(CardError::Locked) => return Err(c.ends(EndReason::PasswordLocked)),
            Err(CardError::UnexpectedStatus { status }) => {
                c.again(|text| words::card_unclear(text, status, losses))
                    .await?;
                losses += 1;
                TapReason::Continue
            }
            // Nothing is spent without a password: whatever else happened, lay it on again.
            Err(_) => {
                losses += 1;
                TapReason::LostBeforePassword
            }
        };
    }
}
