//! Messages in a language, and how yen, dates, times and lists are written out.

use super::catalog::{CORE, Catalog};
use super::{Language, LocalizedText, ruby};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// The messages of one language. Cheap to make and to copy.
#[derive(Clone, Copy)]
pub struct Text {
    language: Language,
    all_readings: bool,
    catalog: &'static Catalog,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageArg {
    /// A text, inserted as it is.
    Text(String),
    /// A number, which may choose between singular and plural.
    Number(i32),
}

impl From<&str> for MessageArg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for MessageArg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for MessageArg {
    fn from(number: i32) -> Self {
        Self::Number(number)
    }
}

/// A message that can't be written out as it is meant.
#[derive(Debug)]
enum MessageError {
    /// No such message in this language.
    Missing,
    /// An argument or a term is missing: the message without it.
    Incomplete(String),
}

impl Text {
    /// The core's messages in `language`. In plain Japanese, only kanji beyond elementary school have
    /// their reading, in parentheses.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            all_readings: false,
            catalog: &CORE,
        }
    }

    /// The core's messages in `language`. In plain Japanese, every kanji has its reading, for a shell
    /// that sets it above them: [`ruby::pieces`].
    #[must_use]
    pub fn with_furigana(language: Language) -> Self {
        Self {
            all_readings: true,
            ..Self::new(language)
        }
    }

    /// The same with the messages of `catalog`, which include the core's.
    #[must_use]
    pub fn with_catalog(self, catalog: &'static Catalog) -> Self {
        Self { catalog, ..self }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The language of the messages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text that comes with the data, with as many readings as a message has.
    #[must_use]
    pub fn localized(&self, text: &LocalizedText) -> String {
        let localized = text.get(self.language);
        // A text in another language has no readings: its parentheses are its own.
        if text.0.contains_key(&self.language) {
            self.with_due_readings(self.language, localized.to_owned())
        } else {
            localized.to_owned()
        }
    }

    /// A message without arguments.
    #[must_use]
    pub fn message(&self, key: &str) -> String {
        self.message_with(key, &[])
    }

    /// A message with arguments. If it is missing in this language, it comes in another one; if it is
    /// missing in all, the key comes instead: a missing message stops nobody. (A debug build panics
    /// where an argument is missing.)
    #[must_use]
    pub fn message_with(&self, key: &str, args: &[(&str, MessageArg)]) -> String {
        for language in self.language.preferences() {
            match try_format(self.catalog, language, key, args) {
                Ok(message) => return self.with_due_readings(language, message),
                Err(MessageError::Incomplete(message)) => {
                    debug_assert!(false, "{key} lacks something: {message}");
                    return message;
                }
                Err(MessageError::Missing) => {}
            }
        }
        key.to_owned()
    }

    fn with_due_readings(&self, language: Language, text: String) -> String {
        if language.has_readings() && !self.all_readings {
            ruby::sparing(&text)
        } else {
            text
        }
    }

    /// An amount: "¥5,000", 「5,000円」.
    #[must_use]
    pub fn yen(&self, yen: i32) -> String {
        self.message_with("yen", &[("amount", grouped(yen).into())])
    }

    /// A number with its thousands set apart: "1,204".
    #[must_use]
    pub fn number(&self, number: i32) -> String {
        grouped(number)
    }

    /// The day of `at` in Japan time: "3 July 2026", 「2026年7月3日」.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        self.date(japan_time(at).date())
    }

    /// A date: "3 July 2026", 「2026年7月3日」.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.message_with(
            "date",
            &[
                ("year", i32::from(date.year()).into()),
                ("month", i32::from(date.month()).into()),
                ("day", i32::from(date.day()).into()),
            ],
        )
    }

    /// The day and time of `at` in Japan time: "3 July 2026, 14:05", 「2026年7月3日 14時05分」.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let at = japan_time(at);
        self.message_with(
            "time",
            &[
                ("date", self.date(at.date()).into()),
                ("hour", i32::from(at.hour()).into()),
                ("minute", i32::from(at.minute()).into()),
            ],
        )
    }

    /// Several items in a row: "A, B and C", 「A、B、C」.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        let Some((last, others)) = items.split_last() else {
            return String::new();
        };
        let Some((first, middle)) = others.split_first() else {
            return last.clone();
        };
        let begun = middle.iter().fold(first.clone(), |begun, next| {
            let args = [("begun", begun.into()), ("next", next.as_str().into())];
            self.message_with("list-next", &args)
        });
        let args = [("begun", begun.into()), ("last", last.as_str().into())];
        self.message_with("list-last", &args)
    }
}

/// `at` in Japan time: nine hours ahead of UTC, without summer time.
pub(crate) fn japan_time(at: Timestamp) -> DateTime {
    jiff::tz::offset(9).to_datetime(at)
}

/// Writes out a message of one language.
fn try_format(
    catalog: &'static Catalog,
    language: Language,
    key: &str,
    args: &[(&str, MessageArg)],
) -> Result<String, MessageError> {
    let bundle = catalog.bundle(language);
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .ok_or(MessageError::Missing)?;
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, arg)| {
            let value = match arg {
                MessageArg::Text(text) => FluentValue::from(text.as_str()),
                MessageArg::Number(number) => FluentValue::from(*number),
            };
            (*name, value)
        })
        .collect();
    let mut errors = Vec::new();
    let message = bundle
        .format_pattern(pattern, Some(&args), &mut errors)
        .into_owned();
    if errors.is_empty() {
        Ok(message)
    } else {
        Err(MessageError::Incomplete(message))
    }
}

/// A number with a comma before every three digits.
fn grouped(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
