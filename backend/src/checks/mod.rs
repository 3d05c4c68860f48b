//! The whole decision, with neither a socket nor a database in it: who may have what.
//!
//! [`Office`] takes each call from its bytes to its answer, in one order:
//!
//! 1. size and form, and that it was signed for this address and purpose;
//! 2. signed bytes that were taken before: the same receipt, whatever the clock says;
//! 3. the challenge ([`Challenges`]);
//! 4. the certificate's issuer ([`Authorities`]), by key identifier and signature;
//! 5. the signature. Until here nothing personal is answered: anyone can read a certificate;
//! 6. validity, revocation, key use;
//! 7. the person ([`Registry`]): a chain of certificates;
//! 8. the rules, as they were shown;
//! 9. uniqueness: one application a person and measure, later measures with the account that
//!    stands for what they share a service with, one person a payment account;
//! 10. the payment service's own word ([`Confirm`]);
//! 11. uniqueness again, and the writing, in one transaction of the [`Ledger`].
//!
//! Clock and randomness come in with each call ([`Moment`]).

mod authority;
mod backend;
mod challenge;
mod data;
mod ids;
mod ledger;
mod memory_ledger;
mod payment_services;
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
