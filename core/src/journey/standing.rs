//! What stands: asked with the card's signature, and shown where something may be applied for.

use super::conversation::{Conversation, Course, End, Place};
use super::sign::Deed;
use super::{Choice, Form, Outcome, Topic, words};
use crate::application::Purpose;
use crate::backend::Status;
use crate::card::Kept;
use crate::programme::{Known, Programme};

/// Asks the backend what stands, with the card's signature.
pub(super) async fn fetch(
    c: &Conversation,
    programme: &Programme,
    kept: &mut Kept,
    back: bool,
) -> Course<Status> {
    let deed = Deed {
        purpose: Purpose::Status,
        payload: Vec::new(),
        opening: None,
        shown: None,
        programme,
        place: Place::default(),
        back,
    };
    match c.signed_call(deed, kept).await? {
        Ok(status) => Ok(status),
        Err(refusal) => Err(c.refused(refusal)),
    }
}

/// Shows what stands where something may be applied for; gives whether the person goes on to it.
pub(super) async fn go_on(
    c: &Conversation,
    programme: &Programme,
    status: &Status,
) -> Course<bool> {
    let known = Known {
        facts: Some(&status.facts),
        says_new: false,
    };
    let offers = programme.offers(&known, c.today());
    if offers.iter().all(|offer| offer.barred.is_some()) {
        return Ok(false);
    }
    let today = c.today();
    let question = || {
        let text = c.text();
        let words = words::standing(&text, programme, status, today);
        let choices = vec![
            Choice::new("apply", text.say("standing-apply")),
            Choice::new("done", text.say("standing-done")),
        ];
        let mut question = c.question(Topic::Standing, words, Form::one_of(choices), "go-on");
        question.back = None;
        question
    };
    Ok(c.choose(question).await? == "apply")
}

/// The end where the person goes no further than what stands.
pub(super) fn end(c: &Conversation, programme: Programme, status: Status) -> End {
    let today = c.today();
    let outcome = Outcome::Standing {
        status: status.clone(),
    };
    End::new(outcome, move |text| {
        words::standing(text, &programme, &status, today)
    })
}
