//! An applicant who answers questions.

use card_points::journey::{Answer, Event, FieldValue, Question, QuestionForm, Topic};
use card_points_fixtures::sandbox::{PaymentAccount, SampleCard};
use std::collections::VecDeque;

/// The answers of a person, and what the person has typed so far.
#[derive(Clone)]
pub struct Applicant {
    /// Answer to "have you applied before?": `no`, `yes`, `unsure`.
    pub says_applied: &'static str,
    /// Whose points they are: `myself`, `representative`.
    pub holder: &'static str,
    /// Measures to apply for. Unavailable ones are left out.
    pub measures: Vec<&'static str>,
    /// The account for the points.
    pub account: Option<PaymentAccount>,
    /// Passwords in the order of typing. The last one is repeated.
    pub passwords: VecDeque<String>,
    /// Whether the person uses the last try.
    pub uses_last_try: bool,
    /// Whether the person applies after checking the status.
    pub goes_on_to_apply: bool,
    /// How often a password of four digits was typed.
    pub passwords_typed: u32,
    /// Problems that were shown with a question.
    pub problems: Vec<(Topic, String)>,
}

impl Applicant {
    /// The owner of the card, who knows the password and applies for all measures.
    #[must_use]
    pub fn of(sample: &SampleCard) -> Self {
        Self {
            says_applied: "no",
            holder: "myself",
            measures: vec!["new-card", "health-insurance", "receipt-account"],
            account: sample.account.clone(),
            passwords: [sample.pin.to_owned()].into(),
            uses_last_try: true,
            goes_on_to_apply: true,
            passwords_typed: 0,
            problems: Vec::new(),
        }
    }

    /// The same person, who types these passwords first.
    #[must_use]
    pub fn typing_first(mut self, passwords: &[&str]) -> Self {
        for password in passwords.iter().rev() {
            self.passwords.push_front((*password).to_owned());
        }
        self
    }

    /// The answer; `None` where this person can only stop.
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
                self.passwords_typed += u32::from(password.len() == 4);
                Answer::Password {
                    password: password.into(),
                }
            }
            (QuestionForm::Confirm { .. }, Topic::LastTry) if !self.uses_last_try => return None,
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
                let available: Vec<_> = choices
                    .iter()
                    .filter(|choice| choice.unavailable.is_none())
                    .map(|choice| choice.id.as_str())
                    .collect();
                let ids = match topic {
                    Topic::Applied => vec![self.says_applied],
                    Topic::Holder => {
                        // A problem means that the first answer was wrong.
                        if !question.problems.is_empty() {
                            self.holder = match self.holder {
                                "myself" => "representative",
                                _ => "myself",
                            };
                        }
                        vec![self.holder]
                    }
                    Topic::Measures => {
                        let measures = self.measures.iter().copied();
                        measures.filter(|id| available.contains(id)).collect()
                    }
                    Topic::Service => {
                        let service = self.account.as_ref()?.service;
                        vec![available.contains(&service).then_some(service)?]
                    }
                    Topic::Status if self.goes_on_to_apply => vec!["apply"],
                    Topic::Status | Topic::Spots => vec!["done"],
                    _ => vec![*available.first()?],
                };
                Answer::Chosen {
                    ids: ids.into_iter().map(str::to_owned).collect(),
                }
            }
        };
        Some(Event::Answered { answer })
    }
}
