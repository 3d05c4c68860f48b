//! Password, tap, signature, and the call that carries it: the part of a flow that needs a card.

use super::FlowContext;
use super::result::{FlowError, FlowResult};
use crate::application::{Purpose, SignedJws, UnsignedJws};
use crate::backend::{BackendCall, BackendReply, Challenge, CodeOpening, Refusal, Submission};
use crate::card::{self, CardError, CardMemory, Pin, TrustPolicy};
use crate::certificate::CertificateError;
use crate::port::Interrupt;
use crate::step::{EndReason, Outcome};
use crate::text::{LocalizedText, Text};
use crate::view::{Answer, Fact, StepNumber, TapReason, account, card as view, general};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

/// What the card signs, and the call that carries it.
pub(super) struct SigningRequest<R> {
    pub(super) purpose: Purpose,
    /// JSON, or empty.
    pub(super) payload: Vec<u8>,
    pub(super) opening: Option<CodeOpening>,
    /// Service and account that points will go to: shown until the card has signed, since another
    /// person may hold the device by then.
    pub(super) destination: Option<(LocalizedText, String)>,
    /// Key identifiers of the authorities whose certificates are accepted.
    pub(super) authorities: Vec<String>,
    /// The password's number among the questions.
    pub(super) step_number: StepNumber,
    /// There is a question before the password.
    pub(super) back: bool,
    pub(super) call: fn(&Submission) -> BackendCall<R>,
}

impl<R> SigningRequest<R> {
    fn facts(&self, text: &Text) -> Vec<Fact> {
        match &self.destination {
            Some((service, account)) => account::destination(text, service, account),
            None => Vec::new(),
        }
    }
}

/// A challenge, and when it was asked for.
struct ReceivedChallenge {
    challenge: Challenge,
    since: Timestamp,
}

impl ReceivedChallenge {
    /// Half its lifetime is over: a card is not held to it any more.
    fn is_stale(&self, now: Timestamp) -> bool {
        let half = SignedDuration::from_secs(i64::from(self.challenge.seconds) / 2);
        now.duration_since(self.since) >= half
    }
}

/// Why the password is asked for again.
enum RetryReason {
    StaleChallenge,
    NotFourDigits,
    Card(CardError),
}

impl RetryReason {
    fn problem(&self, text: &Text) -> Option<String> {
        match self {
            Self::StaleChallenge => Some(text.message("password-again-stale")),
            Self::NotFourDigits => Some(text.message("password-four-digits")),
            Self::Card(error) => view::password_problem(text, error),
        }
    }
}

impl FlowContext {
    /// Lets the card sign and sends the signature to the backend; signs again when the challenge
    /// became too old in between.
    pub(super) async fn sign_and_call<R: DeserializeOwned>(
        &self,
        request: SigningRequest<R>,
        memory: &mut CardMemory,
    ) -> FlowResult<BackendReply<R>> {
        let mut retry = None;
        loop {
            let submission = Submission {
                signed: self.sign(&request, memory, retry.take()).await?,
                opening: request.opening.clone(),
            };
            match self.call((request.call)(&submission), true).await? {
                BackendReply::Refused(Refusal::StaleChallenge) => {
                    retry = Some(RetryReason::StaleChallenge);
                }
                reply => return Ok(reply),
            }
        }
    }

    /// Asks for the password and a tap until the card has signed.
    async fn sign<R>(
        &self,
        request: &SigningRequest<R>,
        memory: &mut CardMemory,
        mut retry: Option<RetryReason>,
    ) -> FlowResult<SignedJws> {
        let mut challenge = self.challenge().await?;
        let mut pin = None;
        let mut reason = TapReason::First;
        let mut losses = 0;
        loop {
            // While a VERIFY is in doubt, the next tap reads the tries left and sends no password.
            if pin.is_none() && !memory.verify_pending() {
                pin = Some(self.password(request, memory, retry.take()).await?);
            }
            if challenge.is_stale(self.port.now()) {
                challenge = self.challenge().await?;
            }
            let screen = || {
                let text = self.text();
                view::tap(&text, reason, self.config.device, losses)
                    .with_facts(request.facts(&text))
            };
            let signs = !memory.verify_pending();
            let reader = match self.port.tap(reason, losses, signs, screen).await {
                Err(Interrupt::Back) => {
                    if reason == TapReason::DifferentCard {
                        return Err(Interrupt::DifferentCard.into());
                    }
                    // With a password in hand, "back" is to enter it again.
                    if pin.take().is_none() {
                        return Err(Interrupt::Back.into());
                    }
                    reason = TapReason::First;
                    continue;
                }
                reader => reader?,
            };
            let policy = TrustPolicy {
                now: self.port.now(),
                authorities: &request.authorities,
            };
            let mut prepared = None;
            let signature = card::sign(
                &self.port,
                reader,
                memory,
                &mut pin,
                policy,
                |certificate| {
                    let unsigned = UnsignedJws::new(
                        request.purpose,
                        certificate.der(),
                        &challenge.challenge.challenge,
                        &self.url(request.purpose.path()),
                        &request.payload,
                    );
                    let digest = unsigned.digest();
                    prepared = Some((unsigned, certificate.clone()));
                    digest
                },
            )
            .await;
            let error = match (signature, prepared) {
                (Ok(signature), Some((unsigned, certificate))) => {
                    if certificate.verifies(unsigned.signing_input().as_bytes(), &signature) {
                        return Ok(unsigned.signed(&signature));
                    }
                    // A reader or a card can garble what passes through it. Noticed here, it is not
                    // told as a refusal of the backend's.
                    CardError::UnexpectedStatus { status: 0x9000 }
                }
                (Ok(_), None) => return Err(self.unexpected_reply()),
                (Err(error), _) => error,
            };
            reason = self.reason_for_next_tap(&error, memory, losses).await?;
            losses += i32::from(counts_as_loss(&error));
            retry = Some(RetryReason::Card(error));
        }
    }

    /// Why a card is wanted again after a tap without a signature.
    async fn reason_for_next_tap(
        &self,
        error: &CardError,
        memory: &mut CardMemory,
        losses: i32,
    ) -> FlowResult<TapReason> {
        Ok(match error {
            CardError::LostBeforeVerify => TapReason::LostBeforePassword,
            CardError::LostDuringVerify => TapReason::CheckTries,
            CardError::NotIndividualNumberCard => TapReason::NotIndividualNumberCard,
            CardError::DifferentCard => TapReason::DifferentCard,
            CardError::LostAfterVerify
            | CardError::WrongPassword { .. }
            | CardError::LostVerify(_) => TapReason::Continue,
            CardError::LastTryNotConfirmed => {
                self.confirm(|| general::last_try(&self.text())).await?;
                memory.confirm_last_try();
                TapReason::Continue
            }
            CardError::UnexpectedStatus { status } => {
                self.ask_to_try_again(|text| view::unexpected_status(text, *status, losses))
                    .await?;
                TapReason::Continue
            }
            CardError::Locked => return Err(self.password_locked()),
            CardError::UnknownAuthority => return Err(self.wrong_environment()),
            CardError::Certificate(error) => return Err(certificate_unusable(error.clone())),
        })
    }

    /// Asks for the password until it is four digits. Nothing else ever reaches a card.
    async fn password<R>(
        &self,
        request: &SigningRequest<R>,
        memory: &CardMemory,
        mut retry: Option<RetryReason>,
    ) -> FlowResult<Pin> {
        loop {
            let question = || {
                let text = self.text();
                let problem = retry.as_ref().and_then(|retry| retry.problem(&text));
                general::password(&text, memory.tries(), request.facts(&text))
                    .numbered(&text, request.step_number)
                    .back_if(request.back)
                    .with_problem(problem)
            };
            let answer = self.port.ask(question).await?;
            let pin = match &answer {
                Answer::Password { password } => password.text().and_then(Pin::new),
                _ => None,
            };
            match pin {
                Some(pin) => return Ok(pin),
                None => retry = Some(RetryReason::NotFourDigits),
            }
        }
    }

    async fn challenge(&self) -> FlowResult<ReceivedChallenge> {
        let since = self.port.now();
        match self.call(BackendCall::challenge(), false).await? {
            BackendReply::Accepted(challenge) => Ok(ReceivedChallenge { challenge, since }),
            BackendReply::Refused(_) => Err(self.unexpected_reply()),
        }
    }
}

/// After a loss another place to hold the card is worth a try; also when the card answered nonsense.
fn counts_as_loss(error: &CardError) -> bool {
    matches!(
        error,
        CardError::LostBeforeVerify
            | CardError::LostDuringVerify
            | CardError::LostAfterVerify
            | CardError::UnexpectedStatus { .. }
    )
}

fn certificate_unusable(error: CertificateError) -> FlowError {
    let reason = match error {
        CertificateError::NotYetValid { .. } => EndReason::TryLater,
        CertificateError::Expired { .. }
        | CertificateError::Unreadable
        | CertificateError::WrongKind => EndReason::RenewCertificate,
    };
    FlowError::end(Outcome::Ended { reason }, move |text| {
        view::certificate_error(text, &error)
    })
}
