//! What follows from a refusal: back to the answer that it concerns, or the end, in words.

use super::conversation::{Conversation, Course, Exit};
use super::draft::Draft;
use super::rules::Rules;
use super::{Outcome, Problem, Reason, Topic, words};
use crate::backend::Refusal;
use crate::programme::{Barred, Offer, Programme, Standing};

impl Draft {
    /// Opens the question whose answer the backend refused, and no other. `rules` are the ones in
    /// force now.
    pub fn refuse(&mut self, c: &Conversation, rules: &Rules, refusal: Refusal) -> Course<()> {
        if !self.can_mend(&refusal) {
            return Err(c.refused(&refusal));
        }
        let text = &c.text;
        let (topic, field, said) = match refusal {
            Refusal::RulesChanged => {
                let topic = self.doubted(c, rules);
                (topic, None, text.say("refused-rules-changed"))
            }
            Refusal::NotEligible { measure, barred } => {
                let said = words::barred(text, &barred);
                self.refused().measures.insert(measure, barred);
                (Topic::Measures, None, said)
            }
            Refusal::AlreadyApplied { standing } => {
                for each in &standing {
                    let barred = Barred::Applied { on: each.on };
                    self.refused().measures.insert(each.measure.clone(), barred);
                }
                let said = words::already_applied(text, &rules.programme, &standing);
                self.refused().standing.extend(standing);
                (Topic::Measures, None, said)
            }
            Refusal::OtherService { standing } => {
                let said = words::other_service(text, &standing);
                self.refused().standing.push(standing);
                (Topic::Account, None, said)
            }
            Refusal::NotAChild => (Topic::Holder, None, text.say("refused-not-a-child")),
            Refusal::IsAChild => (Topic::Holder, None, text.say("refused-is-a-child")),
            Refusal::ServiceClosed => {
                if let Some(number) = self.chosen_service(rules) {
                    self.refused().services.insert(number);
                }
                (Topic::Service, None, text.say("refused-service-closed"))
            }
            Refusal::AccountFormat { field, rule } => {
                (Topic::Account, Some(field), words::rule(text, rule))
            }
            Refusal::AccountInUse => {
                let field = Some("account".to_owned());
                (Topic::Account, field, text.say("refused-account-in-use"))
            }
            Refusal::AccountNotConfirmed { left } => {
                let said = text.say_with("refused-account-not-confirmed", &[("left", left.into())]);
                (Topic::Account, None, said)
            }
            other => return Err(c.refused(&other)),
        };
        self.reopen(topic, Some(Problem { field, text: said }));
        Ok(())
    }

    /// Whether the refusal can concern an answer: a preregistration has neither measures nor an
    /// account.
    fn can_mend(&self, refusal: &Refusal) -> bool {
        self.applies()
            || matches!(
                refusal,
                Refusal::RulesChanged | Refusal::NotAChild | Refusal::IsAChild
            )
    }
}

impl Conversation {
    /// The end that a refusal means, where no answer of the person's can change it.
    pub fn refused(&self, refusal: &Refusal) -> Exit {
        let reason = match refusal {
            Refusal::UnknownAuthority => Reason::OtherWorld,
            Refusal::Expired { .. } | Refusal::Revoked | Refusal::WrongCertificate => Reason::Renew,
            Refusal::NotYetValid { .. }
            | Refusal::NotKnownYet { .. }
            | Refusal::TooManyTries { .. } => Reason::Later,
            Refusal::BrokenChain => Reason::HelpDesk,
            Refusal::NotAChild | Refusal::IsAChild => Reason::NotYou,
            _ => Reason::BackendUnclear,
        };
        let words = words::refused(&self.text, refusal, self.wire.practice());
        Exit::end(Outcome::Ended { reason }, words)
    }

    /// The end of *apply* where the service that points go to takes no more applications.
    pub fn standing_service_closed(&self, standing: &Standing, why: &str) -> Exit {
        let reason = Reason::NothingToApplyFor;
        let words = words::standing_service_closed(&self.text, standing, why);
        Exit::end(Outcome::Ended { reason }, words)
    }

    /// The end of *apply* where nothing can be applied for.
    pub fn nothing_to_apply_for(&self, programme: &Programme, offers: &[Offer<'_>]) -> Exit {
        let reason = Reason::NothingToApplyFor;
        let words = words::nothing_to_apply_for(&self.text, programme, offers);
        Exit::end(Outcome::Ended { reason }, words)
    }
}
