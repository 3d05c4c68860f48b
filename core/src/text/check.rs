//! What the Fluent files promise, checked against each other and against the core's sources.

use super::catalog::CORE;
use super::ruby::{is_kanji, pieces};
use super::{Language, MessageArg, Text};
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each message's key with the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(language: Language) -> Messages {
    let mut messages = Messages::new();
    for (_, source) in CORE.files(language) {
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
            let args = line.split('$').skip(1).map(word);
            messages.get_mut(key).unwrap().extend(args);
        }
    }
    messages
}

/// The identifier that `text` begins with.
fn word(text: &str) -> String {
    let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.chars().take_while(part).collect()
}

/// The core's sources, this file left out; comments cut off, and tests with them.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs")
                && !path.ends_with("check.rs")
                && !path.ends_with("tests.rs")
            {
                let source = std::fs::read_to_string(&path).unwrap();
                let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
                let code: Vec<&str> = code
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((path.display().to_string(), code.join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

/// A call of `message` or `message_with` with a literal key: the key, and the names of its arguments
/// where these stand in the call.
fn calls(code: &str) -> Vec<(String, Option<BTreeSet<String>>)> {
    let mut calls = Vec::new();
    for (at, name) in code
        .match_indices("message_with(")
        .chain(code.match_indices("message("))
    {
        let rest = code[at + name.len()..].trim_start();
        let Some(rest) = rest.strip_prefix('"') else {
            continue;
        };
        let key = word(rest);
        let rest = rest[key.len()..].trim_start_matches('"').trim_start();
        if name == "message(" {
            calls.push((key, Some(BTreeSet::new())));
            continue;
        }
        let rest = rest.trim_start_matches(',').trim_start();
        let args = rest.strip_prefix("&[").map(|list| {
            let mut depth = 1;
            let end = list.find(|c| {
                depth += match c {
                    '[' => 1,
                    ']' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let list: String = list[..end.unwrap_or(list.len())]
                .split_whitespace()
                .collect();
            let names = list.split("(\"").skip(1);
            names
                .map(|name| (word(name), name))
                .filter(|(arg, name)| name[arg.len()..].starts_with("\","))
                .map(|(arg, _)| arg)
                .collect()
        });
        calls.push((key, args));
    }
    calls
}

#[test]
fn every_file_is_read_without_an_error() {
    for language in Language::ALL {
        let tag = language.tag().parse().unwrap();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.add_function("TWO_DIGITS", |_, _| "".into()).unwrap();
        for (file, source) in CORE.files(language) {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((_, errors)) => panic!("{}/{file}: {errors:?}", language.tag()),
            };
            if let Err(errors) = bundle.add_resource(resource) {
                panic!("{}/{file}: {errors:?}", language.tag());
            }
        }
    }
}

#[test]
fn every_message_stands_in_every_language_with_the_same_arguments() {
    let [first, others @ ..] = Language::ALL;
    let messages_of_first = messages(first);
    for other in others {
        let of_other = messages(other);
        for (key, args) in &messages_of_first {
            let there = of_other.get(key);
            assert_eq!(there, Some(args), "{key} in {}", other.tag());
        }
        for key in of_other.keys() {
            assert!(
                messages_of_first.contains_key(key),
                "{key} in {}",
                first.tag()
            );
        }
    }
}

#[test]
fn every_message_is_used_by_the_core() {
    let sources = sources();
    for key in messages(Language::English).keys() {
        let literal = format!("\"{key}\"");
        assert!(
            sources.iter().any(|(_, code)| code.contains(&literal)),
            "{key} is said by nobody"
        );
    }
}

#[test]
fn every_literal_key_stands_in_the_files_and_gets_its_arguments() {
    let messages = messages(Language::English);
    let mut seen = 0;
    for (file, code) in sources() {
        for (key, args) in calls(&code) {
            let wanted = messages.get(&key);
            let wanted = wanted.unwrap_or_else(|| panic!("{file}: no message {key}"));
            if let Some(args) = args {
                assert_eq!(&args, wanted, "{file}: arguments of {key}");
            }
            seen += 1;
        }
    }
    assert!(seen > 10, "the sources were not read");
}

#[test]
fn calls_are_found_however_they_are_laid_out() {
    let code = "text.message(\"a\"); text.message_with(\n  \"b\",\n  &[\n    (\"x\", f(\"y\")[0].into()),\n    (\"z\", 1.into()),\n  ],\n); message_with(key, &[]); message_with(\"c\", &args)";
    let mut found = calls(code);
    found.sort();
    let names = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect());
    assert_eq!(found[0], ("a".to_owned(), names(&[])));
    assert_eq!(found[1], ("b".to_owned(), names(&["x", "z"])));
    assert_eq!(found[2], ("c".to_owned(), None));
}

#[test]
fn text_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Text>();
}

/// Arguments that are numbers. Kanji may follow them (3回); behind words they would make one row
/// with the kanji that the words end in, and the reading would seem to be that of both.
const NUMBERS: &[&str] = &[
    "age", "amount", "count", "day", "days", "hour", "least", "left", "minute", "minutes", "month",
    "most", "n", "of", "position", "shown", "step", "year",
];

/// Each message of plain Japanese as it is said with all readings, its numbers being none, one
/// and several; `word` stands for each argument that is words.
fn plainly_said(word: &str) -> Vec<(String, String)> {
    let text = Text::with_furigana(Language::PlainJapanese);
    let mut said = Vec::new();
    for (key, names) in messages(Language::PlainJapanese) {
        for number in [0, 1, 2] {
            let args: Vec<(&str, MessageArg)> = names
                .iter()
                .map(|name| match NUMBERS.contains(&name.as_str()) {
                    true => (name.as_str(), number.into()),
                    false => (name.as_str(), word.into()),
                })
                .collect();
            said.push((key.clone(), text.message_with(&key, &args)));
        }
    }
    assert!(said.len() > 1000, "the files were not read");
    said
}

#[test]
fn in_plain_japanese_every_kanji_has_its_reading() {
    for (key, said) in plainly_said("") {
        for piece in pieces(&said) {
            let bare = piece.text.chars().find(|c| is_kanji(*c));
            assert!(piece.reading.is_some() || bare.is_none(), "{key}: {said}");
            let parentheses = piece.text.contains(['（', '）', '(', ')']);
            assert!(!parentheses, "{key}: not a reading in {said}");
        }
    }
}

#[test]
fn in_plain_japanese_no_reading_takes_words_filled_in_for_its_kanji() {
    for (key, said) in plainly_said("漢") {
        let joined = pieces(&said)
            .iter()
            .any(|piece| piece.reading.is_some() && piece.text.contains('漢'));
        assert!(!joined, "{key}: {said}");
    }
}

#[test]
fn plain_japanese_is_kana_and_kanji_but_for_a_few_names() {
    // Names that stand on the phone and its cards as they are.
    const NAMES: &[&str] = &["Android", "iPhone", "NFC", "ATM", "ID"];
    for (key, said) in plainly_said("") {
        for word in said.split(|c: char| !c.is_ascii_alphabetic()) {
            assert!(word.is_empty() || NAMES.contains(&word), "{key}: {word}");
        }
        let half_width = said.chars().find(|c| matches!(c, '\u{FF61}'..='\u{FF9F}'));
        assert_eq!(half_width, None, "{key}");
    }
}

#[test]
fn a_sentence_of_plain_japanese_is_short() {
    for (key, said) in plainly_said("") {
        let read: String = pieces(&said).iter().map(|piece| piece.text).collect();
        for sentence in read.split_inclusive(['。', '：']) {
            let length = sentence.chars().count();
            assert!(length <= 40, "{key}: {length} characters in {sentence}");
        }
    }
}
