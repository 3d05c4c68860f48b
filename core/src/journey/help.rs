//! *Help*: the leaflet's and the FAQ's content, a page at a time.

use super::conversation::{Ending, FlowContext, FlowError, FlowResult};
use super::wire::Interrupt;
use super::{Choice, Outcome, QuestionForm, ScreenText, Topic, words};
use crate::text::help::pages;

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    loop {
        let page = ask(c).await?;
        match read(c, &page).await {
            Ok(true) => return Ok(Ending::new(Outcome::Finished, words::read)),
            Ok(false) | Err(FlowError::Interrupt(Interrupt::Back)) => {}
            Err(exit) => return Err(exit),
        }
    }
}

/// The id of the page that the person wants to read.
async fn ask(c: &FlowContext) -> FlowResult<String> {
    let question = || {
        let text = c.text();
        let choices = pages(&text)
            .into_iter()
            .map(|page| Choice::new(page.id, page.title))
            .collect();
        let words = ScreenText {
            title: text.message("help-title"),
            ..ScreenText::default()
        };
        c.first(c.question(Topic::Help, words, QuestionForm::one_of(choices), "help-go"))
    };
    c.choose(question).await
}

/// Shows a page; gives whether the person has read enough.
async fn read(c: &FlowContext, id: &str) -> FlowResult<bool> {
    let question = || {
        let text = c.text();
        let page = pages(&text)
            .into_iter()
            .find(|page| page.id == id)
            .expect("only what is offered can be chosen");
        let words = ScreenText {
            title: page.title,
            paragraphs: page.text,
            ..ScreenText::default()
        };
        let choices = vec![
            Choice::new("more", text.message("help-more")).chosen(true),
            Choice::new("done", text.message("help-done")),
        ];
        c.question(
            Topic::HelpPage,
            words,
            QuestionForm::one_of(choices),
            "go-on",
        )
    };
    Ok(c.choose(question).await? == "done")
}
