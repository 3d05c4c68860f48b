//! The rules and the payment services in force, as the backend serves them.

use super::conversation::{Conversation, Course, Exit};
use super::submit::Call;
use super::{Outcome, Reason, words};
use crate::backend::path;
use crate::payment::PaymentService;
use crate::programme::Programme;
use serde_json::Value;

impl Conversation {
    /// Fetches the rules, checked as any rules file is.
    pub async fn programme(&self) -> Course<Programme> {
        let rules = self.fetch(path::PROGRAMME).await?;
        let programme = Programme::from_json(&rules).map_err(|_| self.unclear())?;
        self.wire.set_practice(programme.practice);
        Ok(programme)
    }

    /// Fetches the payment services, checked.
    pub async fn services(&self) -> Course<Vec<PaymentService>> {
        let services = self.fetch(path::SERVICES).await?;
        match PaymentService::list_from_json(&services) {
            Ok(services) if !services.is_empty() => Ok(services),
            _ => Err(self.unclear()),
        }
    }

    async fn fetch(&self, path: &str) -> Course<String> {
        let answer: Result<Value, _> = self.call(Call::get(path)).await?;
        answer
            .map(|value| value.to_string())
            .map_err(|_| self.unclear())
    }

    /// The end of a journey whose backend speaks another language than this version.
    pub fn unclear(&self) -> Exit {
        let reason = Reason::BackendUnclear;
        Exit::end(Outcome::Ended { reason }, words::backend_unclear)
    }
}
