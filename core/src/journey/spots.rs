//! *Find an Application Spot*: by place and kind.

use super::conversation::{Conversation, Course, End, Exit};
use super::submit::Call;
use super::wire::Turn;
use super::{Answer, Choice, Field, Form, Keyboard, Outcome, Topic, Words, words};
use crate::backend::{Spots, path};
use crate::programme::Programme;
use crate::spot::SpotKind;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Longest place that is searched for, in characters.
const LONGEST_PLACE: usize = 40;

pub(super) async fn run(c: &Conversation) -> Course<End> {
    let programme = c.programme().await?;
    let mut place = String::new();
    loop {
        place = ask_place(c, &place).await?;
        match search(c, &programme, &place).await {
            Ok(true) => return Ok(End::new(Outcome::Read, words::read)),
            Ok(false) | Err(Exit::Turn(Turn::Back)) => {}
            Err(exit) => return Err(exit),
        }
    }
}

async fn ask_place(c: &Conversation, before: &str) -> Course<String> {
    let question = || {
        let text = c.text();
        let field = Field {
            id: "place".into(),
            label: text.say("spots-place-label"),
            hint: text.say("spots-place-hint"),
            example: text.say("spots-place-example"),
            keyboard: Keyboard::Text,
            secret: false,
            required: false,
            most: i32::try_from(LONGEST_PLACE).expect("a small number"),
            value: before.into(),
            problem: None,
        };
        let words = Words {
            title: text.say("spots-place-title"),
            text: vec![text.say("spots-not-everywhere")],
            ..Words::default()
        };
        let form = Form::Fill {
            fields: vec![field],
        };
        c.first(c.question(Topic::Place, words, form, "go-on"))
    };
    let Answer::Filled { entries } = c.wire.ask(question).await? else {
        return Ok(String::new());
    };
    Ok(entries
        .iter()
        .find(|entry| entry.field == "place")
        .and_then(|entry| entry.value.text())
        .map(|typed| typed.trim().chars().take(LONGEST_PLACE).collect())
        .unwrap_or_default())
}

/// Asks for the kind and shows what there is; gives whether the person has found enough.
async fn search(c: &Conversation, programme: &Programme, place: &str) -> Course<bool> {
    loop {
        let kind = ask_kind(c).await?;
        let query = format!(
            "{}?kind={kind}&place={}",
            path::SPOTS,
            utf8_percent_encode(place, NON_ALPHANUMERIC)
        );
        let found: Spots = c.call(Call::get(&query)).await?.map_err(|_| c.unclear())?;
        match show(c, programme, &found).await {
            Err(Exit::Turn(Turn::Back)) => {}
            shown => return shown,
        }
    }
}

/// The kind's id; empty: any kind.
async fn ask_kind(c: &Conversation) -> Course<String> {
    let question = || {
        let text = c.text();
        let any = Choice::new("any", text.say("spots-any-kind"));
        let choices = std::iter::once(any)
            .chain(SpotKind::ALL.map(|kind| Choice::new(kind.id(), words::spot_kind(&text, kind))))
            .collect();
        let words = Words {
            title: text.say("spots-kind-title"),
            ..Words::default()
        };
        c.question(Topic::SpotKind, words, Form::one_of(choices), "spots-go")
    };
    let kind = c.choose(question).await?;
    Ok(if kind == "any" { String::new() } else { kind })
}

async fn show(c: &Conversation, programme: &Programme, found: &Spots) -> Course<bool> {
    let question = || {
        let text = c.text();
        let words = words::spots(&text, programme, found);
        let choices = vec![
            Choice::new("again", text.say("spots-again")),
            Choice::new("done", text.say("spots-done")),
        ];
        c.question(Topic::Spots, words, Form::one_of(choices), "go-on")
    };
    Ok(c.choose(question).await? == "done")
}
