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
mod challenge;
mod confirm;
mod ledger;
mod memory;
mod names;
mod office;
mod registry;
mod rules;
mod spots;
mod submission;
mod world;

pub use authority::Authorities;
pub use card_points::programme::DataError;
pub use challenge::{Challenges, LIFE};
pub use confirm::{Accounts, Answer, Confirm};
pub use ledger::{Claim, Conflict, Entry, Fault, Ledger, Receipted, Stands, TRIES, Taken};
pub use memory::Memory;
pub use names::Names;
pub use office::{Failure, Moment, Office};
pub use registry::{Earlier, Person, Registry};
pub use spots::Wanted;
pub use world::{Source, Sources, World};
