//! *Help*: the leaflet's and the FAQ's content, a page at a time.

use super::conversation::{Conversation, Course, End, Exit};
use super::wire::Turn;
use super::{Choice, Form, Outcome, Topic, Words, words};
use crate::text::help::pages;

pub(super) async fn run(c: &Conversation) -> Course<End> {
    loop {
        let page = ask(c).await?;
        match read(c, &page).await {
            Ok(true) => return Ok(End::new(Outcome::Read, words::read)),
            Ok(false) | Err(Exit::Turn(Turn::Back)) => {}
            Err(exit) => return Err(exit),
        }
    }
}

/// The id of the page that the person wants to read.
async fn ask(c: &Conversation) -> Course<String> {
    let question = || {
        let text = c.text();
        let choices = pages(&text)
            .into_iter()
            .map(|page| Choice::new(page.id, page.title))
            .collect();
        let words = Words {
            title: text.say("help-title"),
            ..Words::default()
        };
        c.first(c.question(Topic::Help, words, Form::one_of(choices), "help-go"))
    };
    c.choose(question).await
}

/// Shows a page; gives whether the person has read enough.
async fn read(c: &Conversation, id: &str) -> Course<bool> {
    let question = || {
        let text = c.text();
        let page = pages(&text)
            .into_iter()
            .find(|page| page.id == id)
            .expect("only what is offered can be chosen");
        let words = Words {
            title: page.title,
            text: page.text,
            ..Words::default()
        };
        let choices = vec![
            Choice::new("more", text.say("help-more")).chosen(true),
            Choice::new("done", text.say("help-done")),
        ];
        c.question(Topic::Page, words, Form::one_of(choices), "go-on")
    };
    Ok(c.choose(question).await? == "done")
}
