//! *Apply* (申込): the questions, then password, tap, receipt.

use super::conversation::{Conversation, Course, End};
use super::draft::Draft;
use super::rules::Rules;
use super::sign::Deed;
use super::{Outcome, Topic, words};
use crate::application::Purpose;
use crate::backend::{Receipt, Refusal, Status};
use crate::card::Kept;
use crate::programme::Programme;

const TOPICS: &[Topic] = &[
    Topic::Applied,
    Topic::Holder,
    Topic::Measures,
    Topic::Service,
    Topic::Account,
    Topic::Terms,
    Topic::Summary,
];

pub(super) async fn run(c: &Conversation) -> Course<End> {
    let programme = c.programme().await?;
    go(c, programme, Kept::default(), Draft::new(TOPICS)).await
}

/// Goes on from *check status*, with what is now known.
pub(super) async fn with(
    c: &Conversation,
    programme: Programme,
    kept: Kept,
    status: Status,
) -> Course<End> {
    let mut draft = Draft::new(TOPICS);
    draft.learn(status);
    go(c, programme, kept, draft).await
}

async fn go(
    c: &Conversation,
    programme: Programme,
    mut kept: Kept,
    mut draft: Draft,
) -> Course<End> {
    let mut rules = Rules {
        programme,
        services: c.services().await?,
    };
    loop {
        draft.fill(c, &rules, &mut kept).await?;
        match submit(c, &rules, &mut kept, &draft).await {
            Ok(Ok(receipt)) => {
                let outcome = Outcome::Applied {
                    receipt: receipt.clone(),
                };
                return Ok(End::new(outcome, move |text| {
                    words::applied(text, &rules, &receipt)
                }));
            }
            Ok(Err(refusal)) => {
                if refusal == Refusal::RulesChanged {
                    match serve(c).await {
                        Ok(served) => rules = served,
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

/// The rules and the services as they are now.
async fn serve(c: &Conversation) -> Course<Rules> {
    Ok(Rules {
        programme: c.programme().await?,
        services: c.services().await?,
    })
}

async fn submit(
    c: &Conversation,
    rules: &Rules,
    kept: &mut Kept,
    draft: &Draft,
) -> Course<Result<Receipt, Refusal>> {
    let (application, opening) = draft.application(c, rules).ok_or_else(|| c.unclear())?;
    let service = rules
        .service(&application.service)
        .ok_or_else(|| c.unclear())?;
    let deed = Deed {
        purpose: Purpose::Apply,
        payload: serde_json::to_vec(&application).expect("an application serialises"),
        opening: Some(opening),
        shown: Some((&service.name, &application.account)),
        programme: &rules.programme,
        place: draft.place(Topic::Password),
        back: true,
    };
    c.signed_call(deed, kept).await
}
