//! The answers file: JSON without secrets.

use crate::topic::{self, TOPIC_NAMES};
use card_points::journey::Topic;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Largest answers file, in bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024;

/// The answers in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Topic, FileAnswer>);

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileAnswer {
    /// Whether a summary or a text is confirmed.
    Confirmed(bool),
    /// Ids of choices, or the values of the fields in order.
    Texts(Vec<String>),
    /// The values of fields, by the fields' ids.
    Fields(BTreeMap<String, String>),
}

impl Answers {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// A message that names the file and the invalid key.
    pub fn read(path: &Path) -> Result<Self, String> {
        let with_path = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
        let mut json = Vec::new();
        let file = File::open(path).map_err(|error| with_path(&error))?;
        let length = file.take(MAX_FILE_BYTES + 1).read_to_end(&mut json);
        let length = length.map_err(|error| with_path(&error))?;
        if length as u64 > MAX_FILE_BYTES {
            return Err(with_path(&format_args!(
                "longer than {MAX_FILE_BYTES} bytes"
            )));
        }
        serde_json::from_slice(&json).map_err(|error| with_path(&error))
    }

    /// The answer to questions about `topic`.
    #[must_use]
    pub fn get(&self, topic: Topic) -> Option<&FileAnswer> {
        self.0.get(&topic)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnswersVisitor)
    }
}

struct AnswersVisitor;

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of answers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        let mut answers = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let Some(topic) = topic::by_name(&key) else {
                let known = TOPIC_NAMES.map(|(_, name)| name).join(", ");
                return Err(A::Error::custom(format!(
                    "unknown field `{key}`, expected one of {known}"
                )));
            };
            if topic == Topic::Password {
                return Err(A::Error::custom(
                    "`password` has no place in a file: use --password-fd",
                ));
            }
            let answer = parse_answer(&key, map.next_value()?).map_err(A::Error::custom)?;
            if answers.insert(topic, answer).is_some() {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
        }
        Ok(Answers(answers))
    }
}

fn parse_answer(key: &str, value: serde_json::Value) -> Result<FileAnswer, String> {
    let text = |path: String, value| match value {
        serde_json::Value::String(text) => Ok(text),
        _ => Err(format!("`{path}`: expected a string")),
    };
    Ok(match value {
        serde_json::Value::Bool(confirmed) => FileAnswer::Confirmed(confirmed),
        serde_json::Value::String(one) => FileAnswer::Texts(vec![one]),
        serde_json::Value::Array(many) => FileAnswer::Texts(
            many.into_iter()
                .enumerate()
                .map(|(index, one)| text(format!("{key}[{index}]"), one))
                .collect::<Result<_, _>>()?,
        ),
        serde_json::Value::Object(fields) => FileAnswer::Fields(
            fields
                .into_iter()
                .map(|(id, value)| Ok((id.clone(), text(format!("{key}.{id}"), value)?)))
                .collect::<Result<_, String>>()?,
        ),
        _ => {
            return Err(format!(
                "`{key}`: expected true, a string, a list of strings, or an object of strings"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_key() {
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
            let error = serde_json::from_str::<Answers>(json).unwrap_err();
            let error = error.to_string();
            assert!(error.contains(expected), "{json}: {error}");
            assert!(!error.contains("1234"), "{error}");
        }
    }
}
