//! The page of a question.

use super::search::questions;
use super::{Frame, Search};
use crate::browser::form::kept;
use crate::topic;
use askama::Template;
use card_points::journey::{Choice, Filter, InputField, Keyboard, Question, QuestionForm};

/// Least and largest number of characters for which a field shows room.
const ROOM: std::ops::RangeInclusive<i32> = 6..=28;

/// A question.
#[derive(Template)]
#[template(path = "question.html")]
pub struct AskPage<'a> {
    frame: &'a Frame,
    question: &'a Question,
    search: &'a Search,
    /// What is wrong, with the control that it leads to.
    problems: Vec<(String, String)>,
}

impl<'a> AskPage<'a> {
    /// The page of `question`; of a long list what `search` lets through.
    pub fn new(frame: &'a Frame, question: &'a Question, search: &'a Search) -> Self {
        Self {
            frame,
            question,
            search,
            problems: problems(question),
        }
    }

    fn title(&self) -> String {
        let title = self.frame.plain(&self.question.text.title);
        if self.problems.is_empty() {
            return title;
        }
        let before = self.frame.plain(&self.frame.labels.problem_title);
        format!("{before} {title}")
    }

    fn is_one(&self) -> bool {
        matches!(
            self.question.form,
            QuestionForm::Choose { max_choices: 1, .. }
        )
    }

    fn found<'c>(&self, choices: &'c [Choice], filters: &[Filter]) -> Vec<&'c Choice> {
        self.search.among(choices, filters)
    }

    /// Filters with the number of the question that each answers.
    fn filters<'f>(&self, choices: &[Choice], filters: &'f [Filter]) -> Vec<(usize, &'f Filter)> {
        let questions = questions(choices, filters);
        let number = |filter: &Filter| {
            let of = questions.iter().position(|ids| ids.contains(&&*filter.id));
            of.unwrap_or_default()
        };
        filters
            .iter()
            .map(|filter| (number(filter), filter))
            .collect()
    }
}

/// Each field that has something wrong with it, by its name, or the question as a whole.
fn problems(question: &Question) -> Vec<(String, String)> {
    let fields = match &question.form {
        QuestionForm::Fill { fields } => fields.as_slice(),
        _ => &[],
    };
    let named = fields.iter().filter_map(|field| {
        let problem = field.problem.as_deref()?;
        let said = format!("{}: {problem}", field.label);
        Some((format!("field-{}", field.id), said))
    });
    let named: Vec<_> = named.collect();
    match &question.problem {
        Some(problem) if named.is_empty() => {
            vec![(first_control(&question.form), problem.text.clone())]
        }
        _ => named,
    }
}

/// Where a person goes on after reading what is wrong with the whole.
fn first_control(form: &QuestionForm) -> String {
    match form {
        QuestionForm::Choose { choices, .. } => choices
            .iter()
            .find(|choice| choice.unavailable.is_none())
            .map(|choice| format!("choice-{}", choice.id)),
        QuestionForm::Fill { fields } => fields.first().map(|field| format!("field-{}", field.id)),
        QuestionForm::Password { .. } => Some("password".into()),
        QuestionForm::Review { .. } | QuestionForm::Confirm { .. } => None,
    }
    .unwrap_or_else(|| "go".into())
}

fn keys(field: &InputField) -> &'static str {
    match field.keyboard {
        Keyboard::Digits => "numeric",
        Keyboard::Latin | Keyboard::Text => "text",
    }
}

/// What stands in the field. A secret that was typed is never sent back.
fn shown(field: &InputField) -> &str {
    if field.secret {
        ""
    } else {
        field.value.text().unwrap_or_default()
    }
}

/// Room for what belongs in it: `most` counts spaces and hyphens too.
fn room(field: &InputField) -> i32 {
    match field.keyboard {
        Keyboard::Digits | Keyboard::Latin => {
            (field.max_length / 2).clamp(*ROOM.start(), *ROOM.end())
        }
        Keyboard::Text => *ROOM.end(),
    }
}
