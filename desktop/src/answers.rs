//! For programs: answers from a file, secrets from descriptors.
//!
//! An answer that is not accepted ends the program: nothing is guessed, no question is answered
//! for ever, and a password is typed once.

use crate::exit::{Exit, Quit};
use crate::person::{Laid, Person, Practice};
use crate::terminal::{Terminal, read_line};
use crate::topic;
use crate::words::Own;
use card_points::journey::{
    Answer, Choice, Event, FieldValue, InputField, Question, QuestionForm, Step, TapReason, Topic,
};
use card_points::secret::Secret;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// Largest answers file, in bytes.
const LARGEST: u64 = 64 * 1024;
/// So often one topic is answered: a question comes again when what it depends on has changed.
const OFTEN: u32 = 3;

/// The answers that a person would give, without secrets.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Topic, Value>);

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    /// To something to agree to.
    Agreed(bool),
    /// To a list of choices, or to one field.
    Texts(Vec<String>),
    /// To fields, by their ids.
    Fields(BTreeMap<String, String>),
}

impl Answers {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// What is wrong with it, with the field's name.
    pub fn read(path: &Path) -> Result<Self, String> {
        let named = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
        let mut json = Vec::new();
        let file = File::open(path).map_err(|error| named(&error))?;
        let read = file.take(LARGEST + 1).read_to_end(&mut json);
        let read = read.map_err(|error| named(&error))?;
        if read as u64 > LARGEST {
            return Err(named(&format_args!("longer than {LARGEST} bytes")));
        }
        serde_json::from_slice(&json).map_err(|error| named(&error))
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut answers = BTreeMap::new();
                while let Some(key) = map.next_key::<String>()? {
                    let topic = topic::NAMES.iter().find(|(_, name)| *name == key);
                    let Some((topic, name)) = topic else {
                        let known: Vec<_> = topic::NAMES.iter().map(|(_, name)| *name).collect();
                        let known = known.join(", ");
                        return Err(A::Error::custom(format!(
                            "unknown field `{key}`, expected one of {known}"
                        )));
                    };
                    if *topic == Topic::Password {
                        return Err(A::Error::custom(
                            "`password` has no place in a file: use --password-fd",
                        ));
                    }
                    let value = checked(name, map.next_value()?).map_err(A::Error::custom)?;
                    if answers.insert(*topic, value).is_some() {
                        return Err(A::Error::custom(format!("duplicate field `{key}`")));
                    }
                }
                Ok(Answers(answers))
            }
        }
        from.deserialize_map(Fields)
    }
}

fn checked(name: &str, value: serde_json::Value) -> Result<Value, String> {
    let text = |within: String, value| match value {
        serde_json::Value::String(text) => Ok(text),
        _ => Err(format!("`{within}`: expected a string")),
    };
    Ok(match value {
        serde_json::Value::Bool(agreed) => Value::Agreed(agreed),
        serde_json::Value::String(one) => Value::Texts(vec![one]),
        serde_json::Value::Array(many) => Value::Texts(
            many.into_iter()
                .enumerate()
                .map(|(nth, one)| text(format!("{name}[{nth}]"), one))
                .collect::<Result<_, _>>()?,
        ),
        serde_json::Value::Object(fields) => Value::Fields(
            fields
                .into_iter()
                .map(|(id, value)| Ok((id.clone(), text(format!("{name}.{id}"), value)?)))
                .collect::<Result<_, String>>()?,
        ),
        _ => {
            return Err(format!(
                "`{name}`: expected true, a string, a list of strings, or an object of strings"
            ));
        }
    })
}

/// A descriptor that this program was started with, read line by line.
///
/// One byte at a time: whatever follows the line belongs to whoever reads next.
pub struct Descriptor(BufReader<Box<dyn Read>>);

impl Descriptor {
    /// Opens descriptor `number`.
    ///
    /// # Errors
    /// When there is no such descriptor, or this system gives no way to name it.
    pub fn open(number: u32) -> io::Result<Self> {
        Ok(match number {
            0 => Self::new(io::stdin()),
            number => Self::new(File::open(format!("/dev/fd/{number}"))?),
        })
    }

    fn new(from: impl Read + 'static) -> Self {
        Self(BufReader::with_capacity(1, Box::new(from)))
    }

    fn line(&mut self) -> Option<Secret> {
        read_line(&mut self.0)
    }
}

/// A program in a person's place.
pub struct Script {
    /// Its answers.
    pub answers: Answers,
    /// Where the password comes from; taken with its first use.
    pub password: Option<Descriptor>,
    /// Where security codes come from.
    pub codes: Option<Descriptor>,
    /// Where steps are shown for people; `None` where JSON is.
    pub screen: Option<Terminal>,
    /// The practice cards; `None`: a reader is used.
    pub practice: Option<Practice>,
    /// The binary's own words.
    pub own: &'static Own,
    /// How often each topic was answered.
    pub answered: BTreeMap<Topic, u32>,
}

/// Why there is no answer, in words.
type Missing = String;

impl Script {
    fn find(&mut self, question: &Question) -> Result<Event, Missing> {
        let (about, name) = (question.about, topic::name(question.about));
        let times = self.answered.entry(about).or_default();
        *times += 1;
        let again = *times > 1 && question.problem.is_some();
        if again || *times > OFTEN {
            let problem = question
                .problem
                .as_ref()
                .map(|problem| problem.text.as_str());
            let problem = problem.unwrap_or(&question.text.title);
            return Err(format!("{} {name}\n{problem}", self.own.asked_again));
        }
        if let QuestionForm::Password { .. } = question.form {
            let line = self.password.take().and_then(|mut from| from.line());
            let password = line.ok_or_else(|| self.missing("password (--password-fd)"))?;
            return Ok(Event::Answered {
                answer: Answer::Password { password },
            });
        }
        let value = match (self.answers.0.get(&about), about) {
            (Some(value), _) => value.clone(),
            // Whoever asked for the status has it.
            (None, Topic::Status) => Value::Texts(vec!["done".into()]),
            (None, _) => return Err(self.missing(name)),
        };
        let answer = match (&question.form, value) {
            (QuestionForm::Review { .. } | QuestionForm::Confirm { .. }, Value::Agreed(true)) => {
                Answer::Confirmed
            }
            (QuestionForm::Review { .. } | QuestionForm::Confirm { .. }, Value::Agreed(false)) => {
                return Ok(Event::Stopped);
            }
            (QuestionForm::Choose { choices, .. }, Value::Texts(ids)) => {
                let refused = ids.iter().find_map(|id| self.refused(id, choices));
                match refused {
                    Some(reason) => return Err(reason),
                    None => Answer::Chosen { ids },
                }
            }
            (QuestionForm::Fill { fields }, Value::Fields(values)) => {
                self.fill(name, fields, values)?
            }
            (QuestionForm::Fill { fields }, Value::Texts(texts)) => {
                let open = fields.iter().filter(|field| !field.secret);
                let values = open.map(|field| field.id.clone()).zip(texts).collect();
                self.fill(name, fields, values)?
            }
            _ => return Err(format!("{} {name}", self.own.not_accepted)),
        };
        Ok(Event::Answered { answer })
    }

    fn missing(&self, name: &str) -> Missing {
        format!("{} {name}", self.own.no_answer)
    }

    fn refused(&self, id: &str, choices: &[Choice]) -> Option<Missing> {
        match choices.iter().find(|choice| choice.id == id) {
            None => {
                let ids: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
                Some(format!(
                    "{} {id} ({})",
                    self.own.not_accepted,
                    ids.join(", ")
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
        mut values: BTreeMap<String, String>,
    ) -> Result<Answer, Missing> {
        let mut entries = Vec::with_capacity(fields.len());
        for field in fields {
            let value = if field.secret {
                let line = self.codes.as_mut().and_then(Descriptor::line);
                let named = format!("{name}.{} (--codes-fd)", field.id);
                line.ok_or_else(|| self.missing(&named))?
            } else {
                match values.remove(&field.id) {
                    Some(value) => value.into(),
                    None if field.required => {
                        return Err(self.missing(&format!("{name}.{}", field.id)));
                    }
                    None => Secret::default(),
                }
            };
            entries.push(FieldValue {
                field: field.id.clone(),
                value,
            });
        }
        match values.keys().next() {
            Some(unknown) => Err(format!("{} {name}.{unknown}", self.own.not_accepted)),
            None => Ok(Answer::Filled { values: entries }),
        }
    }
}

impl Person for Script {
    fn show(&mut self, step: &Step) {
        let Some(screen) = &mut self.screen else {
            return;
        };
        screen.show(step);
        if let Step::Ask { question } = step
            && let QuestionForm::Review { rows, .. } = &question.form
        {
            screen.record(rows);
        }
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Quit> {
        let event = self.find(question);
        let event = event.map_err(|why| Quit::new(why, Exit::Ended))?;
        if let (Some(screen), Some(given)) = (&mut self.screen, given(&event, &question.form)) {
            screen.notice(&format!("{} {given}", self.own.answered));
        }
        Ok(event)
    }

    fn notice(&mut self, text: &str) {
        match &mut self.screen {
            Some(screen) => screen.notice(text),
            None => eprintln!("{text}"),
        }
    }

    fn lay(&mut self, why: TapReason) -> Result<Laid, Quit> {
        let practice = self.practice.as_ref();
        let card = practice.and_then(|practice| practice.in_hand().or(practice.offers.first()));
        match (card, why) {
            // The same card would be refused again.
            (None, _) | (_, TapReason::DifferentCard | TapReason::NotIndividualNumberCard) => {
                Err(Exit::Ended.into())
            }
            (Some(card), _) => Ok(Laid {
                id: card.id.clone(),
                torn: None,
            }),
        }
    }
}

/// The answer in words, for the record on the screen; `None` where it is secret, or none.
fn given(event: &Event, form: &QuestionForm) -> Option<String> {
    let Event::Answered { answer } = event else {
        return None;
    };
    match (answer, form) {
        (Answer::Chosen { ids }, QuestionForm::Choose { choices, .. }) => {
            let chosen = choices.iter().filter(|choice| ids.contains(&choice.id));
            Some(
                chosen
                    .map(|choice| choice.label.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        (Answer::Filled { values: entries }, QuestionForm::Fill { fields }) => {
            let open = entries
                .iter()
                .zip(fields)
                .filter(|(_, field)| !field.secret);
            Some(
                open.filter_map(|(entry, _)| entry.value.text())
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::sample;
    use crate::words::own;
    use card_points::journey::AnswerProblem;
    use card_points::text::Language;

    fn parsed(json: &str) -> Result<Answers, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn script(json: &str, password: &'static str, codes: &'static str) -> Script {
        Script {
            answers: parsed(json).unwrap(),
            password: Some(Descriptor::new(password.as_bytes())),
            codes: Some(Descriptor::new(codes.as_bytes())),
            screen: None,
            practice: None,
            own: own(Language::English),
            answered: BTreeMap::new(),
        }
    }

    fn answered(answer: Answer) -> Result<Event, String> {
        Ok(Event::Answered { answer })
    }

    #[test]
    fn an_error_names_the_field() {
        for (json, expected) in [
            (r#"{"servise":"x"}"#, "unknown field `servise`"),
            (r#"{"service":7}"#, "`service`: expected"),
            (
                r#"{"measures":["new-card",1]}"#,
                "`measures[1]`: expected a string",
            ),
            (
                r#"{"account":{"id":690}}"#,
                "`account.id`: expected a string",
            ),
            (r#"{"terms":true,"terms":true}"#, "duplicate field `terms`"),
            (
                r#"{"password":"1234"}"#,
                "`password` has no place in a file",
            ),
            ("[]", "an object of answers"),
        ] {
            let error = parsed(json).unwrap_err();
            assert!(error.contains(expected), "{json}: {error}");
            assert!(!error.contains("1234"), "{error}");
        }
    }

    #[test]
    fn each_form_gets_its_answer() {
        let json = r#"{"service":"MP0000002","measures":["new-card"],"confirm":true,
            "account":"6900 1234 1234 1234","last-try":true}"#;
        let mut script = script(json, "7319\n", "4321\n");
        let chosen = |id: &str| {
            answered(Answer::Chosen {
                ids: vec![id.into()],
            })
        };
        assert_eq!(script.find(&sample::services()), chosen("MP0000002"));
        assert_eq!(script.find(&sample::measures()), chosen("new-card"));
        assert_eq!(script.find(&sample::summary()), answered(Answer::Confirmed));
        assert_eq!(script.find(&sample::agree()), answered(Answer::Confirmed));
        let entry = |field: &str, value: &str| FieldValue {
            field: field.into(),
            value: value.into(),
        };
        let values = vec![entry("id", "6900 1234 1234 1234"), entry("code1", "4321")];
        assert_eq!(
            script.find(&sample::account()),
            answered(Answer::Filled { values })
        );
        let password = Secret::from("7319");
        assert_eq!(
            script.find(&sample::password()),
            answered(Answer::Password { password })
        );
    }

    #[test]
    fn a_password_is_given_once_whatever_comes_then() {
        let mut script = script("{}", "7319\n7319\n", "");
        let mut question = sample::password();
        assert!(script.find(&question).is_ok());
        assert!(script.find(&question).is_err());
        question.problem = Some(AnswerProblem {
            field: None,
            text: "That password is not right.".into(),
        });
        let why = script.find(&question).unwrap_err();
        assert!(why.contains("That password is not right."), "{why}");
    }

    #[test]
    fn an_answer_that_met_a_problem_is_not_given_again() {
        let mut script = script(r#"{"service":"MP0000001"}"#, "", "");
        let mut question = sample::services();
        assert!(script.find(&question).is_ok());
        question.problem = Some(AnswerProblem {
            field: None,
            text: "Points of another person already go to this account.".into(),
        });
        let why = script.find(&question).unwrap_err();
        assert!(why.ends_with("already go to this account."), "{why}");
    }

    #[test]
    fn no_question_is_answered_for_ever() {
        let mut script = script(r#"{"service":"MP0000001"}"#, "", "");
        let answers = (0..10).map(|_| script.find(&sample::services()));
        assert_eq!(answers.filter(Result::is_ok).count(), OFTEN as usize);
    }

    #[test]
    fn a_barred_or_unknown_choice_ends_with_the_reason() {
        let mut barred = script(r#"{"measures":["receipt-account"]}"#, "", "");
        let why = barred.find(&sample::measures()).unwrap_err();
        assert_eq!(why, "Receipt account: Not announced yet.");
        let mut unknown = script(r#"{"measures":["gold"]}"#, "", "");
        let why = unknown.find(&sample::measures()).unwrap_err();
        assert!(why.contains("gold (new-card, "), "{why}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut script = script(r#"{"account":{}}"#, "", "");
        let why = |question| script.find(question).unwrap_err();
        let missing: Vec<_> = [sample::services(), sample::account(), sample::password()]
            .iter()
            .map(why)
            .collect();
        assert!(missing[0].ends_with(" service"), "{missing:?}");
        assert!(missing[1].ends_with(" account.id"), "{missing:?}");
        assert!(
            missing[2].ends_with(" password (--password-fd)"),
            "{missing:?}"
        );
    }

    #[test]
    fn no_agreement_means_stop() {
        let mut script = script(r#"{"confirm":false}"#, "", "");
        assert_eq!(script.find(&sample::summary()), Ok(Event::Stopped));
    }
}
