//! *This card*: kind, validity, tries left. No password, spends nothing.

use super::conversation::{Conversation, Course, End};
use super::{Choice, Form, Outcome, Reason, Topic, Why, words};
use crate::card::{self, Kept, Report, Trouble};

pub(super) async fn run(c: &Conversation) -> Course<End> {
    let report = look(c).await?;
    let now = c.wire.now();
    let outcome = Outcome::Card {
        report: report.clone(),
    };
    Ok(End::new(outcome, move |text| {
        words::card(text, &report, now)
    }))
}

/// To practise where to lay the card, as often as one likes.
pub(super) async fn practise(c: &Conversation) -> Course<()> {
    loop {
        let report = look(c).await?;
        let now = c.wire.now();
        let question = || {
            let text = c.text();
            let choices = vec![
                Choice::new("go-on", text.say("practise-go-on")),
                Choice::new("again", text.say("practise-again")),
            ];
            let words = words::card(&text, &report, now);
            c.question(Topic::Card, words, Form::one_of(choices), "go-on")
        };
        if c.choose(question).await? == "go-on" {
            return Ok(());
        }
    }
}

async fn look(c: &Conversation) -> Course<Report> {
    let mut kept = Kept::default();
    let mut why = Why::First;
    let mut losses = 0;
    loop {
        let tap = || words::tap_to_look(&c.text(), why, c.start.device, losses);
        let reader = c.wire.tap(why, tap).await?;
        why = match card::look(&c.wire, reader, &mut kept).await {
            Ok(report) => return Ok(report),
            Err(Trouble::NotThisKind) => Why::NotThisKind,
            Err(Trouble::Locked) => return Err(c.ends(Reason::Locked)),
            Err(Trouble::Unclear { status }) => {
                c.again(|text| words::card_unclear(text, status, losses))
                    .await?;
                losses += 1;
                Why::GoOn
            }
            // Nothing is spent without a password: whatever else happened, lay it on again.
            Err(_) => {
                losses += 1;
                Why::LostEarly
            }
        };
    }
}
