//! Asks line by line: numbered choices, a typed number. Works when piped, with a screen reader,
//! and on any terminal.

use super::Heard;
use super::screen::Paper;
use super::typing::{Keys, Typed};
use crate::words::Own;
use card_points::journey::{
    Answer, Choice, FieldValue, Filter, InputField, Question, QuestionForm, SummaryRow,
};
use card_points::secret::Secret;
use card_points::text::Labels;
use std::io::Write;

/// So many choices of a long list are shown at once.
const PAGE: usize = 10;

/// One question, asked line by line.
pub struct Plain<'a> {
    /// How lines are set.
    pub paper: Paper,
    /// The core's words for a shell.
    pub labels: &'a Labels,
    /// The binary's own words.
    pub own: &'a Own,
    /// Where lines go.
    pub out: &'a mut dyn Write,
    /// Where answers come from.
    pub keys: &'a mut dyn Keys,
}

/// An answer, or a way out that was taken instead.
type Taken<T> = Result<T, Heard>;

impl Plain<'_> {
    /// Asks until there is an answer, or the person takes another way.
    pub fn ask(&mut self, question: &Question) -> Heard {
        let answer = match &question.form {
            QuestionForm::Choose {
                choices,
                min_choices: least,
                max_choices: most,
                search,
                filters,
            } => self.choose(
                question,
                List {
                    choices,
                    filters,
                    searched: search.is_some(),
                    least: usize::try_from(*least).unwrap_or(0),
                    most: usize::try_from(*most).unwrap_or(0),
                },
            ),
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

    fn choose(&mut self, question: &Question, list: List<'_>) -> Taken<Answer> {
        let mut shown: Vec<&Choice> = list.choices.iter().collect();
        let mut from = 0;
        loop {
            let page = from + if list.searched { PAGE } else { shown.len() };
            self.say("");
            for (nth, choice) in shown.iter().enumerate().take(page).skip(from) {
                let mark = format!("{}.", nth + 1);
                self.lines(self.paper.choice(&mark, choice, self.labels));
            }
            if shown.is_empty() {
                self.lines(self.paper.wrap(&self.labels.nothing_found));
            }
            for (nth, filter) in list.filters.iter().enumerate() {
                let (nth, only) = (nth + 1, self.own.filter_key);
                self.say(&format!("f{nth} = {} ({only})", filter.label));
            }
            let more = page < shown.len();
            let kept = list.kept();
            let mut ways = vec![match (list.searched, list.most) {
                (true, _) => self.own.number_or_search,
                (false, 1) => self.own.number,
                (false, _) => self.own.numbers,
            }];
            if more {
                ways.push(self.own.enter_for_more);
            } else if !kept.is_empty() {
                ways.push(self.own.keep_key);
            }
            let line = self.line(question, &ways)?;
            if line.is_empty() && more {
                from = page;
            } else if line.is_empty() && !kept.is_empty() {
                return Ok(Answer::Chosen { ids: kept });
            } else if let Some(filter) = list.filter(&line) {
                shown = list
                    .choices
                    .iter()
                    .filter(|c| c.tags.contains(&filter.id))
                    .collect();
                from = 0;
            } else if let Some(chosen) = numbers(&line, &shown) {
                match self.accepted(&list, &chosen) {
                    Some(ids) => return Ok(Answer::Chosen { ids }),
                    None => continue,
                }
            } else if list.searched {
                shown = list
                    .choices
                    .iter()
                    .filter(|choice| matches(choice, &line))
                    .collect();
                from = 0;
            } else {
                self.say(self.own.not_understood);
            }
        }
    }

    /// The ids, if these may be chosen; else says why not.
    fn accepted(&mut self, list: &List<'_>, chosen: &[&Choice]) -> Option<Vec<String>> {
        if let Some((choice, reason)) = chosen
            .iter()
            .find_map(|c| Some((c, c.unavailable.as_ref()?)))
        {
            let why = format!("{}: {reason}", choice.label);
            self.lines(self.paper.problem(&why));
            return None;
        }
        let (words, count) = if chosen.len() < list.least {
            (self.own.choose_least, list.least)
        } else if chosen.len() > list.most {
            (self.own.choose_most, list.most)
        } else {
            return Some(chosen.iter().map(|choice| choice.id.clone()).collect());
        };
        self.lines(self.paper.problem(&format!("{words} {count}")));
        None
    }

    fn fill(&mut self, question: &Question, fields: &[InputField]) -> Taken<Answer> {
        let mut entries = Vec::with_capacity(fields.len());
        for field in fields {
            self.lines(self.paper.field(field, self.labels));
            let value = if field.secret {
                self.secret(question, &field.label, &field.value)?
            } else {
                let before = field.value.text().unwrap_or_default();
                let keep = format!("{}: {before}", self.own.keep_key);
                let ways: &[&str] = if before.is_empty() { &[] } else { &[&keep] };
                match self.line(question, ways)? {
                    line if line.is_empty() => field.value.clone(),
                    line => line.into(),
                }
            };
            entries.push(FieldValue {
                field: field.id.clone(),
                value,
            });
        }
        Ok(Answer::Filled { values: entries })
    }

    fn check(&mut self, question: &Question, rows: &[SummaryRow], warning: &str) -> Taken<Answer> {
        self.say("");
        for (nth, row) in rows.iter().enumerate() {
            let mark = format!("{}.", nth + 1);
            self.lines(self.paper.row(&mark, row));
        }
        self.say("");
        self.lines(self.paper.boxed(warning));
        let go = format!("{} {}", self.own.yes_key, question.submit);
        let change = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.change.is_some());
        let numbers: Vec<String> = change.map(|(nth, _)| (nth + 1).to_string()).collect();
        let change = format!("{} = {}", numbers.join(" "), self.labels.change);
        let ways: &[&str] = if numbers.is_empty() {
            &[&go]
        } else {
            &[&go, &change]
        };
        loop {
            let line = self.line(question, ways)?;
            if yes(&line) {
                return Ok(Answer::Confirmed);
            }
            let row = line
                .parse::<usize>()
                .ok()
                .and_then(|n| rows.get(n.checked_sub(1)?));
            match row {
                Some(row) if row.change.is_some() => return Err(Heard::Change(row.about)),
                _ => self.say(self.own.not_understood),
            }
        }
    }

    fn agree(&mut self, question: &Question, instead: &str) -> Taken<Answer> {
        let go = format!("{} {}", self.own.yes_key, question.submit);
        let stop = format!("s = {instead}");
        loop {
            if yes(&self.line_or(question, &[&go], &stop)?) {
                return Ok(Answer::Confirmed);
            }
            self.say(self.own.not_understood);
        }
    }

    /// A line that is none of the ways out.
    fn line(&mut self, question: &Question, ways: &[&str]) -> Taken<String> {
        self.line_or(question, ways, self.own.stop_key)
    }

    fn line_or(&mut self, question: &Question, ways: &[&str], stop: &str) -> Taken<String> {
        self.prompt(question, ways, stop);
        let typed = self.keys.line();
        let line = self.entered(question, typed)?;
        Ok(line
            .text()
            .map(|text| narrow(text.trim()))
            .unwrap_or_default())
    }

    /// What nobody may see. What was typed `before` is kept by typing nothing.
    fn secret(&mut self, question: &Question, label: &str, before: &Secret) -> Taken<Secret> {
        let what = format!("{label} ({})", self.own.hidden);
        let keep = Some(self.own.keep_key).filter(|_| !before.is_empty());
        let ways: Vec<&str> = [what.as_str()].into_iter().chain(keep).collect();
        self.prompt(question, &ways, self.own.stop_key);
        let typed = self.keys.secret();
        self.say("");
        let typed = self.entered(question, typed)?;
        Ok(if typed.is_empty() {
            before.clone()
        } else {
            typed
        })
    }

    fn prompt(&mut self, question: &Question, ways: &[&str], stop: &str) {
        self.say("");
        for (nth, action) in question.actions.iter().enumerate() {
            let line = format!("a{} = {}", nth + 1, action.label);
            self.lines(self.paper.wrap(&line));
        }
        let back = question.back.as_ref().map(|_| self.own.back_key);
        let ways: Vec<&str> = ways.iter().copied().chain(back).chain([stop]).collect();
        self.lines(self.paper.wrap(&ways.join(" / ")));
        // A terminal that has gone is noticed where it is read from.
        let _ = write!(self.out, "> ");
        let _ = self.out.flush();
    }

    /// What was typed, or the way out that it names.
    fn entered(&mut self, question: &Question, typed: Typed) -> Taken<Secret> {
        let line = match typed {
            Typed::Line(line) => line,
            Typed::Escape if question.back.is_some() => return Err(Heard::Back),
            Typed::Escape => return Ok(Secret::default()),
            Typed::Stop => return Err(Heard::Stop),
        };
        // Only short ones can be a way out: a secret is not copied to find that out.
        let key = match line.text().map(str::trim) {
            Some(text) if text.chars().count() <= 2 => narrow(text),
            _ => return Ok(line),
        };
        match key.as_str() {
            "b" | "B" if question.back.is_some() => return Err(Heard::Back),
            "s" | "S" => return Err(Heard::Stop),
            _ => {}
        }
        let action = key
            .strip_prefix(['a', 'A'])
            .and_then(|nth| nth.parse::<usize>().ok()?.checked_sub(1))
            .and_then(|nth| question.actions.get(nth));
        match action {
            Some(action) => Err(Heard::Change(action.about)),
            None => Ok(line),
        }
    }

    fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    fn lines(&mut self, lines: Vec<String>) {
        for line in lines {
            self.say(&line);
        }
    }
}

/// A list to choose from.
struct List<'a> {
    choices: &'a [Choice],
    filters: &'a [Filter],
    searched: bool,
    least: usize,
    most: usize,
}

impl List<'_> {
    /// What stands as chosen, if that is an answer.
    fn kept(&self) -> Vec<String> {
        let chosen = self
            .choices
            .iter()
            .filter(|c| c.selected && c.unavailable.is_none());
        let ids: Vec<String> = chosen.map(|choice| choice.id.clone()).collect();
        if (self.least..=self.most).contains(&ids.len()) {
            ids
        } else {
            Vec::new()
        }
    }

    /// The filter that "f2" means.
    fn filter(&self, line: &str) -> Option<&Filter> {
        let nth: usize = line.strip_prefix(['f', 'F'])?.parse().ok()?;
        self.filters.get(nth.checked_sub(1)?)
    }
}

/// The choices that "1 3" means; `None` where that is no list of numbers that are there.
fn numbers<'a>(line: &str, shown: &[&'a Choice]) -> Option<Vec<&'a Choice>> {
    let separators = [' ', ',', '、', '　'];
    let numbers = line.split(separators).filter(|number| !number.is_empty());
    let mut chosen: Vec<&Choice> = Vec::new();
    for number in numbers {
        let choice = shown.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
        if !chosen.iter().any(|before| before.id == choice.id) {
            chosen.push(choice);
        }
    }
    (!chosen.is_empty()).then_some(chosen)
}

/// Whether a search for `part` finds the choice: by its name, its reading, or its id.
pub fn matches(choice: &Choice, part: &str) -> bool {
    let part = narrow(part.trim()).to_lowercase();
    [&choice.label, &choice.keywords, &choice.id]
        .iter()
        .any(|text| narrow(text).to_lowercase().contains(&part))
}

fn yes(line: &str) -> bool {
    line.eq_ignore_ascii_case("y")
}

/// Full-width Latin letters and digits, which a Japanese keyboard gives, as ASCII.
fn narrow(text: &str) -> String {
    let narrow = |char: char| match char {
        '！'..='～' => char::from_u32(char as u32 - 0xFEE0).unwrap_or(char),
        '　' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::sample;
    use crate::words::own;
    use card_points::journey::{Keyboard, QuestionAction, Topic};
    use card_points::text::{Language, labels};
    use std::collections::VecDeque;

    struct Script(VecDeque<Typed>);

    impl Keys for Script {
        fn line(&mut self) -> Typed {
            self.0.pop_front().unwrap_or(Typed::Stop)
        }
        fn secret(&mut self) -> Typed {
            self.line()
        }
    }

    fn ask(question: &Question, language: Language, typed: &[&str]) -> (Heard, String) {
        let mut out = Vec::new();
        let mut keys = Script(typed.iter().map(|&line| Typed::Line(line.into())).collect());
        let heard = Plain {
            paper: Paper::new(80, false),
            labels: &labels(language),
            own: own(language),
            out: &mut out,
            keys: &mut keys,
        }
        .ask(question);
        (heard, String::from_utf8(out).unwrap())
    }

    fn english(question: &Question, typed: &[&str]) -> Heard {
        ask(question, Language::English, typed).0
    }

    fn chosen(ids: &[&str]) -> Heard {
        Heard::Answer(Answer::Chosen {
            ids: ids.iter().map(|&id| id.to_owned()).collect(),
        })
    }

    #[test]
    fn a_typed_number_chooses_full_width_digits_too() {
        let question = sample::services();
        assert_eq!(english(&question, &["2"]), chosen(&["MP0000002"]));
        assert_eq!(english(&question, &["２"]), chosen(&["MP0000002"]));
    }

    #[test]
    fn a_long_list_is_searched_by_reading_and_filtered_by_kind() {
        let question = sample::services();
        assert_eq!(english(&question, &["さくら", "1"]), chosen(&["MP0000003"]));
        assert_eq!(english(&question, &["f1", "1"]), chosen(&["MP0000002"]));
        let (heard, out) = ask(&question, Language::English, &["zzz", "sakura", "1"]);
        assert_eq!(heard, chosen(&["MP0000003"]));
        assert!(out.contains("Nothing was found"), "{out}");
    }

    #[test]
    fn a_barred_choice_is_refused_with_its_reason() {
        let (heard, out) = ask(&sample::measures(), Language::English, &["3", "1 2"]);
        assert_eq!(heard, chosen(&["new-card", "health-insurance"]));
        assert!(
            out.contains("! Receipt account: Not announced yet."),
            "{out}"
        );
    }

    #[test]
    fn back_stop_and_actions_work_at_every_form() {
        for mut question in sample::all() {
            question.back = Some("Back".into());
            question.actions = vec![QuestionAction {
                about: Topic::Help,
                label: "Where do I find this?".into(),
            }];
            assert_eq!(english(&question, &["b"]), Heard::Back);
            assert_eq!(english(&question, &["s"]), Heard::Stop);
            assert_eq!(english(&question, &["a1"]), Heard::Change(Topic::Help));
            assert_eq!(english(&question, &[]), Heard::Stop);
        }
    }

    #[test]
    fn where_there_is_no_way_back_b_is_no_way() {
        let mut question = sample::measures();
        question.back = None;
        let (heard, out) = ask(&question, Language::English, &["b", "1"]);
        assert_eq!(heard, chosen(&["new-card"]));
        assert!(!out.contains("b = back"), "{out}");
    }

    #[test]
    fn the_summary_needs_a_yes_and_a_number_changes_an_answer() {
        let question = sample::summary();
        assert_eq!(english(&question, &["y"]), Heard::Answer(Answer::Confirmed));
        assert_eq!(
            english(&question, &["", "1"]),
            Heard::Change(Topic::Service)
        );
        let unchangeable = english(&question, &["2"]);
        assert_eq!(unchangeable, Heard::Stop);
    }

    fn filled(entries: &[(&str, &str)]) -> Heard {
        Heard::Answer(Answer::Filled {
            values: entries
                .iter()
                .map(|&(field, value)| FieldValue {
                    field: field.into(),
                    value: value.into(),
                })
                .collect(),
        })
    }

    #[test]
    fn fields_keep_what_was_typed_before() {
        let mut question = sample::account();
        assert_eq!(
            english(&question, &["", "4321"]),
            filled(&[("id", "6900123412341234"), ("code1", "4321")])
        );
        let QuestionForm::Fill { fields } = &mut question.form else {
            panic!("the account is filled in")
        };
        assert_eq!(fields[0].keyboard, Keyboard::Digits);
        fields[1].value = "8765".into();
        let (heard, out) = ask(&question, Language::English, &["", ""]);
        assert_eq!(
            heard,
            filled(&[("id", "6900123412341234"), ("code1", "8765")])
        );
        assert!(!out.contains("8765"), "a secret is kept and not shown");
    }

    #[test]
    fn what_is_secret_is_never_written_out() {
        for question in [sample::account(), sample::password()] {
            let (_, out) = ask(&question, Language::Japanese, &["", "4321"]);
            assert!(!out.contains("4321"), "{out}");
            assert!(out.contains("表示されません"), "{out}");
        }
    }

    #[test]
    fn no_line_is_wider_than_eighty_columns_in_either_language() {
        for language in Language::ALL {
            for question in sample::all() {
                let (_, out) = ask(&question, language, &[]);
                for line in out.lines() {
                    assert!(console::measure_text_width(line) <= 80, "{line}");
                }
            }
        }
    }
}
