//! A person at a terminal: shows each step, asks each question.

mod input;
mod layout;
mod line_prompter;
mod menu_prompter;
mod prompt;
#[cfg(test)]
pub(crate) mod sample_questions;

pub use input::read_line;

use crate::exit::{Abort, Exit};
use crate::stop::StopSignal;
use crate::text::terminal_text;
use crate::user_interface::{SandboxCard, SandboxCards, SandboxTap, UserInterface};
use card_points::card::CardStage;
use card_points::journey::{
    Answer, Choice, Event, Question, QuestionForm, ScreenText, Step, SummaryRow, TapReason, Topic,
};
use card_points::text::{Language, Text, labels};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use input::StandardInput;
use layout::TextLayout;
use line_prompter::LinePrompter;
use menu_prompter::MenuPrompter;
use prompt::{Navigation, Prompted, Prompter, TerminalContext};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// Columns of a terminal that does not tell its width.
const DEFAULT_COLUMNS: usize = 80;

/// A longer list of sandbox cards gets a search.
const MAX_UNSEARCHED_CHOICES: usize = 10;

/// How often the spinner moves.
const SPINNER_INTERVAL: Duration = Duration::from_millis(100);

/// Restores the terminal, whatever the program was doing.
pub fn restore() {
    let _ = crossterm::terminal::disable_raw_mode();
    if io::stderr().is_terminal() {
        let _ = crossterm::execute!(io::stderr(), crossterm::cursor::Show);
    }
}

/// A person at a terminal.
pub struct Terminal {
    /// Arrow keys, colour and a spinner; otherwise line by line.
    interactive: bool,
    context: TerminalContext,
    /// Moves while the card or the backend works.
    spinner: Option<ProgressBar>,
    /// The title of the work in progress, which is printed once.
    shown_title: String,
    /// `None` if a card reader is used.
    sandbox_cards: Option<SandboxCards>,
    /// The person stopped before the question was shown.
    stopped_early: bool,
}

impl Terminal {
    /// `line_by_line`: ask line by line even on an interactive terminal. `use_stderr`: write to
    /// standard error, since standard output belongs to a program.
    #[must_use]
    pub fn new(language: Language, line_by_line: bool, use_stderr: bool, stop: StopSignal) -> Self {
        let output_is_terminal = if use_stderr {
            io::stderr().is_terminal()
        } else {
            io::stdout().is_terminal() && io::stderr().is_terminal()
        };
        let interactive = !line_by_line && io::stdin().is_terminal() && output_is_terminal;
        let size = console::Term::stderr().size_checked();
        let columns = size.map_or(DEFAULT_COLUMNS, |(_, columns)| columns.into());
        let out: Box<dyn Write> = if use_stderr {
            Box::new(io::stderr())
        } else {
            Box::new(io::stdout())
        };
        let colour = interactive && console::colors_enabled_stderr();
        Self {
            interactive,
            context: TerminalContext {
                layout: TextLayout::new(columns, colour),
                labels: labels(language),
                text: terminal_text(language),
                out,
                stop,
            },
            spinner: None,
            shown_title: String::new(),
            sandbox_cards: None,
            stopped_early: false,
        }
    }

    /// Uses these virtual cards in place of a reader.
    #[must_use]
    pub fn with_sandbox_cards(mut self, cards: SandboxCards) -> Self {
        self.sandbox_cards = Some(cards);
        self
    }

    /// Prints the answers of a summary that is not asked for.
    pub fn show_summary(&mut self, rows: &[SummaryRow]) {
        for row in rows {
            self.print(&self.context.layout.row("-", row));
        }
    }

    fn ask(&mut self, question: &Question) -> Prompted<Answer> {
        let context = &mut self.context;
        if self.interactive {
            MenuPrompter { context }.ask(question)
        } else {
            let input = &mut StandardInput(context.stop.clone());
            LinePrompter { context, input }.ask(question)
        }
    }

    fn print(&mut self, lines: &[String]) {
        self.context.print_lines(lines);
    }

    fn print_screen(&mut self, text: &ScreenText) {
        let context = &mut self.context;
        let lines = context.layout.screen_lines(text, &context.labels);
        context.print_lines(&lines);
    }

    /// Removes the spinner; a tick and the title stay if the work is done.
    fn finish_progress(&mut self, done: bool) {
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
            if done && !self.shown_title.is_empty() {
                let line = self.context.layout.ticked(&self.shown_title);
                self.print(&[line]);
            }
        }
        self.shown_title.clear();
    }

    /// Shows what the card or the backend is doing.
    fn show_progress(&mut self, title: &str) {
        if self.shown_title == title {
            return;
        }
        self.finish_progress(true);
        title.clone_into(&mut self.shown_title);
        if self.interactive {
            self.start_spinner(title);
        } else {
            self.print(&self.context.layout.wrap(title));
        }
    }

    /// Shows a spinner until something else is shown.
    fn start_spinner(&mut self, title: &str) {
        if !self.interactive {
            return;
        }
        let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            spinner.set_style(style);
        }
        spinner.set_message(title.to_owned());
        spinner.enable_steady_tick(SPINNER_INTERVAL);
        self.spinner = Some(spinner);
    }
}

impl UserInterface for Terminal {
    fn show(&mut self, step: &Step) {
        match step {
            Step::Ask { question } => {
                self.finish_progress(false);
                let cards = self.sandbox_cards.as_ref();
                let unselected = cards.is_some_and(|cards| cards.selected_id.is_none());
                if unselected
                    && belongs_to_card_holder(question.about)
                    && self.choose_sandbox_card().is_none()
                {
                    self.stopped_early = true;
                    return;
                }
                let context = &mut self.context;
                let lines = context.layout.question(question, &context.labels);
                context.print_lines(&lines);
                let card = self.sandbox_cards.as_ref().and_then(SandboxCards::selected);
                if let Some(slip) =
                    card.and_then(|card| practice_slip(card, question, &self.context.text))
                {
                    self.context.print("");
                    self.print(&self.context.layout.note(&slip));
                }
            }
            Step::Tap { text, .. } => {
                self.finish_progress(false);
                self.print_screen(text);
                // With a sandbox card, a question follows: how it is tapped.
                if self.sandbox_cards.is_none() {
                    self.start_spinner(&text.title);
                }
            }
            // The title stays the same while the card is on the reader; the stage changes.
            Step::Transmit { text, .. } => {
                let stage = text.paragraphs.first().unwrap_or(&text.title);
                self.show_progress(stage);
            }
            Step::Send { text, .. } => self.show_progress(&text.title),
            Step::Done { text, .. } => {
                self.finish_progress(false);
                self.print_screen(text);
            }
        }
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Abort> {
        if self.stopped_early {
            return Ok(Event::Stopped);
        }
        Ok(match self.ask(question) {
            Ok(answer) => Event::Answered { answer },
            Err(Navigation::Back) => Event::Back,
            Err(Navigation::Change(about)) => Event::Change { about },
            Err(Navigation::Stop) => Event::Stopped,
        })
    }

    fn notice(&mut self, text: &str) {
        let lines = self.context.layout.wrap(text);
        match &self.spinner {
            Some(spinner) => spinner.suspend(|| {
                for line in lines {
                    let _ = writeln!(io::stderr(), "{line}");
                }
            }),
            None => self.print(&lines),
        }
    }

    fn sandbox_tap(&mut self, _: TapReason) -> Result<SandboxTap, Abort> {
        const KEEP: &str = "keep";
        const READING: &str = "reading";
        const PASSWORD: &str = "password";
        const OTHER: &str = "other";
        let text = self.context.text;
        let choices = [
            Choice::new(KEEP, text.message("sandbox-tap-keep")),
            Choice::new(READING, text.message("sandbox-tap-remove-reading")),
            Choice::new(PASSWORD, text.message("sandbox-tap-remove-password")),
            Choice::new(OTHER, text.message("sandbox-other-card")),
        ];
        loop {
            let selected = self.sandbox_cards.as_ref().and_then(SandboxCards::selected);
            let card_id = match selected {
                Some(card) => card.id.clone(),
                None => self.choose_sandbox_card().ok_or(Exit::Stopped)?,
            };
            let title = format!("{} ({card_id})", text.message("terminal-sandbox-tap"));
            let choice = self.choose_one(&title, &choices).ok_or(Exit::Stopped)?;
            let removed_at = match choice.as_str() {
                READING => Some(CardStage::Reading),
                PASSWORD => Some(CardStage::Password),
                KEEP => None,
                _ => {
                    self.choose_sandbox_card().ok_or(Exit::Stopped)?;
                    continue;
                }
            };
            return Ok(SandboxTap {
                card_id,
                removed_at,
            });
        }
    }
}

impl Terminal {
    /// Asks for a sandbox card and selects it; `None`: the person stops.
    fn choose_sandbox_card(&mut self) -> Option<String> {
        let cards = self.sandbox_cards.as_ref()?.cards.iter();
        let text = &self.context.text;
        let choices: Vec<Choice> = cards
            .map(|card| Choice {
                detail: text.localized(&card.description),
                ..Choice::new(&card.id, &card.id)
            })
            .collect();
        let id = self.choose_one(&self.context.text.message("sandbox-which-card"), &choices)?;
        self.sandbox_cards.as_mut()?.selected_id = Some(id.clone());
        Some(id)
    }

    /// Asks a question of the sandbox itself; `None`: the person stops.
    fn choose_one(&mut self, title: &str, choices: &[Choice]) -> Option<String> {
        let question = Question {
            about: Topic::Card,
            step_number: 0,
            step_count: 0,
            progress: String::new(),
            text: ScreenText {
                title: title.into(),
                ..ScreenText::default()
            },
            form: QuestionForm::Choose {
                choices: choices.to_vec(),
                min_choices: 1,
                max_choices: 1,
                search: (choices.len() > MAX_UNSEARCHED_CHOICES).then(|| title.into()),
                filter_groups: Vec::new(),
            },
            submit: title.into(),
            back: None,
            actions: Vec::new(),
            problems: Vec::new(),
        };
        if !self.interactive {
            self.context.print("");
            self.print(&self.context.layout.wrap(title));
        }
        match self.ask(&question) {
            Ok(Answer::Chosen { ids }) => ids.into_iter().next(),
            _ => None,
        }
    }
}

/// Whether a question concerns the card, or something that belongs to its holder.
fn belongs_to_card_holder(about: Topic) -> bool {
    match about {
        Topic::Applied
        | Topic::Holder
        | Topic::Measures
        | Topic::Service
        | Topic::Account
        | Topic::Terms
        | Topic::Summary
        | Topic::Password
        | Topic::LastTry => true,
        Topic::Home
        | Topic::TryAgain
        | Topic::Status
        | Topic::Card
        | Topic::Place
        | Topic::SpotKind
        | Topic::Spots
        | Topic::Help
        | Topic::HelpPage => false,
    }
}

/// What the holder of a sandbox card would know, for the question that asks for it.
fn practice_slip(card: &SandboxCard, question: &Question, text: &Text) -> Option<String> {
    let facts = match (question.about, &question.form) {
        (Topic::Password, _) => format!(
            "{}: {}",
            text.message("terminal-sandbox-password"),
            card.password
        ),
        (Topic::Service, QuestionForm::Choose { choices, .. }) => {
            let mut choices = choices.iter();
            let service = choices.find(|choice| choice.id == card.service_id)?;
            format!(
                "{} {}",
                text.message("terminal-sandbox-account"),
                service.label
            )
        }
        (Topic::Account, QuestionForm::Fill { fields }) => {
            let values = std::iter::once(&card.account).chain(&card.codes);
            let facts = fields.iter().zip(values);
            let facts = facts.map(|(field, value)| format!("{}: {value}", field.label));
            facts.collect::<Vec<_>>().join(" / ")
        }
        _ => return None,
    };
    Some(format!(
        "{} ({}): {facts}",
        text.message("sandbox-slip"),
        card.id
    ))
}
