//! Questions: everything that a screen needs, its text included. A shell decides how it looks.

use super::{ScreenText, Topic};
use crate::card::Tries;
use crate::secret::Secret;
use crate::text::Text;

/// The id of the account's ID among the fields of [`Topic::Account`]. The backend names fields by the
/// same ids when it refuses one.
pub(crate) const ACCOUNT_FIELD: &str = "account";

/// A question: one screen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Question {
    /// What it is about.
    pub about: Topic,
    /// Its number among the questions of this journey, from 1; 0 where they are not counted.
    pub step_number: i32,
    /// How many questions there are; 0 where they are not counted.
    pub step_count: i32,
    /// "Step 2 of 7"; empty where questions are not counted.
    pub progress: String,
    /// The heading, which is the question, and at most three short sentences.
    pub text: ScreenText,
    /// What can be answered.
    pub form: QuestionForm,
    /// The main button's label: what happens.
    pub submit: String,
    /// The label of "back"; `None`: there is no way back from here.
    pub back: Option<String>,
    /// What else can be done here.
    pub actions: Vec<QuestionAction>,
    /// What is wrong with the previous answer, in the order of the fields.
    pub problems: Vec<AnswerProblem>,
}

/// What can be answered, by shape: a new question breaks no shell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum QuestionForm {
    /// Choose among these: [`Answer::Chosen`].
    Choose {
        /// The choices.
        choices: Vec<Choice>,
        /// The fewest that may be chosen.
        min_choices: i32,
        /// The most that may be chosen.
        max_choices: i32,
        /// The label of a search field, where the list is long.
        search: Option<String>,
        /// Filters, where the list is long: see [`ChoiceSearch`](super::ChoiceSearch).
        filter_groups: Vec<FilterGroup>,
    },
    /// Fill in these fields: [`Answer::Filled`].
    Fill {
        /// The fields.
        fields: Vec<InputField>,
    },
    /// Check your answers: [`Answer::Confirmed`].
    Review {
        /// Each answer.
        rows: Vec<SummaryRow>,
        /// In a box: what can't be changed later.
        warning: String,
    },
    /// Enter the password: [`Answer::Password`].
    Password {
        /// Its length in digits.
        digits: i32,
        /// Tries left, as far as known.
        tries: Tries,
    },
    /// Agree, or stop: [`Answer::Confirmed`].
    Confirm {
        /// The label of the other way, which sends [`Event::Stopped`](crate::step::Event::Stopped).
        alternative: String,
    },
}

/// A choice: a card with the amount and, where it can't be chosen, the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What helps to choose; may be empty.
    pub detail: String,
    /// What it is worth, in words ("up to ¥5,000"); may be empty.
    pub amount: String,
    /// Why it can't be chosen; `None`: it can.
    pub unavailable: Option<String>,
    /// It is chosen now.
    pub selected: bool,
    /// What a search looks into: name, reading and number, folded by
    /// [`search_key`](crate::text::search_key).
    pub search_key: String,
    /// Ids of the filters that let it through.
    pub filters: Vec<String>,
}

/// Filters that answer one question ("which kind?"): those that are on widen a search.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FilterGroup {
    /// The filters.
    pub filters: Vec<Filter>,
}

/// A filter of a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Filter {
    /// Its id, which the choices that it lets through name.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// A field to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct InputField {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Where to find what belongs in it, and its rule in words.
    pub hint: String,
    /// An example; may be empty.
    pub example: String,
    /// Which keys are needed.
    pub keyboard: Keyboard,
    /// Nobody may see it: not echoed, not completed, not kept.
    pub secret: bool,
    /// It must be filled in.
    pub required: bool,
    /// The most characters that an input takes: there is room for the spaces and hyphens that people
    /// type, which the core removes.
    pub max_length: i32,
    /// The most characters of the value itself, for the width of the input.
    pub display_length: i32,
    /// What was typed before.
    pub value: Secret,
    /// What is wrong with it, as in [`Question::problems`].
    pub problem: Option<String>,
}

/// Which keys a field needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Keyboard {
    /// Digits.
    Digits,
    /// Latin letters and digits.
    Latin,
    /// Any text.
    Text,
}

/// An answer on the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SummaryRow {
    /// What it answers.
    pub about: Topic,
    /// Its label.
    pub label: String,
    /// The answer, as it is signed and displayed.
    pub value: String,
    /// The label of "change"; `None`: it can't be changed.
    pub change: Option<String>,
}

/// Something else that can be done at a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct QuestionAction {
    /// The question that it leads to: sends [`Event::Change`](crate::step::Event::Change).
    pub about: Topic,
    /// Its label.
    pub label: String,
}

/// Something that is wrong with the previous answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AnswerProblem {
    /// The id of the field that it concerns; `None`: the whole question.
    pub field: Option<String>,
    /// What happened, what it means, what to do: shown beside the field, or above the form.
    pub text: String,
    /// The line in the summary of problems on top of the screen: the field's label with the text.
    pub summary: String,
}

/// An answer, by the form's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Answer {
    /// To [`QuestionForm::Choose`].
    Chosen {
        /// The ids of the chosen ones.
        ids: Vec<String>,
    },
    /// To [`QuestionForm::Fill`].
    Filled {
        /// One for each field.
        values: Vec<FieldValue>,
    },
    /// To [`QuestionForm::Review`] and [`QuestionForm::Confirm`].
    Confirmed,
    /// To [`QuestionForm::Password`].
    Password {
        /// What was typed.
        password: Secret,
    },
}

/// What was typed into one field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FieldValue {
    /// The field's id.
    pub field: String,
    /// What was typed: it may be a security code.
    pub value: Secret,
}

impl AnswerProblem {
    /// What is wrong with the answer as a whole.
    pub(crate) fn whole(text: String) -> Self {
        Self {
            field: None,
            summary: text.clone(),
            text,
        }
    }

    fn of_field(field: &InputField, text: String) -> Self {
        Self {
            field: Some(field.id.clone()),
            summary: format!("{}: {text}", field.label),
            text,
        }
    }
}

impl QuestionForm {
    /// One of these.
    pub(crate) fn one_of(choices: Vec<Choice>) -> Self {
        Self::Choose {
            choices,
            min_choices: 1,
            max_choices: 1,
            search: None,
            filter_groups: Vec::new(),
        }
    }

    /// Whether the answer has this form's shape. The flow that asked checks its content.
    #[must_use]
    pub fn accepts(&self, answer: &Answer) -> bool {
        matches!(
            (self, answer),
            (Self::Choose { .. }, Answer::Chosen { .. })
                | (Self::Fill { .. }, Answer::Filled { .. })
                | (
                    Self::Review { .. } | Self::Confirm { .. },
                    Answer::Confirmed
                )
                | (Self::Password { .. }, Answer::Password { .. })
        )
    }
}

impl Question {
    /// A question that can go back, not counted.
    pub(crate) fn new(
        text: &Text,
        about: Topic,
        screen: ScreenText,
        form: QuestionForm,
        submit: &str,
    ) -> Self {
        Self {
            about,
            step_number: 0,
            step_count: 0,
            progress: String::new(),
            text: screen,
            form,
            submit: text.message(submit),
            back: Some(text.message("label-back")),
            actions: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The same without a way back, unless there is one.
    pub(crate) fn back_if(mut self, back: bool) -> Self {
        self.back = self.back.filter(|_| back);
        self
    }

    /// "Step n of m" on the question.
    pub(crate) fn numbered(mut self, text: &Text, number: StepNumber) -> Self {
        if number.count > 0 {
            self.step_number = number.step;
            self.step_count = number.count;
            self.progress = text.message_with(
                "progress",
                &[("step", number.step.into()), ("of", number.count.into())],
            );
        }
        self
    }

    /// The same with what is wrong with the previous answer as a whole.
    pub(crate) fn with_problem(mut self, problem: Option<String>) -> Self {
        if let Some(problem) = problem {
            self.problems = vec![AnswerProblem::whole(problem)];
        }
        self
    }

    /// The same with values in its fields.
    pub(crate) fn with_values(mut self, value: impl Fn(&InputField) -> Secret) -> Self {
        if let QuestionForm::Fill { fields } = &mut self.form {
            for field in fields {
                field.value = value(field);
            }
        }
        self
    }

    /// The same with what is wrong with single fields: `problem` gives it for a field.
    pub(crate) fn with_field_problems(
        mut self,
        problem: impl Fn(&InputField) -> Option<String>,
    ) -> Self {
        self.problems.clear();
        if let QuestionForm::Fill { fields } = &mut self.form {
            for field in fields {
                field.problem = problem(field);
                let found = field.problem.clone();
                self.problems
                    .extend(found.map(|text| AnswerProblem::of_field(field, text)));
            }
        }
        self
    }

    /// Whether "change" leads from here to the question about `about`.
    #[must_use]
    pub fn can_change(&self, about: Topic) -> bool {
        let row = match &self.form {
            QuestionForm::Review { rows, .. } => rows
                .iter()
                .any(|row| row.about == about && row.change.is_some()),
            _ => false,
        };
        row || self.actions.iter().any(|action| action.about == about)
    }
}

/// "Step n of m": a question's number among all of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct StepNumber {
    pub(crate) step: i32,
    pub(crate) count: i32,
}

impl Choice {
    /// A choice that can be chosen, with nothing but its name.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            detail: String::new(),
            amount: String::new(),
            unavailable: None,
            selected: false,
            search_key: String::new(),
            filters: Vec::new(),
        }
    }

    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }

    pub(crate) fn selected(self, selected: bool) -> Self {
        Self { selected, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn field(id: &str, label: &str) -> InputField {
        InputField {
            id: id.into(),
            label: label.into(),
            hint: String::new(),
            example: String::new(),
            keyboard: Keyboard::Digits,
            secret: false,
            required: true,
            max_length: 32,
            display_length: 16,
            value: Secret::default(),
            problem: None,
        }
    }

    fn account() -> Question {
        let form = QuestionForm::Fill {
            fields: vec![field("account", "Number"), field("code-1", "Code")],
        };
        let text = Text::new(Language::English);
        Question::new(&text, Topic::Account, ScreenText::default(), form, "go-on")
    }

    #[test]
    fn problems_of_fields_come_in_the_order_of_the_fields_with_their_labels() {
        let question = account().with_field_problems(|field| Some(format!("{} digits", field.id)));
        let problems: Vec<_> = question
            .problems
            .iter()
            .map(|each| (each.field.as_deref(), &*each.text, &*each.summary))
            .collect();
        assert_eq!(
            problems,
            [
                (Some("account"), "account digits", "Number: account digits"),
                (Some("code-1"), "code-1 digits", "Code: code-1 digits"),
            ]
        );
        let QuestionForm::Fill { fields } = question.form else {
            panic!("the form stays")
        };
        assert_eq!(fields[1].problem.as_deref(), Some("code-1 digits"));
    }

    #[test]
    fn new_problems_replace_earlier_ones() {
        let question = account()
            .with_problem(Some("The account is in use.".into()))
            .with_field_problems(|field| (field.id == "code-1").then(|| "Too long.".into()));
        assert_eq!(question.problems.len(), 1);
        assert_eq!(question.problems[0].summary, "Code: Too long.");
    }

    #[test]
    fn a_problem_of_the_whole_question_concerns_no_field() {
        let question = account().with_problem(Some("The account is in use.".into()));
        assert_eq!(question.problems[0].field, None);
        assert_eq!(question.problems[0].summary, "The account is in use.");
    }
}
