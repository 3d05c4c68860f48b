//! Pages, made from the scene: one renderer of questions.

mod said;

pub use said::{Said, plain};

use super::scene::{Scene, View};
use super::words::{PageWords, page_words};
use crate::person::Offer;
use crate::watch::Hint;
use crate::words::{Own, own};
use askama::Template;
use card_points::card::Stage;
use card_points::journey::{Choice, Field, Form, Keyboard, Question, Words};
use card_points::text::{Labels, Language, Text, labels_in};

/// What every page has around its content.
pub struct Frame {
    /// The person's language.
    pub language: Language,
    /// The core's words for shells.
    pub labels: Labels,
    /// The computer's.
    pub own: &'static Own,
    /// The browser's.
    pub page: &'static PageWords,
    /// Number of the step that the page shows.
    pub serial: u64,
    /// Practice: the card in hand.
    pub in_hand: Option<Offer>,
    /// One person after another.
    pub watched: Option<Watched>,
}

/// What a page of a kiosk has to know.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// Seconds without a touch until it is asked whether somebody is there.
    pub limit: u64,
    /// It is being asked.
    pub asked: bool,
    /// Nobody has begun.
    pub fresh: bool,
}

/// A language that can be switched to.
pub struct Tongue {
    /// Its tag.
    pub tag: &'static str,
    /// Its own name.
    pub name: String,
    /// The page is in it.
    pub current: bool,
}

impl Frame {
    /// A frame in `language`.
    #[must_use]
    pub fn new(language: Language, serial: u64, in_hand: Option<Offer>) -> Self {
        Self {
            language,
            labels: labels_in(&Text::with_furigana(language)),
            own: own(language),
            page: page_words(language),
            serial,
            in_hand,
            watched: None,
        }
    }

    fn has_readings(&self) -> bool {
        self.language == Language::PlainJapanese
    }

    /// Words in the body.
    #[must_use]
    pub fn said<'a>(&self, text: &'a str) -> Said<'a> {
        Said::new(text, self.has_readings())
    }

    /// Words in a title or an attribute.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        plain(text, self.has_readings())
    }

    /// The languages that there are.
    #[must_use]
    pub fn tongues(&self) -> Vec<Tongue> {
        let tongue = |language: Language| Tongue {
            tag: language.tag(),
            name: plain(&labels_in(&Text::new(language)).language, true),
            current: language == self.language,
        };
        Language::ALL.into_iter().map(tongue).collect()
    }
}

/// A search in a long list, as it stands in the address.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What a name or reading has in it.
    pub text: String,
    /// The filters that are on.
    pub filters: Vec<String>,
}

impl Search {
    /// Whether it lets `choice` through.
    #[must_use]
    pub fn finds(&self, choice: &Choice) -> bool {
        let wanted = self.text.trim().to_lowercase();
        let named = format!("{} {}", choice.label, choice.keywords).to_lowercase();
        named.contains(&wanted) && self.filters.iter().all(|id| choice.tags.contains(id))
    }

    fn has(&self, id: &str) -> bool {
        self.filters.iter().any(|each| each == id)
    }
}

#[derive(Template)]
#[template(path = "question.html")]
struct AskPage<'a> {
    frame: &'a Frame,
    question: &'a Question,
    search: &'a Search,
}

impl AskPage<'_> {
    fn title(&self) -> String {
        let title = self.frame.plain(&self.question.words.title);
        match self.question.problem {
            Some(_) => format!(
                "{} {title}",
                self.frame.plain(&self.frame.labels.problem_title)
            ),
            None => title,
        }
    }

    /// Each field that has something wrong with it, or the question as a whole.
    fn problems(&self) -> Vec<(String, &str)> {
        let fields = match &self.question.form {
            Form::Fill { fields } => fields.as_slice(),
            _ => &[],
        };
        let named = fields.iter().filter_map(|field| {
            let problem = field.problem.as_deref()?;
            Some((format!("field-{}", field.id), problem))
        });
        let named: Vec<_> = named.collect();
        match &self.question.problem {
            Some(problem) if named.is_empty() => {
                vec![(self.first_control().to_owned(), problem.text.as_str())]
            }
            _ => named,
        }
    }

    fn first_control(&self) -> &'static str {
        match self.question.form {
            Form::Password { .. } => "password",
            Form::Choose { .. } => "choices",
            _ => "go",
        }
    }

    fn is_one(&self) -> bool {
        matches!(self.question.form, Form::Choose { most: 1, .. })
    }

    fn found<'c>(&self, choices: &'c [Choice]) -> Vec<&'c Choice> {
        choices
            .iter()
            .filter(|choice| self.search.finds(choice))
            .collect()
    }

    fn keys(&self, field: &Field) -> &'static str {
        match field.keyboard {
            Keyboard::Digits => "numeric",
            Keyboard::Latin | Keyboard::Text => "text",
        }
    }

    /// Secrets that were typed are typed again: never sent back.
    fn value<'f>(&self, field: &'f Field) -> &'f str {
        if field.secret {
            ""
        } else {
            field.value.text().unwrap_or_default()
        }
    }
}

/// What is done while a card or the backend works.
#[derive(Template)]
#[template(path = "card.html")]
struct CardPage<'a> {
    frame: &'a Frame,
    words: &'a Words,
    live: Live<'a>,
}

/// The part of a page that changes by itself.
#[derive(Template)]
#[template(path = "live.html")]
struct Live<'a> {
    frame: &'a Frame,
    words: &'a Words,
    stage: Option<Stage>,
    waits: bool,
    stops: bool,
    hint: Option<&'a Hint>,
    virtual_card: bool,
}

impl Live<'_> {
    /// What the card has done, and what it has not.
    fn ticks(&self) -> [(&str, bool); 3] {
        let labels = &self.frame.labels;
        let past = |stage: Stage| self.stage.is_some_and(|now| rank(now) >= rank(stage));
        [
            (&labels.found, past(Stage::Finding)),
            (&labels.read, past(Stage::Password)),
            (&labels.checked, past(Stage::Signing)),
        ]
    }
}

fn rank(stage: Stage) -> u8 {
    match stage {
        Stage::Finding => 0,
        Stage::Reading => 1,
        Stage::Password => 2,
        Stage::Signing => 3,
    }
}

#[derive(Template)]
#[template(path = "end.html")]
struct EndPage<'a> {
    frame: &'a Frame,
    words: &'a Words,
    good: bool,
}

#[derive(Template)]
#[template(path = "practice.html")]
struct PracticePage<'a> {
    frame: &'a Frame,
    offers: &'a [Offer],
}

#[derive(Template)]
#[template(path = "kiosk-staff.html")]
struct StaffPage<'a> {
    frame: &'a Frame,
    hints: &'a [(&'a str, &'a str)],
}

#[derive(Template)]
#[template(path = "plain.html")]
struct PlainPage<'a> {
    frame: &'a Frame,
    title: &'a str,
    text: &'a str,
}

/// The page of a scene.
#[must_use]
pub fn scene(frame: &Frame, scene: &Scene, search: &Search) -> String {
    match &scene.view {
        View::Ask(question) => render(&AskPage {
            frame,
            question,
            search,
        }),
        View::Done { words, outcome } => render(&EndPage {
            frame,
            words,
            good: crate::exit::Exit::from(outcome) == crate::exit::Exit::Done,
        }),
        View::Nothing | View::Leave | View::Tap { .. } | View::Card { .. } | View::Send { .. } => {
            let own = own_words(frame, scene);
            let live = live_of(frame, scene, &own);
            render(&CardPage {
                frame,
                words: live.words,
                live,
            })
        }
    }
}

/// What has changed on the page of a scene that changes by itself.
#[must_use]
pub fn live(frame: &Frame, scene: &Scene) -> String {
    render(&live_of(frame, scene, &own_words(frame, scene)))
}

/// Words at a scene that is none of the journey's.
fn own_words(frame: &Frame, scene: &Scene) -> Words {
    match scene.view {
        View::Leave => Words {
            title: frame.page.take_card.into(),
            text: vec![frame.page.take_card_text.into()],
            ..Words::default()
        },
        _ => Words {
            title: frame.labels.waiting.clone(),
            ..Words::default()
        },
    }
}

fn live_of<'a>(frame: &'a Frame, scene: &'a Scene, own: &'a Words) -> Live<'a> {
    let (words, stage) = match &scene.view {
        View::Tap { words, .. } | View::Send { words } => (words, None),
        View::Card { words, stage } => (words, Some(*stage)),
        _ => (own, None),
    };
    let waits = matches!(scene.view, View::Tap { .. });
    let stops = waits || matches!(scene.view, View::Card { .. } | View::Send { .. });
    Live {
        frame,
        words,
        stage,
        waits,
        stops,
        // With a practice card at hand nobody needs a reader.
        hint: scene
            .hint
            .as_ref()
            .filter(|hint| frame.in_hand.is_none() || !hint.readers().is_empty()),
        virtual_card: waits && frame.in_hand.is_some(),
    }
}

/// The practice cards.
#[must_use]
pub fn practice(frame: &Frame, offers: &[Offer]) -> String {
    render(&PracticePage { frame, offers })
}

/// What staff beside a kiosk should know.
#[must_use]
pub fn staff(frame: &Frame) -> String {
    let hints = frame.page.staff_hints;
    render(&StaffPage { frame, hints })
}

/// A page that says one thing.
#[must_use]
pub fn notice(frame: &Frame, title: &str, text: &str) -> String {
    render(&PlainPage { frame, title, text })
}

/// Writing into a string can't fail.
fn render(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}
