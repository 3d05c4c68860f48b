//! Calls to the backend: patient with the network, exact with the answer.

use super::conversation::{FlowContext, FlowResult};
use super::{Answer, Question, QuestionForm, ScreenText, SubmissionState, Topic, words};
use crate::backend::{HttpMethod, HttpRequest, MAX_REPLY_BYTES, ProblemDetails, Refusal};
use crate::secret::Secret;
use crate::text::Text;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

/// Milliseconds to wait for a reply: a tired network, and not for ever.
const REPLY_TIMEOUT_MS: i32 = 20_000;

/// Milliseconds to wait before each further try; then the person is asked.
const RETRY_WAITS_MS: [i32; 2] = [1_000, 3_000];

/// Longest wait in a queue before asking again, in seconds.
const MAX_QUEUE_WAIT_SECONDS: i32 = 300;

/// A call.
pub(super) struct BackendCall<'a> {
    pub method: HttpMethod,
    /// Path and query.
    pub path: &'a str,
    pub body: Secret,
    /// Something may be taken by the backend: a preregistration or an application.
    pub binding: bool,
}

/// Why there is no answer yet.
enum NoAnswer {
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

impl BackendCall<'_> {
    pub fn get(path: &str) -> BackendCall<'_> {
        BackendCall {
            method: HttpMethod::Get,
            path,
            body: Secret::default(),
            binding: false,
        }
    }
}

impl FlowContext {
    /// Sends until there is an answer: the backend's, or the person's that they stop.
    ///
    /// The same bytes go out each time, so that nothing can be taken twice.
    pub async fn call<T: DeserializeOwned>(
        &self,
        call: BackendCall<'_>,
    ) -> FlowResult<Result<T, Refusal>> {
        let mut failed = 0;
        let mut wait = 0;
        let mut doubt = false;
        let mut queue = None;
        loop {
            let request = HttpRequest {
                id: self.port.next_request_id(),
                method: call.method,
                url: self.address(call.path),
                body: call.body.clone(),
                wait_ms: wait,
                timeout_ms: REPLY_TIMEOUT_MS,
            };
            if call.binding {
                self.port.set_sent(SubmissionState::MaybeSent);
            }
            let meanwhile = || match queue {
                Some((position, seconds)) => words::queue(&self.text(), position, seconds),
                None => words::sending(&self.text(), call.binding),
            };
            let received = self.port.send(request, meanwhile).await?;
            let hitch = match read(received) {
                Ok(Ok(answer)) => return Ok(Ok(answer)),
                Ok(Err(refusal)) => {
                    // What was taken is receipted before anything is refused: not taken.
                    self.port.set_sent(SubmissionState::NotSent);
                    return Ok(Err(refusal));
                }
                Err(hitch) => hitch,
            };
            match hitch {
                NoAnswer::Unreachable | NoAnswer::Trouble(_) => doubt = true,
                // Asked only for what has no receipt yet: not taken.
                NoAnswer::Service => doubt = false,
                NoAnswer::Maintenance(_) | NoAnswer::Busy { .. } => {}
            }
            if !doubt {
                self.port.set_sent(SubmissionState::NotSent);
            }
            queue = None;
            match hitch {
                NoAnswer::Busy { position, seconds } => {
                    let seconds = seconds.clamp(1, MAX_QUEUE_WAIT_SECONDS);
                    wait = seconds * 1_000;
                    queue = Some((position, seconds));
                }
                NoAnswer::Maintenance(until) => {
                    self.again(|text| words::maintenance(text, until)).await?;
                    (failed, wait) = (0, 0);
                }
                NoAnswer::Service => self.again(words::service_unreachable).await?,
                hitch if failed == RETRY_WAITS_MS.len() => {
                    let (status, sent) = (hitch.status(), self.port.sent());
                    self.again(|text| words::no_answer(text, status, sent))
                        .await?;
                    (failed, wait) = (0, 0);
                }
                _ => {
                    wait = RETRY_WAITS_MS[failed];
                    failed += 1;
                }
            }
        }
    }

    /// The whole address: from the shell's configuration, never from what a server said.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.config.backend.trim_end_matches('/'))
    }

    /// It did not work: again, or stop. Back only while nothing can have been taken.
    pub async fn again(&self, words: impl Fn(&Text) -> ScreenText) -> FlowResult<()> {
        let question = || {
            let text = self.text();
            let form = QuestionForm::Confirm {
                alternative: text.message("label-stop"),
            };
            let mut question = self.question(Topic::TryAgain, words(&text), form, "try-again");
            if self.port.sent() == SubmissionState::MaybeSent {
                question.back = None;
            }
            question
        };
        self.agree(question).await
    }

    /// Waits for the person's yes.
    pub async fn agree(&self, question: impl FnMut() -> Question) -> FlowResult<()> {
        match self.port.ask(question).await? {
            Answer::Confirmed => Ok(()),
            _ => unreachable!("the wire lets only fitting answers through"),
        }
    }
}

impl NoAnswer {
    fn status(&self) -> Option<i32> {
        match self {
            Self::Trouble(status) => Some(*status),
            _ => None,
        }
    }
}

fn read<T: DeserializeOwned>(
    received: Option<(i32, Secret)>,
) -> Result<Result<T, Refusal>, NoAnswer> {
    let Some((status, body)) = received else {
        return Err(NoAnswer::Unreachable);
    };
    if body.bytes().len() > MAX_REPLY_BYTES {
        return Err(NoAnswer::Trouble(status));
    }
    if (200..300).contains(&status) {
        return serde_json::from_slice(body.bytes())
            .map(Ok)
            .map_err(|_| NoAnswer::Trouble(status));
    }
    match serde_json::from_slice::<ProblemDetails>(body.bytes()).map(|problem| problem.refusal) {
        Ok(Refusal::Busy { position, seconds }) => Err(NoAnswer::Busy { position, seconds }),
        Ok(Refusal::Maintenance { until }) => Err(NoAnswer::Maintenance(until)),
        Ok(Refusal::ServiceUnreachable) => Err(NoAnswer::Service),
        // A refusal is 4xx or 502 with a reason that this version knows; all else is trouble.
        Ok(refusal) if !matches!(refusal, Refusal::Fault | Refusal::Unknown) => Ok(Err(refusal)),
        Ok(refusal) if (400..500).contains(&status) => Ok(Err(refusal)),
        _ => Err(NoAnswer::Trouble(status)),
    }
}
