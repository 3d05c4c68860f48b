//! *Help*: the leaflet's and the FAQ's content, a page at a time.

use super::conversation::{Conversation, Course, End, Exit};
use super::wire::Turn;
use super::{Choice, Form, Outcome, Topic, Words, words};
use crate::text::help::{Page, pages};

pub(super) async fn run(c: &Conversation) -> Course<End> {
    let pages = pages(&c.text);
    loop {
        let page = ask(c, &pages).await?;
        match read(c, page).await {
            Ok(true) => return Ok((Outcome::Read, words::read(&c.text))),
            Ok(false) | Err(Exit::Turn(Turn::Back)) => {}
            Err(exit) => return Err(exit),
        }
    }
}

async fn ask<'a>(c: &Conversation, pages: &'a [Page]) -> Course<&'a Page> {
    let choices = pages
        .iter()
        .map(|page| Choice::new(page.id, page.title.clone()))
        .collect();
    let words = Words {
        title: c.text.say("help-title"),
        ..Words::default()
    };
    let question = c.question(Topic::Help, words, Form::one_of(choices), "help-go");
    let id = c.choose(c.first(question)).await?;
    Ok(pages
        .iter()
        .find(|page| page.id == id)
        .expect("only what is offered can be chosen"))
}

/// Shows a page; gives whether the person has read enough.
async fn read(c: &Conversation, page: &Page) -> Course<bool> {
    let words = Words {
        title: page.title.clone(),
        text: page.text.clone(),
        ..Words::default()
    };
    let choices = vec![
        Choice::new("more", c.text.say("help-more")).chosen(true),
        Choice::new("done", c.text.say("help-done")),
    ];
    let question = c.question(Topic::Page, words, Form::one_of(choices), "go-on");
    Ok(c.choose(question).await? == "done")
}
