//! The registry of people: which certificate is whose. A person is a chain of certificates.

use super::DataError;
use card_points::backend::Refusal;
use card_points::certificate::Certificate;
use card_points::programme::{ApplicationState, FirstRound, read_json};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Who is known, with which certificates.
pub struct Registry {
    people: HashMap<String, Person>,
    /// By authority and serial number.
    records: HashMap<(String, String), CertificateRecord>,
    /// By serial number alone: what a renewal names is an older certificate of this or of an
    /// earlier generation of the authority, and it does not say which.
    by_serial: HashMap<String, Vec<(String, String)>>,
    applications: Vec<PriorApplication>,
}

/// A person, as far as the programme must know one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The registry's own name for the person; never leaves the backend.
    pub person: String,
    /// Date of birth.
    pub born: Date,
    /// The day the card was requested.
    pub card_requested: Date,
    /// What is known of the first round.
    pub first_round: FirstRound,
    /// Registered the card as a health insurance card.
    pub health_insurance: bool,
    /// Registered a government fund receipt account.
    pub receipt_account: bool,
}

/// An application that stood before this backend began.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorApplication {
    /// Whose.
    pub person: String,
    /// Measures.
    pub measures: Vec<String>,
    /// The payment service's number.
    pub service: String,
    /// Payment service ID, normalised.
    pub account: String,
    /// When it was taken.
    pub at: Timestamp,
    /// How far it has come.
    pub state: ApplicationState,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistryFile {
    people: Vec<Person>,
    certificates: Vec<CertificateRecord>,
    #[serde(default)]
    applications: Vec<PriorApplication>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateRecord {
    authority: String,
    serial: String,
    person: String,
    issue: IssueKind,
    replaces: Option<String>,
    known_from: Option<Timestamp>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum IssueKind {
    First,
    Renewal,
}

impl Registry {
    /// Reads the registry from JSON and checks it.
    ///
    /// # Errors
    /// [`DataError`] names the field.
    pub fn from_json(json: &str) -> Result<Self, DataError> {
        let file: RegistryFile = read_json(json)?;
        let mut people = HashMap::new();
        for (nth, person) in file.people.into_iter().enumerate() {
            let name = person.person.clone();
            if name.is_empty() || people.insert(name, person).is_some() {
                return Err(data_error(
                    format!("people[{nth}].person"),
                    "empty or twice",
                ));
            }
        }
        let mut registry = Self {
            people,
            records: HashMap::new(),
            by_serial: HashMap::new(),
            applications: file.applications,
        };
        for (nth, record) in file.certificates.into_iter().enumerate() {
            registry.add(record, &format!("certificates[{nth}]"))?;
        }
        let mut holders = HashMap::new();
        for (nth, earlier) in registry.applications.iter().enumerate() {
            if !registry.people.contains_key(&earlier.person) {
                let field = format!("applications[{nth}].person");
                return Err(data_error(field, "not among the people"));
            }
            if earlier.measures.is_empty() {
                let field = format!("applications[{nth}].measures");
                return Err(data_error(field, "empty"));
            }
            let account = (&earlier.service, &earlier.account);
            if *holders.entry(account).or_insert(&earlier.person) != &earlier.person {
                let field = format!("applications[{nth}].account");
                return Err(data_error(field, "another person's points go there"));
            }
        }
        Ok(registry)
    }

    /// Whose certificate this is.
    ///
    /// A superseded certificate is still the same person's: whether it may still be used is for
    /// the revocation list to say.
    ///
    /// # Errors
    /// [`Refusal::NotKnownYet`], [`Refusal::BrokenChain`].
    pub fn person_of(&self, certificate: &Certificate, now: Timestamp) -> Result<&Person, Refusal> {
        let key = (
            certificate.authority_key_id().to_owned(),
            certificate.serial().to_owned(),
        );
        let record = self
            .records
            .get(&key)
            .ok_or(Refusal::NotKnownYet { after: None })?;
        if record.known_from.is_some_and(|from| now < from) {
            let after = record.known_from;
            return Err(Refusal::NotKnownYet { after });
        }
        if !self.is_chain_complete(&key, record) {
            return Err(Refusal::BrokenChain);
        }
        self.people
            .get(&record.person)
            .ok_or(Refusal::NotKnownYet { after: None })
    }

    /// Applications that stood before this backend began.
    #[must_use]
    pub fn prior_applications(&self) -> &[PriorApplication] {
        &self.applications
    }

    /// Follows a renewal back to the first issue, all of it the same person's.
    fn is_chain_complete(&self, key: &(String, String), record: &CertificateRecord) -> bool {
        let mut seen = HashSet::from([key]);
        let mut record = record;
        while record.issue == IssueKind::Renewal {
            let Some(serial) = &record.replaces else {
                return false;
            };
            let before = self
                .by_serial
                .get(serial)
                .into_iter()
                .flatten()
                .filter(|before| self.records[*before].person == record.person)
                .find(|before| seen.insert(before));
            let Some(before) = before else {
                return false;
            };
            record = &self.records[before];
        }
        true
    }

    fn add(&mut self, record: CertificateRecord, field: &str) -> Result<(), DataError> {
        let lower_hex = |text: &str| {
            !text.is_empty()
                && text.len().is_multiple_of(2)
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        for (name, value) in [("authority", &record.authority), ("serial", &record.serial)] {
            if !lower_hex(value) {
                return Err(data_error(format!("{field}.{name}"), "not lower-case hex"));
            }
        }
        if !self.people.contains_key(&record.person) {
            return Err(data_error(
                format!("{field}.person"),
                "not among the people",
            ));
        }
        if record.issue == IssueKind::First && record.replaces.is_some() {
            return Err(data_error(
                format!("{field}.replaces"),
                "a first issue replaces nothing",
            ));
        }
        let key = (record.authority.clone(), record.serial.clone());
        let serials = self.by_serial.entry(record.serial.clone()).or_default();
        serials.push(key.clone());
        if self.records.insert(key, record).is_some() {
            return Err(data_error(format!("{field}.serial"), "twice"));
        }
        Ok(())
    }
}

fn data_error(field: String, why: &str) -> DataError {
    DataError {
        field,
        problem: why.to_owned(),
    }
}
