//! *Preregister* (予約): who for, terms, password, tap, Individual Key ID.

use super::conversation::{Ending, FlowContext, FlowResult};
use super::draft::Draft;
use super::rules::ProgrammeData;
use super::sign::SigningRequest;
use super::{Outcome, Topic, words};
use crate::application::Purpose;
use crate::backend::{IssuedKeyId, Refusal};
use crate::card::CardMemory;

const TOPICS: &[Topic] = &[Topic::Holder, Topic::Terms];

pub(super) async fn run(c: &FlowContext) -> FlowResult<Ending> {
    let mut rules = ProgrammeData {
        programme: c.programme().await?,
        services: Vec::new(),
    };
    let mut kept = CardMemory::default();
    let mut draft = Draft::new(TOPICS);
    loop {
        draft.fill(c, &rules, &mut kept).await?;
        match submit(c, &rules, &mut kept, &draft).await {
            Ok(Ok(preregistered)) => {
                let outcome = Outcome::Preregistered {
                    preregistered: preregistered.clone(),
                };
                return Ok(Ending::new(outcome, move |text| {
                    words::preregistered(text, &preregistered)
                }));
            }
            Ok(Err(refusal)) => {
                if refusal == Refusal::RulesChanged {
                    match c.programme().await {
                        Ok(programme) => rules.programme = programme,
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

async fn submit(
    c: &FlowContext,
    rules: &ProgrammeData,
    kept: &mut CardMemory,
    draft: &Draft,
) -> FlowResult<Result<IssuedKeyId, Refusal>> {
    let deed = SigningRequest {
        purpose: Purpose::Preregister,
        payload: draft.preregistration().ok_or_else(|| c.unclear())?,
        opening: None,
        shown: None,
        programme: &rules.programme,
        place: draft.step_number(Topic::Password),
        back: true,
    };
    c.signed_call(deed, kept).await
}
