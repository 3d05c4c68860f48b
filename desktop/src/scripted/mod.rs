//! For programs: answers from a file, secrets from file descriptors.
//!
//! An answer that is not accepted ends the program: nothing is guessed, no question is answered
//! endlessly, and the password is given once.

mod answers_file;
mod secret_source;
#[cfg(test)]
mod tests;

pub use answers_file::Answers;
pub use secret_source::SecretSource;

use crate::exit::{Abort, Exit};
use crate::terminal::Terminal;
use crate::topic;
use crate::user_interface::{SandboxCards, SandboxTap, UserInterface};
use answers_file::FileAnswer;
use card_points::journey::{
    Answer, Choice, Event, FieldValue, InputField, Question, QuestionForm, Step, TapReason, Topic,
};
use card_points::secret::Secret;
use card_points::text::Text;
use std::collections::BTreeMap;

/// How often one topic is answered. A question is asked again when an answer that it depends on has
/// changed.
const MAX_ANSWERS_PER_TOPIC: u32 = 3;

/// A program in place of a person.
pub struct ScriptedUser {
    answers: Answers,
    /// Read once.
    password: Option<SecretSource>,
    codes: Option<SecretSource>,
    /// Shows the steps to people; `None` if they are written as JSON.
    terminal: Option<Terminal>,
    /// `None` if a card reader is used.
    sandbox_cards: Option<SandboxCards>,
    text: Text,
    /// How often each topic was answered.
    answer_counts: BTreeMap<Topic, u32>,
}

/// Why there is no answer, as a message.
type AnswerError = String;

impl ScriptedUser {
    /// A user that gives `answers`, and reads the secrets from `password` and `codes`.
    #[must_use]
    pub fn new(
        answers: Answers,
        password: Option<SecretSource>,
        codes: Option<SecretSource>,
        terminal: Option<Terminal>,
        sandbox_cards: Option<SandboxCards>,
        text: Text,
    ) -> Self {
        Self {
            answers,
            password,
            codes,
            terminal,
            sandbox_cards,
            text,
            answer_counts: BTreeMap::new(),
        }
    }

    fn find_answer(&mut self, question: &Question) -> Result<Event, AnswerError> {
        let (about, name) = (question.about, topic::name(question.about));
        let count = self.answer_counts.entry(about).or_default();
        *count += 1;
        let was_rejected = *count > 1 && !question.problems.is_empty();
        if was_rejected || *count > MAX_ANSWERS_PER_TOPIC {
            let problem = question.problems.first();
            let problem = problem.map_or(&question.text.title, |problem| &problem.text);
            return Err(format!(
                "{} {name}\n{problem}",
                self.text.message("terminal-asked-again")
            ));
        }
        if let QuestionForm::Password { .. } = question.form {
            let line = self.password.take().and_then(|mut source| source.line());
            let password = line.ok_or_else(|| self.missing("password (--password-fd)"))?;
            return Ok(Event::Answered {
                answer: Answer::Password { password },
            });
        }
        let answer = match (self.answers.get(about), about) {
            (Some(answer), _) => answer.clone(),
            // The status was asked for, and has been shown.
            (None, Topic::Status) => FileAnswer::Texts(vec!["done".into()]),
            (None, _) => return Err(self.missing(name)),
        };
        let answer = match (&question.form, answer) {
            (
                QuestionForm::Review { .. } | QuestionForm::Confirm { .. },
                FileAnswer::Confirmed(true),
            ) => Answer::Confirmed,
            (
                QuestionForm::Review { .. } | QuestionForm::Confirm { .. },
                FileAnswer::Confirmed(false),
            ) => return Ok(Event::Stopped),
            (QuestionForm::Choose { choices, .. }, FileAnswer::Texts(ids)) => {
                match ids.iter().find_map(|id| self.refusal(id, choices)) {
                    Some(reason) => return Err(reason),
                    None => Answer::Chosen { ids },
                }
            }
            (QuestionForm::Fill { fields }, FileAnswer::Fields(values)) => {
                self.fill(name, fields, values)?
            }
            (QuestionForm::Fill { fields }, FileAnswer::Texts(texts)) => {
                let public = fields.iter().filter(|field| !field.secret);
                let values = public.map(|field| field.id.clone()).zip(texts).collect();
                self.fill(name, fields, values)?
            }
            _ => {
                return Err(format!(
                    "{} {name}",
                    self.text.message("terminal-not-accepted")
                ));
            }
        };
        Ok(Event::Answered { answer })
    }

    fn missing(&self, name: &str) -> AnswerError {
        format!("{} {name}", self.text.message("terminal-no-answer"))
    }

    /// Why the choice `id` can't be chosen; `None` if it can.
    fn refusal(&self, id: &str, choices: &[Choice]) -> Option<AnswerError> {
        match choices.iter().find(|choice| choice.id == id) {
            None => {
                let ids: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
                let ids = ids.join(", ");
                Some(format!(
                    "{} {id} ({ids})",
                    self.text.message("terminal-not-accepted")
                ))
            }
            Some(choice) => {
                let reason = choice.unavailable.as_ref()?;
                Some(format!("{}: {reason}", choice.label))
            }
        }
    }

    fn fill(
        &mut self,
        name: &str,
        fields: &[InputField],
        mut texts: BTreeMap<String, String>,
    ) -> Result<Answer, AnswerError> {
        let mut values = Vec::with_capacity(fields.len());
        for field in fields {
            let value = if field.secret {
                let line = self.codes.as_mut().and_then(SecretSource::line);
                let name = format!("{name}.{} (--codes-fd)", field.id);
                line.ok_or_else(|| self.missing(&name))?
            } else {
                match texts.remove(&field.id) {
                    Some(text) => text.into(),
                    None if field.required => {
                        return Err(self.missing(&format!("{name}.{}", field.id)));
                    }
                    None => Secret::default(),
                }
            };
            values.push(FieldValue {
                field: field.id.clone(),
                value,
            });
        }
        match texts.keys().next() {
            Some(unknown) => Err(format!(
                "{} {name}.{unknown}",
                self.text.message("terminal-not-accepted")
            )),
            None => Ok(Answer::Filled { values }),
        }
    }
}

impl UserInterface for ScriptedUser {
    fn show(&mut self, step: &Step) {
        let Some(terminal) = &mut self.terminal else {
            return;
        };
        terminal.show(step);
        if let Step::Ask { question } = step
            && let QuestionForm::Review { rows, .. } = &question.form
        {
            terminal.show_summary(rows);
        }
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Abort> {
        let event = self.find_answer(question);
        let event = event.map_err(|message| Abort::new(message, Exit::Ended))?;
        if let (Some(terminal), Some(answer)) =
            (&mut self.terminal, public_answer(&event, &question.form))
        {
            terminal.notice(&format!(
                "{} {answer}",
                self.text.message("terminal-answered")
            ));
        }
        Ok(event)
    }

    fn notice(&mut self, text: &str) {
        match &mut self.terminal {
            Some(terminal) => terminal.notice(text),
            None => eprintln!("{text}"),
        }
    }

    fn sandbox_tap(&mut self, reason: TapReason) -> Result<SandboxTap, Abort> {
        let cards = self.sandbox_cards.as_ref();
        let card = cards.and_then(|cards| cards.selected().or(cards.cards.first()));
        match (card, reason) {
            // The same card would be refused again.
            (None, _) | (_, TapReason::DifferentCard | TapReason::NotIndividualNumberCard) => {
                Err(Exit::Ended.into())
            }
            (Some(card), _) => Ok(SandboxTap {
                card_id: card.id.clone(),
                removed_at: None,
            }),
        }
    }
}

/// The answer as text for the terminal, without secrets; `None` if there is nothing to show.
fn public_answer(event: &Event, form: &QuestionForm) -> Option<String> {
    let Event::Answered { answer } = event else {
        return None;
    };
    let texts: Vec<&str> = match (answer, form) {
        (Answer::Chosen { ids }, QuestionForm::Choose { choices, .. }) => choices
            .iter()
            .filter(|choice| ids.contains(&choice.id))
            .map(|choice| choice.label.as_str())
            .collect(),
        (Answer::Filled { values }, QuestionForm::Fill { fields }) => values
            .iter()
            .zip(fields)
            .filter(|(_, field)| !field.secret)
            .filter_map(|(value, _)| value.value.text())
            .collect(),
        _ => return None,
    };
    Some(texts.join(", "))
}
