//! Whether a payment service has an account with the given security codes.

use super::DataError;
use card_points::payment::PaymentService;
use card_points::programme::read_json;
use card_points::secret::Secret;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A payment service's reply about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// It has the account, and the codes are right.
    Confirmed,
    /// There is no such account with these codes.
    NotConfirmed,
    /// The service could not be reached.
    Unreachable,
}

/// Access to the payment services. An implementation needs a timeout of its own, and must not write
/// the codes anywhere.
pub trait PaymentServices: Send + Sync {
    /// Asks the service with that number whether it has the account with these codes.
    fn confirm_account(
        &self,
        service: &str,
        account: &str,
        codes: &[Secret],
    ) -> impl Future<Output = Confirmation> + Send;
}

impl<P: PaymentServices> PaymentServices for Arc<P> {
    fn confirm_account(
        &self,
        service: &str,
        account: &str,
        codes: &[Secret],
    ) -> impl Future<Output = Confirmation> + Send {
        P::confirm_account(self, service, account, codes)
    }
}

/// Payment services whose accounts are data: the sandbox's, or those of a file.
pub struct Accounts {
    codes: HashMap<(String, String), Vec<Secret>>,
    unreachable: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountsFile {
    accounts: Vec<AccountEntry>,
    #[serde(default)]
    unreachable: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountEntry {
    service: String,
    account: String,
    codes: Vec<String>,
    #[serde(default, rename = "holder")]
    _holder: String,
}

impl Accounts {
    /// Parses the accounts from JSON and checks them against the services.
    ///
    /// # Errors
    /// [`DataError`], with the field, and without the codes.
    pub fn from_json(json: &str, services: &[PaymentService]) -> Result<Self, DataError> {
        let file: AccountsFile = read_json(json)?;
        let known = |number: &str| services.iter().find(|service| service.number == number);
        let mut codes = HashMap::new();
        for (nth, account) in file.accounts.into_iter().enumerate() {
            let data_error = |name: &str, problem: &str| DataError {
                field: format!("accounts[{nth}].{name}"),
                problem: problem.to_owned(),
            };
            let service = known(&account.service)
                .ok_or_else(|| data_error("service", "not among the services"))?;
            if service.id.normalise(&account.account).as_ref() != Ok(&account.account) {
                return Err(data_error(
                    "account",
                    "not of the service's format, normalised",
                ));
            }
            if account.codes.len() != service.codes.len() {
                return Err(data_error("codes", "not as many as the service has"));
            }
            let key = (account.service, account.account);
            let secrets = account.codes.into_iter().map(Secret::from).collect();
            if codes.insert(key, secrets).is_some() {
                return Err(data_error("account", "twice"));
            }
        }
        for (nth, number) in file.unreachable.iter().enumerate() {
            if known(number).is_none() {
                return Err(DataError {
                    field: format!("unreachable[{nth}]"),
                    problem: "not among the services".to_owned(),
                });
            }
        }
        Ok(Self {
            codes,
            unreachable: file.unreachable.into_iter().collect(),
        })
    }
}

impl PaymentServices for Accounts {
    async fn confirm_account(
        &self,
        service: &str,
        account: &str,
        codes: &[Secret],
    ) -> Confirmation {
        if self.unreachable.contains(service) {
            return Confirmation::Unreachable;
        }
        match self.codes.get(&(service.to_owned(), account.to_owned())) {
            Some(expected) if expected == codes => Confirmation::Confirmed,
            _ => Confirmation::NotConfirmed,
        }
    }
}
