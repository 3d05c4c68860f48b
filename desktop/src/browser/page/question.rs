//! The page of a question.

use super::frame::PageFrame;
use super::search::ListSearch;
use crate::browser::form::keeps_secret;
use crate::topic;
use askama::Template;
use card_points::journey::{
    AnswerProblem, Choice, FilterGroup, InputField, Keyboard, Question, QuestionForm,
};

/// Smallest and largest width of a field, in characters.
const FIELD_WIDTHS: std::ops::RangeInclusive<i32> = 6..=28;

/// The page of a question.
#[derive(Template)]
#[template(path = "question.html")]
pub struct QuestionPage<'a> {
    frame: &'a PageFrame,
    question: &'a Question,
    search: &'a ListSearch,
}

impl<'a> QuestionPage<'a> {
    /// The page of `question`; a long list shows what `search` finds.
    pub fn new(frame: &'a PageFrame, question: &'a Question, search: &'a ListSearch) -> Self {
        Self {
            frame,
            question,
            search,
        }
    }

    fn title(&self) -> String {
        let title = self.frame.plain(&self.question.text.title);
        if self.question.problems.is_empty() {
            return title;
        }
        let prefix = self.frame.plain(&self.frame.labels.problem_title);
        format!("{prefix} {title}")
    }

    fn is_single_choice(&self) -> bool {
        matches!(
            self.question.form,
            QuestionForm::Choose { max_choices: 1, .. }
        )
    }

    /// The choices that the search finds.
    fn found<'c>(&self, choices: &'c [Choice], filter_groups: &[FilterGroup]) -> Vec<&'c Choice> {
        let ids = self.search.find(choices, filter_groups);
        choices.iter().filter(|c| ids.contains(&c.id)).collect()
    }

    /// The id of the control that a problem links to.
    fn control(&self, problem: &AnswerProblem) -> String {
        match &problem.field {
            Some(id) => format!("field-{id}"),
            None => first_control(&self.question.form),
        }
    }
}

/// The id of the control that a problem of the whole question links to.
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

fn input_mode(field: &InputField) -> &'static str {
    match field.keyboard {
        Keyboard::Digits => "numeric",
        Keyboard::Latin | Keyboard::Text => "text",
    }
}

/// The value that the page contains. A typed secret is never sent back.
fn visible_value(field: &InputField) -> &str {
    if field.secret {
        ""
    } else {
        field.value.text().unwrap_or_default()
    }
}

/// The width of a field, in characters.
fn field_width(field: &InputField) -> i32 {
    let display_length = field.display_length;
    display_length.clamp(*FIELD_WIDTHS.start(), *FIELD_WIDTHS.end())
}
