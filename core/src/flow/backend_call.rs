//! Calls of the backend, tried again while that can help.

use super::FlowContext;
use super::result::FlowResult;
use crate::backend::{BackendCall, BackendReply, HttpRequest, NoReply, SubmissionState};
use crate::view::waiting;
use serde::de::DeserializeOwned;

/// How long a reply may take.
const REPLY_TIMEOUT_MS: i32 = 20_000;

/// How long to wait before each further try. Then the person is asked.
const RETRY_WAITS_MS: [i32; 2] = [1_000, 3_000];

/// The longest wait in a queue before asking again.
const MAX_QUEUE_WAIT_SECONDS: i32 = 300;

impl FlowContext {
    /// Sends until the backend replies, or the person stops. `signed`: the card has just signed what
    /// is sent.
    ///
    /// The same bytes are sent each time, so the backend takes them once.
    pub(super) async fn call<R: DeserializeOwned>(
        &self,
        call: BackendCall<R>,
        signed: bool,
    ) -> FlowResult<BackendReply<R>> {
        let mut failed = 0;
        let mut wait_ms = 0;
        let mut in_doubt = false;
        let mut queue = None;
        loop {
            let request = HttpRequest {
                id: self.port.next_request_id(),
                method: call.method,
                url: self.url(&call.path),
                body: call.body.clone(),
                wait_ms,
                timeout_ms: REPLY_TIMEOUT_MS,
            };
            if call.binding {
                self.port.set_submission(SubmissionState::MaybeSent);
            }
            let screen = || match queue {
                Some((position, seconds)) => waiting::queue(&self.text(), position, seconds),
                None => waiting::sending(&self.text(), call.binding),
            };
            let received = self.port.send(request, signed, screen).await?;
            let reply = match received {
                Some((status, body)) => BackendReply::read(status, &body),
                None => Err(NoReply::Unreachable),
            };
            let no_reply = match reply {
                Ok(reply) => {
                    if let BackendReply::Refused(_) = reply {
                        // The backend looks for a receipt before it refuses: it took nothing.
                        self.port.set_submission(SubmissionState::NotSent);
                    }
                    return Ok(reply);
                }
                Err(no_reply) => no_reply,
            };
            match no_reply {
                NoReply::Unreachable | NoReply::Failed { .. } => in_doubt = true,
                // The backend asks the service only about what has no receipt: it took nothing.
                NoReply::ServiceUnreachable => in_doubt = false,
                NoReply::Maintenance { .. } | NoReply::Busy { .. } => {}
            }
            if !in_doubt {
                self.port.set_submission(SubmissionState::NotSent);
            }
            queue = None;
            match no_reply {
                NoReply::Busy { position, seconds } => {
                    let seconds = seconds.clamp(1, MAX_QUEUE_WAIT_SECONDS);
                    wait_ms = seconds * 1_000;
                    queue = Some((position, seconds));
                }
                NoReply::Maintenance { until } => {
                    self.ask_to_try_again(|text| waiting::maintenance(text, until))
                        .await?;
                    (failed, wait_ms) = (0, 0);
                }
                NoReply::ServiceUnreachable => {
                    self.ask_to_try_again(waiting::service_unreachable).await?;
                }
                NoReply::Unreachable | NoReply::Failed { .. } => {
                    if let Some(wait) = RETRY_WAITS_MS.get(failed) {
                        wait_ms = *wait;
                        failed += 1;
                        continue;
                    }
                    let status = match no_reply {
                        NoReply::Failed { status } => Some(status),
                        _ => None,
                    };
                    let submission = self.port.submission();
                    self.ask_to_try_again(|text| waiting::no_answer(text, status, submission))
                        .await?;
                    (failed, wait_ms) = (0, 0);
                }
            }
        }
    }

    /// The whole address of `path`: from the shell's configuration, never from a server.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.config.backend.trim_end_matches('/'))
    }
}
