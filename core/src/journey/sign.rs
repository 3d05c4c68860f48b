//! Password, tap, signature, and the call that carries it: the part of an errand in which a card
//! is held.

use super::conversation::{Conversation, Course, Exit, Place};
use super::submit::Call;
use super::wire::Turn;
use super::{Answer, Form, Line, Outcome, Problem, Reason, Topic, Why, Words, words};
use crate::application::{Purpose, Signed, Unsigned};
use crate::backend::{Challenge, Method, Opening, Refusal, Submission, path};
use crate::card::{self, Kept, Looked, Pin, Taken, Tries, Trouble};
use crate::programme::Programme;
use crate::secret::Secret;
use crate::text::{Localized, Text};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

/// What is to be signed, and where it stands among the questions.
pub(super) struct Deed<'a> {
    pub purpose: Purpose,
    /// JSON, or empty.
    pub payload: Vec<u8>,
    pub opening: Option<Opening>,
    /// Service and account that points will go to: shown until the card has signed, to whoever
    /// holds it by then.
    pub shown: Option<(&'a Localized, &'a str)>,
    pub programme: &'a Programme,
    /// The password's place among the questions.
    pub place: Place,
    /// There is a question before the password.
    pub back: bool,
}

impl Deed<'_> {
    fn lines(&self, text: &Text) -> Vec<Line> {
        self.shown.map_or_else(Vec::new, |(service, account)| {
            words::where_to(text, service, account)
        })
    }
}

/// A challenge, and when it was asked for.
struct Dated {
    challenge: Challenge,
    since: Timestamp,
}

impl Dated {
    /// Half its life is gone: too old to hold a card to.
    fn stale(&self, now: Timestamp) -> bool {
        let half = SignedDuration::from_secs(i64::from(self.challenge.seconds) / 2);
        now.duration_since(self.since) >= half
    }
}

impl Conversation {
    /// Has the card sign, and carries it to the backend; signs again when the challenge has grown
    /// old on the way.
    pub async fn signed_call<T: DeserializeOwned>(
        &self,
        deed: Deed<'_>,
        kept: &mut Kept,
    ) -> Course<Result<T, Refusal>> {
        let mut note = None;
        loop {
            let signed = self.signed(&deed, kept, note.take()).await?;
            let submission = Submission {
                signed,
                opening: deed.opening.clone(),
            };
            let body = serde_json::to_vec(&submission).expect("a submission of strings serialises");
            let call = Call {
                method: Method::Post,
                path: deed.purpose.path(),
                body: body.into(),
                binding: deed.purpose != Purpose::Status,
            };
            match self.call(call).await? {
                Err(Refusal::StaleChallenge) => note = Some(Note::Stale),
                answer => return Ok(answer),
            }
        }
    }

    /// Password and tap, until the card has signed.
    async fn signed(
        &self,
        deed: &Deed<'_>,
        kept: &mut Kept,
        mut note: Option<Note>,
    ) -> Course<Signed> {
        let mut challenge = self.challenge().await?;
        let mut pin = None;
        let mut why = Why::First;
        let mut losses = 0;
        loop {
            if pin.is_none() && !kept.must_look() {
                pin = Some(self.password(deed, kept.tries(), note.take()).await?);
            }
            if challenge.stale(self.wire.now()) {
                challenge = self.challenge().await?;
            }
            let tap = || {
                let text = self.text();
                Words {
                    lines: deed.lines(&text),
                    ..words::tap(&text, why, self.start.device, losses)
                }
            };
            let reader = match self.wire.tap(why, tap).await {
                Err(Turn::Back) => {
                    if why == Why::OtherCard {
                        return Err(Turn::OtherCard.into());
                    }
                    // With the password in hand, "label-back" is to type it again.
                    if pin.take().is_none() {
                        return Err(Turn::Back.into());
                    }
                    why = Why::First;
                    continue;
                }
                reader => reader?,
            };
            let taken = Taken {
                now: self.wire.now(),
                authorities: &deed.programme.authorities,
            };
            let mut made = None;
            let signature = card::sign(&self.wire, reader, kept, &mut pin, taken, |certificate| {
                let unsigned = Unsigned::new(
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
                    Trouble::Unclear { status: 0x9000 }
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
    async fn after(&self, trouble: Trouble, kept: &mut Kept, losses: i32) -> Course<Next> {
        Ok(match trouble {
            Trouble::LostEarly => Next::lost(Why::LostEarly, None),
            Trouble::LostAtPassword => Next::lost(Why::LookFirst, None),
            Trouble::LostSigning => Next::lost(Why::GoOn, Some(Note::LostSigning)),
            Trouble::NotThisKind => Next::tap(Why::NotThisKind, None),
            Trouble::OtherCard => Next::tap(Why::OtherCard, None),
            Trouble::LastTry => {
                self.last_try().await?;
                kept.use_last_try();
                Next::tap(Why::GoOn, None)
            }
            Trouble::Wrong { tries } => Next::tap(Why::GoOn, Some(Note::Wrong { tries })),
            Trouble::Looked(looked) => Next::tap(Why::GoOn, Some(Note::Looked(looked))),
            Trouble::Unclear { status } => {
                self.again(|text| words::card_unclear(text, status, losses))
                    .await?;
                Next::lost(Why::GoOn, Some(Note::Unclear))
            }
            Trouble::Locked => return Err(self.ends(Reason::Locked)),
            Trouble::Authority => return Err(self.ends(Reason::OtherWorld)),
            Trouble::Certificate(unfit) => {
                let reason = words::unfit_reason(&unfit);
                return Err(Exit::end(Outcome::Ended { reason }, move |text| {
                    words::unfit(text, &unfit)
                }));
            }
        })
    }

    /// Asks for the password until it is four digits. Nothing else ever reaches a card.
    async fn password(&self, deed: &Deed<'_>, tries: Tries, mut note: Option<Note>) -> Course<Pin> {
        loop {
            let question = || {
                let text = self.text();
                let words = Words {
                    lines: deed.lines(&text),
                    ..words::password(&text, tries)
                };
                let form = Form::Password { digits: 4, tries };
                let question = self.question(Topic::Password, words, form, "password-go");
                let mut question = self.count(deed.place, question);
                question.back = question.back.filter(|_| deed.back);
                question.problem = note.map(|note| note.problem(&text));
                question
            };
            let answer = self.wire.ask(question).await?;
            let pin = match &answer {
                Answer::Password { password } => password.text().and_then(Pin::new),
                _ => None,
            };
            match pin {
                Some(pin) => return Ok(pin),
                None => note = Some(Note::FourDigits),
            }
        }
    }

    /// One try left: the person must say that they want to use it.
    async fn last_try(&self) -> Course<()> {
        let question = || {
            let text = self.text();
            let form = Form::Agree {
                instead: text.say("label-stop"),
            };
            self.question(Topic::LastTry, words::last_try(&text), form, "last-try-go")
        };
        self.agree(question).await
    }

    async fn challenge(&self) -> Course<Dated> {
        let since = self.wire.now();
        let call = Call {
            method: Method::Post,
            path: path::CHALLENGE,
            body: Secret::default(),
            binding: false,
        };
        match self.call(call).await? {
            Ok(challenge) => Ok(Dated { challenge, since }),
            Err(_) => Err(self.unclear()),
        }
    }

    /// The end, for this reason.
    pub fn ends(&self, reason: Reason) -> Exit {
        let practice = self.wire.practice();
        Exit::end(Outcome::Ended { reason }, move |text| {
            words::ended(text, reason, practice)
        })
    }
}

/// What to say where the password is typed again.
#[derive(Clone, Copy)]
enum Note {
    /// The challenge had grown old on the way.
    Stale,
    /// It was not four digits.
    FourDigits,
    /// The card refused it.
    Wrong { tries: Tries },
    /// What a look at the tries told.
    Looked(Looked),
    /// It was right, and the card left before it had signed.
    LostSigning,
    /// The card had answered nonsense.
    Unclear,
}

impl Note {
    fn problem(self, text: &Text) -> Problem {
        let said = match self {
            Self::Stale => text.say("password-again-stale"),
            Self::FourDigits => text.say("password-four-digits"),
            Self::Wrong { tries } | Self::Looked(Looked::Wrong { tries }) => {
                words::wrong(text, tries)
            }
            Self::Looked(Looked::Right) => text.say("password-looked-right"),
            Self::Looked(Looked::NeverArrived) => text.say("password-looked-never-arrived"),
            Self::Looked(Looked::NothingLost) => text.say("password-looked-nothing-lost"),
            Self::LostSigning => text.say("password-was-right-lost-signing"),
            Self::Unclear => text.say("password-again-unclear"),
        };
        Problem {
            field: None,
            text: said,
        }
    }
}

/// What follows: which tap, and what to say where the password is typed again before it.
struct Next {
    why: Why,
    note: Option<Note>,
    lost: bool,
}

impl Next {
    fn tap(why: Why, note: Option<Note>) -> Self {
        Self {
            why,
            note,
            lost: false,
        }
    }

    fn lost(why: Why, note: Option<Note>) -> Self {
        Self {
            why,
            note,
            lost: true,
        }
    }
}
