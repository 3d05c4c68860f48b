//! *Help*: the content of the leaflet and the FAQ, a page at a time.

use super::FlowContext;
use super::result::{Ending, FlowError, FlowResult};
use crate::port::Interrupt;
use crate::step::Outcome;
use crate::text::help::pages;
use crate::view::ending;
use crate::view::general::{self, AfterPage};

pub(super) async fn run(ctx: &FlowContext) -> FlowResult<Ending> {
    loop {
        let question = || {
            let text = ctx.text();
            general::help(&text, pages(&text)).back_if(ctx.was_chosen())
        };
        let page = ctx.choose(question).await?;
        match read(ctx, &page).await {
            Ok(AfterPage::Finish) => {
                return Ok(Ending::new(Outcome::Finished, ending::finished));
            }
            Ok(AfterPage::AnotherPage) | Err(FlowError::Interrupt(Interrupt::Back)) => {}
            Err(error) => return Err(error),
        }
    }
}

async fn read(ctx: &FlowContext, id: &str) -> FlowResult<AfterPage> {
    let question = || {
        let text = ctx.text();
        let mut pages = pages(&text).into_iter();
        let page = pages.find(|page| page.id == id);
        general::help_page(&text, page.expect("only what is offered can be chosen"))
    };
    ctx.choose_value(question).await
}
