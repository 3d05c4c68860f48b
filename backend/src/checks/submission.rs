//! Form: what came in, taken apart; nothing in it believed yet.

use super::authority::UnverifiedCertificate;
use base64::{Engine as _, engine::general_purpose};
use card_points::application::{Application, JwsHeader, Preregistration, Purpose, SignedJws, seal};
use card_points::backend::{CodeOpening, MAX_BODY_BYTES, Submission};
use card_points::secret::Secret;
use serde::de::DeserializeOwned;

/// A submission in due form.
pub struct ParsedSubmission<P> {
    pub jws: SignedJws,
    pub header: JwsHeader,
    pub certificate: UnverifiedCertificate,
    pub signature: Vec<u8>,
    pub payload: P,
}

/// A payload: what is signed for one [`Purpose`].
pub trait Payload: Sized {
    const PURPOSE: Purpose;

    /// From the payload's bytes and what travels beside them.
    fn read(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self>;
}

/// *status*: empty.
pub struct StatusRequest;

/// *apply*, its codes opened.
pub struct OpenedApplication {
    pub application: Application,
    pub codes: Vec<Secret>,
}

impl Payload for StatusRequest {
    const PURPOSE: Purpose = Purpose::Status;

    fn read(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        (payload.is_empty() && opening.is_none()).then_some(Self)
    }
}

impl Payload for Preregistration {
    const PURPOSE: Purpose = Purpose::Preregister;

    fn read(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        opening.is_none().then(|| json(payload))?
    }
}

impl Payload for OpenedApplication {
    const PURPOSE: Purpose = Purpose::Apply;

    fn read(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        let mut opening = opening?;
        let application: Application = json(payload)?;
        let salt: [u8; 32] = decode(&opening.salt)?.try_into().ok()?;
        let codes: Vec<Secret> = std::mem::take(&mut opening.codes)
            .into_iter()
            .map(Secret::from)
            .collect();
        let asked = &application.measures;
        let twice = |nth: usize| asked[..nth].iter().any(|a| a.measure == asked[nth].measure);
        if asked.is_empty() || (0..asked.len()).any(twice) {
            return None;
        }
        // Codes that travel beside the signature must be the ones that were signed.
        (seal(&salt, &codes) == application.codes).then_some(Self { application, codes })
    }
}

impl<P: Payload> ParsedSubmission<P> {
    /// Reads a body that was sent to `url`. `None`: not of the form that was agreed.
    pub fn read(body: &[u8], url: &str) -> Option<Self> {
        if body.len() > MAX_BODY_BYTES {
            return None;
        }
        let Submission { signed, opening } = json(body)?;
        let header: JwsHeader = json(&decode(&signed.protected)?)?;
        if header.alg != "RS256" || header.typ != P::PURPOSE || header.url != url {
            return None;
        }
        let [certificate] = header.x5c.as_slice() else {
            return None;
        };
        let certificate = general_purpose::STANDARD.decode(certificate).ok()?;
        Some(Self {
            certificate: UnverifiedCertificate::from_der(certificate)?,
            signature: decode(&signed.signature)?,
            payload: P::read(&decode(&signed.payload)?, opening)?,
            header,
            jws: signed,
        })
    }

    /// Whether the certificate's key signed it.
    pub fn is_signature_valid(&self) -> bool {
        let input = self.jws.signing_input();
        self.certificate.verifies(input.as_bytes(), &self.signature)
    }
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

fn decode(text: &str) -> Option<Vec<u8>> {
    general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}
