//! A submitted form, read as an action of the person.

use super::page_state::{PageContent, PageState};
use crate::topic;
use card_points::card::CardStage;
use card_points::journey::{Answer, Event, FieldValue, InputField, Question, QuestionForm};
use card_points::secret::Secret;
use card_points::text::Language;
use zeroize::Zeroize;

/// What a person does on a page.
#[derive(Debug, PartialEq, Eq)]
pub enum PageAction {
    /// Sends an event to the journey.
    Journey(Event),
    /// Sandbox: taps the selected card; it is removed too early in this stage.
    TapSandboxCard(Option<CardStage>),
    /// Sandbox: selects another card, by its id.
    SelectSandboxCard(String),
    /// Begins a new journey.
    Restart,
    /// Kiosk: is still there.
    ConfirmPresence,
    /// Ends the program.
    Quit,
}

/// Whether a field keeps a secret that was typed before and has no problem.
#[must_use]
pub fn keeps_secret(field: &InputField) -> bool {
    field.secret && field.problem.is_none() && !field.value.is_empty()
}

/// A submitted form: names and values.
pub struct SubmittedForm(Vec<(String, Secret)>);

impl SubmittedForm {
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

    /// The serial of the page with the form.
    #[must_use]
    pub fn serial(&self) -> Option<u64> {
        self.text("serial")?.parse().ok()
    }

    /// The entry token.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.text("token").map(str::to_owned)
    }

    /// The person's action; `None` if it is not possible on `page`.
    #[must_use]
    pub fn action(&self, page: &PageState) -> Option<PageAction> {
        let action = self.text("do").unwrap_or("go");
        let (action, value) = action.split_once(':').unwrap_or((action, ""));
        Some(match (action, &page.content) {
            ("stop", _) => PageAction::Journey(Event::Stopped),
            ("home", _) => PageAction::Restart,
            ("here", _) => PageAction::ConfirmPresence,
            ("quit", _) => PageAction::Quit,
            ("take", _) => PageAction::SelectSandboxCard(self.text("card")?.to_owned()),
            // The journey takes no event now: the page would change its language without the texts.
            ("speak", PageContent::Card { .. } | PageContent::Send { .. }) => return None,
            ("speak", _) => {
                let language = Language::ALL.into_iter().find(|l| l.tag() == value)?;
                PageAction::Journey(Event::SetLanguage { language })
            }
            ("back", _) => PageAction::Journey(Event::Back),
            ("lay", PageContent::Tap { .. }) => PageAction::TapSandboxCard(match value {
                "torn-reading" => Some(CardStage::Reading),
                "torn-password" => Some(CardStage::Password),
                "torn-signing" => Some(CardStage::Signing),
                _ => None,
            }),
            ("change", PageContent::Question(_)) => PageAction::Journey(Event::Change {
                about: topic::by_name(value)?,
            }),
            ("go", PageContent::Question(question)) => PageAction::Journey(Event::Answered {
                answer: self.answer(question),
            }),
            _ => return None,
        })
    }

    /// The value of a field. An empty secret keeps its previous value, since the page never shows it.
    fn field_value(&self, field: &InputField) -> Secret {
        let name = format!("field-{}", field.id);
        match self.values(&name).next() {
            Some(typed) if !typed.is_empty() => typed.clone(),
            _ if keeps_secret(field) => field.value.clone(),
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
                        value: self.field_value(field),
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
