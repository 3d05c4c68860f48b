//! What the backend serves: the rules and the payment services in force.

use crate::payment::PaymentService;
use crate::programme::Programme;

/// What the backend serves.
pub(super) struct ProgrammeData {
    pub programme: Programme,
    pub services: Vec<PaymentService>,
}

impl ProgrammeData {
    pub fn service(&self, number: &str) -> Option<&PaymentService> {
        self.services
            .iter()
            .find(|service| service.number == number)
    }
}
