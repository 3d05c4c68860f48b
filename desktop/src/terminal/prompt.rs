//! What both ways of asking at a terminal have in common.

use super::layout::TextLayout;
use crate::stop::StopSignal;
use card_points::journey::{
    Answer, Choice, ChoiceSearch, FieldValue, Filter, InputField, Question, QuestionForm,
    SummaryRow, Topic,
};
use card_points::secret::Secret;
use card_points::text::Labels;
use card_points::text::Text;
use std::io::Write;

/// How a question is left without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Navigation {
    /// Back to the question before.
    Back,
    /// To the question about another topic.
    Change(Topic),
    /// Stop the journey.
    Stop,
}

/// An answer, or how the question was left.
pub type Prompted<T> = Result<T, Navigation>;

/// A terminal to write to.
pub struct TerminalContext {
    /// How lines are set.
    pub layout: TextLayout,
    /// The core's labels.
    pub labels: Labels,
    /// The program's own texts.
    pub text: Text,
    /// Where lines go.
    pub out: Box<dyn Write>,
    /// Whether to stop waiting for input.
    pub stop: StopSignal,
}

impl TerminalContext {
    /// Writes a line. A closed terminal is noticed when it is read from.
    pub fn print(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    /// Writes lines.
    pub fn print_lines(&mut self, lines: &[String]) {
        for line in lines {
            self.print(line);
        }
        let _ = self.out.flush();
    }

    /// Writes `text` without a line break, in front of what is typed.
    pub fn print_prompt(&mut self, text: &str) {
        let _ = write!(self.out, "{text}");
        let _ = self.out.flush();
    }
}

/// A list to choose from.
pub struct ChoiceList<'a> {
    /// The choices.
    pub choices: &'a [Choice],
    /// The filters of a long list.
    pub filters: Vec<&'a Filter>,
    /// Finds choices.
    pub search: ChoiceSearch,
    /// The label of the search; `None`: the list is not searched.
    pub search_label: Option<&'a str>,
    /// Least and largest number of choices.
    pub counts: std::ops::RangeInclusive<usize>,
}

impl<'a> ChoiceList<'a> {
    /// The choices that contain what was `typed` and that `filter` lets through.
    pub fn find(&self, typed: &str, filter: Option<&Filter>) -> Vec<&'a Choice> {
        let filter: Vec<String> = filter.iter().map(|filter| filter.id.clone()).collect();
        let ids = self.search.find(typed, &filter);
        let choices = self.choices.iter();
        choices.filter(|choice| ids.contains(&choice.id)).collect()
    }
}

/// A way of asking questions at a terminal.
pub trait Prompter {
    /// The terminal.
    fn context(&mut self) -> &mut TerminalContext;

    /// Asks for choices of a list.
    fn choose(&mut self, question: &Question, list: &ChoiceList<'_>) -> Prompted<Vec<String>>;

    /// Asks for a visible line; its field has been shown.
    fn line(&mut self, question: &Question, field: &InputField) -> Prompted<Secret>;

    /// Asks for a line that is not shown. An empty line keeps the `previous` one.
    fn hidden_line(
        &mut self,
        question: &Question,
        label: &str,
        previous: &Secret,
    ) -> Prompted<Secret>;

    /// Shows the summary, and asks for a confirmation.
    fn review(&mut self, question: &Question, rows: &[SummaryRow], warning: &str) -> Prompted<()>;

    /// Asks for a confirmation.
    fn confirm(&mut self, question: &Question, alternative: &str) -> Prompted<()>;

    /// Asks until there is an answer, or the question is left.
    fn ask(&mut self, question: &Question) -> Prompted<Answer> {
        Ok(match &question.form {
            QuestionForm::Choose {
                choices,
                min_choices,
                max_choices,
                search,
                filter_groups,
            } => {
                let count = |count: i32| usize::try_from(count).unwrap_or(0);
                let list = ChoiceList {
                    choices,
                    filters: filter_groups
                        .iter()
                        .flat_map(|group| &group.filters)
                        .collect(),
                    search: ChoiceSearch::new(choices.clone(), filter_groups.clone()),
                    search_label: search.as_deref(),
                    counts: count(*min_choices)..=count(*max_choices),
                };
                let ids = self.choose(question, &list)?;
                Answer::Chosen { ids }
            }
            QuestionForm::Fill { fields } => {
                let mut values = Vec::with_capacity(fields.len());
                for field in fields {
                    let context = self.context();
                    let lines = context.layout.field(field, &context.labels);
                    context.print_lines(&lines);
                    let value = if field.secret {
                        self.hidden_line(question, &field.label, &field.value)?
                    } else {
                        self.line(question, field)?
                    };
                    values.push(FieldValue {
                        field: field.id.clone(),
                        value,
                    });
                }
                Answer::Filled { values }
            }
            QuestionForm::Review { rows, warning } => {
                self.review(question, rows, warning)?;
                Answer::Confirmed
            }
            QuestionForm::Password { .. } => {
                let label = self.context().text.message("shared-password");
                let password = self.hidden_line(question, &label, &Secret::default())?;
                Answer::Password { password }
            }
            QuestionForm::Confirm { alternative } => {
                self.confirm(question, alternative)?;
                Answer::Confirmed
            }
        })
    }
}
