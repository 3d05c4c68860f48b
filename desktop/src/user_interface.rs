//! Who answers a journey's questions: a person at a terminal or a browser, or a file of answers.

use crate::exit::Abort;
use card_points::card::CardStage;
use card_points::journey::{Event, Question, Step, TapReason};
use card_points::text::LocalizedText;

/// What shows a journey's steps and answers its questions.
pub trait UserInterface {
    /// Shows a step. Every step is shown, questions too.
    fn show(&mut self, step: &Step);

    /// The answer to a question, or another event that a question allows.
    ///
    /// # Errors
    /// When no answer can come any more.
    fn answer(&mut self, question: &Question) -> Result<Event, Abort>;

    /// Shows a message of the program itself, for example about a card reader.
    fn notice(&mut self, text: &str);

    /// Sandbox: which virtual card is tapped, and whether it is removed too early.
    ///
    /// # Errors
    /// When the user stops, or a file of answers has no other card to offer.
    fn sandbox_tap(&mut self, reason: TapReason) -> Result<SandboxTap, Abort>;
}

/// The virtual cards of the sandbox, and the selected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxCards {
    /// All cards, the newcomer's first.
    pub cards: Vec<SandboxCard>,
    /// The selected card's id; `None`: no card is selected yet.
    pub selected_id: Option<String>,
}

impl SandboxCards {
    /// The selected card.
    #[must_use]
    pub fn selected(&self) -> Option<&SandboxCard> {
        let id = self.selected_id.as_ref()?;
        self.cards.iter().find(|card| card.id == *id)
    }
}

/// A virtual card of the sandbox, with everything that its holder would type. None of it is secret
/// in the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxCard {
    /// Its id, as `--card` takes it.
    pub id: String,
    /// Which case the card demonstrates.
    pub description: LocalizedText,
    /// Its password; empty if it has none.
    pub password: String,
    /// The id of the payment service at which the holder has an account; empty if there is none.
    pub service_id: String,
    /// That service's name.
    pub service_name: LocalizedText,
    /// That account's payment service ID.
    pub account: String,
    /// Its security codes.
    pub codes: Vec<String>,
}

/// A tap with a virtual card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxTap {
    /// The card's id.
    pub card_id: String,
    /// The stage in which the card is removed too early.
    pub removed_at: Option<CardStage>,
}
