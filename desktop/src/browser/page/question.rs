//! The page of a question.

use super::frame::PageFrame;
use super::search::{ListSearch, filter_groups};
use crate::browser::form::keeps_secret;
use crate::topic;
use askama::Template;
use card_points::journey::{Choice, Filter, InputField, Keyboard, Question, QuestionForm};

/// Smallest and largest width of a field, in characters.
const FIELD_WIDTHS: std::ops::RangeInclusive<i32> = 6..=28;

/// The page of a question.
#[derive(Template)]
#[template(path = "question.html")]
pub struct QuestionPage<'a> {
    frame: &'a PageFrame,
    question: &'a Question,
    search: &'a ListSearch,
    /// The problems, each with the id of the control that it links to.
    problems: Vec<(String, String)>,
}

impl<'a> QuestionPage<'a> {
    /// The page of `question`; a long list shows what `search` finds.
    pub fn new(frame: &'a PageFrame, question: &'a Question, search: &'a ListSearch) -> Self {
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
        let prefix = self.frame.plain(&self.frame.labels.problem_title);
        format!("{prefix} {title}")
    }

    fn is_single_choice(&self) -> bool {
        matches!(
            self.question.form,
            QuestionForm::Choose { max_choices: 1, .. }
        )
    }

    fn found<'c>(&self, choices: &'c [Choice], filters: &[Filter]) -> Vec<&'c Choice> {
        self.search.among(choices, filters)
    }

    /// Filters with the index of their group.
    fn filters<'f>(&self, choices: &[Choice], filters: &'f [Filter]) -> Vec<(usize, &'f Filter)> {
        let groups = filter_groups(choices, filters);
        let index = |filter: &Filter| {
            let group = groups.iter().position(|ids| ids.contains(&&*filter.id));
            group.unwrap_or_default()
        };
        filters
            .iter()
            .map(|filter| (index(filter), filter))
            .collect()
    }
}

/// The problems of the fields, or else the problem of the whole question.
fn problems(question: &Question) -> Vec<(String, String)> {
    let fields = match &question.form {
        QuestionForm::Fill { fields } => fields.as_slice(),
        _ => &[],
    };
    let field_problems = fields.iter().filter_map(|field| {
        let problem = field.problem.as_deref()?;
        let summary = format!("{}: {problem}", field.label);
        Some((format!("field-{}", field.id), summary))
    });
    let field_problems: Vec<_> = field_problems.collect();
    match &question.problem {
        Some(problem) if field_problems.is_empty() => {
            vec![(first_control(&question.form), problem.text.clone())]
        }
        _ => field_problems,
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

/// The width of a field, in characters: `max_length` counts separators too.
fn field_width(field: &InputField) -> i32 {
    match field.keyboard {
        Keyboard::Digits | Keyboard::Latin => {
            (field.max_length / 2).clamp(*FIELD_WIDTHS.start(), *FIELD_WIDTHS.end())
        }
        Keyboard::Text => *FIELD_WIDTHS.end(),
    }
}
