//! The rules and the payment services in force, as the backend serves them.

use super::conversation::{FlowContext, FlowError, FlowResult};
use super::submit::BackendCall;
use super::{EndReason, Outcome, words};
use crate::backend::path;
use crate::payment::PaymentService;
use crate::programme::Programme;
use serde_json::Value;

impl FlowContext {
    /// Fetches the rules, checked as any rules file is.
    pub async fn programme(&self) -> FlowResult<Programme> {
        let rules = self.fetch(path::PROGRAMME).await?;
        let programme = Programme::from_json(&rules).map_err(|_| self.unclear())?;
        self.port.set_practice(programme.practice);
        Ok(programme)
    }

    /// Fetches the payment services, checked.
    pub async fn services(&self) -> FlowResult<Vec<PaymentService>> {
        let services = self.fetch(path::SERVICES).await?;
        match PaymentService::list_from_json(&services) {
            Ok(services) if !services.is_empty() => Ok(services),
            _ => Err(self.unclear()),
        }
    }

    async fn fetch(&self, path: &str) -> FlowResult<String> {
        let answer: Result<Value, _> = self.call(BackendCall::get(path)).await?;
        answer
            .map(|value| value.to_string())
            .map_err(|_| self.unclear())
    }

    /// The end of a journey whose backend speaks another language than this version.
    pub fn unclear(&self) -> FlowError {
        let reason = EndReason::UnexpectedReply;
        FlowError::end(Outcome::Ended { reason }, words::backend_unclear)
    }
}
