//! The programme's rules together with the payment services.

use crate::payment::PaymentService;
use crate::programme::Programme;

/// The programme's rules and the payment services, as the backend serves them at the same time.
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
