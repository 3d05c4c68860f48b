//! What a screen shows: the types of a screen, and the functions that build them from data and
//! [`Text`](crate::text::Text).
//!
//! A shell lays a screen out and brings back what the person did. Everything else stands here: every
//! sentence, the order of problems, how far a card has come, what a search finds. Nothing here knows a
//! flow: a flow hands in the data and asks for a screen, again whenever the language changes.

pub(crate) mod account;
pub(crate) mod application;
pub(crate) mod card;
pub(crate) mod ending;
mod feedback;
pub(crate) mod general;
mod progress;
mod question;
pub(crate) mod refusal;
mod screen_text;
mod search;
pub(crate) mod selection;
pub(crate) mod service;
pub(crate) mod spots;
pub(crate) mod status;
mod topic;
pub(crate) mod unavailable;
pub(crate) mod waiting;

pub use card::{Device, TapReason};
pub use feedback::Feedback;
pub use general::JourneyKind;
pub use progress::{CardProgress, StageProgress, StageState};
pub(crate) use question::{ACCOUNT_FIELD, StepNumber};
pub use question::{
    Answer, AnswerProblem, Choice, FieldValue, Filter, FilterGroup, InputField, Keyboard, Question,
    QuestionAction, QuestionForm, SummaryRow,
};
pub use screen_text::{Fact, ScreenText};
pub use search::ChoiceSearch;
pub use topic::Topic;
