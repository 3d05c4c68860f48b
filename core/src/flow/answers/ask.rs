//! Asks the questions that are open.

use super::draft::{Agreement, Draft, SaltedAccount, digest, translate};
use crate::backend::ProgrammeData;
use crate::card::CardMemory;
use crate::flow::{FlowContext, FlowError, FlowResult, card, status_check};
use crate::payment::{Account, AccountField, PaymentService};
use crate::port::Interrupt;
use crate::secret::Secret;
use crate::view::application::AppliedBefore;
use crate::view::service::code_field;
use crate::view::{
    ACCOUNT_FIELD, Answer, FieldValue, InputField, Question, Topic, account, application, refusal,
    service,
};

impl Draft {
    /// Asks open questions until every answer is valid.
    pub(in super::super) async fn ask_open_questions(
        &mut self,
        ctx: &FlowContext,
        data: &ProgrammeData,
        memory: &mut CardMemory,
    ) -> FlowResult<()> {
        while let Some(topic) = self.open_topic(data, ctx.today(), &ctx.text()) {
            match self.ask(ctx, data, memory, topic).await {
                Ok(()) => {
                    self.reopened = None;
                    self.refusal = None;
                }
                Err(error) => self.handle_interrupt(data, topic, error)?,
            }
        }
        Ok(())
    }

    /// "Back" and "change" reopen a question. Every other error leads out of the questions.
    pub(in super::super) fn handle_interrupt(
        &mut self,
        data: &ProgrammeData,
        from: Topic,
        error: FlowError,
    ) -> FlowResult<()> {
        let topic = match error {
            FlowError::Interrupt(Interrupt::Back) => self.previous(from, data),
            FlowError::Interrupt(Interrupt::Change(topic)) => Some(topic),
            _ => None,
        };
        match topic {
            Some(topic) => {
                self.reopen(topic, None);
                Ok(())
            }
            None => Err(error),
        }
    }

    async fn ask(
        &mut self,
        ctx: &FlowContext,
        data: &ProgrammeData,
        memory: &mut CardMemory,
        topic: Topic,
    ) -> FlowResult<()> {
        match topic {
            Topic::Applied => self.ask_applied_before(ctx, data, memory).await,
            Topic::Holder => self.ask_holder(ctx, data).await,
            Topic::Measures => self.ask_measures(ctx, data).await,
            Topic::Service => self.ask_service(ctx, data).await,
            Topic::Account => self.ask_account(ctx, data).await,
            Topic::Terms => self.ask_terms(ctx, data).await,
            _ => self.ask_summary(ctx, data).await,
        }
    }

    /// The question with its number, and with what the backend refused of its answer.
    fn complete(&self, ctx: &FlowContext, data: &ProgrammeData, question: Question) -> Question {
        let text = ctx.text();
        let topic = question.about;
        let mut question = question.numbered(&text, self.step_number(topic));
        if self.is_first(topic) {
            question = question.back_if(ctx.was_chosen());
        }
        match &self.refusal {
            Some((about, refusal)) if *about == topic => {
                refusal::with_refusal(&text, &data.programme, refusal, question)
            }
            _ => question,
        }
    }

    /// A person who has applied before, or is not sure, finds out with a tap.
    async fn ask_applied_before(
        &mut self,
        ctx: &FlowContext,
        data: &ProgrammeData,
        memory: &mut CardMemory,
    ) -> FlowResult<()> {
        let programme = &data.programme;
        loop {
            let question = || {
                let question = application::applied_before(&ctx.text(), programme, self.says_new);
                self.complete(ctx, data, question)
            };
            let status = match ctx.choose_value(question).await {
                Ok(AppliedBefore::No) => {
                    self.says_new = true;
                    return Ok(());
                }
                Ok(AppliedBefore::Yes | AppliedBefore::Unsure) => {
                    status_check::fetch(ctx, programme, memory, true).await
                }
                Err(FlowError::Interrupt(Interrupt::Change(Topic::Card))) => {
                    match card::practise(ctx).await {
                        Ok(()) | Err(FlowError::Interrupt(Interrupt::Back)) => continue,
                        Err(error) => return Err(error),
                    }
                }
                Err(error) => return Err(error),
            };
            match status {
                Ok(status) => {
                    if !status_check::offer_to_apply(ctx, programme, &status).await? {
                        let ending = status_check::ending(ctx, programme.clone(), status);
                        return Err(FlowError::End(Box::new(ending)));
                    }
                    self.set_status(status);
                    return Ok(());
                }
                Err(FlowError::Interrupt(Interrupt::Back)) => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn ask_holder(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let question = || {
            let question = application::holder(&ctx.text(), &data.programme, self.holder);
            self.complete(ctx, data, question)
        };
        self.holder = Some(ctx.choose_value(question).await?);
        Ok(())
    }

    async fn ask_measures(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let offers = self.offers(data, ctx.today());
        if offers.iter().all(|offer| offer.unavailable.is_some()) {
            let applied = &self.refused.applied;
            return Err(ctx.nothing_to_apply_for(&data.programme, &offers, applied));
        }
        let certain = self.facts().is_some();
        let question = || {
            let text = ctx.text();
            let question = application::measures(&text, &offers, &self.measures, certain);
            self.complete(ctx, data, question)
        };
        self.measures = ctx.choose_several(question).await?;
        Ok(())
    }

    async fn ask_service(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let unavailable = |service: &PaymentService| self.unavailable(service, data, ctx.today());
        if let Some(applied) = self.applied_service(data)
            && let Some(reason) = data.service(&applied.service).and_then(unavailable)
        {
            return Err(ctx.applied_service_unavailable(applied, reason));
        }
        let reasons: Vec<_> = data.services.iter().map(unavailable).collect();
        let before = self.service.as_deref();
        let question = || {
            let question = service::service(&ctx.text(), &data.services, before, &reasons);
            self.complete(ctx, data, question)
        };
        self.service = Some(ctx.choose(question).await?);
        Ok(())
    }

    async fn ask_account(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let service = self
            .chosen_service(data)
            .ok_or_else(|| ctx.unexpected_reply())?;
        let before = self.account.as_ref().map(|salted| &salted.account);
        let before = before.filter(|account| account.service == service.number);
        let question = || {
            let question = service::account(&ctx.text(), service, before);
            self.complete(ctx, data, question)
        };
        let account = account_of(ctx, service, question).await?;
        self.salts_drawn += 1;
        self.account = Some(SaltedAccount {
            account,
            salt: ctx.salt(self.salts_drawn),
        });
        Ok(())
    }

    async fn ask_terms(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let programme = &data.programme;
        let holder = self.holder.ok_or_else(|| ctx.unexpected_reply())?;
        let question = || {
            let question = application::terms(&ctx.text(), programme, holder, self.applies());
            self.complete(ctx, data, question)
        };
        ctx.confirm(question).await?;
        self.agreement = Some(Agreement {
            version: programme.terms.version.clone(),
            holder,
            language: ctx.text().language(),
        });
        Ok(())
    }

    async fn ask_summary(&mut self, ctx: &FlowContext, data: &ProgrammeData) -> FlowResult<()> {
        let application = self.application(data, ctx.today(), &ctx.text());
        let (mut shown, _) = application.ok_or_else(|| ctx.unexpected_reply())?;
        let service_is_fixed = self.applied_service(data).is_some();
        let question = || {
            let text = ctx.text();
            translate(&mut shown, data, &text);
            let question = application::summary(&text, data, &shown, service_is_fixed);
            self.complete(ctx, data, question)
        };
        ctx.confirm(question).await?;
        self.confirmed = Some(digest(&shown));
        Ok(())
    }
}

/// Asks until the ID and each code have the form that the service prescribes.
async fn account_of(
    ctx: &FlowContext,
    service: &PaymentService,
    question: impl Fn() -> Question,
) -> FlowResult<Account> {
    let codes = service.codes.iter().enumerate();
    let rules: Vec<(String, &AccountField)> =
        std::iter::once((ACCOUNT_FIELD.to_owned(), &service.id))
            .chain(codes.map(|(nth, code)| (code_field(nth), code)))
            .collect();
    let mut entered: Option<Vec<FieldValue>> = None;
    loop {
        let asked = || match &entered {
            None => question(),
            Some(values) => with_entered(ctx, &rules, values, question()),
        };
        let Answer::Filled { values } = ctx.port.ask(asked).await? else {
            continue;
        };
        let normalised: Result<Vec<_>, _> = rules
            .iter()
            .map(|(id, rule)| rule.normalise(value(&values, id).text().unwrap_or_default()))
            .collect();
        if let Ok(normalised) = normalised {
            let mut normalised = normalised.into_iter();
            return Ok(Account {
                service: service.number.clone(),
                id: normalised.next().unwrap_or_default(),
                codes: normalised.map(Secret::from).collect(),
            });
        }
        entered = Some(values);
    }
}

/// The question with what was entered, and the rule that each field breaks.
fn with_entered(
    ctx: &FlowContext,
    rules: &[(String, &AccountField)],
    values: &[FieldValue],
    question: Question,
) -> Question {
    let text = ctx.text();
    let problem = |field: &InputField| {
        let (_, rule) = rules.iter().find(|(id, _)| *id == field.id)?;
        let entered = value(values, &field.id);
        let broken = rule.normalise(entered.text().unwrap_or_default()).err()?;
        Some(account::field_rule(&text, broken, rule))
    };
    question
        .with_values(|field| value(values, &field.id))
        .with_field_problems(problem)
}

fn value(values: &[FieldValue], field: &str) -> Secret {
    values
        .iter()
        .find(|each| each.field == field)
        .map(|each| each.value.clone())
        .unwrap_or_default()
}
