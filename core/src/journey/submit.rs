//! Calls to the backend: patient with the network, exact with the answer.

use super::conversation::{Conversation, Course};
use super::{Answer, Form, Question, Sent, Topic, Words, words};
use crate::backend::{LARGEST_REPLY, Method, Problem, Refusal, Request};
use crate::secret::Secret;
use crate::text::Text;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

/// Milliseconds to wait for a reply: a tired network, and not for ever.
const TIMEOUT: i32 = 20_000;

/// Milliseconds to wait before each further try; then the person is asked.
const WAITS: [i32; 2] = [1_000, 3_000];

/// Longest wait in a queue before asking again, in seconds.
const LONGEST_WAIT: i32 = 300;

/// A call.
pub(super) struct Call<'a> {
    pub method: Method,
    /// Path and query.
    pub path: &'a str,
    pub body: Secret,
    /// Something may be taken by the backend: a preregistration or an application.
    pub binding: bool,
}

/// Why there is no answer yet.
enum Hitch {
    /// No network, or no reply in time.
    Unreachable,
    /// A fault of the backend's, or a reply that makes no sense, with its HTTP status.
    Trouble(i32),
    /// Closed for maintenance.
    Maintenance(Option<Timestamp>),
    /// The payment service can't be reached by the backend: nothing is taken, nothing is lost.
    Service,
    /// Many people at once.
    Busy { position: i32, seconds: i32 },
}

impl Call<'_> {
    pub fn get(path: &str) -> Call<'_> {
        Call {
            method: Method::Get,
            path,
            body: Secret::default(),
            binding: false,
        }
    }
}

impl Conversation {
    /// Sends until there is an answer: the backend's, or the person's that they stop.
    ///
    /// The same bytes go out each time, so that nothing can be taken twice.
    pub async fn call<T: DeserializeOwned>(&self, call: Call<'_>) -> Course<Result<T, Refusal>> {
        let mut failed = 0;
        let mut wait = 0;
        let mut doubt = false;
        let mut queue = None;
        loop {
            let request = Request {
                id: self.wire.request_id(),
                method: call.method,
                url: self.address(call.path),
                body: call.body.clone(),
                wait,
                timeout: TIMEOUT,
            };
            if call.binding {
                self.wire.set_sent(Sent::Perhaps);
            }
            let meanwhile = || match queue {
                Some((position, seconds)) => words::queue(&self.text(), position, seconds),
                None => words::sending(&self.text(), call.binding),
            };
            let received = self.wire.send(request, meanwhile).await?;
            let hitch = match read(received) {
                Ok(Ok(answer)) => return Ok(Ok(answer)),
                Ok(Err(refusal)) => {
                    // What was taken is receipted before anything is refused: not taken.
                    self.wire.set_sent(Sent::Nothing);
                    return Ok(Err(refusal));
                }
                Err(hitch) => hitch,
            };
            match hitch {
                Hitch::Unreachable | Hitch::Trouble(_) => doubt = true,
                // Asked only for what has no receipt yet: not taken.
                Hitch::Service => doubt = false,
                Hitch::Maintenance(_) | Hitch::Busy { .. } => {}
            }
            if !doubt {
                self.wire.set_sent(Sent::Nothing);
            }
            queue = None;
            match hitch {
                Hitch::Busy { position, seconds } => {
                    let seconds = seconds.clamp(1, LONGEST_WAIT);
                    wait = seconds * 1_000;
                    queue = Some((position, seconds));
                }
                Hitch::Maintenance(until) => {
                    self.again(|text| words::maintenance(text, until)).await?;
                    (failed, wait) = (0, 0);
                }
                Hitch::Service => self.again(words::service_unreachable).await?,
                hitch if failed == WAITS.len() => {
                    let (status, sent) = (hitch.status(), self.wire.sent());
                    self.again(|text| words::no_answer(text, status, sent))
                        .await?;
                    (failed, wait) = (0, 0);
                }
                _ => {
                    wait = WAITS[failed];
                    failed += 1;
                }
            }
        }
    }

    /// The whole address: from the shell's configuration, never from what a server said.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.start.backend.trim_end_matches('/'))
    }

    /// It did not work: again, or stop. Back only while nothing can have been taken.
    pub async fn again(&self, words: impl Fn(&Text) -> Words) -> Course<()> {
        let question = || {
            let text = self.text();
            let form = Form::Agree {
                instead: text.say("label-stop"),
            };
            let mut question = self.question(Topic::Again, words(&text), form, "try-again");
            if self.wire.sent() == Sent::Perhaps {
                question.back = None;
            }
            question
        };
        self.agree(question).await
    }

    /// Waits for the person's yes.
    pub async fn agree(&self, question: impl FnMut() -> Question) -> Course<()> {
        match self.wire.ask(question).await? {
            Answer::Agreed => Ok(()),
            _ => unreachable!("the wire lets only fitting answers through"),
        }
    }
}

impl Hitch {
    fn status(&self) -> Option<i32> {
        match self {
            Self::Trouble(status) => Some(*status),
            _ => None,
        }
    }
}

fn read<T: DeserializeOwned>(received: Option<(i32, Secret)>) -> Result<Result<T, Refusal>, Hitch> {
    let Some((status, body)) = received else {
        return Err(Hitch::Unreachable);
    };
    if body.bytes().len() > LARGEST_REPLY {
        return Err(Hitch::Trouble(status));
    }
    if (200..300).contains(&status) {
        return serde_json::from_slice(body.bytes())
            .map(Ok)
            .map_err(|_| Hitch::Trouble(status));
    }
    match serde_json::from_slice::<Problem>(body.bytes()).map(|problem| problem.refusal) {
        Ok(Refusal::Busy { position, seconds }) => Err(Hitch::Busy { position, seconds }),
        Ok(Refusal::Maintenance { until }) => Err(Hitch::Maintenance(until)),
        Ok(Refusal::ServiceUnreachable) => Err(Hitch::Service),
        // A refusal is 4xx or 502 with a reason that this version knows; all else is trouble.
        Ok(refusal) if !matches!(refusal, Refusal::Fault | Refusal::Unknown) => Ok(Err(refusal)),
        Ok(refusal) if (400..500).contains(&status) => Ok(Err(refusal)),
        _ => Err(Hitch::Trouble(status)),
    }
}
