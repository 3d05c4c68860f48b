//! The backend's checks and decisions, without a socket or a database.
//!
//! [`Backend`] handles each request from its bytes to its reply, in this order:
//!
//! 1. size and form, and that it was signed for this URL and purpose;
//! 2. the same signed bytes were accepted before: the same receipt again, at any time;
//! 3. the challenge ([`ChallengeIssuer`]);
//! 4. the certificate's issuer ([`Authorities`]), by key identifier and signature;
//! 5. the signature. Until here no reply says anything about the certificate's holder, because
//!    everyone can read a certificate from a card;
//! 6. validity, revocation and key usage of the certificate;
//! 7. the person ([`Registry`]), through the chain of renewed certificates;
//! 8. the programme's rules, as the screen showed them;
//! 9. uniqueness: one application per person and measure; one person per payment account; measures
//!    that share a payment service all go to the same account;
//! 10. confirmation by the payment service ([`PaymentServices`]);
//! 11. uniqueness again, and the writing, in one transaction of the [`Ledger`].
//!
//! The clock and the randomness are arguments of each request ([`RequestContext`]).

mod apply;
mod authentication;
mod authority;
mod backend;
mod certificate;
mod challenge;
mod data;
mod ids;
pub(crate) mod ledger;
mod memory_ledger;
mod payment_services;
mod pem;
mod registry;
mod rules;
mod spots;
mod submission;

pub use authority::Authorities;
pub use backend::{Backend, RequestContext, RequestError};
pub use card_points::programme::DataError;
pub use challenge::{CHALLENGE_LIFETIME_SECONDS, ChallengeIssuer};
pub use data::{BackendData, DataSource, DataSources};
pub use ids::IdGenerator;
pub use ledger::{
    AppliedMeasureRecord, CheckedApplication, Conflict, InsertOutcome, Ledger, LedgerError,
    MAX_TRIES_PER_DAY, PersonRecord, PriorSubmission,
};
pub use memory_ledger::MemoryLedger;
pub use payment_services::{Accounts, Confirmation, PaymentServices};
pub use registry::{Person, PriorApplication, Registry};
pub use spots::SpotQuery;
