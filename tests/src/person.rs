//! A person who answers what they are asked.

use card_points::journey::{Answer, Event, FieldValue, Question, QuestionForm, Topic};
use card_points_fixtures::world::{Account, Sample};
use std::collections::VecDeque;

/// What a person would answer, and what they have typed so far.
#[derive(Clone)]
pub struct Person {
    /// To "have you applied before?": `no`, `yes`, `unsure`.
    pub applied: &'static str,
    /// Who it is for: `myself`, `representative`.
    pub holder: &'static str,
    /// Measures; those that can't be chosen are left out.
    pub measures: Vec<&'static str>,
    /// Where the points shall go.
    pub account: Option<Account>,
    /// Passwords in the order in which they are typed; the last one again and again.
    pub passwords: VecDeque<String>,
    /// Uses the last try.
    pub daring: bool,
    /// Goes on from what stands to apply.
    pub goes_on: bool,
    /// How often a password of four digits was typed.
    pub typed: u32,
    /// How often a question was asked again with a problem.
    pub problems: Vec<(Topic, String)>,
}

impl Person {
    /// Who owns that card and knows its password, and wants everything.
    #[must_use]
    pub fn with(sample: &Sample) -> Self {
        Self {
            applied: "no",
            holder: "myself",
            measures: vec!["new-card", "health-insurance", "receipt-account"],
            account: sample.account.clone(),
            passwords: [sample.pin.to_owned()].into(),
            daring: true,
            goes_on: true,
            typed: 0,
            problems: Vec::new(),
        }
    }

    /// The same, who types these passwords first.
    #[must_use]
    pub fn typing(mut self, passwords: &[&str]) -> Self {
        for password in passwords.iter().rev() {
            self.passwords.push_front((*password).to_owned());
        }
        self
    }

    /// The answer, or `None` where this person can only stop.
    pub fn answer(&mut self, question: &Question) -> Option<Event> {
        if let Some(problem) = question.problems.first() {
            self.problems.push((question.about, problem.text.clone()));
        }
        let answer = match (&question.form, question.about) {
            (QuestionForm::Password { .. }, _) => {
                let password = if self.passwords.len() > 1 {
                    self.passwords.pop_front()?
                } else {
                    self.passwords.front()?.clone()
                };
                self.typed += u32::from(password.len() == 4);
                Answer::Password {
                    password: password.into(),
                }
            }
            (QuestionForm::Confirm { .. }, Topic::LastTry) if !self.daring => return None,
            (QuestionForm::Confirm { .. } | QuestionForm::Review { .. }, _) => Answer::Confirmed,
            (QuestionForm::Fill { fields }, _) => {
                let account = self.account.as_ref()?;
                let values = std::iter::once(account.id).chain(account.codes.iter().copied());
                Answer::Filled {
                    values: fields
                        .iter()
                        .zip(values)
                        .map(|(field, value)| FieldValue {
                            field: field.id.clone(),
                            value: value.into(),
                        })
                        .collect(),
                }
            }
            (QuestionForm::Choose { choices, .. }, topic) => {
                let open: Vec<_> = choices
                    .iter()
                    .filter(|choice| choice.unavailable.is_none())
                    .map(|choice| choice.id.as_str())
                    .collect();
                let ids = match topic {
                    Topic::Applied => vec![self.applied],
                    Topic::Holder => {
                        // Who is told that it is otherwise answers otherwise.
                        if !question.problems.is_empty() {
                            self.holder = match self.holder {
                                "myself" => "representative",
                                _ => "myself",
                            };
                        }
                        vec![self.holder]
                    }
                    Topic::Measures => {
                        let wanted = self.measures.iter().copied();
                        wanted.filter(|id| open.contains(id)).collect()
                    }
                    Topic::Service => {
                        let wanted = self.account.as_ref()?.service;
                        vec![open.contains(&wanted).then_some(wanted)?]
                    }
                    Topic::Status if self.goes_on => vec!["apply"],
                    Topic::Status | Topic::Spots => vec!["done"],
                    _ => vec![*open.first()?],
                };
                Answer::Chosen {
                    ids: ids.into_iter().map(str::to_owned).collect(),
                }
            }
        };
        Some(Event::Answered { answer })
    }
}
