//! The core's own files under these checks, and what the checks find.

use super::*;
use crate::text::catalog::CORE;
use crate::text::help;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn core() -> TextCheck {
    TextCheck {
        catalog: &CORE,
        folders: &[concat!(env!("CARGO_MANIFEST_DIR"), "/src")],
        file_kinds: &["rs"],
        functions: &["message"],
        composed_keys: help::keys(),
        numbers: &[
            "age", "amount", "count", "day", "days", "hour", "least", "left", "minute", "minutes",
            "month", "most", "n", "of", "position", "shown", "step", "year",
        ],
        verbatim: &["Android", "iPhone", "NFC", "ATM", "ID"],
    }
}

#[test]
fn every_file_is_read_without_an_error() {
    core().every_file_is_read_without_an_error();
    for language in Language::ALL {
        assert!(
            messages(&CORE, language).len() > 333,
            "the files were not read"
        );
    }
}

#[test]
fn every_message_stands_in_every_language_with_the_same_arguments() {
    core().every_message_stands_in_every_language_with_the_same_arguments();
}

#[test]
fn every_message_is_used_by_the_core() {
    core().every_message_is_used();
}

#[test]
fn every_literal_key_stands_in_the_files_and_gets_its_arguments() {
    let seen = core().every_literal_key_stands_in_the_files_and_gets_its_arguments();
    assert!(seen > 10, "the sources were not read");
}

#[test]
fn in_plain_japanese_every_kanji_has_its_reading() {
    core().every_kanji_has_its_reading();
}

#[test]
fn in_plain_japanese_no_reading_takes_words_filled_in_for_its_kanji() {
    core().no_reading_takes_words_filled_in_for_its_kanji();
}

#[test]
fn plain_japanese_is_kana_and_kanji_but_for_a_few_names() {
    core().plain_language_is_kana_and_kanji_but_for_a_few_names();
}

#[test]
fn a_sentence_of_plain_japanese_is_short() {
    core().a_sentence_of_plain_language_is_short();
}

#[test]
fn calls_are_found_however_they_are_laid_out() {
    let code = "text.message(\"a\"); text.message_with(\n  \"b\",\n  &[\n    (\"x\", f(\"y\")[0].into()),\n    (\"z\", 1.into()),\n  ],\n); message_with(key, &[]); message_with(\"c\", &args)";
    let mut found = calls(code, "message");
    found.sort();
    let names = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect());
    assert_eq!(found[0], ("a".to_owned(), names(&[])));
    assert_eq!(found[1], ("b".to_owned(), names(&["x", "z"])));
    assert_eq!(found[2], ("c".to_owned(), None));
    assert_eq!(found.len(), 3);
}

#[test]
fn text_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Text>();
}

// ---- a crate above the core ----------------------------------------------------------------

/// The same file in every language.
const fn in_every_language(file: &'static [(&str, &str)]) -> Catalog {
    Catalog::new([file; Language::ALL.len()])
}

static SAMPLE: Catalog = in_every_language(&[(
    "sample.ftl",
    "sample-title = …「{ label-back }」\n\
     sample-composed = …（PC/SC）\n\
     sample-readers = { $count ->\n    [0] 0\n   *[other] { $count }…\n}\n",
)]);

fn sample(catalog: &'static Catalog) -> TextCheck {
    TextCheck {
        catalog,
        folders: &[concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/text/check/sample"
        )],
        file_kinds: &["html"],
        functions: &["said"],
        composed_keys: vec!["sample-composed".to_owned()],
        numbers: &["count"],
        verbatim: &["（PC/SC）"],
    }
}

#[test]
fn a_crate_above_the_core_says_its_own_messages_and_the_core_s() {
    let text = Text::new(Language::English).with_catalog(&SAMPLE);
    assert_eq!(text.message("label-back"), "Back");
    assert_eq!(text.message("sample-title"), "…「Back」");
    let japanese = text.in_language(Language::Japanese);
    assert_eq!(japanese.message("sample-title"), "…「前に戻る」");
    let core = Text::new(Language::English);
    assert_eq!(core.message("sample-title"), "sample-title");
}

#[test]
fn a_crate_above_the_core_passes_the_checks() {
    let check = sample(&SAMPLE);
    check.everything();
    let seen = check.every_literal_key_stands_in_the_files_and_gets_its_arguments();
    assert_eq!(seen, 3);
}

#[test]
#[should_panic = "Overriding"]
fn a_message_of_the_core_is_not_defined_again() {
    static AGAIN: Catalog = in_every_language(&[("again.ftl", "label-back = …\n")]);
    sample(&AGAIN).every_file_is_read_without_an_error();
}

#[test]
#[should_panic = "UnbalancedClosingBrace"]
fn a_file_that_is_no_fluent_is_noticed() {
    static BROKEN: Catalog = in_every_language(&[("broken.ftl", "sample-title = }\n")]);
    sample(&BROKEN).every_file_is_read_without_an_error();
}

#[test]
#[should_panic = "sample-title in "]
fn a_message_that_one_language_lacks_is_noticed() {
    static LACKING: Catalog = {
        let mut files: [&[(&str, &str)]; Language::ALL.len()] =
            [&[("sample.ftl", "sample-title = …\n")]; Language::ALL.len()];
        files[1] = &[("sample.ftl", "")];
        Catalog::new(files)
    };
    sample(&LACKING).every_message_stands_in_every_language_with_the_same_arguments();
}

#[test]
#[should_panic = "sample-unused is used nowhere"]
fn a_message_that_nothing_uses_is_noticed() {
    static UNUSED: Catalog = in_every_language(&[("sample.ftl", "sample-unused = …\n")]);
    sample(&UNUSED).every_message_is_used();
}

#[test]
#[should_panic = "page.html: no message sample-readers"]
fn a_key_that_has_no_message_is_noticed() {
    static EMPTY: Catalog = in_every_language(&[]);
    let check = TextCheck {
        composed_keys: Vec::new(),
        ..sample(&EMPTY)
    };
    check.every_literal_key_stands_in_the_files_and_gets_its_arguments();
}

#[test]
#[should_panic = "page.html: arguments of sample-readers"]
fn an_argument_that_a_message_does_not_have_is_noticed() {
    static OTHER: Catalog = in_every_language(&[(
        "sample.ftl",
        "sample-title = …\nsample-readers = { $readers }\nsample-composed = …\n",
    )]);
    sample(&OTHER).every_literal_key_stands_in_the_files_and_gets_its_arguments();
}

#[test]
fn what_plain_japanese_must_not_say_is_noticed() {
    for (message, check) in [
        (
            "人",
            TextCheck::every_kanji_has_its_reading as fn(&TextCheck),
        ),
        ("人（ヒト）", TextCheck::every_kanji_has_its_reading),
        (
            "{ $name }人（ひと）",
            TextCheck::no_reading_takes_words_filled_in_for_its_kanji,
        ),
        (
            "Enter",
            TextCheck::plain_language_is_kana_and_kanji_but_for_a_few_names,
        ),
        (
            "ﾋﾄ",
            TextCheck::plain_language_is_kana_and_kanji_but_for_a_few_names,
        ),
        (
            "ああああああああああああああああああああああああああああああああああああああああああ",
            TextCheck::a_sentence_of_plain_language_is_short,
        ),
    ] {
        let file = String::leak(format!("sample-title = {message}\n"));
        let files: &[(&str, &str)] = Vec::leak(vec![("sample.ftl", &*file)]);
        let catalog: &Catalog = Box::leak(Box::new(in_every_language(files)));
        let checked = catch_unwind(AssertUnwindSafe(|| check(&sample(catalog))));
        assert!(checked.is_err(), "{message}");
    }
}
