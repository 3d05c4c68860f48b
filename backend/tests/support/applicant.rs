//! People who sign with their virtual card.

use card_points::application::{
    Application, Declaration, Holder, Preregistration, Purpose, RequestedMeasure, UnsignedJws,
    base64url, seal,
};
use card_points::backend::{CodeOpening, Submission};
use card_points::programme::Programme;
use card_points::secret::Secret;
use card_points::text::Language;
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::JPKI_AID;
use card_points_fixtures::sandbox::{SampleCard, SandboxData};

/// A person with a card, who signs what an app would sign, or something else.
#[derive(Clone)]
pub struct Applicant {
    pub sample: SampleCard,
    pub certificate: Vec<u8>,
    key: CardKey,
}

impl Applicant {
    pub fn new(sandbox: &SandboxData, id: &str) -> Self {
        let sample = sandbox.sample(id).expect("a card of the fixtures").clone();
        let certificate = sample.card().certificate().expect("a certificate").to_vec();
        Self {
            sample,
            certificate,
            key: AUTHENTICATION_KEY,
        }
    }

    /// An application with the person's own account, as an app would make it.
    pub fn application(&self, sandbox: &SandboxData, measures: &[&str]) -> ApplicationDraft {
        let account = self.sample.account.as_ref().expect("an account");
        ApplicationDraft::new(
            sandbox,
            measures,
            account.service,
            account.id,
            account.codes,
        )
    }

    /// Signs with the card.
    pub fn sign(&self, purpose: Purpose, nonce: &str, url: &str, payload: &[u8]) -> Submission {
        let unsigned = UnsignedJws::new(purpose, &self.certificate, nonce, url, payload);
        let signature = self.signature(&unsigned.digest());
        Submission {
            signed: unsigned.signed(&signature),
            opening: None,
        }
    }

    /// Uses the card's signature certificate from now on.
    pub fn use_signature_certificate(&mut self) {
        self.key = SIGNATURE_KEY;
        let mut card = self.ready_card();
        let file = send(&mut card, &[0x00, 0xB0, 0x81, 0x00, 0x00, 0x00, 0x00]);
        let length = card_points::certificate::der_length(&file).expect("a certificate");
        self.certificate = file[..length].to_vec();
    }

    /// The card's signature over a digest.
    pub fn signature(&self, digest: &[u8; 32]) -> Vec<u8> {
        // DigestInfo of SHA-256, RFC 8017 §9.2 note 1.
        let info = [
            0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x01, 0x05, 0x00, 0x04, 0x20,
        ];
        let header = [0x80, 0x2A, 0x00, self.key.key_reference, 51];
        send(
            &mut self.ready_card(),
            &[&header[..], &info, digest, &[0]].concat(),
        )
    }

    /// The card, after SELECT and VERIFY.
    fn ready_card(&self) -> VirtualCard {
        let mut card = self.sample.card();
        let password = self.key.password.unwrap_or(self.sample.pin);
        send(
            &mut card,
            &[&[0x00, 0xA4, 0x04, 0x0C, 10][..], &JPKI_AID].concat(),
        );
        let length = u8::try_from(password.len()).expect("short");
        let header = [0x00, 0x20, 0x00, self.key.password_reference, length];
        send(&mut card, &[&header[..], password.as_bytes()].concat());
        card
    }
}

/// One of the card's two keys, by the references of its password and of itself.
#[derive(Clone, Copy)]
struct CardKey {
    password_reference: u8,
    key_reference: u8,
    /// `None`: the person's 4-digit password.
    password: Option<&'static str>,
}

const AUTHENTICATION_KEY: CardKey = CardKey {
    password_reference: 0x98,
    key_reference: 0x97,
    password: None,
};

const SIGNATURE_KEY: CardKey = CardKey {
    password_reference: 0x9B,
    key_reference: 0x9A,
    password: Some("PRACTICE1"),
};

fn send(card: &mut VirtualCard, command: &[u8]) -> Vec<u8> {
    let mut reply = card.transmit(command).bytes().expect("a reply");
    let status = reply.split_off(reply.len() - 2);
    assert_eq!(status, [0x90, 0x00], "to {:02x?}", &command[..4]);
    reply
}

/// An application before it is signed. Tests change its fields.
#[derive(Clone)]
pub struct ApplicationDraft {
    pub application: Application,
    pub codes: Vec<String>,
    pub salt: [u8; 32],
}

impl ApplicationDraft {
    pub fn new(
        sandbox: &SandboxData,
        measures: &[&str],
        service: &str,
        id: &str,
        codes: &[&str],
    ) -> Self {
        let named = sandbox.services.iter().find(|one| one.number == service);
        let programme = &sandbox.programme;
        let application = Application {
            rules: programme.version.clone(),
            terms: programme.terms.version.clone(),
            language: Language::English,
            holder: Holder::Myself,
            declarations: vec![Declaration::OwnAccount],
            measures: measures
                .iter()
                .map(|id| requested_measure(programme, id))
                .collect(),
            service: service.to_owned(),
            service_name: named
                .map_or("", |one| one.name.get(Language::English))
                .to_owned(),
            account: id.to_owned(),
            codes: String::new(),
        };
        Self {
            application,
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            salt: [9; 32],
        }
    }

    pub fn for_child(mut self) -> Self {
        self.application.holder = Holder::Representative;
        self.application.declarations = vec![
            Declaration::LegalRepresentative,
            Declaration::SeparateService,
        ];
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Seals the codes, and lets the applicant sign.
    pub fn sign(&self, applicant: &Applicant, nonce: &str, url: &str) -> Submission {
        let codes: Vec<Secret> = self.codes.iter().map(|code| code.as_str().into()).collect();
        let mut application = self.application.clone();
        application.codes = seal(&self.salt, &codes);
        let payload = serde_json::to_vec(&application).expect("plain data");
        let mut submission = applicant.sign(Purpose::Apply, nonce, url, &payload);
        submission.opening = Some(CodeOpening {
            salt: base64url(&self.salt),
            codes: self.codes.clone(),
        });
        submission
    }
}

fn requested_measure(programme: &Programme, id: &str) -> RequestedMeasure {
    let measure = programme.measure(id);
    RequestedMeasure {
        measure: id.to_owned(),
        yen: measure.map_or(1, |measure| measure.worth.max_yen()),
    }
}

/// The payload of a preregistration.
pub fn preregistration(sandbox: &SandboxData, holder: Holder) -> Preregistration {
    Preregistration {
        terms: sandbox.programme.terms.version.clone(),
        language: Language::Japanese,
        holder,
        declarations: match holder {
            Holder::Myself => vec![],
            Holder::Representative => vec![Declaration::LegalRepresentative],
        },
    }
}
