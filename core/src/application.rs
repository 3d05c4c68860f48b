//! What the card signs: a JWS (RFC 7515, RS256) of the summary that the person confirmed.
//!
//! The protected header has `alg`, `typ`, `x5c`, `nonce` (the backend's challenge) and `url`. As in
//! RFC 8555 §6.4, the signed `url` stops another server from passing a challenge on and using the
//! signature elsewhere.
//!
//! The signed application contains no security code, only SHA-256 (salt ‖ codes) with a salt of 32
//! random bytes. Salt and codes travel beside the JWS, and are stored nowhere.

use crate::secret::Secret;
use crate::text::Language;
use base64::{Engine as _, engine::general_purpose};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

/// What a signature is for: `typ` of the JWS header (RFC 7515 §4.1.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Apply for measures (申込).
    #[serde(rename = "card-points-apply+jws")]
    Apply,
    /// Have an Individual Key ID issued (予約).
    #[serde(rename = "card-points-preregister+jws")]
    Preregister,
    /// See what the person has applied for.
    #[serde(rename = "card-points-status+jws")]
    Status,
}

/// Whose points these are, and who applies for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The cardholder applies for their own points.
    Myself,
    /// The legal representative (法定代理人) applies for a child under 15, with the child's card.
    Representative,
}

impl Holder {
    /// The declarations that an application contains.
    #[must_use]
    pub fn declarations(self) -> Vec<Declaration> {
        match self {
            Self::Myself => vec![Declaration::OwnAccount],
            Self::Representative => vec![
                Declaration::LegalRepresentative,
                Declaration::SeparateService,
            ],
        }
    }

    /// The declarations that a preregistration contains. They are fewer, since it names no account.
    #[must_use]
    pub fn preregistration_declarations(self) -> Vec<Declaration> {
        match self {
            Self::Myself => Vec::new(),
            Self::Representative => vec![Declaration::LegalRepresentative],
        }
    }
}

/// What the person declares. It is signed with the rest of the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declaration {
    /// "The account is in my own name."
    OwnAccount,
    /// "I am the child's legal representative."
    LegalRepresentative,
    /// "The account belongs to the child or to me. Neither my own points nor another child's points go
    /// to this service."
    SeparateService,
}

/// The payload of *apply*: what the confirmed summary showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The version of the programme's rules.
    pub rules: String,
    /// The version of the terms that the person agreed to.
    pub terms: String,
    /// The language of the summary.
    pub language: Language,
    /// Whose points these are.
    pub holder: Holder,
    /// What the person declared.
    pub declarations: Vec<Declaration>,
    /// The measures, with the highest amount of each.
    pub measures: Vec<RequestedMeasure>,
    /// The payment service's number.
    pub service: String,
    /// The payment service's name, as the summary showed it.
    pub service_name: String,
    /// The payment service ID (決済サービスID), normalised.
    pub account: String,
    /// SHA-256 (salt ‖ codes) in base64url, see [`seal`].
    pub codes: String,
}

/// A measure that is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestedMeasure {
    /// The measure's id.
    pub measure: String,
    /// The highest amount that it is worth, in yen, as the summary showed it.
    pub yen: i32,
}

/// The payload of *preregister*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preregistration {
    /// The version of the terms that the person agreed to.
    pub terms: String,
    /// The language in which they were shown.
    pub language: Language,
    /// Whose points these will be.
    pub holder: Holder,
    /// What the person declared.
    pub declarations: Vec<Declaration>,
}

/// The protected header of a JWS (RFC 7515 §4.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JwsHeader {
    /// Always `RS256` (RFC 7518 §3.3).
    pub alg: String,
    /// What the signature is for.
    pub typ: Purpose,
    /// The user certification certificate: DER in base64 (RFC 7515 §4.1.6).
    pub x5c: Vec<String>,
    /// The backend's challenge (RFC 8555 §6.5.2).
    pub nonce: String,
    /// The address that the JWS is sent to (RFC 8555 §6.4.1).
    pub url: String,
}

/// A JWS without its signature, which the card still has to make.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsignedJws {
    protected: String,
    payload: String,
}

/// A signed JWS in the flattened JSON serialization (RFC 7515 §7.2.2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedJws {
    /// The protected header, in base64url.
    pub protected: String,
    /// The payload, in base64url.
    pub payload: String,
    /// The signature, in base64url.
    pub signature: String,
}

impl UnsignedJws {
    /// Builds header and payload. `certificate` is DER. `payload` is JSON; for *status* it is empty.
    #[must_use]
    pub fn new(
        purpose: Purpose,
        certificate: &[u8],
        nonce: &str,
        url: &str,
        payload: &[u8],
    ) -> Self {
        let header = JwsHeader {
            alg: "RS256".into(),
            typ: purpose,
            x5c: vec![general_purpose::STANDARD.encode(certificate)],
            nonce: nonce.into(),
            url: url.into(),
        };
        let header = serde_json::to_vec(&header).expect("a header of strings serialises");
        Self {
            protected: base64url(&header),
            payload: base64url(payload),
        }
    }

    /// SHA-256 of the signing input (RFC 7515 §5.1). This is what the card signs.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        signing_digest(&self.protected, &self.payload)
    }

    /// The signed text (RFC 7515 §5.1).
    #[must_use]
    pub fn signing_input(&self) -> String {
        signing_input(&self.protected, &self.payload)
    }

    /// Adds the card's signature.
    #[must_use]
    pub fn signed(self, signature: &[u8]) -> SignedJws {
        SignedJws {
            protected: self.protected,
            payload: self.payload,
            signature: base64url(signature),
        }
    }
}

impl SignedJws {
    /// SHA-256 of the signing input. It is the idempotency key: the same signed bytes get the same receipt.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        signing_digest(&self.protected, &self.payload)
    }

    /// The signed text (RFC 7515 §5.1).
    #[must_use]
    pub fn signing_input(&self) -> String {
        signing_input(&self.protected, &self.payload)
    }
}

impl std::fmt::Debug for SignedJws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignedJws(..)")
    }
}

/// Seals security codes: SHA-256 (salt ‖ codes) in base64url. A zero byte, which no code can contain,
/// separates the codes, so that two lists of codes never give the same bytes.
#[must_use]
pub fn seal(salt: &[u8; 32], codes: &[Secret]) -> String {
    let mut hash = ring::digest::Context::new(&SHA256);
    hash.update(salt);
    for (nth, code) in codes.iter().enumerate() {
        if nth > 0 {
            hash.update(&[0]);
        }
        hash.update(code.bytes());
    }
    base64url(hash.finish().as_ref())
}

/// base64url without padding (RFC 7515 §2).
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// The JWS signing input (RFC 7515 §5.1).
fn signing_input(protected: &str, payload: &str) -> String {
    format!("{protected}.{payload}")
}

fn signing_digest(protected: &str, payload: &str) -> [u8; 32] {
    digest(&SHA256, signing_input(protected, payload).as_bytes())
        .as_ref()
        .try_into()
        .expect("SHA-256 has 32 bytes")
}
