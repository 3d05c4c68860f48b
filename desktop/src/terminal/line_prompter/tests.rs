use super::*;
use crate::stop::StopSignal;
use crate::terminal::layout::TextLayout;
use crate::terminal::sample_questions;
use crate::text::terminal_text;
use card_points::journey::{Answer, FieldValue, Keyboard, QuestionAction, QuestionForm, Topic};
use card_points::text::{Language, labels};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::Write;
use std::rc::Rc;

/// Lines that are typed in order; then the end of input.
struct ScriptedInput(VecDeque<TypedInput>);

impl LineSource for ScriptedInput {
    fn line(&mut self) -> TypedInput {
        self.0.pop_front().unwrap_or(TypedInput::Stop)
    }
    fn secret(&mut self) -> TypedInput {
        self.line()
    }
}

/// The output, which the prompter owns while it asks.
#[derive(Clone, Default)]
struct SharedOutput(Rc<RefCell<Vec<u8>>>);

impl Write for SharedOutput {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn ask(question: &Question, language: Language, typed: &[&str]) -> (Prompted<Answer>, String) {
    let out = SharedOutput::default();
    let mut context = TerminalContext {
        layout: TextLayout::new(80, false),
        labels: labels(language),
        text: terminal_text(language),
        out: Box::new(out.clone()),
        stop: StopSignal::never(),
    };
    let typed = typed.iter().map(|&line| TypedInput::Line(line.into()));
    let answer = LinePrompter {
        context: &mut context,
        input: &mut ScriptedInput(typed.collect()),
    }
    .ask(question);
    let out = out.0.take();
    (answer, String::from_utf8(out).unwrap())
}

fn english(question: &Question, typed: &[&str]) -> Prompted<Answer> {
    ask(question, Language::English, typed).0
}

fn chosen(ids: &[&str]) -> Prompted<Answer> {
    Ok(Answer::Chosen {
        ids: ids.iter().map(|&id| id.to_owned()).collect(),
    })
}

#[test]
fn a_typed_number_chooses_also_in_full_width_digits() {
    let question = sample_questions::services();
    assert_eq!(english(&question, &["2"]), chosen(&["MP0000002"]));
    assert_eq!(english(&question, &["２"]), chosen(&["MP0000002"]));
}

#[test]
fn a_long_list_is_searched_by_reading_and_filtered_by_kind() {
    let question = sample_questions::services();
    assert_eq!(english(&question, &["さくら", "1"]), chosen(&["MP0000003"]));
    assert_eq!(english(&question, &["f1", "1"]), chosen(&["MP0000002"]));
    let (answer, out) = ask(&question, Language::English, &["zzz", "sakura", "1"]);
    assert_eq!(answer, chosen(&["MP0000003"]));
    assert!(out.contains("Nothing was found"), "{out}");
}

#[test]
fn an_unavailable_choice_is_refused_with_its_reason() {
    let (answer, out) = ask(
        &sample_questions::measures(),
        Language::English,
        &["3", "1 2"],
    );
    assert_eq!(answer, chosen(&["new-card", "health-insurance"]));
    assert!(
        out.contains("! Receipt account: Not announced yet."),
        "{out}"
    );
}

#[test]
fn back_stop_and_actions_work_in_every_form() {
    for mut question in sample_questions::all() {
        question.back = Some("Back".into());
        question.actions = vec![QuestionAction {
            about: Topic::Help,
            label: "Where do I find this?".into(),
        }];
        assert_eq!(english(&question, &["b"]), Err(Navigation::Back));
        assert_eq!(english(&question, &["s"]), Err(Navigation::Stop));
        assert_eq!(
            english(&question, &["a1"]),
            Err(Navigation::Change(Topic::Help))
        );
        assert_eq!(english(&question, &[]), Err(Navigation::Stop));
    }
}

#[test]
fn without_a_way_back_b_is_not_a_key() {
    let mut question = sample_questions::measures();
    question.back = None;
    let (answer, out) = ask(&question, Language::English, &["b", "1"]);
    assert_eq!(answer, chosen(&["new-card"]));
    assert!(!out.contains("b = back"), "{out}");
}

#[test]
fn the_summary_needs_a_yes_and_a_number_changes_an_answer() {
    let question = sample_questions::summary();
    assert_eq!(english(&question, &["y"]), Ok(Answer::Confirmed));
    assert_eq!(
        english(&question, &["", "1"]),
        Err(Navigation::Change(Topic::Service))
    );
    let unchangeable = english(&question, &["2"]);
    assert_eq!(unchangeable, Err(Navigation::Stop));
}

fn filled(values: &[(&str, &str)]) -> Prompted<Answer> {
    Ok(Answer::Filled {
        values: values
            .iter()
            .map(|&(field, value)| FieldValue {
                field: field.into(),
                value: value.into(),
            })
            .collect(),
    })
}

#[test]
fn fields_keep_their_previous_values() {
    let mut question = sample_questions::account();
    assert_eq!(
        english(&question, &["", "4321"]),
        filled(&[("id", "6900123412341234"), ("code1", "4321")])
    );
    let QuestionForm::Fill { fields } = &mut question.form else {
        panic!("the account has fields")
    };
    assert_eq!(fields[0].keyboard, Keyboard::Digits);
    fields[1].value = "8765".into();
    let (answer, out) = ask(&question, Language::English, &["", ""]);
    assert_eq!(
        answer,
        filled(&[("id", "6900123412341234"), ("code1", "8765")])
    );
    assert!(!out.contains("8765"), "a secret is kept and not shown");
}

#[test]
fn secrets_are_never_printed() {
    for question in [sample_questions::account(), sample_questions::password()] {
        let (_, out) = ask(&question, Language::Japanese, &["", "4321"]);
        assert!(!out.contains("4321"), "{out}");
        assert!(out.contains("表示されません"), "{out}");
    }
}

#[test]
fn no_line_is_wider_than_eighty_columns_in_any_language() {
    for language in Language::ALL {
        for question in sample_questions::all() {
            let (_, out) = ask(&question, language, &[]);
            for line in out.lines() {
                assert!(console::measure_text_width(line) <= 80, "{line}");
            }
        }
    }
}
