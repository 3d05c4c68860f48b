//! What was chosen, checked against what is offered.

use super::{Choice, QuestionForm};
use crate::text::Text;

/// One of a fixed list of choices, with its id.
pub(crate) trait ChoiceValue: Copy + 'static {
    /// The whole list.
    const ALL: &'static [Self];

    /// The id of its [`Choice`].
    fn id(self) -> &'static str;

    /// The choice for it.
    fn choice(self, label: String) -> Choice {
        Choice::new(self.id(), label)
    }
}

/// Defines a fixed list of choices: an enum, with the id of each variant.
macro_rules! choice_values {
    ($(#[$doc:meta])* $name:ident { $($variant:ident: $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name {
            $($variant,)+
        }

        impl crate::view::selection::ChoiceValue for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }
        }
    };
}
pub(super) use choice_values;

/// What is wrong with a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SelectionError {
    /// Nothing, or too little, was chosen.
    TooFew,
    /// Too much was chosen.
    TooMany,
    /// Something that is not offered or can't be chosen.
    Unavailable,
}

impl SelectionError {
    pub(crate) fn message(self, text: &Text) -> String {
        match self {
            Self::TooFew => text.message("slip-too-few"),
            Self::TooMany => text.message("slip-too-many"),
            Self::Unavailable => text.message("slip-not-there"),
        }
    }
}

impl QuestionForm {
    /// The chosen ids, in the form's order and each once, if this form lets them be chosen.
    pub(crate) fn chosen(&self, ids: &[String]) -> Result<Vec<String>, SelectionError> {
        let Self::Choose {
            choices,
            min_choices,
            max_choices,
            ..
        } = self
        else {
            return Err(SelectionError::Unavailable);
        };
        let is_offered = |id: &String| {
            choices
                .iter()
                .any(|choice| choice.id == *id && choice.unavailable.is_none())
        };
        if !ids.iter().all(is_offered) {
            return Err(SelectionError::Unavailable);
        }
        let chosen: Vec<_> = choices
            .iter()
            .filter(|choice| ids.contains(&choice.id))
            .map(|choice| choice.id.clone())
            .collect();
        match i32::try_from(chosen.len()).unwrap_or(i32::MAX) {
            count if count < *min_choices => Err(SelectionError::TooFew),
            count if count > *max_choices => Err(SelectionError::TooMany),
            _ => Ok(chosen),
        }
    }
}
