//! Password, tap, signature, and the call that carries it: the part of an errand in which a card
//! is held.

use super::conversation::{FlowContext, FlowError, FlowResult, StepNumber};
use super::submit::BackendCall;
use super::wire::Interrupt;
use super::{
    Answer, AnswerProblem, EndReason, Fact, Outcome, QuestionForm, ScreenText, TapReason, Topic,
    words,
};
use crate::application::{Purpose, SignedJws, UnsignedJws};
use crate::backend::{Challenge, CodeOpening, HttpMethod, Refusal, Submission, path};
use crate::card::{self, CardError, CardMemory, LostVerify, Pin, Tries, TrustPolicy};
use crate::programme::Programme;
use crate::secret::Secret;
use crate::text::{LocalizedText, Text};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

/// What is to be signed, and where it stands among the questions.
pub(super) struct SigningRequest<'a> {
    pub purpose: Purpose,
    /// JSON, or empty.
    pub payload: Vec<u8>,
    pub opening: Option<CodeOpening>,
    /// Service and account that points will go to: shown until the card has signed, to whoever
    /// holds it by then.
    pub shown: Option<(&'a LocalizedText, &'a str)>,
    pub programme: &'a Programme,
    /// The password's place among the questions.
    pub place: StepNumber,
    /// There is a question before the password.
    pub back: bool,
}

impl SigningRequest<'_> {
    fn lines(&self, text: &Text) -> Vec<Fact> {
        self.shown.map_or_else(Vec::new, |(service, account)| {
            words::where_to(text, service, account)
        })
    }
}

/// A challenge, and when it was asked for.
struct ReceivedChallenge {
    challenge: Challenge,
    since: Timestamp,
}

impl ReceivedChallenge {
    /// Half its life is gone: too old to hold a card to.
    fn stale(&self, now: Timestamp) -> bool {
        let half = SignedDuration::from_secs(i64::from(self.challenge.seconds) / 2);
        now.duration_since(self.since) >= half
    }
}

impl FlowContext {
    /// Has the card sign, and carries it to the backend; signs again when the challenge has grown
    /// old on the way.
    pub async fn signed_call<T: DeserializeOwned>(
        &self,
        deed: SigningRequest<'_>,
        kept: &mut CardMemory,
    ) -> FlowResult<Result<T, Refusal>> {
        let mut note = None;
        loop {
            let signed = self.signed(&deed, kept, note.take()).await?;
            let submission = Submission {
                signed,
                opening: deed.opening.clone(),
            };
            let body = serde_json::to_vec(&submission).expect("a submission of strings serialises");
            let call = BackendCall {
                method: HttpMethod::Post,
                path: deed.purpose.path(),
                body: body.into(),
                binding: deed.purpose != Purpose::Status,
            };
            match self.call(call).await? {
                Err(Refusal::StaleChallenge) => note = Some(RetryReason::Stale),
                answer => return Ok(answer),
            }
        }
    }

    /// Password and tap, until the card has signed.
    async fn signed(
        &self,
        deed: &SigningRequest<'_>,
        kept: &mut CardMemory,
        mut note: Option<RetryReason>,
    ) -> FlowResult<SignedJws> {
        let mut challenge = self.challenge().await?;
        let mut pin = None;
        let mut why = TapReason::First;
        let mut losses = 0;
        loop {
            if pin.is_none() && !kept.verify_pending() {
                pin = Some(self.password(deed, kept.tries(), note.take()).await?);
            }
            if challenge.stale(self.port.now()) {
                challenge = self.challenge().await?;
            }
            let tap = || {
                let text = self.text();
                ScreenText {
                    facts: deed.lines(&text),
                    ..words::tap(&text, why, self.config.device, losses)
                }
            };
            let reader = match self.port.tap(why, tap).await {
                Err(Interrupt::Back) => {
                    if why == TapReason::DifferentCard {
                        return Err(Interrupt::OtherCard.into());
                    }
                    // With the password in hand, "label-back" is to type it again.
                    if pin.take().is_none() {
                        return Err(Interrupt::Back.into());
                    }
                    why = TapReason::First;
                    continue;
                }
                reader => reader?,
            };
            let taken = TrustPolicy {
                now: self.port.now(),
                authorities: &deed.programme.authorities,
            };
            let mut made = None;
            let signature = card::sign(&self.port, reader, kept, &mut pin, taken, |certificate| {
                let unsigned = UnsignedJws::new(
                    deed.purpose,
                    certificate.der(),
                    &challenge.challenge.challenge,
                    &self.address(deed.purpose.path()),
                    &deed.payload,
                );
                let digest = unsigned.digest();
                made = Some((unsigned, certificate.clone()));
                digest
            })
            .await;
            let trouble = match (signature, made) {
                (Ok(signature), Some((unsigned, certificate))) => {
                    if certificate.verifies(unsigned.signing_input().as_bytes(), &signature) {
                        return Ok(unsigned.signed(&signature));
                    }
                    // A reader or a card garbles what passes through it: better known here than
                    // as a refusal of the backend's.
                    CardError::UnexpectedStatus { status: 0x9000 }
                }
                (Ok(_), None) => return Err(self.unclear()),
                (Err(trouble), _) => trouble,
            };
            let next = self.after(trouble, kept, losses).await?;
            note = next.note;
            losses += i32::from(next.lost);
            why = next.why;
        }
    }

    /// What follows a tap without a signature.
    async fn after(
        &self,
        trouble: CardError,
        kept: &mut CardMemory,
        losses: i32,
    ) -> FlowResult<NextTap> {
        Ok(match trouble {
            CardError::LostBeforeVerify => NextTap::lost(TapReason::LostBeforePassword, None),
            CardError::LostDuringVerify => NextTap::lost(TapReason::CheckTries, None),
            CardError::LostAfterVerify => {
                NextTap::lost(TapReason::Continue, Some(RetryReason::LostAfterVerify))
            }
            CardError::NotIndividualNumberCard => {
                NextTap::tap(TapReason::NotIndividualNumberCard, None)
            }
            CardError::DifferentCard => NextTap::tap(TapReason::DifferentCard, None),
            CardError::LastTryNotConfirmed => {
                self.last_try().await?;
                kept.confirm_last_try();
                NextTap::tap(TapReason::Continue, None)
            }
            CardError::WrongPassword { tries } => {
                NextTap::tap(TapReason::Continue, Some(RetryReason::Wrong { tries }))
            }
            CardError::LostVerify(looked) => {
                NextTap::tap(TapReason::Continue, Some(RetryReason::LostVerify(looked)))
            }
            CardError::UnexpectedStatus { status } => {
                self.again(|text| words::card_unclear(text, status, losses))
                    .await?;
                NextTap::lost(TapReason::Continue, Some(RetryReason::Unclear))
            }
            CardError::Locked => return Err(self.ends(EndReason::PasswordLocked)),
            CardError::UnknownAuthority => return Err(self.ends(EndReason::WrongEnvironment)),
            CardError::Certificate(unfit) => {
                let reason = words::unfit_reason(&unfit);
                return Err(FlowError::end(Outcome::Ended { reason }, move |text| {
                    words::unfit(text, &unfit)
                }));
            }
        })
    }

    /// Asks for the password until it is four digits. Nothing else ever reaches a card.
    async fn password(
        &self,
        deed: &SigningRequest<'_>,
        tries: Tries,
        mut note: Option<RetryReason>,
    ) -> FlowResult<Pin> {
        loop {
            let question = || {
                let text = self.text();
                let words = ScreenText {
                    facts: deed.lines(&text),
                    ..words::password(&text, tries)
                };
                let form = QuestionForm::Password { digits: 4, tries };
                let question = self.question(Topic::Password, words, form, "password-go");
                let mut question = self.numbered(deed.place, question);
                question.back = question.back.filter(|_| deed.back);
                question.problem = note.map(|note| note.problem(&text));
                question
            };
            let answer = self.port.ask(question).await?;
            let pin = match &answer {
                Answer::Password { password } => password.text().and_then(Pin::new),
                _ => None,
            };
            match pin {
                Some(pin) => return Ok(pin),
                None => note = Some(RetryReason::FourDigits),
            }
        }
    }

    /// One try left: the person must say that they want to use it.
    async fn last_try(&self) -> FlowResult<()> {
        let question = || {
            let text = self.text();
            let form = QuestionForm::Confirm {
                alternative: text.message("label-stop"),
            };
            self.question(Topic::LastTry, words::last_try(&text), form, "last-try-go")
        };
        self.agree(question).await
    }

    async fn challenge(&self) -> FlowResult<ReceivedChallenge> {
        let since = self.port.now();
        let call = BackendCall {
            method: HttpMethod::Post,
            path: path::CHALLENGE,
            body: Secret::default(),
            binding: false,
        };
        match self.call(call).await? {
            Ok(challenge) => Ok(ReceivedChallenge { challenge, since }),
            Err(_) => Err(self.unclear()),
        }
    }

    /// The end, for this reason.
    pub fn ends(&self, reason: EndReason) -> FlowError {
        let practice = self.port.practice();
        FlowError::end(Outcome::Ended { reason }, move |text| {
            words::ended(text, reason, practice)
        })
    }
}

/// What to say where the password is typed again.
#[derive(Clone, Copy)]
enum RetryReason {
    /// The challenge had grown old on the way.
    Stale,
    /// It was not four digits.
    FourDigits,
    /// The card refused it.
    Wrong { tries: Tries },
    /// What a look at the tries told.
    LostVerify(LostVerify),
    /// It was right, and the card left before it had signed.
    LostAfterVerify,
    /// The card had answered nonsense.
    Unclear,
}

impl RetryReason {
    fn problem(self, text: &Text) -> AnswerProblem {
        let said = match self {
            Self::Stale => text.message("password-again-stale"),
            Self::FourDigits => text.message("password-four-digits"),
            Self::Wrong { tries } | Self::LostVerify(LostVerify::Wrong { tries }) => {
                words::wrong(text, tries)
            }
            Self::LostVerify(LostVerify::WasRight) => text.message("password-looked-right"),
            Self::LostVerify(LostVerify::NeverArrived) => {
                text.message("password-looked-never-arrived")
            }
            Self::LostVerify(LostVerify::NoTryUsed) => text.message("password-looked-nothing-lost"),
            Self::LostAfterVerify => text.message("password-was-right-lost-signing"),
            Self::Unclear => text.message("password-again-unclear"),
        };
        AnswerProblem {
            field: None,
            text: said,
        }
    }
}

/// What follows: which tap, and what to say where the password is typed again before it.
struct NextTap {
    why: TapReason,
    note: Option<RetryReason>,
    lost: bool,
}

impl NextTap {
    fn tap(why: TapReason, note: Option<RetryReason>) -> Self {
        Self {
            why,
            note,
            lost: false,
        }
    }

    fn lost(why: TapReason, note: Option<RetryReason>) -> Self {
        Self {
            why,
            note,
            lost: true,
        }
    }
}
