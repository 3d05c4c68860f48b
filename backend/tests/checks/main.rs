//! Every refusal, in the order of the checks; and what went wrong in the real programme.

#[path = "../support/mod.rs"]
mod support;

mod applying;
mod authorities;
mod certificate;
mod confirmation;
mod data;
mod form;
mod registry;
mod rules;
mod signature;
mod uniqueness;

use card_points::application::{Declaration, Holder, Purpose, base64url};
use card_points::backend::{ApplicationStatus, Receipt, Refusal, Submission};
use card_points::payment::FieldRule;
use card_points::programme::{AgeGroup, ApplicationState, UnavailableMeasure};
use card_points_backend::checks::{
    Accounts, Backend, ChallengeIssuer, DataSource, DataSources, MemoryLedger,
};
use card_points_backend::sandbox;
use card_points_fixtures::authority::{Authority, AuthorityKind};
use jiff::Timestamp;
use std::sync::Arc;
use support::{
    ALL_MEASURES, Applicant, ApplicationDraft, FakePaymentServices, NOW, URL, applicant, bytes,
    context_at, id_generator, later, poll_ready, preregistration, refusal, sandbox_data,
};

const SAKURA: &str = "MP0000001";

/// A backend in memory, at [`NOW`] unless a test says otherwise.
struct TestBackend {
    inner: Backend<MemoryLedger, Arc<FakePaymentServices<Accounts>>>,
    payment_services: Arc<FakePaymentServices<Accounts>>,
}

fn test_backend() -> TestBackend {
    test_backend_of(&sandbox::data_sources_of(sandbox_data()).0)
}

fn test_backend_of(sources: &DataSources) -> TestBackend {
    let data = sources.load(NOW).expect("valid data");
    let (_, accounts) = sandbox::data_sources_of(sandbox_data());
    let accounts = Accounts::from_json(&accounts, &data.services).expect("valid accounts");
    let payment_services = Arc::new(FakePaymentServices::new(accounts));
    let ledger = MemoryLedger::new(&data.registry, &id_generator());
    let challenges = ChallengeIssuer::new(&[1; 32]);
    TestBackend {
        inner: Backend::new(data, URL, challenges, ledger, payment_services.clone()),
        payment_services,
    }
}

/// A backend whose rules were changed by an operator.
fn test_backend_with_rules(change: impl FnOnce(&mut serde_json::Value)) -> TestBackend {
    test_backend_of(&sources_with_rules(change))
}

fn sources_with_rules(change: impl FnOnce(&mut serde_json::Value)) -> DataSources {
    let (mut sources, _) = sandbox::data_sources_of(sandbox_data());
    let mut rules = serde_json::from_str(&sources.programme).unwrap();
    change(&mut rules);
    sources.programme = rules.to_string();
    sources
}

impl TestBackend {
    fn challenge(&self, now: Timestamp) -> String {
        self.inner.challenge(context_at(now)).challenge
    }

    fn send(&self, now: Timestamp, submission: &Submission) -> Result<Receipt, Refusal> {
        self.send_bytes(now, &bytes(submission))
    }

    fn send_bytes(&self, now: Timestamp, body: &[u8]) -> Result<Receipt, Refusal> {
        refusal(poll_ready(self.inner.apply(context_at(now), body)))
    }

    fn apply(&self, person: &Applicant, draft: &ApplicationDraft) -> Result<Receipt, Refusal> {
        self.apply_at(NOW, person, draft)
    }

    fn apply_at(
        &self,
        now: Timestamp,
        person: &Applicant,
        draft: &ApplicationDraft,
    ) -> Result<Receipt, Refusal> {
        self.send(now, &self.signed(now, person, draft))
    }

    fn signed(&self, now: Timestamp, person: &Applicant, draft: &ApplicationDraft) -> Submission {
        draft.sign(person, &self.challenge(now), &url(Purpose::Apply))
    }

    fn status(&self, person: &Applicant) -> Result<ApplicationStatus, Refusal> {
        self.send_status(NOW, &self.status_request(NOW, person))
    }

    fn status_request(&self, now: Timestamp, person: &Applicant) -> Submission {
        let url = url(Purpose::Status);
        person.sign(Purpose::Status, &self.challenge(now), &url, b"")
    }

    fn send_status(
        &self,
        now: Timestamp,
        submission: &Submission,
    ) -> Result<ApplicationStatus, Refusal> {
        let body = bytes(submission);
        refusal(poll_ready(self.inner.status(context_at(now), &body)))
    }

    fn preregister(&self, person: &Applicant, holder: Holder) -> Result<String, Refusal> {
        let payload = serde_json::to_vec(&preregistration(sandbox_data(), holder)).unwrap();
        let (nonce, url) = (self.challenge(NOW), url(Purpose::Preregister));
        let submission = bytes(&person.sign(Purpose::Preregister, &nonce, &url, &payload));
        let issued = self.inner.preregister(context_at(NOW), &submission);
        refusal(poll_ready(issued)).map(|issued| issued.individual_key_id)
    }

    fn assert_nothing_applied(&self, person: &Applicant) {
        assert_eq!(self.status(person).unwrap().facts.applied, []);
    }
}

fn url(purpose: Purpose) -> String {
    format!("{URL}{}", purpose.path())
}

fn draft(person: &Applicant, measures: &[&str]) -> ApplicationDraft {
    person.application(sandbox_data(), measures)
}

fn break_signature(submission: &mut Submission) {
    let signature = base64url(&[0; 256]);
    assert_ne!(submission.signed.signature, signature);
    submission.signed.signature = signature;
}
