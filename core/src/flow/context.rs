//! What every flow needs: its port and how the journey was set up; and how it asks a person.

use super::result::{Ending, FlowError, FlowResult};
use crate::backend::Refusal;
use crate::backend::SubmissionState;
use crate::port::Port;
use crate::step::{EndReason, Outcome};
use crate::text::{Language, Text};
use crate::view::selection::{ChoiceValue, SelectionError};
use crate::view::{Answer, Device, JourneyKind, Question, ScreenText, ending, general, refusal};
use jiff::civil::Date;
use ring::digest::{Context, SHA256};

/// What a journey starts with.
#[derive(Clone)]
pub struct JourneyConfig {
    /// What it is for.
    pub kind: JourneyKind,
    /// The person's language at first: [`Event::SetLanguage`](crate::step::Event::SetLanguage)
    /// changes it.
    pub language: Language,
    /// The backend's address, from the shell's configuration: `https://host[:port]`, no path. The
    /// card signs it, so it never comes from a server.
    pub backend: String,
    /// The backend is known to be a sandbox: every screen says so from the first one on. What the
    /// backend itself says counts from its first reply.
    pub practice: bool,
    /// What the card is held to.
    pub device: Device,
    /// The shell sets the readings that plain Japanese has above the kanji
    /// ([`ruby::pieces`](crate::text::ruby::pieces)): every kanji has one. Otherwise only those beyond
    /// elementary school have theirs, in parentheses.
    pub furigana: bool,
    /// 32 bytes from the system's random number generator, for this journey alone.
    pub entropy: [u8; 32],
}

/// What every flow needs.
pub(crate) struct FlowContext {
    pub(super) port: Port,
    pub(super) config: JourneyConfig,
}

impl FlowContext {
    pub(crate) fn new(port: Port, config: JourneyConfig) -> Self {
        Self { port, config }
    }

    /// The text in the current language.
    pub(super) fn text(&self) -> Text {
        self.port.text()
    }

    /// Today's date in Japan.
    pub(super) fn today(&self) -> Date {
        crate::programme::today(self.port.now())
    }

    /// Whether the flow was chosen in the course of the journey: "back" at its first question then
    /// leads to that choice.
    pub(super) fn was_chosen(&self) -> bool {
        self.config.kind == JourneyKind::Home
    }

    /// 32 bytes that seal one set of security codes: another value for each `nth`.
    pub(super) fn salt(&self, nth: u32) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(b"card-points salt");
        context.update(&self.config.entropy);
        context.update(&nth.to_be_bytes());
        let digest = context.finish();
        digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
    }
}

/// Questions.
impl FlowContext {
    /// Asks for one of a fixed list.
    pub(super) async fn choose_value<T: ChoiceValue>(
        &self,
        question: impl Fn() -> Question,
    ) -> FlowResult<T> {
        let id = self.choose(question).await?;
        let mut values = T::ALL.iter().copied();
        let value = values.find(|value| value.id() == id);
        Ok(value.expect("only what the form offers can be chosen"))
    }

    /// Asks for one of several, and gives its id.
    pub(super) async fn choose(&self, question: impl Fn() -> Question) -> FlowResult<String> {
        let ids = self.choose_several(question).await?;
        let first = ids.into_iter().next();
        Ok(first.expect("the form wants at least one choice"))
    }

    /// Asks until as many are chosen as the form wants, of those that can be chosen.
    pub(super) async fn choose_several(
        &self,
        question: impl Fn() -> Question,
    ) -> FlowResult<Vec<String>> {
        let mut error: Option<SelectionError> = None;
        loop {
            let mut form = None;
            let asked = || {
                let question = question();
                form = Some(question.form.clone());
                match error {
                    Some(error) => question.with_problem(Some(error.message(&self.text()))),
                    None => question,
                }
            };
            let (Answer::Chosen { ids }, Some(form)) = (self.port.ask(asked).await?, form) else {
                continue;
            };
            match form.chosen(&ids) {
                Ok(ids) => return Ok(ids),
                Err(made) => error = Some(made),
            }
        }
    }

    /// Waits until the person confirms.
    pub(super) async fn confirm(&self, question: impl FnMut() -> Question) -> FlowResult<()> {
        match self.port.ask(question).await? {
            Answer::Confirmed => Ok(()),
            _ => unreachable!("only an answer of the form's shape is pushed"),
        }
    }

    /// It did not work: try again, or stop. Back only while the backend can't have taken anything.
    pub(super) async fn ask_to_try_again(
        &self,
        screen: impl Fn(&Text) -> ScreenText,
    ) -> FlowResult<()> {
        let question = || {
            let text = self.text();
            let nothing_sent = self.port.submission() == SubmissionState::NotSent;
            general::try_again(&text, screen(&text)).back_if(nothing_sent)
        };
        self.confirm(question).await
    }
}

/// Endings.
impl FlowContext {
    /// The person or the shell stopped the journey.
    pub(super) fn stopped(&self) -> Ending {
        let submission = self.port.submission();
        let in_doubt = self.port.password_in_doubt();
        Ending::new(Outcome::Stopped { submission }, move |text| {
            ending::stopped(text, submission, in_doubt)
        })
    }

    /// The backend's reply makes no sense to this version.
    pub(super) fn unexpected_reply(&self) -> FlowError {
        let reason = EndReason::UnexpectedReply;
        FlowError::end(Outcome::Ended { reason }, ending::unexpected_reply)
    }

    /// The card's password is locked.
    pub(super) fn password_locked(&self) -> FlowError {
        let reason = EndReason::PasswordLocked;
        FlowError::end(Outcome::Ended { reason }, ending::password_locked)
    }

    /// A real card in the sandbox, or a sandbox card in production.
    pub(super) fn wrong_environment(&self) -> FlowError {
        let reason = EndReason::WrongEnvironment;
        let practice = self.port.practice();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            ending::wrong_environment(text, practice)
        })
    }

    /// The end that a refusal means, where no answer of the person's can change it.
    pub(super) fn refused(&self, refusal: Refusal) -> FlowError {
        let reason = match &refusal {
            Refusal::UnknownAuthority => EndReason::WrongEnvironment,
            Refusal::Expired { .. } | Refusal::Revoked | Refusal::WrongCertificate => {
                EndReason::RenewCertificate
            }
            Refusal::NotYetValid { .. }
            | Refusal::NotKnownYet { .. }
            | Refusal::TooManyTries { .. } => EndReason::TryLater,
            Refusal::BrokenChain => EndReason::ContactHelpDesk,
            Refusal::NotAChild | Refusal::IsAChild => EndReason::WrongApplicant,
            _ => EndReason::UnexpectedReply,
        };
        let practice = self.port.practice();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            refusal::ending(text, &refusal, practice)
        })
    }
}
