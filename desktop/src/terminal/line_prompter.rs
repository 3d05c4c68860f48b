//! Asks line by line: numbered choices, a typed number. It works when piped, with a screen reader, and
//! on any terminal.

use super::input::{LineSource, TypedInput};
use super::prompt::{ChoiceList, Navigation, Prompted, Prompter, TerminalContext};
use card_points::journey::{Choice, Filter, InputField, Question, SummaryRow};
use card_points::secret::Secret;
use unicode_normalization::UnicodeNormalization;

/// How many choices of a searched list are shown at once.
const CHOICES_PER_PAGE: usize = 10;

/// Asks one question line by line.
pub struct LinePrompter<'a> {
    /// The terminal.
    pub context: &'a mut TerminalContext,
    /// Where answers come from.
    pub input: &'a mut dyn LineSource,
}

impl Prompter for LinePrompter<'_> {
    fn context(&mut self) -> &mut TerminalContext {
        self.context
    }

    fn choose(&mut self, question: &Question, list: &ChoiceList<'_>) -> Prompted<Vec<String>> {
        let text = self.context.text;
        let preselected = preselected(list);
        let mut shown: Vec<&Choice> = list.choices.iter().collect();
        let mut start = 0;
        loop {
            let is_searched = list.search_label.is_some();
            let end = match is_searched {
                true => start + CHOICES_PER_PAGE,
                false => shown.len(),
            };
            self.print_choices(&shown, start..end.min(shown.len()), &list.filters);
            let has_more = end < shown.len();
            let mut options = vec![match (is_searched, list.counts.end()) {
                (true, _) => text.message("terminal-number-or-search"),
                (false, 1) => text.message("terminal-number"),
                (false, _) => text.message("terminal-numbers"),
            }];
            if has_more {
                options.push(text.message("terminal-enter-for-more"));
            } else if !preselected.is_empty() {
                options.push(text.message("terminal-keep-key"));
            }
            let line = self.read_key(question, &options)?;
            if line.is_empty() && has_more {
                start = end;
            } else if line.is_empty() && !preselected.is_empty() {
                return Ok(preselected);
            } else if let Some(filter) = filter_of_key(&line, &list.filters) {
                shown = list.find("", Some(filter));
                start = 0;
            } else if let Some(chosen) = choices_of_numbers(&line, &shown) {
                match self.check(list, &chosen) {
                    Some(ids) => return Ok(ids),
                    None => continue,
                }
            } else if is_searched {
                shown = list.find(&line, None);
                start = 0;
            } else {
                self.context.print(&text.message("terminal-not-understood"));
            }
        }
    }

    fn line(&mut self, question: &Question, field: &InputField) -> Prompted<Secret> {
        let text = self.context.text;
        let previous = field.value.text().unwrap_or_default();
        let keep = format!("{}: {previous}", text.message("terminal-keep-key"));
        let options: &[String] = if previous.is_empty() { &[] } else { &[keep] };
        let line = self.read_line(question, options, &text.message("terminal-stop-key"))?;
        Ok(match line.text().map(str::trim) {
            None | Some("") => field.value.clone(),
            Some(typed) => typed.into(),
        })
    }

    fn hidden_line(
        &mut self,
        question: &Question,
        label: &str,
        previous: &Secret,
    ) -> Prompted<Secret> {
        let text = self.context.text;
        let label = format!("{label} ({})", text.message("terminal-hidden"));
        let keep = Some(text.message("terminal-keep-key")).filter(|_| !previous.is_empty());
        let options: Vec<String> = [label].into_iter().chain(keep).collect();
        self.print_options(question, &options, &text.message("terminal-stop-key"));
        let typed = self.input.secret();
        self.context.print("");
        let typed = navigate(question, typed)?;
        Ok(if typed.is_empty() {
            previous.clone()
        } else {
            typed
        })
    }

    fn review(&mut self, question: &Question, rows: &[SummaryRow], warning: &str) -> Prompted<()> {
        let text = self.context.text;
        self.context.print("");
        for (index, row) in rows.iter().enumerate() {
            let lines = self.context.layout.row(&format!("{}.", index + 1), row);
            self.context.print_lines(&lines);
        }
        self.context.print("");
        let lines = self.context.layout.boxed(warning);
        self.context.print_lines(&lines);
        let submit = format!("{} {}", text.message("terminal-yes-key"), question.submit);
        let numbers: Vec<String> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.change.is_some())
            .map(|(index, _)| (index + 1).to_string())
            .collect();
        let change = format!("{} = {}", numbers.join(" "), self.context.labels.change);
        let mut options = vec![submit];
        if !numbers.is_empty() {
            options.push(change);
        }
        loop {
            let line = self.read_key(question, &options)?;
            if is_yes(&line) {
                return Ok(());
            }
            match index_of_number(&line).and_then(|index| rows.get(index)) {
                Some(row) if row.change.is_some() => return Err(Navigation::Change(row.about)),
                _ => self.context.print(&text.message("terminal-not-understood")),
            }
        }
    }

    fn confirm(&mut self, question: &Question, alternative: &str) -> Prompted<()> {
        let text = self.context.text;
        let submit = format!("{} {}", text.message("terminal-yes-key"), question.submit);
        let stop = format!("s = {alternative}");
        loop {
            let line = self.read_line(question, std::slice::from_ref(&submit), &stop)?;
            if is_yes(&key(&line)) {
                return Ok(());
            }
            self.context.print(&text.message("terminal-not-understood"));
        }
    }
}

impl LinePrompter<'_> {
    fn print_choices(
        &mut self,
        shown: &[&Choice],
        page: std::ops::Range<usize>,
        filters: &[&Filter],
    ) {
        let context = &mut *self.context;
        context.print("");
        for (index, choice) in shown.iter().enumerate().take(page.end).skip(page.start) {
            let number = format!("{}.", index + 1);
            let lines = context.layout.choice(&number, choice, &context.labels);
            context.print_lines(&lines);
        }
        if shown.is_empty() {
            let lines = context.layout.wrap(&context.labels.nothing_found);
            context.print_lines(&lines);
        }
        for (index, filter) in filters.iter().enumerate() {
            let (number, only) = (index + 1, context.text.message("terminal-filter-key"));
            context.print(&format!("f{number} = {} ({only})", filter.label));
        }
    }

    /// The ids of `chosen`, if these may be chosen together; otherwise prints why not.
    fn check(&mut self, list: &ChoiceList<'_>, chosen: &[&Choice]) -> Option<Vec<String>> {
        let text = self.context.text;
        let unavailable = |choice: &&Choice| {
            let reason = choice.unavailable.as_ref()?;
            Some(format!("{}: {reason}", choice.label))
        };
        let problem = if let Some(reason) = chosen.iter().find_map(unavailable) {
            reason
        } else if chosen.len() < *list.counts.start() {
            format!(
                "{} {}",
                text.message("terminal-choose-min"),
                list.counts.start()
            )
        } else if chosen.len() > *list.counts.end() {
            format!(
                "{} {}",
                text.message("terminal-choose-max"),
                list.counts.end()
            )
        } else {
            return Some(chosen.iter().map(|choice| choice.id.clone()).collect());
        };
        let lines = self.context.layout.problem(&problem);
        self.context.print_lines(&lines);
        None
    }

    /// Reads a key or a number.
    fn read_key(&mut self, question: &Question, options: &[String]) -> Prompted<String> {
        let stop = self.context.text.message("terminal-stop-key");
        let line = self.read_line(question, options, &stop)?;
        Ok(key(&line))
    }

    fn read_line(
        &mut self,
        question: &Question,
        options: &[String],
        stop: &str,
    ) -> Prompted<Secret> {
        self.print_options(question, options, stop);
        let typed = self.input.line();
        navigate(question, typed)
    }

    fn print_options(&mut self, question: &Question, options: &[String], stop: &str) {
        let context = &mut *self.context;
        context.print("");
        for (index, action) in question.actions.iter().enumerate() {
            let line = format!("a{} = {}", index + 1, action.label);
            let lines = context.layout.wrap(&line);
            context.print_lines(&lines);
        }
        let back = question
            .back
            .as_ref()
            .map(|_| context.text.message("terminal-back-key"));
        let options = options.iter().map(String::as_str).chain(back.as_deref());
        let options: Vec<&str> = options.chain([stop]).collect();
        let lines = context.layout.wrap(&options.join(" / "));
        context.print_lines(&lines);
        context.print_prompt("> ");
    }
}

/// What was typed, or the way to leave the question that it names.
fn navigate(question: &Question, typed: TypedInput) -> Prompted<Secret> {
    let line = match typed {
        TypedInput::Line(line) => line,
        TypedInput::Escape if question.back.is_some() => return Err(Navigation::Back),
        TypedInput::Escape => return Ok(Secret::default()),
        TypedInput::Stop => return Err(Navigation::Stop),
    };
    // Keys are short: a longer line may be a secret, and is not copied.
    let is_short = |text: &str| text.trim().chars().count() <= 2;
    if !line.text().is_some_and(is_short) {
        return Ok(line);
    }
    let key = key(&line);
    match key.as_str() {
        "b" | "B" if question.back.is_some() => return Err(Navigation::Back),
        "s" | "S" => return Err(Navigation::Stop),
        _ => {}
    }
    let action = key
        .strip_prefix(['a', 'A'])
        .and_then(index_of_number)
        .and_then(|index| question.actions.get(index));
    match action {
        Some(action) => Err(Navigation::Change(action.about)),
        None => Ok(line),
    }
}

/// A line as keys and numbers: a Japanese keyboard gives full-width characters.
fn key(line: &Secret) -> String {
    line.text().unwrap_or_default().trim().nfkc().collect()
}

/// The selected choices, if they are a valid answer.
fn preselected(list: &ChoiceList<'_>) -> Vec<String> {
    let selected = |choice: &&Choice| choice.selected && choice.unavailable.is_none();
    let ids = list.choices.iter().filter(selected);
    let ids: Vec<String> = ids.map(|choice| choice.id.clone()).collect();
    if list.counts.contains(&ids.len()) {
        ids
    } else {
        Vec::new()
    }
}

/// The index that a number counted from 1 means.
fn index_of_number(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// The filter of a key such as "f2".
fn filter_of_key<'a>(key: &str, filters: &[&'a Filter]) -> Option<&'a Filter> {
    let index = index_of_number(key.strip_prefix(['f', 'F'])?)?;
    filters.get(index).copied()
}

/// The choices of numbers such as "1 3"; `None` if `line` is no list of numbers that are shown.
fn choices_of_numbers<'a>(line: &str, shown: &[&'a Choice]) -> Option<Vec<&'a Choice>> {
    let separators = [' ', ',', '、'];
    let mut chosen: Vec<&Choice> = Vec::new();
    for number in line.split(separators).filter(|number| !number.is_empty()) {
        let choice = shown.get(index_of_number(number)?)?;
        if !chosen.iter().any(|other| other.id == choice.id) {
            chosen.push(choice);
        }
    }
    (!chosen.is_empty()).then_some(chosen)
}

fn is_yes(line: &str) -> bool {
    line.eq_ignore_ascii_case("y")
}

#[cfg(test)]
mod tests;
