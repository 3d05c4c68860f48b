//! A person at a terminal: shows each step, asks each question.

mod plain;
mod rich;
#[cfg(test)]
pub(crate) mod sample;
mod screen;
mod typing;

pub use screen::Paper;
pub use typing::read_line;

use crate::exit::{Exit, Quit};
use crate::person::{Laid, Offer, Person, Practice};
use crate::stop::Stop;
use crate::words::{Own, own};
use card_points::card::CardStage;
use card_points::journey::{
    Answer, Choice, Event, Question, QuestionForm, ScreenText, Step, SummaryRow, TapReason, Topic,
};
use card_points::text::{Labels, Language, labels};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use plain::Plain;
use rich::Rich;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// What the person did at a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Answered it.
    Answer(Answer),
    /// Went back.
    Back,
    /// Went to change an earlier answer.
    Change(Topic),
    /// Stopped.
    Stop,
}

/// Puts the terminal back in order, whatever was going on.
pub fn restore() {
    let _ = crossterm::terminal::disable_raw_mode();
    if io::stderr().is_terminal() {
        let _ = crossterm::execute!(io::stderr(), crossterm::cursor::Show);
    }
}

/// A person at a terminal.
pub struct Terminal {
    language: Language,
    rich: bool,
    paper: Paper,
    labels: Labels,
    own: &'static Own,
    out: Box<dyn Write>,
    stop: Stop,
    /// The mark that moves while a card or the network is waited for.
    moving: Option<ProgressBar>,
    /// What the last step said, so that it is said once.
    said: String,
    /// The practice cards; `None`: a reader is used.
    practice: Option<Practice>,
    /// The person stopped before the question was shown.
    gone: bool,
}

/// A list of more choices than this can be searched.
const LONG: usize = 10;

impl Terminal {
    /// `plain`: line by line, even on a terminal that can do more. `aside`: write to standard
    /// error, since standard output belongs to a program.
    #[must_use]
    pub fn new(language: Language, plain: bool, aside: bool, stop: Stop) -> Self {
        let shown = if aside {
            io::stderr().is_terminal()
        } else {
            io::stdout().is_terminal() && io::stderr().is_terminal()
        };
        let rich = !plain && io::stdin().is_terminal() && shown;
        let term = console::Term::stderr();
        let width = term
            .size_checked()
            .map_or(80, |(_, columns)| columns.into());
        let out: Box<dyn Write> = if aside {
            Box::new(io::stderr())
        } else {
            Box::new(io::stdout())
        };
        Self {
            language,
            rich,
            paper: Paper::new(width, rich && console::colors_enabled_stderr()),
            labels: labels(language),
            own: own(language),
            out,
            stop,
            moving: None,
            said: String::new(),
            practice: None,
            gone: false,
        }
    }

    /// Practice with these cards.
    #[must_use]
    pub fn with(mut self, practice: Practice) -> Self {
        self.practice = Some(practice);
        self
    }

    fn ask(&mut self, question: &Question) -> Heard {
        if self.rich {
            Rich {
                paper: self.paper,
                labels: &self.labels,
                own: self.own,
                out: &mut self.out,
                stop: &self.stop,
            }
            .ask(question)
        } else {
            Plain {
                paper: self.paper,
                labels: &self.labels,
                own: self.own,
                out: &mut self.out,
                keys: &mut typing::Stdin(self.stop.clone()),
            }
            .ask(question)
        }
    }

    /// Shows what there is to confirm to somebody who isn't asked.
    pub fn record(&mut self, rows: &[SummaryRow]) {
        for row in rows {
            self.lines(self.paper.row("-", row));
        }
    }

    fn lines(&mut self, lines: Vec<String>) {
        for line in lines {
            // A terminal that has gone is noticed where it is read from.
            let _ = writeln!(self.out, "{line}");
        }
        let _ = self.out.flush();
    }

    /// What was under way is over; `done`: it went well.
    fn settle(&mut self, done: bool) {
        if let Some(moving) = self.moving.take() {
            moving.finish_and_clear();
            if done && !self.said.is_empty() {
                let line = self.paper.ticked(&self.said);
                self.lines(vec![line]);
            }
        }
        self.said.clear();
    }

    /// Something goes on that takes a moment.
    fn under_way(&mut self, title: &str) {
        if self.said == title {
            return;
        }
        self.settle(true);
        title.clone_into(&mut self.said);
        if self.rich {
            self.spin(title);
        } else {
            self.lines(self.paper.wrap(title));
        }
    }

    /// A mark that moves until something else is shown.
    fn spin(&mut self, title: &str) {
        if !self.rich {
            return;
        }
        let moving = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            moving.set_style(style);
        }
        moving.set_message(title.to_owned());
        moving.enable_steady_tick(Duration::from_millis(100));
        self.moving = Some(moving);
    }
}

impl Person for Terminal {
    fn show(&mut self, step: &Step) {
        match step {
            Step::Ask { question } => {
                self.settle(false);
                let hands_empty = self.practice.as_ref().is_some_and(|p| p.chosen.is_none());
                if hands_empty && needs_card(question.about) && self.choose_card().is_none() {
                    self.gone = true;
                    return;
                }
                self.lines(self.paper.question(question, &self.labels));
                let offer = self.practice.as_ref().and_then(Practice::in_hand);
                if let Some(slip) = offer.and_then(|offer| slip(offer, question, self.own)) {
                    self.lines(vec![String::new()]);
                    self.lines(self.paper.aside(&slip));
                }
            }
            Step::Tap { text: words, .. } => {
                self.settle(false);
                self.lines(self.paper.words(words, &self.labels));
                // In practice a question follows: how it is laid on.
                if self.practice.is_none() {
                    self.spin(&words.title);
                }
            }
            // The title stays the same while the card lies there; the stage is what changes.
            Step::Transmit { text: words, .. } => {
                let stage = words.paragraphs.first().unwrap_or(&words.title);
                self.under_way(stage);
            }
            Step::Send { text: words, .. } => self.under_way(&words.title),
            Step::Done { text: words, .. } => {
                self.settle(false);
                self.lines(self.paper.words(words, &self.labels));
            }
        }
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Quit> {
        if self.gone {
            return Ok(Event::Stopped);
        }
        Ok(match self.ask(question) {
            Heard::Answer(answer) => Event::Answered { answer },
            Heard::Back => Event::Back,
            Heard::Change(about) => Event::Change { about },
            Heard::Stop => Event::Stopped,
        })
    }

    fn notice(&mut self, text: &str) {
        let lines = self.paper.wrap(text);
        match &self.moving {
            Some(moving) => moving.suspend(|| {
                for line in lines {
                    let _ = writeln!(io::stderr(), "{line}");
                }
            }),
            None => self.lines(lines),
        }
    }

    fn lay(&mut self, _: TapReason) -> Result<Laid, Quit> {
        const KEEP: &str = "keep";
        const READING: &str = "reading";
        const PASSWORD: &str = "password";
        const OTHER: &str = "other";
        let own = self.own;
        let ways = [
            Choice::new(KEEP, own.lay_on_keep),
            Choice::new(READING, own.tear_reading),
            Choice::new(PASSWORD, own.tear_password),
            Choice::new(OTHER, own.other_card),
        ];
        loop {
            let id = match self.practice.as_ref().and_then(Practice::in_hand) {
                Some(offer) => offer.id.clone(),
                None => self.choose_card().ok_or(Exit::Stopped)?,
            };
            let title = format!("{} ({id})", own.lay_on);
            let torn = match self.pick(&title, &ways).ok_or(Exit::Stopped)?.as_str() {
                READING => Some(CardStage::Reading),
                PASSWORD => Some(CardStage::Password),
                KEEP => None,
                _ => {
                    self.choose_card().ok_or(Exit::Stopped)?;
                    continue;
                }
            };
            return Ok(Laid { id, torn });
        }
    }
}

/// Whether a question concerns the card in hand, or what belongs to its holder.
fn needs_card(about: Topic) -> bool {
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

/// What the holder of a practice card would know by heart, for the question that asks for it.
fn slip(offer: &Offer, question: &Question, own: &Own) -> Option<String> {
    let facts = match (question.about, &question.form) {
        (Topic::Password, _) => format!("{}: {}", own.password_is, offer.password),
        (Topic::Service, QuestionForm::Choose { choices, .. }) => {
            let service = choices.iter().find(|choice| choice.id == offer.service)?;
            format!("{} {}", own.account_at, service.label)
        }
        (Topic::Account, QuestionForm::Fill { fields }) => {
            let values = std::iter::once(&offer.account).chain(&offer.codes);
            let facts = fields.iter().zip(values);
            let facts = facts.map(|(field, value)| format!("{}: {value}", field.label));
            facts.collect::<Vec<_>>().join(" / ")
        }
        _ => return None,
    };
    Some(format!("{} ({}): {facts}", own.slip, offer.id))
}

impl Terminal {
    /// Practice: the person takes a card in hand; `None`: stops.
    fn choose_card(&mut self) -> Option<String> {
        let offers = &self.practice.as_ref()?.offers;
        let cards: Vec<Choice> = offers
            .iter()
            .map(|offer| Choice {
                detail: offer.about.get(self.language).into(),
                ..Choice::new(&offer.id, &offer.id)
            })
            .collect();
        let id = self.pick(self.own.which_card, &cards)?;
        self.practice.as_mut()?.chosen = Some(id.clone());
        Some(id)
    }

    /// A question of the practice world itself; `None`: stop.
    fn pick(&mut self, title: &str, choices: &[Choice]) -> Option<String> {
        let question = Question {
            about: Topic::Card,
            step: 0,
            steps: 0,
            progress: String::new(),
            text: ScreenText {
                title: title.into(),
                ..ScreenText::default()
            },
            form: QuestionForm::Choose {
                choices: choices.to_vec(),
                min_choices: 1,
                max_choices: 1,
                search: (choices.len() > LONG).then(|| title.into()),
                filters: Vec::new(),
            },
            submit: title.into(),
            back: None,
            actions: Vec::new(),
            problem: None,
        };
        if !self.rich {
            self.lines(vec![String::new()]);
            self.lines(self.paper.wrap(title));
        }
        match self.ask(&question) {
            Heard::Answer(Answer::Chosen { ids }) => ids.into_iter().next(),
            _ => None,
        }
    }
}
