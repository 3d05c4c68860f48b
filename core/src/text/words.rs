//! Messages from the Fluent files, and how yen, dates, times and lists are written out.

use super::{Language, LocalizedText, ruby};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::sync::OnceLock;

type Bundle = concurrent::FluentBundle<FluentResource>;

/// The words of one language. Cheap to make: the files of a language are read once a process.
#[derive(Clone, Copy)]
pub struct Text {
    language: Language,
    furigana: bool,
}

/// What a message is filled in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words, as they stand.
    Text(String),
    /// A number, which may choose between singular and plural.
    Number(i32),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Self::Number(number)
    }
}

/// A message that could not be said as it was meant.
#[derive(Debug)]
enum MessageError {
    /// No such message in this language.
    Missing,
    /// An argument or a term is missing: what could be said all the same.
    Incomplete(String),
}

impl Text {
    /// The words of `language`. In plain Japanese, kanji beyond elementary school have their reading
    /// in parentheses.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            furigana: false,
        }
    }

    /// The words of `language`. In plain Japanese, every kanji has its reading, for a shell that sets
    /// it above them: [`ruby::pieces`].
    #[must_use]
    pub fn with_furigana(language: Language) -> Self {
        Self {
            language,
            furigana: true,
        }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The language that it speaks.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text that comes with the data, with as many readings as a message has.
    #[must_use]
    pub fn localized(&self, text: &LocalizedText) -> String {
        let said = text.get(self.language);
        // One that falls back to Japanese has no readings: its parentheses are its own.
        let has_readings = self.language == Language::PlainJapanese
            && text.0.contains_key(&Language::PlainJapanese);
        if has_readings && !self.furigana {
            ruby::sparing(said)
        } else {
            said.to_owned()
        }
    }

    /// A message without arguments.
    #[must_use]
    pub fn message(&self, key: &str) -> String {
        self.message_with(key, &[])
    }

    /// A message with arguments. One that is missing in this language is said in another, and a
    /// key that is missing in all is shown itself: a lack of words stops nobody. (A debug build
    /// panics where an argument is missing.)
    #[must_use]
    pub fn message_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let others = Language::ALL.into_iter().filter(|l| *l != self.language);
        for language in std::iter::once(self.language).chain(others) {
            match try_format(language, key, args) {
                Ok(said) if self.furigana || language != Language::PlainJapanese => return said,
                Ok(said) => return ruby::sparing(&said),
                Err(MessageError::Incomplete(said)) => {
                    debug_assert!(false, "{key} misses something: {said}");
                    return said;
                }
                Err(MessageError::Missing) => {}
            }
        }
        key.to_owned()
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

    /// The day of a moment in Japan time, written out.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        self.date(japan_time(at).date())
    }

    /// A date, written out: "3 July 2026", 「2026年7月3日」.
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

    /// A moment in Japan time: "3 July 2026, 14:05", 「2026年7月3日 14時05分」.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let at = japan_time(at);
        let hour = match self.language {
            Language::English => format!("{:02}", at.hour()),
            Language::Japanese | Language::PlainJapanese => at.hour().to_string(),
        };
        self.message_with(
            "time",
            &[
                ("date", self.date(at.date()).into()),
                ("hour", hour.into()),
                ("minute", format!("{:02}", at.minute()).into()),
            ],
        )
    }

    /// Several things in a row: "A, B and C", 「A、B、C」.
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

/// Japan's clock: nine hours ahead of UTC, and no summer time.
pub(crate) fn japan_time(at: Timestamp) -> DateTime {
    jiff::tz::offset(9).to_datetime(at)
}

/// Says a message of one language, or tells what it lacks.
fn try_format(language: Language, key: &str, args: &[(&str, Arg)]) -> Result<String, MessageError> {
    let bundle = bundle(language);
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .ok_or(MessageError::Missing)?;
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, arg)| {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            (*name, value)
        })
        .collect();
    let mut errors = Vec::new();
    let said = bundle
        .format_pattern(pattern, Some(&args), &mut errors)
        .into_owned();
    if errors.is_empty() {
        Ok(said)
    } else {
        Err(MessageError::Incomplete(said))
    }
}

/// A language's files, each with its name.
pub(super) fn files(language: Language) -> [(&'static str, &'static str); 3] {
    match language {
        Language::Japanese => [
            ("labels.ftl", include_str!("ja/labels.ftl")),
            ("journey.ftl", include_str!("ja/journey.ftl")),
            ("help.ftl", include_str!("ja/help.ftl")),
        ],
        Language::English => [
            ("labels.ftl", include_str!("en/labels.ftl")),
            ("journey.ftl", include_str!("en/journey.ftl")),
            ("help.ftl", include_str!("en/help.ftl")),
        ],
        Language::PlainJapanese => [
            ("labels.ftl", include_str!("ja-simple/labels.ftl")),
            ("journey.ftl", include_str!("ja-simple/journey.ftl")),
            ("help.ftl", include_str!("ja-simple/help.ftl")),
        ],
    }
}

/// Reading the files takes half a millisecond, a good part of what a journey may cost: done once.
fn bundle(language: Language) -> &'static Bundle {
    static JAPANESE: OnceLock<Bundle> = OnceLock::new();
    static ENGLISH: OnceLock<Bundle> = OnceLock::new();
    static PLAIN_JAPANESE: OnceLock<Bundle> = OnceLock::new();
    let cell = match language {
        Language::Japanese => &JAPANESE,
        Language::English => &ENGLISH,
        Language::PlainJapanese => &PLAIN_JAPANESE,
    };
    cell.get_or_init(|| {
        let locale = language.tag().parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![locale]);
        // The marks are for mixing scripts of both directions, and some terminals show them.
        bundle.set_use_isolating(false);
        for (_, source) in files(language) {
            // What can't be read is left out here and fails a test.
            let resource = FluentResource::try_new(source.to_owned());
            let resource = resource.unwrap_or_else(|(readable, _)| readable);
            let _ = bundle.add_resource(resource);
        }
        bundle
    })
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
mod tests {
    use super::*;
    use jiff::civil::date;

    const EN: Text = Text {
        language: Language::English,
        furigana: false,
    };
    const JA: Text = Text {
        language: Language::Japanese,
        furigana: false,
    };
    /// Plain Japanese for a shell that sets readings above the kanji.
    const SET: Text = Text {
        language: Language::PlainJapanese,
        furigana: true,
    };
    /// Plain Japanese for one that does not.
    const SPARING: Text = Text {
        language: Language::PlainJapanese,
        furigana: false,
    };

    #[test]
    fn yen_are_written_with_commas() {
        assert_eq!(EN.yen(5_000), "¥5,000");
        assert_eq!(JA.yen(5_000), "5,000円");
        assert_eq!(SET.yen(5_000), "5,000円（えん）");
        assert_eq!(SPARING.yen(5_000), "5,000円");
        assert_eq!(EN.yen(0), "¥0");
        assert_eq!(JA.yen(999), "999円");
        assert_eq!(EN.yen(1_234_567), "¥1,234,567");
        assert_eq!(grouped(i32::MIN), "-2,147,483,648");
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(EN.date(date(2026, 7, 3)), "3 July 2026");
        assert_eq!(JA.date(date(2026, 7, 3)), "2026年7月3日");
        assert_eq!(
            SET.date(date(2026, 7, 3)),
            "2026年（ねん）7月（がつ）3日（にち）"
        );
        assert_eq!(SPARING.date(date(2026, 7, 3)), "2026年7月3日");
        let months: Vec<String> = (1..=12).map(|m| EN.date(date(2022, m, 28))).collect();
        assert_eq!(months[0], "28 January 2022");
        assert_eq!(months[11], "28 December 2022");
        let mut different = months.clone();
        different.dedup();
        assert_eq!(different.len(), 12);
    }

    #[test]
    fn times_are_japans() {
        let at: Timestamp = "2026-07-03T05:05:59Z".parse().unwrap();
        assert_eq!(EN.time(at), "3 July 2026, 14:05");
        assert_eq!(JA.time(at), "2026年7月3日 14時05分");
        assert_eq!(
            SET.time(at),
            "2026年（ねん）7月（がつ）3日（にち） 14時（じ）05分（ふん）"
        );
        assert_eq!(SPARING.time(at), "2026年7月3日 14時05分");
        let at: Timestamp = "2026-12-31T21:30:00Z".parse().unwrap();
        assert_eq!(EN.time(at), "1 January 2027, 06:30");
        assert_eq!(JA.time(at), "2027年1月1日 6時30分");
    }

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let items = |n: usize| ["A", "B", "C", "D"].map(String::from)[..n].to_vec();
        assert_eq!(EN.list(&items(0)), "");
        assert_eq!(EN.list(&items(1)), "A");
        assert_eq!(EN.list(&items(2)), "A and B");
        assert_eq!(EN.list(&items(4)), "A, B, C and D");
        assert_eq!(JA.list(&items(2)), "A、B");
        assert_eq!(JA.list(&items(3)), "A、B、C");
        assert_eq!(SET.list(&items(2)), "A、B");
        assert_eq!(SPARING.list(&items(3)), "A、B、C");
    }

    #[test]
    fn the_data_s_texts_have_as_many_readings_as_messages_have() {
        let said = |language, said: &str| (language, said.to_owned());
        let plain = said(Language::PlainJapanese, "学校（がっこう）の鞄（かばん）");
        let text = LocalizedText([said(Language::Japanese, "学校の鞄"), plain].into());
        assert_eq!(JA.localized(&text), "学校の鞄");
        let spared = Text::new(Language::PlainJapanese).localized(&text);
        assert_eq!(spared, "学校の鞄（かばん）");
        let all = Text::with_furigana(Language::PlainJapanese).localized(&text);
        assert_eq!(all, "学校（がっこう）の鞄（かばん）");
        let name = LocalizedText([said(Language::Japanese, "学校（がっこう）")].into());
        let fallen_back = Text::new(Language::PlainJapanese).localized(&name);
        assert_eq!(
            fallen_back, "学校（がっこう）",
            "what is signed is the name itself"
        );
    }

    #[test]
    fn a_missing_key_is_shown_instead_of_a_panic() {
        assert_eq!(EN.message("no such message"), "no such message");
        assert_eq!(JA.message(""), "");
    }

    #[test]
    fn a_missing_argument_is_noticed_and_the_rest_is_said() {
        let said = try_format(Language::English, "yen", &[]);
        assert!(matches!(said, Err(MessageError::Incomplete(said)) if said == "¥{$amount}"));
    }
}
