//! *Preregister* (予約): who for, terms, password, tap, Individual Key ID.

use super::conversation::{Conversation, Course, End};
use super::draft::Draft;
use super::rules::Rules;
use super::sign::Deed;
use super::{Outcome, Topic, words};
use crate::application::Purpose;
use crate::backend::{Preregistered, Refusal};
use crate::card::Kept;

const TOPICS: &[Topic] = &[Topic::Holder, Topic::Terms];

pub(super) async fn run(c: &Conversation) -> Course<End> {
    let mut rules = Rules {
        programme: c.programme().await?,
        services: Vec::new(),
    };
    let mut kept = Kept::default();
    let mut draft = Draft::new(TOPICS);
    loop {
        draft.fill(c, &rules, &mut kept).await?;
        match submit(c, &rules, &mut kept, &draft).await {
            Ok(Ok(preregistered)) => {
                let outcome = Outcome::Preregistered {
                    preregistered: preregistered.clone(),
                };
                return Ok(End::new(outcome, move |text| {
                    words::preregistered(text, &preregistered)
                }));
            }
            Ok(Err(refusal)) => {
                if refusal == Refusal::RulesChanged {
                    match c.programme().await {
                        Ok(programme) => rules.programme = programme,
                        Err(exit) => {
                            draft.turn(&rules, Topic::Password, exit)?;
                            continue;
                        }
                    }
                }
                draft.refuse(c, &rules, refusal)?;
            }
            Err(exit) => draft.turn(&rules, Topic::Password, exit)?,
        }
    }
}

async fn submit(
    c: &Conversation,
    rules: &Rules,
    kept: &mut Kept,
    draft: &Draft,
) -> Course<Result<Preregistered, Refusal>> {
    let deed = Deed {
        purpose: Purpose::Preregister,
        payload: draft.preregistration().ok_or_else(|| c.unclear())?,
        opening: None,
        shown: None,
        programme: &rules.programme,
        place: draft.place(Topic::Password),
        back: true,
    };
    c.signed_call(deed, kept).await
}
