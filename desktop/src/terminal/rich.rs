//! Asks with the arrow keys, on a terminal that has them.

use super::Heard;
use super::plain::matches;
use super::screen::{Paper, changes, headline};
use super::typing::{Typed, unseen};
use crate::stop::Stop;
use crate::words::Own;
use card_points::journey::{
    Answer, Choice, FieldValue, Filter, InputField, Question, QuestionForm, SummaryRow, Topic,
};
use card_points::secret::Secret;
use card_points::text::Labels;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};
use std::fmt;
use std::io::Write;

/// Rows of a list that are seen at once: with heading and help it fits into 24 lines.
const ROWS: usize = 15;

/// One question, asked with arrow keys.
pub struct Rich<'a> {
    /// How lines are set.
    pub paper: Paper,
    /// The core's words for a shell.
    pub labels: &'a Labels,
    /// The binary's own words.
    pub own: &'static Own,
    /// Where lines go.
    pub out: &'a mut dyn Write,
    /// Ctrl-C, where keys are not read by the prompts.
    pub stop: &'a Stop,
}

/// An answer, or a way out that was taken instead.
type Taken<T> = Result<T, Heard>;

/// A line of a list.
#[derive(Clone)]
struct Line {
    text: String,
    leads: Leads,
}

/// What choosing a line does.
#[derive(Clone, PartialEq, Eq)]
enum Leads {
    /// The nth choice.
    Choice(usize),
    /// The nth choice, which can't be chosen.
    Barred(usize),
    /// Yes, go on.
    Go,
    /// Out of this question.
    Out(Heard),
}

impl Line {
    /// Its first line.
    fn head(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }
}

/// Columns that a prompt puts before a choice, at most.
const PREFIX: usize = 6;

/// So many choices fill the rows of a list.
fn page(lines: &[Line]) -> usize {
    let rows: usize = lines.iter().map(|line| line.text.lines().count()).sum();
    (ROWS * lines.len() / rows.max(ROWS)).max(2)
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Rich<'_> {
    /// Asks until there is an answer, or the person takes another way.
    pub fn ask(&mut self, question: &Question) -> Heard {
        let answer = match &question.form {
            QuestionForm::Choose {
                choices,
                min_choices: least,
                max_choices: most,
                search,
                filters,
            } => match most {
                1 => self.choose_one(question, choices, search.as_deref(), filters),
                most => self.choose_some(question, choices, *least, *most),
            },
            QuestionForm::Fill { fields } => self.fill(question, fields),
            QuestionForm::Review { rows, warning } => self.check(question, rows, warning),
            QuestionForm::Password { .. } => self
                .secret(question, self.own.password, &Secret::default())
                .map(|password| Answer::Password { password }),
            QuestionForm::Confirm {
                alternative: instead,
            } => self.agree(question, instead),
        };
        answer.map_or_else(|heard| heard, Heard::Answer)
    }

    fn choose_one(
        &mut self,
        question: &Question,
        choices: &[Choice],
        search: Option<&str>,
        filters: &[Filter],
    ) -> Taken<Answer> {
        loop {
            let filter = match self.filter(question, filters) {
                Some(filter) => filter?,
                None => None,
            };
            let open = choices.iter().enumerate().filter(|(_, choice)| {
                choice.unavailable.is_none() && filter.is_none_or(|id| choice.tags.contains(id))
            });
            let mut lines: Vec<Line> = match search {
                Some(_) => open
                    .map(|(nth, choice)| self.line(nth, choice))
                    .chain(self.barred_lines(choices, filter))
                    .collect(),
                None => open.map(|(nth, choice)| self.card(nth, choice)).collect(),
            };
            if search.is_none() {
                self.barred(choices);
            }
            let cursor = lines
                .iter()
                .position(|line| matches!(line.leads, Leads::Choice(nth) if choices[nth].selected));
            if search.is_none() {
                lines.extend(self.ways_out(question, true));
            }
            let found = |part: &str, line: &Line, _: &str, _: usize| match line.leads {
                Leads::Choice(nth) => matches(&choices[nth], part).then_some(0),
                Leads::Barred(nth) => matches(&choices[nth], part).then_some(-1),
                _ => Some(-1),
            };
            let echo = |line: ListOption<&Line>| match line.value.leads {
                Leads::Choice(nth) => choices[nth].label.clone(),
                _ => line.value.text.clone(),
            };
            let page = page(&lines);
            let prompt = Select::new(search.unwrap_or_default(), lines)
                .with_render_config(look())
                .with_page_size(page)
                .with_formatter(&echo)
                .with_starting_cursor(cursor.unwrap_or(0))
                .with_scorer(&found);
            let prompt = match search {
                Some(_) => prompt.with_help_message(self.own.filtered_list_keys),
                None => prompt
                    .with_help_message(self.own.list_keys)
                    .without_filtering(),
            };
            match prompt.prompt() {
                Ok(Line {
                    leads: Leads::Choice(nth),
                    ..
                }) => {
                    let ids = vec![choices[nth].id.clone()];
                    return Ok(Answer::Chosen { ids });
                }
                Ok(Line {
                    leads: Leads::Out(heard),
                    ..
                }) => return Err(heard),
                Ok(Line {
                    leads: Leads::Barred(nth),
                    ..
                }) => self.barred(&choices[nth..=nth]),
                Ok(_) => {}
                Err(InquireError::OperationCanceled) if !filters.is_empty() => {}
                Err(error) => self.escaped(question, &error)?,
            }
        }
    }

    /// The filter that was chosen first, `None` inside for all; `None` where there are none.
    fn filter<'f>(
        &mut self,
        question: &Question,
        filters: &'f [Filter],
    ) -> Option<Taken<Option<&'f String>>> {
        if filters.is_empty() {
            return None;
        }
        let all = Line {
            text: self.labels.all.clone(),
            leads: Leads::Go,
        };
        let each = filters.iter().enumerate().map(|(nth, filter)| Line {
            text: filter.label.clone(),
            leads: Leads::Choice(nth),
        });
        let lines = [all].into_iter().chain(each).collect();
        Some(
            self.pick(self.own.which_ones, question, lines, true, 0)
                .map(|leads| match leads {
                    Leads::Choice(nth) => Some(&filters[nth].id),
                    _ => None,
                }),
        )
    }

    fn choose_some(
        &mut self,
        question: &Question,
        choices: &[Choice],
        least: i32,
        most: i32,
    ) -> Taken<Answer> {
        self.barred(choices);
        let open: Vec<&Choice> = choices.iter().filter(|c| c.unavailable.is_none()).collect();
        let before: Vec<usize> = (0..open.len()).filter(|&nth| open[nth].selected).collect();
        let (own, least) = (self.own, usize::try_from(least).unwrap_or(0));
        let most = usize::try_from(most).unwrap_or(0);
        let counted = move |marked: &[ListOption<&Line>]| {
            Ok(if marked.len() < least {
                Validation::Invalid(format!("{} {least}", own.choose_least).into())
            } else if marked.len() > most {
                Validation::Invalid(format!("{} {most}", own.choose_most).into())
            } else {
                Validation::Valid
            })
        };
        loop {
            let lines = open.iter().enumerate();
            let lines: Vec<Line> = lines.map(|(nth, choice)| self.card(nth, choice)).collect();
            let page = page(&lines);
            let marked = MultiSelect::new("", lines)
                .with_render_config(look())
                .with_page_size(page)
                .with_formatter(&|marked| {
                    let heads = marked.iter().map(|line| line.value.head());
                    heads.collect::<Vec<_>>().join(", ")
                })
                .with_default(&before)
                .without_filtering()
                .with_help_message(self.own.mark_keys)
                .with_validator(counted)
                .raw_prompt();
            match marked {
                Ok(marked) => {
                    let ids = marked
                        .iter()
                        .map(|line| open[line.index].id.clone())
                        .collect();
                    return Ok(Answer::Chosen { ids });
                }
                Err(error) => self.escaped(question, &error)?,
            }
        }
    }

    fn fill(&mut self, question: &Question, fields: &[InputField]) -> Taken<Answer> {
        let mut entries = Vec::with_capacity(fields.len());
        for field in fields {
            self.lines(self.paper.field(field, self.labels));
            let value = if field.secret {
                self.secret(question, &field.label, &field.value)?
            } else {
                self.text(question, field)?
            };
            entries.push(FieldValue {
                field: field.id.clone(),
                value,
            });
        }
        Ok(Answer::Filled { values: entries })
    }

    fn text(&mut self, question: &Question, field: &InputField) -> Taken<Secret> {
        loop {
            let typed = Text::new(&field.label)
                .with_render_config(look())
                .with_initial_value(field.value.text().unwrap_or_default())
                .with_help_message(self.own.text_keys)
                .prompt();
            match typed {
                Ok(text) => return Ok(text.into()),
                Err(error) => self.escaped(question, &error)?,
            }
        }
    }

    /// What nobody may see. What was typed `before` is kept by typing nothing.
    fn secret(&mut self, question: &Question, label: &str, before: &Secret) -> Taken<Secret> {
        let keep = Some(self.own.keep_key).filter(|_| !before.is_empty());
        let hints: Vec<&str> = [self.own.hidden].into_iter().chain(keep).collect();
        let hints = hints.join(", ");
        loop {
            let keys = format!("[{}]", self.own.text_keys);
            self.lines(self.paper.wrap(&keys));
            let _ = write!(self.out, "? {label} ({hints}): ");
            let _ = self.out.flush();
            let typed = unseen(self.stop);
            self.say("");
            match typed {
                Typed::Line(line) if line.is_empty() => return Ok(before.clone()),
                Typed::Line(line) => return Ok(line),
                Typed::Escape => self.escaped(question, &InquireError::OperationCanceled)?,
                Typed::Stop => return Err(Heard::Stop),
            }
        }
    }

    fn check(&mut self, question: &Question, rows: &[SummaryRow], warning: &str) -> Taken<Answer> {
        self.say("");
        for row in rows {
            self.lines(self.paper.row("-", row));
        }
        self.say("");
        self.lines(self.paper.boxed(warning));
        let go = Line {
            text: question.submit.clone(),
            leads: Leads::Go,
        };
        let change = changes(rows).into_iter().map(|(about, text)| Line {
            text,
            leads: Leads::Out(Heard::Change(about)),
        });
        let lines = [go].into_iter().chain(change).collect();
        self.pick(self.own.more_ways, question, lines, true, 0)
            .map(|_| Answer::Confirmed)
    }

    fn agree(&mut self, question: &Question, instead: &str) -> Taken<Answer> {
        let line = |text: &str, leads| Line {
            text: text.into(),
            leads,
        };
        let lines = vec![
            line(&question.submit, Leads::Go),
            line(instead, Leads::Out(Heard::Stop)),
        ];
        // Nobody spends the last try by a key pressed too often.
        let cursor = usize::from(question.about == Topic::LastTry);
        self.pick(self.own.more_ways, question, lines, false, cursor)
            .map(|_| Answer::Confirmed)
    }

    /// What was chosen among `lines`, or the way out that stands below them.
    fn pick(
        &mut self,
        title: &str,
        question: &Question,
        mut lines: Vec<Line>,
        stop: bool,
        cursor: usize,
    ) -> Taken<Leads> {
        lines.extend(self.ways_out(question, stop));
        loop {
            let prompt = Select::new(title, lines.clone())
                .with_render_config(look())
                .with_page_size(page(&lines))
                .with_starting_cursor(cursor)
                .without_filtering()
                .with_help_message(self.own.list_keys);
            match prompt.prompt() {
                Ok(Line {
                    leads: Leads::Out(heard),
                    ..
                }) => return Err(heard),
                Ok(line) => return Ok(line.leads),
                Err(InquireError::OperationCanceled) if question.back.is_some() => {
                    return Err(Heard::Back);
                }
                Err(InquireError::OperationCanceled) => {}
                Err(_) => return Err(Heard::Stop),
            }
        }
    }

    /// After Esc: straight back where that is all there is, else the person chooses.
    fn escaped(&mut self, question: &Question, error: &InquireError) -> Taken<()> {
        if !matches!(error, InquireError::OperationCanceled) {
            return Err(Heard::Stop);
        }
        if question.back.is_some() && question.actions.is_empty() {
            return Err(Heard::Back);
        }
        let go_on = Line {
            text: self.own.go_on.into(),
            leads: Leads::Go,
        };
        self.pick(self.own.more_ways, question, vec![go_on], true, 0)
            .map(|_| ())
    }

    fn ways_out(&self, question: &Question, stop: bool) -> Vec<Line> {
        let mut lines: Vec<Line> = question
            .actions
            .iter()
            .map(|action| Line {
                text: format!("→ {}", action.label),
                leads: Leads::Out(Heard::Change(action.about)),
            })
            .collect();
        lines.extend(question.back.iter().map(|back| Line {
            text: format!("← {back}"),
            leads: Leads::Out(Heard::Back),
        }));
        if stop {
            lines.push(Line {
                text: format!("× {}", self.labels.stop),
                leads: Leads::Out(Heard::Stop),
            });
        }
        lines
    }

    /// What can't be chosen, each with its reason.
    fn barred(&mut self, choices: &[Choice]) {
        for choice in choices.iter().filter(|choice| choice.unavailable.is_some()) {
            self.say("");
            self.lines(self.paper.choice("-", choice, self.labels));
        }
        self.say("");
    }

    /// What a search finds and can't be chosen: at the end, with the reason.
    fn barred_lines(&self, choices: &[Choice], filter: Option<&String>) -> Vec<Line> {
        let barred = choices.iter().enumerate().filter(|(_, choice)| {
            choice.unavailable.is_some() && filter.is_none_or(|id| choice.tags.contains(id))
        });
        barred
            .map(|(nth, choice)| {
                let reason = choice.unavailable.as_deref().unwrap_or_default();
                let (label, not) = (&choice.label, &self.labels.not_available);
                let text = format!("× {label} · {not} {reason}");
                Line {
                    text: self.paper.cut(&text, PREFIX),
                    leads: Leads::Barred(nth),
                }
            })
            .collect()
    }

    /// A choice in full: its detail stands below it.
    fn card(&self, nth: usize, choice: &Choice) -> Line {
        let head = self.paper.cut(&headline(choice, self.labels), PREFIX);
        let detail = Some(&choice.detail).filter(|detail| !detail.is_empty());
        let detail = detail.map_or_else(Vec::new, |detail| self.paper.indented(detail, PREFIX));
        let lines: Vec<String> = std::iter::once(head).chain(detail).collect();
        Line {
            text: lines.join("\n"),
            leads: Leads::Choice(nth),
        }
    }

    /// A choice on one line, for long lists.
    fn line(&self, nth: usize, choice: &Choice) -> Line {
        let text = match headline(choice, self.labels) {
            line if choice.detail.is_empty() => line,
            line => format!("{line} · {}", choice.detail),
        };
        Line {
            text: self.paper.cut(&text, PREFIX),
            leads: Leads::Choice(nth),
        }
    }

    fn say(&mut self, line: &str) {
        // A terminal that has gone is noticed where it is read from.
        let _ = writeln!(self.out, "{line}");
    }

    fn lines(&mut self, lines: Vec<String>) {
        for line in lines {
            self.say(&line);
        }
    }
}

/// The prompts' look; without colour where `NO_COLOR` asks for that.
fn look() -> RenderConfig<'static> {
    RenderConfig::default().with_canceled_prompt_indicator(Styled::new(""))
}
