//! The rules and the payment services in force.

use crate::payment::PaymentService;
use crate::programme::Programme;

/// The rules and the payment services that the backend serves at one time.
pub(crate) struct ProgrammeData {
    pub(crate) programme: Programme,
    pub(crate) services: Vec<PaymentService>,
}

impl ProgrammeData {
    /// The service with this number.
    pub(crate) fn service(&self, number: &str) -> Option<&PaymentService> {
        self.services
            .iter()
            .find(|service| service.number == number)
    }
}
