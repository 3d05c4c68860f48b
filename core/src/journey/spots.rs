//! *Find an Application Spot*: by place and kind.

use super::conversation::{Ending, FlowContext, FlowError, FlowResult};
use super::submit::BackendCall;
use super::wire::Interrupt;
use super::{
    Answer, Choice, InputField, Keyboard, Outcome, QuestionForm, ScreenText, Topic, words,
};
use crate::backend::{SpotList, path};
use crate::programme::Programme;
use crate::spot::SpotKind;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Longest place that is searched for, in characters.
const MAX_PLACE_CHARACTERS: usize = 40;

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    let programme = c.programme().await?;
    let mut place = String::new();
    loop {
        place = ask_place(c, &place).await?;
        match search(c, &programme, &place).await {
            Ok(true) => return Ok(Ending::new(Outcome::Finished, words::read)),
            Ok(false) | Err(FlowError::Interrupt(Interrupt::Back)) => {}
            Err(exit) => return Err(exit),
        }
    }
}

async fn ask_place(c: &FlowContext, before: &str) -> FlowResult<String> {
    let question = || {
        let text = c.text();
        let field = InputField {
            id: "place".into(),
            label: text.message("spots-place-label"),
            hint: text.message("spots-place-hint"),
            example: text.message("spots-place-example"),
            keyboard: Keyboard::Text,
            secret: false,
            required: false,
            max_length: i32::try_from(MAX_PLACE_CHARACTERS).expect("a small number"),
            value: before.into(),
            problem: None,
        };
        let words = ScreenText {
            title: text.message("spots-place-title"),
            paragraphs: vec![text.message("spots-not-everywhere")],
            ..ScreenText::default()
        };
        let form = QuestionForm::Fill {
            fields: vec![field],
        };
        c.first(c.question(Topic::Place, words, form, "go-on"))
    };
    let Answer::Filled { values: entries } = c.port.ask(question).await? else {
        return Ok(String::new());
    };
    Ok(entries
        .iter()
        .find(|entry| entry.field == "place")
        .and_then(|entry| entry.value.text())
        .map(|typed| typed.trim().chars().take(MAX_PLACE_CHARACTERS).collect())
        .unwrap_or_default())
}

/// Asks for the kind and shows what there is; gives whether the person has found enough.
async fn search(c: &FlowContext, programme: &Programme, place: &str) -> FlowResult<bool> {
    loop {
        let kind = ask_kind(c).await?;
        let query = format!(
            "{}?kind={kind}&place={}",
            path::SPOTS,
            utf8_percent_encode(place, NON_ALPHANUMERIC)
        );
        let found: SpotList = c
            .call(BackendCall::get(&query))
            .await?
            .map_err(|_| c.unclear())?;
        match show(c, programme, &found).await {
            Err(FlowError::Interrupt(Interrupt::Back)) => {}
            shown => return shown,
        }
    }
}

/// The kind's id; empty: any kind.
async fn ask_kind(c: &FlowContext) -> FlowResult<String> {
    let question = || {
        let text = c.text();
        let any = Choice::new("any", text.message("spots-any-kind"));
        let choices = std::iter::once(any)
            .chain(SpotKind::ALL.map(|kind| Choice::new(kind.id(), words::spot_kind(&text, kind))))
            .collect();
        let words = ScreenText {
            title: text.message("spots-kind-title"),
            ..ScreenText::default()
        };
        c.question(
            Topic::SpotKind,
            words,
            QuestionForm::one_of(choices),
            "spots-go",
        )
    };
    let kind = c.choose(question).await?;
    Ok(if kind == "any" { String::new() } else { kind })
}

async fn show(c: &FlowContext, programme: &Programme, found: &SpotList) -> FlowResult<bool> {
    let question = || {
        let text = c.text();
        let words = words::spots(&text, programme, found);
        let choices = vec![
            Choice::new("again", text.message("spots-again")),
            Choice::new("done", text.message("spots-done")),
        ];
        c.question(Topic::Spots, words, QuestionForm::one_of(choices), "go-on")
    };
    Ok(c.choose(question).await? == "done")
}
