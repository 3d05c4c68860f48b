//! The rules and the payment services in force, as the backend serves them.

use super::FlowContext;
use super::result::FlowResult;
use crate::backend::{BackendCall, BackendReply, ProgrammeData};
use crate::payment::PaymentService;
use crate::programme::Programme;
use serde_json::Value;

impl FlowContext {
    /// Fetches the rules and the payment services.
    pub(super) async fn programme_data(&self) -> FlowResult<ProgrammeData> {
        Ok(ProgrammeData {
            programme: self.programme().await?,
            services: self.services().await?,
        })
    }

    /// Fetches the rules, checked like any rules file.
    pub(super) async fn programme(&self) -> FlowResult<Programme> {
        let json = self.fetch(BackendCall::programme()).await?;
        let programme = Programme::from_json(&json).map_err(|_| self.unexpected_reply())?;
        self.port.set_practice(programme.practice);
        Ok(programme)
    }

    /// Fetches the payment services, checked.
    pub(super) async fn services(&self) -> FlowResult<Vec<PaymentService>> {
        let json = self.fetch(BackendCall::services()).await?;
        match PaymentService::list_from_json(&json) {
            Ok(services) if !services.is_empty() => Ok(services),
            _ => Err(self.unexpected_reply()),
        }
    }

    async fn fetch(&self, call: BackendCall<Value>) -> FlowResult<String> {
        match self.call(call, false).await? {
            BackendReply::Accepted(value) => Ok(value.to_string()),
            BackendReply::Refused(_) => Err(self.unexpected_reply()),
        }
    }
}
