//! Who sits at the computer: a person at a terminal, or a program with a file of answers.

use crate::exit::Quit;
use card_points::card::CardStage;
use card_points::journey::{Event, Question, Step, TapReason};
use card_points::text::LocalizedText;

/// Whoever a journey talks to.
pub trait Person {
    /// Shows where the journey is. Every step is shown, questions too.
    fn show(&mut self, step: &Step);

    /// Brings what the person does at a question.
    ///
    /// # Errors
    /// When nothing more will come.
    fn answer(&mut self, question: &Question) -> Result<Event, Quit>;

    /// Tells something that the shell itself has to say.
    fn notice(&mut self, text: &str);

    /// Practice: which card is laid on, and how.
    ///
    /// # Errors
    /// When none is: the person stops, or a program has no other card.
    fn lay(&mut self, why: TapReason) -> Result<Laid, Quit>;
}

/// The cards of the practice world, and the one in the person's hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// Every card there is, the newcomer's first.
    pub offers: Vec<Offer>,
    /// The id of the one in hand; `None`: not chosen yet.
    pub chosen: Option<String>,
}

impl Practice {
    /// The card in hand.
    #[must_use]
    pub fn in_hand(&self) -> Option<&Offer> {
        let id = self.chosen.as_ref()?;
        self.offers.iter().find(|offer| offer.id == *id)
    }
}

/// A card of the practice world, with what is to be typed: no secret in practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id, as `--card` takes it.
    pub id: String,
    /// Which case it is.
    pub about: LocalizedText,
    /// Its password; empty where it has none.
    pub password: String,
    /// The number of the payment service at which this person has an account; may be empty.
    pub service: String,
    /// That service's name.
    pub service_name: LocalizedText,
    /// That account's payment service ID.
    pub account: String,
    /// Its security codes.
    pub codes: Vec<String>,
}

/// A practice card that is laid on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// Which one.
    pub id: String,
    /// It is taken away too early, in this stage.
    pub torn: Option<CardStage>,
}
