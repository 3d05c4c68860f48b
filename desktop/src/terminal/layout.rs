//! A screen as lines of text, for both ways of asking, with or without colour.

use card_points::journey::{Choice, Fact, InputField, Question, ScreenText, SummaryRow, Topic};
use card_points::text::Labels;
use console::{Style, measure_text_width};
use std::borrow::Cow;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Largest line length, however wide the terminal is: longer lines are hard to read.
const MAX_COLUMNS: usize = 80;
/// Smallest line length; a terminal that reports less is not believed.
const MIN_COLUMNS: usize = 20;

/// How text is set on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct TextLayout {
    width: usize,
    colour: bool,
}

impl TextLayout {
    /// A layout for a terminal of `width` columns.
    #[must_use]
    pub fn new(width: usize, colour: bool) -> Self {
        Self {
            width: width.clamp(MIN_COLUMNS, MAX_COLUMNS),
            colour,
        }
    }

    /// A screen: practice line, title, paragraphs, facts, support code.
    #[must_use]
    pub fn screen_lines(self, text: &ScreenText, labels: &Labels) -> Vec<String> {
        self.screen_with_progress(text, "", labels)
    }

    /// A question without its form.
    #[must_use]
    pub fn question(self, question: &Question, labels: &Labels) -> Vec<String> {
        let mut lines = self.screen_with_progress(&question.text, &question.progress, labels);
        if !question.problems.is_empty() {
            lines.push(String::new());
        }
        for problem in &question.problems {
            lines.extend(self.problem(&problem.summary));
        }
        lines
    }

    fn screen_with_progress(
        self,
        text: &ScreenText,
        progress: &str,
        labels: &Labels,
    ) -> Vec<String> {
        let mut lines = vec![String::new()];
        if self.colour {
            lines.push(self.dim("─".repeat(self.width)));
        }
        if let Some(practice) = &text.practice {
            lines.extend(self.wrap(practice).into_iter().map(|l| self.highlight(l)));
        }
        if !progress.is_empty() {
            lines.extend(self.wrap(progress).into_iter().map(|l| self.dim(l)));
        }
        lines.extend(self.wrap(&text.title).into_iter().map(|l| self.bold(l)));
        for paragraph in &text.paragraphs {
            lines.push(String::new());
            lines.extend(self.wrap(paragraph));
        }
        if !text.facts.is_empty() {
            lines.push(String::new());
        }
        for Fact { label, value } in &text.facts {
            if label.is_empty() {
                lines.push(String::new());
                lines.extend(self.wrap(value).into_iter().map(|l| self.bold(l)));
            } else {
                lines.extend(self.fact(label, value));
            }
        }
        if let Some(code) = &text.support_code {
            lines.push(String::new());
            let code = format!("{} {code}", labels.code);
            lines.extend(self.wrap(&code).into_iter().map(|l| self.dim(l)));
        }
        lines
    }

    /// A choice with all its texts, behind its mark ("1." or "-").
    #[must_use]
    pub fn choice(self, mark: &str, choice: &Choice, labels: &Labels) -> Vec<String> {
        let mut lines = self.hanging(mark, &headline(choice, labels));
        let indent = measure_text_width(mark) + 1;
        if !choice.detail.is_empty() {
            lines.extend(self.indented(&choice.detail, indent));
        }
        if let Some(reason) = &choice.unavailable {
            let reason = format!("{} {reason}", labels.not_available);
            lines.extend(self.indented(&reason, indent));
        }
        lines
    }

    /// A field's label, hint, example and problem.
    #[must_use]
    pub fn field(self, field: &InputField, labels: &Labels) -> Vec<String> {
        let required = if field.required {
            &labels.required
        } else {
            &labels.optional
        };
        let label = format!("{} ({required})", field.label);
        let mut lines = vec![String::new()];
        lines.extend(self.wrap(&label).into_iter().map(|l| self.bold(l)));
        if !field.hint.is_empty() {
            lines.extend(self.indented(&field.hint, 2));
        }
        if !field.example.is_empty() {
            lines.extend(self.indented(&format!("{} {}", labels.example, field.example), 2));
        }
        if let Some(problem) = &field.problem {
            lines.extend(self.problem(problem));
        }
        lines
    }

    /// An answer in the summary, behind its mark.
    #[must_use]
    pub fn row(self, mark: &str, row: &SummaryRow) -> Vec<String> {
        self.hanging(mark, &format!("{}: {}", row.label, row.value))
    }

    /// A warning in a box.
    #[must_use]
    pub fn boxed(self, warning: &str) -> Vec<String> {
        if !self.colour {
            return self.hanging("!", warning);
        }
        let inner = self.width - 4;
        let edge = |left, right| format!("{left}{}{right}", "─".repeat(self.width - 2));
        let mut lines = vec![self.highlight(edge("┌", "┐"))];
        lines.extend(wrap(warning, Options::new(inner)).into_iter().map(|line| {
            let space = " ".repeat(inner.saturating_sub(measure_text_width(&line)));
            format!(
                "{} {line}{space} {}",
                self.highlight("│".into()),
                self.highlight("│".into())
            )
        }));
        lines.push(self.highlight(edge("└", "┘")));
        lines
    }

    /// A problem: marked by a sign, and by colour if there is colour.
    #[must_use]
    pub fn problem(self, text: &str) -> Vec<String> {
        let lines = self.hanging("!", text).into_iter();
        lines
            .map(|line| self.style(Style::new().red().bold(), line))
            .collect()
    }

    /// A paragraph.
    #[must_use]
    pub fn wrap(self, text: &str) -> Vec<String> {
        wrap(text, Options::new(self.width))
    }

    /// A note that is not part of the screen.
    #[must_use]
    pub fn note(self, text: &str) -> Vec<String> {
        let lines = self.wrap(text).into_iter();
        lines.map(|line| self.highlight(line)).collect()
    }

    /// Work that is done.
    #[must_use]
    pub fn ticked(self, text: &str) -> String {
        self.style(Style::new().green(), format!("✓ {text}"))
    }

    /// One line, truncated to the width less `reserved` columns.
    #[must_use]
    pub fn truncated(self, text: &str, reserved: usize) -> String {
        console::truncate_str(text, self.width.saturating_sub(reserved), "…").into_owned()
    }

    /// A paragraph, indented by `indent` columns.
    #[must_use]
    pub fn indented(self, text: &str, indent: usize) -> Vec<String> {
        let indent = " ".repeat(indent);
        let options = Options::new(self.width);
        wrap(
            text,
            options.initial_indent(&indent).subsequent_indent(&indent),
        )
    }

    /// A paragraph with a hanging indent behind its mark.
    fn hanging(self, mark: &str, text: &str) -> Vec<String> {
        let indent = measure_text_width(mark) + 1;
        let mut lines = self.indented(text, indent);
        if let Some(first) = lines.first_mut() {
            first.replace_range(..indent, &format!("{mark} "));
        }
        lines
    }

    fn fact(self, label: &str, value: &str) -> Vec<String> {
        let text = format!("{label}: {value}");
        wrap(&text, Options::new(self.width).subsequent_indent("  "))
    }

    fn bold(self, line: String) -> String {
        self.style(Style::new().bold(), line)
    }

    fn dim(self, line: String) -> String {
        self.style(Style::new().dim(), line)
    }

    fn highlight(self, line: String) -> String {
        self.style(Style::new().yellow().bold(), line)
    }

    fn style(self, style: Style, line: String) -> String {
        if self.colour {
            style.force_styling(true).apply_to(line).to_string()
        } else {
            line
        }
    }
}

/// A choice on one line: label, amount, and whether it is selected.
#[must_use]
pub fn headline(choice: &Choice, labels: &Labels) -> String {
    let mut line = choice.label.clone();
    if !choice.amount.is_empty() {
        line = format!("{line} — {}", choice.amount);
    }
    if choice.selected {
        line = format!("{line} ({})", labels.chosen);
    }
    line
}

/// The answers that can be changed, a line for each question: "Change: Account, Security code".
#[must_use]
pub fn changes(rows: &[SummaryRow]) -> Vec<(Topic, String)> {
    let mut changes: Vec<(Topic, String)> = Vec::new();
    for row in rows {
        let Some(change) = &row.change else { continue };
        match changes.iter_mut().find(|(about, _)| *about == row.about) {
            Some((_, line)) => *line = format!("{line}, {}", row.label),
            None => changes.push((row.about, format!("{change}: {}", row.label))),
        }
    }
    changes
}

/// Breaks lines by UAX #14: Japanese between characters, but never before 。 or 」.
fn wrap(text: &str, options: Options<'_>) -> Vec<String> {
    let options = options
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(text, options);
    lines.into_iter().map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use card_points::text::{Language, labels};

    #[test]
    fn japanese_is_wrapped_by_columns_and_no_line_begins_with_a_full_stop() {
        let text = "カードが早く離れました。何も使われていません。もう一度置いて、音が鳴るまで動かさないでください。";
        for width in MIN_COLUMNS..=MAX_COLUMNS {
            for line in TextLayout::new(width, false).wrap(text) {
                assert!(measure_text_width(&line) <= width, "{width}: {line}");
                assert!(!line.starts_with(['。', '、']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_box_is_as_wide_as_the_layout_in_both_languages() {
        for text in [
            "This can't be changed later.",
            "あとから変えることはできません。",
        ] {
            let lines = TextLayout::new(40, true).boxed(&text.repeat(3));
            assert!(lines.len() > 3);
            assert!(lines.iter().all(|line| measure_text_width(line) == 40));
        }
    }

    #[test]
    fn without_colour_there_is_no_control_character() {
        let text = ScreenText {
            title: "Card".into(),
            paragraphs: vec!["Lay it on.".into()],
            facts: vec![Fact {
                label: "Tries".into(),
                value: "3".into(),
            }],
            practice: Some("Practice: nothing is applied for".into()),
            support_code: Some("6984".into()),
            ..ScreenText::default()
        };
        let layout = TextLayout::new(80, false);
        let mut lines = layout.screen_lines(&text, &labels(Language::English));
        lines.extend(layout.problem("Wrong."));
        lines.extend(layout.boxed("For good."));
        assert!(lines.iter().all(|line| !line.contains(char::is_control)));
        assert!(lines.contains(&"Practice: nothing is applied for".to_owned()));
        assert!(lines.contains(&"Tries: 3".to_owned()));
        assert!(lines.contains(&"! Wrong.".to_owned()));
    }

    #[test]
    fn an_unavailable_choice_has_its_reason() {
        let choice = Choice {
            id: "a".into(),
            label: "New card".into(),
            detail: "25 % of what you charge".into(),
            amount: "up to ¥5,000".into(),
            unavailable: Some("The start is announced as soon as it is decided.".into()),
            selected: false,
            search_key: String::new(),
            filters: Vec::new(),
        };
        let lines = TextLayout::new(80, false).choice("-", &choice, &labels(Language::English));
        assert_eq!(lines[0], "- New card — up to ¥5,000");
        assert_eq!(lines[1], "  25 % of what you charge");
        assert!(lines[2].starts_with("  Can't be chosen: The start"));
    }

    #[test]
    fn answers_of_one_question_are_changed_together() {
        let row = |about, label: &str, change: Option<&str>| SummaryRow {
            about,
            label: label.into(),
            value: "…".into(),
            change: change.map(str::to_owned),
        };
        let rows = [
            row(Topic::Account, "Account", Some("Change")),
            row(Topic::Service, "Service", None),
            row(Topic::Account, "Security code", Some("Change")),
        ];
        let together = (Topic::Account, "Change: Account, Security code".to_owned());
        assert_eq!(changes(&rows), [together]);
    }
}
