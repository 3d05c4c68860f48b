//! What a browser sends back: a form's fields, read into what the person did.

use super::scene::{Scene, View};
use crate::topic;
use card_points::card::CardStage;
use card_points::journey::{Answer, Event, FieldValue, InputField, Question, QuestionForm};
use card_points::secret::Secret;
use card_points::text::Language;
use zeroize::Zeroize;

/// What a person did on a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Deed {
    /// Something that concerns the journey.
    Tell(Event),
    /// Practice: laid the virtual card on; it is taken away too early, in this stage.
    Lay(Option<CardStage>),
    /// Practice: took another card in hand.
    Take(String),
    /// Begins anew, at the first page.
    Home,
    /// Is still there.
    Here,
    /// Ends the program.
    Quit,
}

/// Whether a field holds a secret that was typed before and nothing is wrong with.
#[must_use]
pub fn kept(field: &InputField) -> bool {
    field.secret && field.problem.is_none() && !field.value.is_empty()
}

/// A form as it was sent: names and values.
pub struct Sent(Vec<(String, Secret)>);

impl Sent {
    /// Reads a body of the type `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        Self(
            form_urlencoded::parse(body)
                .map(|(name, value)| {
                    let mut value = value.into_owned();
                    let secret = Secret::from(value.as_str());
                    value.zeroize();
                    (name.into_owned(), secret)
                })
                .collect(),
        )
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Secret> {
        self.0
            .iter()
            .filter(move |(each, _)| each == name)
            .map(|(_, value)| value)
    }

    fn text<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).next().and_then(Secret::text)
    }

    /// The number of the page that it was typed on.
    #[must_use]
    pub fn serial(&self) -> Option<u64> {
        self.text("serial")?.parse().ok()
    }

    /// The token that lets in.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.text("token").map(str::to_owned)
    }

    /// What the person did at `scene`; `None`: nothing that can be done there.
    #[must_use]
    pub fn deed(&self, scene: &Scene) -> Option<Deed> {
        let does = self.text("do").unwrap_or("go");
        let (does, what) = does.split_once(':').unwrap_or((does, ""));
        Some(match (does, &scene.view) {
            ("stop", _) => Deed::Tell(Event::Stopped),
            ("home", _) => Deed::Home,
            ("here", _) => Deed::Here,
            ("quit", _) => Deed::Quit,
            ("take", _) => Deed::Take(self.text("card")?.to_owned()),
            // What works meanwhile hears nobody: the page would speak otherwise than its words.
            ("speak", View::Card { .. } | View::Send { .. }) => return None,
            ("speak", _) => {
                let language = Language::ALL.into_iter().find(|l| l.tag() == what)?;
                Deed::Tell(Event::SetLanguage { language })
            }
            ("back", _) => Deed::Tell(Event::Back),
            ("lay", View::Tap { .. }) => Deed::Lay(match what {
                "torn-reading" => Some(CardStage::Reading),
                "torn-password" => Some(CardStage::Password),
                "torn-signing" => Some(CardStage::Signing),
                _ => None,
            }),
            ("change", View::Ask(_)) => Deed::Tell(Event::Change {
                about: topic::NAMES.iter().find(|(_, name)| *name == what)?.0,
            }),
            ("go", View::Ask(question)) => Deed::Tell(Event::Answered {
                answer: self.answer(question),
            }),
            _ => return None,
        })
    }

    /// What was typed; a secret that is left empty stays as it was typed before, since the page
    /// never shows it again.
    fn typed(&self, field: &InputField) -> Secret {
        let name = format!("field-{}", field.id);
        match self.values(&name).next() {
            Some(typed) if !typed.is_empty() => typed.clone(),
            _ if kept(field) => field.value.clone(),
            _ => Secret::default(),
        }
    }

    fn answer(&self, question: &Question) -> Answer {
        match &question.form {
            QuestionForm::Choose { .. } => Answer::Chosen {
                ids: self
                    .values("choice")
                    .filter_map(Secret::text)
                    .map(str::to_owned)
                    .collect(),
            },
            QuestionForm::Fill { fields } => Answer::Filled {
                values: fields
                    .iter()
                    .map(|field| FieldValue {
                        field: field.id.clone(),
                        value: self.typed(field),
                    })
                    .collect(),
            },
            QuestionForm::Review { .. } | QuestionForm::Confirm { .. } => Answer::Confirmed,
            QuestionForm::Password { .. } => Answer::Password {
                password: self.values("password").next().cloned().unwrap_or_default(),
            },
        }
    }
}
