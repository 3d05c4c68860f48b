//! *Apply* (申込): the questions, then password, tap, receipt.

use super::conversation::{Ending, FlowContext, FlowResult};
use super::draft::Draft;
use super::rules::ProgrammeData;
use super::sign::SigningRequest;
use super::{Outcome, Topic, words};
use crate::application::Purpose;
use crate::backend::{ApplicationStatus, Receipt, Refusal};
use crate::card::CardMemory;
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

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    let programme = c.programme().await?;
    go(c, programme, CardMemory::default(), Draft::new(TOPICS)).await
}

/// Goes on from *check status*, with what is now known.
pub(super) async fn with(
    c: &FlowContext,
    programme: Programme,
    kept: CardMemory,
    status: ApplicationStatus,
) -> FlowResult<Ending> {
    let mut draft = Draft::new(TOPICS);
    draft.learn(status);
    go(c, programme, kept, draft).await
}

async fn go(
    c: &FlowContext,
    programme: Programme,
    mut kept: CardMemory,
    mut draft: Draft,
) -> FlowResult<Ending> {
    let mut rules = ProgrammeData {
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
                return Ok(Ending::new(outcome, move |text| {
                    words::applied(text, &rules, &receipt)
                }));
            }
            Ok(Err(refusal)) => {
                if refusal == Refusal::RulesChanged {
                    match serve(c).await {
                        Ok(served) => rules = served,
                        Err(exit) => {
                            draft.handle_interrupt(&rules, Topic::Password, exit)?;
                            continue;
                        }
                    }
                }
                draft.refuse(c, &rules, refusal)?;
            }
            Err(exit) => draft.handle_interrupt(&rules, Topic::Password, exit)?,
        }
    }
}

/// The rules and the services as they are now.
async fn serve(c: &FlowContext) -> FlowResult<ProgrammeData> {
    Ok(ProgrammeData {
        programme: c.programme().await?,
        services: c.services().await?,
    })
}

async fn submit(
    c: &FlowContext,
    rules: &ProgrammeData,
    kept: &mut CardMemory,
    draft: &Draft,
) -> FlowResult<Result<Receipt, Refusal>> {
    let (application, opening) = draft.application(c, rules).ok_or_else(|| c.unclear())?;
    let service = rules
        .service(&application.service)
        .ok_or_else(|| c.unclear())?;
    let deed = SigningRequest {
        purpose: Purpose::Apply,
        payload: serde_json::to_vec(&application).expect("an application serialises"),
        opening: Some(opening),
        shown: Some((&service.name, &application.account)),
        programme: &rules.programme,
        place: draft.step_number(Topic::Password),
        back: true,
    };
    c.signed_call(deed, kept).await
}
