//! What the card signs: a JWS (RFC 7515, RS256) over the very summary that the person confirmed.
//!
//! Protected header: `alg`, `typ`, `x5c`, `nonce` (the backend's challenge) and `url`, as RFC 8555
//! §6.4 does it, so that no other server can pass a challenge on. Security codes are not signed in
//! clear: the payload holds SHA-256 of (32 random bytes ‖ codes); both travel beside the JWS and
//! are stored nowhere.

use crate::secret::Secret;
use crate::text::Language;
use base64::{Engine as _, engine::general_purpose};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

/// What a signature is for: the JWS header's `typ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Apply for measures (申込).
    #[serde(rename = "card-points-apply+jws")]
    Apply,
    /// Have an Individual Key ID issued (予約).
    #[serde(rename = "card-points-preregister+jws")]
    Preregister,
    /// See what stands.
    #[serde(rename = "card-points-status+jws")]
    Status,
}

/// Whose points they are, and who applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The person whose card it is applies themself.
    Myself,
    /// The legal representative (法定代理人) applies with the card of a child under 15.
    Representative,
}

impl Holder {
    /// What is declared with an application.
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

    /// What is declared with a preregistration, which names no account.
    #[must_use]
    pub fn preregistration_declarations(self) -> Vec<Declaration> {
        match self {
            Self::Myself => Vec::new(),
            Self::Representative => vec![Declaration::LegalRepresentative],
        }
    }
}

/// What the person declares; signed with the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declaration {
    /// The account is in the applicant's own name.
    OwnAccount,
    /// I am the child's legal representative.
    LegalRepresentative,
    /// The account is the child's or mine, and no other person's points go to that service for
    /// me: another service than the one for my own points or for another child's.
    SeparateService,
}

/// The payload of *apply*: what the summary showed, in the language that it showed it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Version of the rules.
    pub rules: String,
    /// Version of the terms agreed to.
    pub terms: String,
    /// Language of the summary.
    pub language: Language,
    /// Who applies.
    pub holder: Holder,
    /// What was declared.
    pub declarations: Vec<Declaration>,
    /// Measures with their highest yen.
    pub measures: Vec<RequestedMeasure>,
    /// The payment service's number.
    pub service: String,
    /// The payment service's name as displayed.
    pub service_name: String,
    /// Payment service ID, normalised.
    pub account: String,
    /// base64url of SHA-256 (salt ‖ codes), see [`seal`].
    pub codes: String,
}

/// A measure that is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestedMeasure {
    /// The measure's id.
    pub measure: String,
    /// The most it is worth, in yen, as shown.
    pub yen: i32,
}

/// The payload of *preregister*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preregistration {
    /// Version of the terms agreed to.
    pub terms: String,
    /// Language in which they were shown.
    pub language: Language,
    /// Who preregisters.
    pub holder: Holder,
    /// What was declared.
    pub declarations: Vec<Declaration>,
}

/// The JWS protected header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JwsHeader {
    /// Always `RS256`.
    pub alg: String,
    /// What it is for.
    pub typ: Purpose,
    /// The user certification certificate, base64 DER (RFC 7515 §4.1.6).
    pub x5c: Vec<String>,
    /// The challenge.
    pub nonce: String,
    /// The address that it is sent to.
    pub url: String,
}

/// A JWS that waits for the card's signature.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsignedJws {
    protected: String,
    payload: String,
}

/// A signed JWS, flattened JSON serialization (RFC 7515 §7.2.2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedJws {
    /// base64url of the protected header.
    pub protected: String,
    /// base64url of the payload.
    pub payload: String,
    /// base64url of the signature.
    pub signature: String,
}

impl UnsignedJws {
    /// Builds what is to be signed. `payload` is JSON, or empty for *status*.
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

    /// SHA-256 of the signing input (RFC 7515 §5.1), which the card signs.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        signing_digest(&self.protected, &self.payload)
    }

    /// The bytes that the signature is over.
    #[must_use]
    pub fn signing_input(&self) -> String {
        signing_input(&self.protected, &self.payload)
    }

    /// Puts the card's signature to it.
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
    /// SHA-256 of the signing input: the application's own idempotency key.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        signing_digest(&self.protected, &self.payload)
    }

    /// The bytes that the signature is over.
    #[must_use]
    pub fn signing_input(&self) -> String {
        signing_input(&self.protected, &self.payload)
    }
}

impl std::fmt::Debug for SignedJws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signed(..)")
    }
}

/// Seals security codes: base64url of SHA-256 (salt ‖ codes), the codes joined by a zero byte,
/// which none of them can contain.
#[must_use]
pub fn seal(salt: &[u8; 32], codes: &[Secret]) -> String {
    let mut context = ring::digest::Context::new(&SHA256);
    context.update(salt);
    for (nth, code) in codes.iter().enumerate() {
        if nth > 0 {
            context.update(&[0]);
        }
        context.update(code.bytes());
    }
    base64url(context.finish().as_ref())
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
