//! Checks of a crate's Fluent files, against each other and against the code that uses them. A crate
//! with a [`Catalog`] runs them in its tests, with the feature `text-check`.

#[cfg(test)]
mod tests;

use super::catalog::new_bundle;
use super::ruby::{is_kanji, pieces};
use super::{Catalog, Language, MessageArg, Text};
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Names of arguments.
type Args = BTreeSet<String>;

/// Each message's key with its arguments.
type Messages = BTreeMap<String, Args>;

/// The longest sentence of a language with readings, without them.
const MAX_SENTENCE_CHARACTERS: usize = 40;

/// A catalog and the code that uses it. Each method is one check and panics where it fails.
pub struct TextCheck {
    /// The messages of the crate.
    pub catalog: &'static Catalog,
    /// Folders with the crate's code, and everything below them.
    pub folders: &'static [&'static str],
    /// Endings of the files in `folders` that are code: `rs`, `html`.
    pub file_kinds: &'static [&'static str],
    /// Functions whose first argument is a key: `message` stands for `message("key")` and
    /// `message_with("key", &[...])`.
    pub functions: &'static [&'static str],
    /// Keys that the code puts together, so that they are in no file of it.
    pub composed_keys: Vec<String>,
    /// Arguments that are numbers. Kanji may follow them (3回); behind words they would make one row
    /// with the kanji that the words end in, and the reading would seem to be that of both.
    pub numbers: &'static [&'static str],
    /// What a language with readings may say in Latin letters or parentheses: names on a phone or a
    /// card, keys, commands.
    pub verbatim: &'static [&'static str],
}

impl TextCheck {
    /// All checks.
    pub fn everything(&self) {
        self.every_file_is_read_without_an_error();
        self.every_message_stands_in_every_language_with_the_same_arguments();
        self.every_message_is_used();
        self.every_literal_key_stands_in_the_files_and_gets_its_arguments();
        self.every_kanji_has_its_reading();
        self.no_reading_takes_words_filled_in_for_its_kanji();
        self.plain_language_is_kana_and_kanji_but_for_a_few_names();
        self.a_sentence_of_plain_language_is_short();
    }

    /// Every file is valid Fluent, and no message is there twice, the core's included.
    pub fn every_file_is_read_without_an_error(&self) {
        for language in Language::ALL {
            let mut bundle = new_bundle(language);
            let base = self
                .catalog
                .base()
                .map_or(&[][..], |base| base.files(language));
            for (file, source) in base.iter().chain(self.catalog.files(language)) {
                let at = format!("{}/{file}", language.tag());
                let resource = FluentResource::try_new((*source).to_owned());
                let resource = resource.unwrap_or_else(|(_, errors)| panic!("{at}: {errors:?}"));
                if let Err(errors) = bundle.add_resource(resource) {
                    panic!("{at}: {errors:?}");
                }
            }
        }
    }

    /// No language lacks a message of another, and none gives it other arguments.
    pub fn every_message_stands_in_every_language_with_the_same_arguments(&self) {
        let [first, others @ ..] = Language::ALL;
        let messages_of_first = messages(self.catalog, first);
        for other in others {
            let of_other = messages(self.catalog, other);
            for (key, args) in &messages_of_first {
                let there = of_other.get(key);
                assert_eq!(there, Some(args), "{key} in {}", other.tag());
            }
            for key in of_other.keys() {
                let there = messages_of_first.contains_key(key);
                assert!(there, "{key} in {}", first.tag());
            }
        }
    }

    /// The code names each key, or puts it together.
    pub fn every_message_is_used(&self) {
        let sources = self.sources();
        for key in messages(self.catalog, Language::ALL[0]).keys() {
            let literal = format!("\"{key}\"");
            let used = sources.iter().any(|(_, code)| code.contains(&literal))
                || self.composed_keys.contains(key);
            assert!(used, "{key} is used nowhere");
        }
    }

    /// The messages that the code asks for are there, and get the arguments that they need. Gives the
    /// number of calls that were found.
    pub fn every_literal_key_stands_in_the_files_and_gets_its_arguments(&self) -> usize {
        let mut messages_of_all = messages(self.catalog, Language::ALL[0]);
        if let Some(base) = self.catalog.base() {
            messages_of_all.extend(messages(base, Language::ALL[0]));
        }
        for key in &self.composed_keys {
            let args = messages_of_all.get(key);
            assert_eq!(args, Some(&Args::new()), "the composed key {key}");
        }
        let mut seen = 0;
        for (file, code) in self.sources() {
            for (key, args) in self.functions.iter().flat_map(|name| calls(&code, name)) {
                let wanted = messages_of_all.get(&key);
                let wanted = wanted.unwrap_or_else(|| panic!("{file}: no message {key}"));
                if let Some(args) = args {
                    assert_eq!(&args, wanted, "{file}: arguments of {key}");
                }
                seen += 1;
            }
        }
        seen
    }

    /// In a language with readings, kanji without one are a mistake, and so are parentheses that
    /// hold something else.
    pub fn every_kanji_has_its_reading(&self) {
        for (key, message) in self.messages_with_readings("") {
            let message = self.without_verbatim(&message);
            for piece in pieces(&message) {
                let bare = piece.text.chars().find(|c| is_kanji(*c));
                assert!(
                    piece.reading.is_some() || bare.is_none(),
                    "{key}: {message}"
                );
                let parentheses = piece.text.contains(['（', '）', '(', ')']);
                assert!(!parentheses, "{key}: not a reading in {message}");
            }
        }
    }

    /// In a language with readings, an argument that ends in kanji never stands directly before kanji
    /// of the message.
    pub fn no_reading_takes_words_filled_in_for_its_kanji(&self) {
        for (key, message) in self.messages_with_readings("漢") {
            let joined = pieces(&message)
                .iter()
                .any(|piece| piece.reading.is_some() && piece.text.contains('漢'));
            assert!(!joined, "{key}: {message}");
        }
    }

    /// A language with readings has no Latin letters but the ones allowed, and no half-width kana.
    pub fn plain_language_is_kana_and_kanji_but_for_a_few_names(&self) {
        for (key, message) in self.messages_with_readings("") {
            let message = self.without_verbatim(&message);
            let latin = message.chars().find(char::is_ascii_alphabetic);
            assert_eq!(latin, None, "{key}: {message}");
            let half_width = message
                .chars()
                .find(|c| matches!(c, '\u{FF61}'..='\u{FF9F}'));
            assert_eq!(half_width, None, "{key}: {message}");
        }
    }

    /// In a language with readings, each sentence is short.
    pub fn a_sentence_of_plain_language_is_short(&self) {
        for (key, message) in self.messages_with_readings("") {
            let read: String = pieces(&message).iter().map(|piece| piece.text).collect();
            for sentence in read.split_inclusive(['。', '：']) {
                let length = sentence.chars().count();
                let short = length <= MAX_SENTENCE_CHARACTERS;
                assert!(short, "{key}: {length} characters in {sentence}");
            }
        }
    }

    /// Each message of the languages with readings, with all of them, its numbers being none, one and
    /// several; `word` stands for each other argument.
    fn messages_with_readings(&self, word: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for language in Language::ALL.into_iter().filter(|one| one.has_readings()) {
            let text = Text::with_furigana(language).with_catalog(self.catalog);
            for (key, names) in messages(self.catalog, language) {
                for number in [0, 1, 2] {
                    let args: Vec<(&str, MessageArg)> = names
                        .iter()
                        .map(|name| match self.numbers.contains(&name.as_str()) {
                            true => (name.as_str(), number.into()),
                            false => (name.as_str(), word.into()),
                        })
                        .collect();
                    all.push((key.clone(), text.message_with(&key, &args)));
                }
            }
        }
        assert!(!all.is_empty(), "the files were not read");
        all
    }

    fn without_verbatim(&self, message: &str) -> String {
        // The longest first: one may be part of another.
        let mut verbatim = self.verbatim.to_vec();
        verbatim.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let remove = |message: String, part: &&str| message.replace(part, "");
        verbatim.iter().fold(message.to_owned(), remove)
    }

    /// The path and the code of each file. Comments and tests are left out.
    fn sources(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for folder in self.folders {
            self.walk(Path::new(folder), &mut found);
        }
        assert!(!found.is_empty(), "the sources were not read");
        found
    }

    fn walk(&self, folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if name == "tests" || name.ends_with("_tests") {
                continue;
            }
            let kind = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                self.walk(&path, found);
            } else if self.file_kinds.contains(&&*kind) {
                let source = std::fs::read_to_string(&path).unwrap();
                let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
                let lines = code.lines();
                let code: Vec<_> = lines
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((path.display().to_string(), code.join("\n")));
            }
        }
    }
}

/// A catalog's own messages in a language.
fn messages(catalog: &Catalog, language: Language) -> Messages {
    let mut messages = Messages::new();
    for (_, source) in catalog.files(language) {
        let mut key = None;
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, _) = line.split_once('=').expect("a message has a value");
                key = Some(name.trim().to_owned());
                messages.entry(name.trim().to_owned()).or_default();
            } else if !line.starts_with([' ', '}']) && !line.is_empty() {
                key = None; // a term
            }
            let Some(key) = &key else { continue };
            let args = line.split('$').skip(1).map(identifier);
            messages.get_mut(key).unwrap().extend(args);
        }
    }
    messages
}

/// The identifier that `text` begins with.
fn identifier(text: &str) -> String {
    let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.chars().take_while(part).collect()
}

/// The calls of `function` and of `function_with` with a literal key: the key, and the names of its
/// arguments where these stand in the call.
fn calls(code: &str, function: &str) -> Vec<(String, Option<Args>)> {
    let literal = |rest: &str| {
        let rest = rest.trim_start().strip_prefix('"')?;
        let key = identifier(rest);
        let rest = rest[key.len()..].strip_prefix('"')?.to_owned();
        Some((key, rest))
    };
    let after = |call: String| {
        let starts = code.match_indices(&call);
        let rests: Vec<&str> = starts.map(|(at, _)| &code[at + call.len()..]).collect();
        rests.into_iter().filter_map(literal)
    };
    let without_args = after(format!("{function}(")).map(|(key, _)| (key, Some(Args::new())));
    let with_args = after(format!("{function}_with(")).map(|(key, rest)| {
        let rest = rest.trim_start().trim_start_matches(',').trim_start();
        (key, rest.strip_prefix("&[").map(argument_names))
    });
    with_args.chain(without_args).collect()
}

/// The names in a list of arguments, `("name", value), …`, up to the bracket that closes it.
fn argument_names(list: &str) -> Args {
    let mut depth = 1;
    let end = list.find(|c| {
        depth += match c {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        depth == 0
    });
    let list = &list[..end.unwrap_or(list.len())];
    let list: String = list.split_whitespace().collect();
    list.split("(\"")
        .skip(1)
        .map(|name| (identifier(name), name))
        .filter(|(arg, name)| name[arg.len()..].starts_with("\","))
        .map(|(arg, _)| arg)
        .collect()
}
