//! The registry of people: which certificate belongs to which person. A person can have a chain of
//! certificates, each renewing the one before.

use super::DataError;
use card_points::backend::Refusal;
use card_points::certificate::Certificate;
use card_points::programme::{ApplicationState, FirstRound, read_json};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// People and their certificates.
pub struct Registry {
    people: HashMap<String, Person>,
    /// By authority key identifier and serial number.
    records: HashMap<(String, String), CertificateRecord>,
    /// Keys of `records` by serial number alone: a renewal names the certificate that it replaces
    /// by serial number, without saying which generation of the authority issued it.
    by_serial: HashMap<String, Vec<(String, String)>>,
    applications: Vec<PriorApplication>,
}

/// What the programme needs to know about a person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The registry's identifier of the person. It never leaves the backend.
    pub person: String,
    /// Date of birth.
    pub born: Date,
    /// The day the card was requested.
    pub card_requested: Date,
    /// Participation in the first round of the programme.
    pub first_round: FirstRound,
    /// Whether the card is registered as a health insurance card.
    pub health_insurance: bool,
    /// Whether a government fund receipt account (公金受取口座) is registered.
    pub receipt_account: bool,
}

/// An application that was accepted before this backend started operating.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorApplication {
    /// [`Person::person`] of the applicant.
    pub person: String,
    /// The measures' ids.
    pub measures: Vec<String>,
    /// The payment service's number.
    pub service: String,
    /// Payment service ID, normalised.
    pub account: String,
    /// When it was accepted.
    pub at: Timestamp,
    /// The state of its measures.
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
    /// [`DataError`], with the field.
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
        for (nth, prior) in registry.applications.iter().enumerate() {
            if !registry.people.contains_key(&prior.person) {
                let field = format!("applications[{nth}].person");
                return Err(data_error(field, "not among the people"));
            }
            if prior.measures.is_empty() {
                let field = format!("applications[{nth}].measures");
                return Err(data_error(field, "empty"));
            }
            let account = (&prior.service, &prior.account);
            if *holders.entry(account).or_insert(&prior.person) != &prior.person {
                let field = format!("applications[{nth}].account");
                return Err(data_error(field, "another person's points go there"));
            }
        }
        Ok(registry)
    }

    /// The person whom the certificate belongs to.
    ///
    /// A certificate that was replaced still identifies the person. Whether it may still be used is
    /// decided by the revocation list.
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

    /// Applications that were accepted before this backend started operating.
    #[must_use]
    pub fn prior_applications(&self) -> &[PriorApplication] {
        &self.applications
    }

    /// Whether a renewal leads back to a first issue, through certificates of the same person only.
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
        for (name, value) in [("authority", &record.authority), ("serial", &record.serial)] {
            if !is_lower_hex(value) {
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

/// Whole bytes in lower-case hex, at least one: the notation that certificates are looked up by.
fn is_lower_hex(text: &str) -> bool {
    hex::decode(text).is_ok_and(|bytes| !bytes.is_empty() && hex::encode(bytes) == text)
}

fn data_error(field: String, problem: &str) -> DataError {
    DataError {
        field,
        problem: problem.to_owned(),
    }
}
