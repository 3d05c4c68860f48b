//! Asks with the arrow keys, on a terminal that has them.

use super::input::{TypedInput, read_hidden_line};
use super::layout::{changes, headline};
use super::prompt::{ChoiceList, Navigation, Prompted, Prompter, TerminalContext};
use card_points::journey::{Choice, Filter, InputField, Question, SummaryRow, Topic};
use card_points::secret::Secret;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};
use std::fmt;

/// Rows of a list that are visible at once: with heading and help the list fits into 24 lines.
const MAX_ROWS: usize = 15;

/// Columns that a prompt needs in front of a choice, at most.
const PREFIX_COLUMNS: usize = 6;

/// Asks one question with arrow keys.
pub struct MenuPrompter<'a> {
    /// The terminal.
    pub context: &'a mut TerminalContext,
}

/// A line of a menu.
#[derive(Clone)]
struct MenuLine {
    text: String,
    action: MenuAction,
}

/// What selecting a menu line does.
#[derive(Clone, PartialEq, Eq)]
enum MenuAction {
    /// Chooses the choice with this index.
    Choose(usize),
    /// Shows why the choice with this index is unavailable.
    Explain(usize),
    /// Confirms, or continues.
    Continue,
    /// Leaves the question.
    Leave(Navigation),
}

impl MenuLine {
    fn new(text: impl Into<String>, action: MenuAction) -> Self {
        Self {
            text: text.into(),
            action,
        }
    }

    fn first_row(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }
}

impl fmt::Display for MenuLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Prompter for MenuPrompter<'_> {
    fn context(&mut self) -> &mut TerminalContext {
        self.context
    }

    fn choose(&mut self, question: &Question, list: &ChoiceList<'_>) -> Prompted<Vec<String>> {
        match *list.counts.end() {
            1 => self.choose_one(question, list).map(|id| vec![id]),
            _ => self.choose_some(question, list),
        }
    }

    fn line(&mut self, question: &Question, field: &InputField) -> Prompted<Secret> {
        loop {
            let typed = Text::new(&field.label)
                .with_render_config(render_config())
                .with_initial_value(field.value.text().unwrap_or_default())
                .with_help_message(&self.context.text.message("terminal-text-keys"))
                .prompt();
            match typed {
                Ok(text) => return Ok(text.into()),
                Err(error) => self.handle_escape(question, &error)?,
            }
        }
    }

    fn hidden_line(
        &mut self,
        question: &Question,
        label: &str,
        previous: &Secret,
    ) -> Prompted<Secret> {
        let text = self.context.text;
        let keep = Some(text.message("terminal-keep-key")).filter(|_| !previous.is_empty());
        let hints: Vec<String> = [text.message("terminal-hidden")]
            .into_iter()
            .chain(keep)
            .collect();
        let prompt = format!("? {label} ({}): ", hints.join(", "));
        loop {
            let keys = self
                .context
                .layout
                .wrap(&format!("[{}]", text.message("terminal-text-keys")));
            self.context.print_lines(&keys);
            self.context.print_prompt(&prompt);
            let typed = read_hidden_line(&self.context.stop);
            self.context.print("");
            match typed {
                TypedInput::Line(line) if line.is_empty() => return Ok(previous.clone()),
                TypedInput::Line(line) => return Ok(line),
                TypedInput::Escape => {
                    self.handle_escape(question, &InquireError::OperationCanceled)?;
                }
                TypedInput::Stop => return Err(Navigation::Stop),
            }
        }
    }

    fn review(&mut self, question: &Question, rows: &[SummaryRow], warning: &str) -> Prompted<()> {
        self.context.print("");
        for row in rows {
            let lines = self.context.layout.row("-", row);
            self.context.print_lines(&lines);
        }
        self.context.print("");
        let lines = self.context.layout.boxed(warning);
        self.context.print_lines(&lines);
        let submit = MenuLine::new(&question.submit, MenuAction::Continue);
        let change = changes(rows)
            .into_iter()
            .map(|(about, text)| MenuLine::new(text, MenuAction::Leave(Navigation::Change(about))));
        let lines = [submit].into_iter().chain(change).collect();
        self.select(
            &self.context.text.message("terminal-more-ways"),
            question,
            lines,
            true,
            0,
        )?;
        Ok(())
    }

    fn confirm(&mut self, question: &Question, alternative: &str) -> Prompted<()> {
        let lines = vec![
            MenuLine::new(&question.submit, MenuAction::Continue),
            MenuLine::new(alternative, MenuAction::Leave(Navigation::Stop)),
        ];
        // The last try is not used by pressing Enter once too often.
        let cursor = usize::from(question.about == Topic::LastTry);
        self.select(
            &self.context.text.message("terminal-more-ways"),
            question,
            lines,
            false,
            cursor,
        )?;
        Ok(())
    }
}

impl MenuPrompter<'_> {
    fn choose_one(&mut self, question: &Question, list: &ChoiceList<'_>) -> Prompted<String> {
        let choices = list.choices;
        loop {
            let filter = self.choose_filter(question, list)?;
            let filtered = list.find("", filter);
            let passes = |choice: &Choice| filtered.iter().any(|each| each.id == choice.id);
            let is_available = |choice: &Choice| choice.unavailable.is_none() && passes(choice);
            let available = choices.iter().enumerate().filter(|(_, c)| is_available(c));
            let mut lines: Vec<MenuLine> = match list.search_label {
                Some(_) => available
                    .map(|(index, choice)| self.one_row(index, choice))
                    .chain(self.unavailable_rows(choices, passes))
                    .collect(),
                None => available
                    .map(|(index, choice)| self.with_detail(index, choice))
                    .collect(),
            };
            let is_selected = |line: &MenuLine| matches!(line.action, MenuAction::Choose(index) if choices[index].selected);
            let cursor = lines.iter().position(is_selected).unwrap_or(0);
            if list.search_label.is_none() {
                self.print_unavailable(choices);
                lines.extend(self.navigation_lines(question, true));
            }
            let is_found = |typed: &str, index: usize| {
                let ids = list.search.find(typed, &[]);
                ids.contains(&choices[index].id)
            };
            let score = |typed: &str, line: &MenuLine, _: &str, _: usize| match line.action {
                MenuAction::Choose(index) => is_found(typed, index).then_some(0),
                MenuAction::Explain(index) => is_found(typed, index).then_some(-1),
                _ => Some(-1),
            };
            let formatter = |line: ListOption<&MenuLine>| match line.value.action {
                MenuAction::Choose(index) => choices[index].label.clone(),
                _ => line.value.text.clone(),
            };
            let page_size = page_size(&lines);
            let prompt = Select::new(list.search_label.unwrap_or_default(), lines)
                .with_render_config(render_config())
                .with_page_size(page_size)
                .with_formatter(&formatter)
                .with_starting_cursor(cursor)
                .with_scorer(&score);
            let (prompt, help) = match list.search_label {
                Some(_) => (prompt, "terminal-searched-list-keys"),
                None => (prompt.without_filtering(), "terminal-list-keys"),
            };
            let help = self.context.text.message(help);
            let prompt = prompt.with_help_message(&help);
            match prompt.prompt().map(|line| line.action) {
                Ok(MenuAction::Choose(index)) => return Ok(choices[index].id.clone()),
                Ok(MenuAction::Leave(navigation)) => return Err(navigation),
                Ok(MenuAction::Explain(index)) => self.print_unavailable(&choices[index..=index]),
                Ok(MenuAction::Continue) => {}
                // Esc leads back to the filters.
                Err(InquireError::OperationCanceled) if !list.filters.is_empty() => {}
                Err(error) => self.handle_escape(question, &error)?,
            }
        }
    }

    /// Asks for a filter of a long list, if there are any; `None`: show all choices.
    fn choose_filter<'f>(
        &mut self,
        question: &Question,
        list: &ChoiceList<'f>,
    ) -> Prompted<Option<&'f Filter>> {
        if list.filters.is_empty() {
            return Ok(None);
        }
        let all = MenuLine::new(&self.context.labels.all, MenuAction::Continue);
        let filters = list.filters.iter().enumerate();
        let filters =
            filters.map(|(index, filter)| MenuLine::new(&filter.label, MenuAction::Choose(index)));
        let lines = [all].into_iter().chain(filters).collect();
        let action = self.select(
            &self.context.text.message("shared-filters"),
            question,
            lines,
            true,
            0,
        )?;
        Ok(match action {
            MenuAction::Choose(index) => Some(list.filters[index]),
            _ => None,
        })
    }

    fn choose_some(&mut self, question: &Question, list: &ChoiceList<'_>) -> Prompted<Vec<String>> {
        self.print_unavailable(list.choices);
        let available = list.choices.iter().filter(|c| c.unavailable.is_none());
        let available: Vec<&Choice> = available.collect();
        let selected = (0..available.len()).filter(|&index| available[index].selected);
        let selected: Vec<usize> = selected.collect();
        let (text, min, max) = (self.context.text, *list.counts.start(), *list.counts.end());
        let validator = move |marked: &[ListOption<&MenuLine>]| {
            Ok(if marked.len() < min {
                Validation::Invalid(format!("{} {min}", text.message("terminal-choose-min")).into())
            } else if marked.len() > max {
                Validation::Invalid(format!("{} {max}", text.message("terminal-choose-max")).into())
            } else {
                Validation::Valid
            })
        };
        loop {
            let lines: Vec<MenuLine> = available
                .iter()
                .enumerate()
                .map(|(index, choice)| self.with_detail(index, choice))
                .collect();
            let page_size = page_size(&lines);
            let marked = MultiSelect::new("", lines)
                .with_render_config(render_config())
                .with_page_size(page_size)
                .with_formatter(&|marked| {
                    let rows = marked.iter().map(|line| line.value.first_row());
                    rows.collect::<Vec<_>>().join(", ")
                })
                .with_default(&selected)
                .without_filtering()
                .with_help_message(&text.message("terminal-mark-keys"))
                .with_validator(validator)
                .raw_prompt();
            match marked {
                Ok(marked) => {
                    let ids = marked.iter().map(|line| available[line.index].id.clone());
                    return Ok(ids.collect());
                }
                Err(error) => self.handle_escape(question, &error)?,
            }
        }
    }

    /// Asks for one of `lines`, with the ways to leave the question below them.
    fn select(
        &mut self,
        title: &str,
        question: &Question,
        mut lines: Vec<MenuLine>,
        can_stop: bool,
        cursor: usize,
    ) -> Prompted<MenuAction> {
        lines.extend(self.navigation_lines(question, can_stop));
        let help = self.context.text.message("terminal-list-keys");
        loop {
            let prompt = Select::new(title, lines.clone())
                .with_render_config(render_config())
                .with_page_size(page_size(&lines))
                .with_starting_cursor(cursor)
                .without_filtering()
                .with_help_message(&help);
            match prompt.prompt().map(|line| line.action) {
                Ok(MenuAction::Leave(navigation)) => return Err(navigation),
                Ok(action) => return Ok(action),
                Err(InquireError::OperationCanceled) if question.back.is_some() => {
                    return Err(Navigation::Back);
                }
                Err(InquireError::OperationCanceled) => {}
                Err(_) => return Err(Navigation::Stop),
            }
        }
    }

    /// After Esc: back, if there is no other way to leave the question; otherwise a menu of the ways.
    fn handle_escape(&mut self, question: &Question, error: &InquireError) -> Prompted<()> {
        if !matches!(error, InquireError::OperationCanceled) {
            return Err(Navigation::Stop);
        }
        if question.back.is_some() && question.actions.is_empty() {
            return Err(Navigation::Back);
        }
        let text = self.context.text;
        let lines = vec![MenuLine::new(
            text.message("terminal-go-on"),
            MenuAction::Continue,
        )];
        self.select(
            &text.message("terminal-more-ways"),
            question,
            lines,
            true,
            0,
        )?;
        Ok(())
    }

    fn navigation_lines(&self, question: &Question, can_stop: bool) -> Vec<MenuLine> {
        let leave = |text, navigation| MenuLine::new(text, MenuAction::Leave(navigation));
        let actions = question.actions.iter().map(|action| {
            let text = format!("→ {}", action.label);
            leave(text, Navigation::Change(action.about))
        });
        let back = question.back.iter();
        let back = back.map(|back| leave(format!("← {back}"), Navigation::Back));
        let stop = format!("× {}", self.context.labels.stop);
        let stop = can_stop.then(|| leave(stop, Navigation::Stop));
        actions.chain(back).chain(stop).collect()
    }

    /// Prints the unavailable choices, each with its reason.
    fn print_unavailable(&mut self, choices: &[Choice]) {
        let context = &mut *self.context;
        for choice in choices.iter().filter(|choice| choice.unavailable.is_some()) {
            context.print("");
            let lines = context.layout.choice("-", choice, &context.labels);
            context.print_lines(&lines);
        }
        context.print("");
    }

    /// The unavailable choices of a searched list, with their reasons.
    fn unavailable_rows(
        &self,
        choices: &[Choice],
        passes: impl Fn(&Choice) -> bool,
    ) -> Vec<MenuLine> {
        let row = |(index, choice): (usize, &Choice)| {
            let reason = choice.unavailable.as_ref().filter(|_| passes(choice))?;
            let (label, not) = (&choice.label, &self.context.labels.not_available);
            let text = format!("× {label} · {not} {reason}");
            let text = self.context.layout.truncated(&text, PREFIX_COLUMNS);
            Some(MenuLine::new(text, MenuAction::Explain(index)))
        };
        choices.iter().enumerate().filter_map(row).collect()
    }

    /// A choice with its detail below it.
    fn with_detail(&self, index: usize, choice: &Choice) -> MenuLine {
        let layout = self.context.layout;
        let headline = headline(choice, &self.context.labels);
        let mut rows = vec![layout.truncated(&headline, PREFIX_COLUMNS)];
        if !choice.detail.is_empty() {
            rows.extend(layout.indented(&choice.detail, PREFIX_COLUMNS));
        }
        MenuLine::new(rows.join("\n"), MenuAction::Choose(index))
    }

    /// A choice in one row, for long lists.
    fn one_row(&self, index: usize, choice: &Choice) -> MenuLine {
        let mut text = headline(choice, &self.context.labels);
        if !choice.detail.is_empty() {
            text = format!("{text} · {}", choice.detail);
        }
        let text = self.context.layout.truncated(&text, PREFIX_COLUMNS);
        MenuLine::new(text, MenuAction::Choose(index))
    }
}

/// How many of `lines` fit into the rows of a list.
fn page_size(lines: &[MenuLine]) -> usize {
    let rows: usize = lines.iter().map(|line| line.text.lines().count()).sum();
    (MAX_ROWS * lines.len() / rows.max(MAX_ROWS)).max(2)
}

/// How prompts look; without colour if `NO_COLOR` asks for that.
fn render_config() -> RenderConfig<'static> {
    RenderConfig::default().with_canceled_prompt_indicator(Styled::new(""))
}
