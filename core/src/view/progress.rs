//! How far a card has come during one tap.

use crate::card::CardStage;
use crate::text::Text;

/// How far the card has come, stage by stage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CardProgress {
    /// What the card is doing now.
    pub stage: CardStage,
    /// This tap checks a password and signs.
    pub signs: bool,
    /// The stages that this tap goes through, in order.
    pub stages: Vec<StageProgress>,
}

/// One stage of a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StageProgress {
    /// The stage.
    pub stage: CardStage,
    /// What is done when it is over: "Found".
    pub label: String,
    /// How far it is.
    pub state: StageState,
    /// What a screen reader says: "Found, done".
    pub description: String,
}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StageState {
    /// It is over.
    Done,
    /// The card is at it.
    Active,
    /// It is still to come.
    Upcoming,
}

impl CardProgress {
    /// The card is at `stage`. `signs`: this tap checks a password and signs.
    pub(crate) fn at(text: &Text, stage: CardStage, signs: bool) -> Self {
        // A card that is asked for its password signs, whatever was planned.
        let signs = signs || stage >= CardStage::Password;
        Self::new(text, stage, signs, |each| match each.cmp(&stage) {
            std::cmp::Ordering::Less => StageState::Done,
            std::cmp::Ordering::Equal => StageState::Active,
            std::cmp::Ordering::Greater => StageState::Upcoming,
        })
    }

    /// The card has signed: every stage is done.
    pub(crate) fn signed(text: &Text) -> Self {
        Self::new(text, CardStage::Signing, true, |_| StageState::Done)
    }

    fn new(
        text: &Text,
        stage: CardStage,
        signs: bool,
        state: impl Fn(CardStage) -> StageState,
    ) -> Self {
        let stages = CardStage::ALL
            .into_iter()
            .filter(|each| signs || *each < CardStage::Password)
            .map(|each| StageProgress::new(text, each, state(each)))
            .collect();
        Self {
            stage,
            signs,
            stages,
        }
    }
}

impl StageProgress {
    fn new(text: &Text, stage: CardStage, state: StageState) -> Self {
        let label = match stage {
            CardStage::Finding => text.message("label-found"),
            CardStage::Reading => text.message("label-read"),
            CardStage::Password => text.message("label-checked"),
            CardStage::Signing => text.message("label-signed"),
        };
        let description = match state {
            StageState::Done => format!("{label}, {}", text.message("label-done")),
            StageState::Active | StageState::Upcoming => label.clone(),
        };
        Self {
            stage,
            label,
            state,
            description,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn states(progress: &CardProgress) -> Vec<StageState> {
        progress.stages.iter().map(|each| each.state).collect()
    }

    #[test]
    fn stages_before_the_current_one_are_done() {
        let text = Text::new(Language::English);
        let progress = CardProgress::at(&text, CardStage::Password, true);
        use StageState::{Active, Done, Upcoming};
        assert_eq!(states(&progress), [Done, Done, Active, Upcoming]);
        let said: Vec<_> = progress.stages.iter().map(|s| &*s.description).collect();
        assert_eq!(said, ["Found, Done", "Read, Done", "Password", "Signed"]);
    }

    #[test]
    fn a_tap_without_a_password_has_two_stages() {
        let text = Text::new(Language::English);
        let progress = CardProgress::at(&text, CardStage::Reading, false);
        assert_eq!(states(&progress), [StageState::Done, StageState::Active]);
        assert!(!progress.signs);
    }

    #[test]
    fn a_card_that_checks_a_password_shows_all_stages() {
        let text = Text::new(Language::English);
        let progress = CardProgress::at(&text, CardStage::Password, false);
        assert_eq!(progress.stages.len(), 4);
        assert!(progress.signs);
    }

    #[test]
    fn after_the_signature_every_stage_is_done() {
        let progress = CardProgress::signed(&Text::new(Language::English));
        assert_eq!(states(&progress), [StageState::Done; 4]);
    }
}
