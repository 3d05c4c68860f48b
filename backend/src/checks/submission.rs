//! A request's body, parsed; nothing in it is verified yet.

use super::certificate::UnverifiedCertificate;
use base64::{Engine as _, engine::general_purpose};
use card_points::application::{Application, JwsHeader, Preregistration, Purpose, SignedJws, seal};
use card_points::backend::{CodeOpening, MAX_BODY_BYTES, Submission};
use card_points::secret::Secret;
use serde::de::DeserializeOwned;

/// A submission of the agreed form.
pub struct ParsedSubmission<P> {
    pub jws: SignedJws,
    pub header: JwsHeader,
    pub certificate: UnverifiedCertificate,
    signature: Vec<u8>,
    pub payload: P,
}

/// What is signed for one [`Purpose`].
pub trait Payload: Sized {
    const PURPOSE: Purpose;

    /// Parses the signed bytes and what is sent beside them.
    fn parse(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self>;
}

/// The payload of *status*: empty.
pub struct StatusRequest;

/// The payload of *apply*, with the security codes that its digest commits to.
pub struct OpenedApplication {
    pub application: Application,
    pub codes: Vec<Secret>,
}

impl Payload for StatusRequest {
    const PURPOSE: Purpose = Purpose::Status;

    fn parse(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        (payload.is_empty() && opening.is_none()).then_some(Self)
    }
}

impl Payload for Preregistration {
    const PURPOSE: Purpose = Purpose::Preregister;

    fn parse(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        opening.is_none().then(|| from_json(payload))?
    }
}

impl Payload for OpenedApplication {
    const PURPOSE: Purpose = Purpose::Apply;

    fn parse(payload: &[u8], opening: Option<CodeOpening>) -> Option<Self> {
        let mut opening = opening?;
        let application: Application = from_json(payload)?;
        let salt: [u8; 32] = from_base64url(&opening.salt)?.try_into().ok()?;
        let codes = std::mem::take(&mut opening.codes).into_iter();
        let codes: Vec<Secret> = codes.map(Secret::from).collect();
        let requested = &application.measures;
        let is_repeated = |nth: usize| {
            let mut before = requested[..nth].iter();
            before.any(|other| other.measure == requested[nth].measure)
        };
        if requested.is_empty() || (0..requested.len()).any(is_repeated) {
            return None;
        }
        // The codes are sent beside the signature, so they must be the ones that were signed.
        (seal(&salt, &codes) == application.codes).then_some(Self { application, codes })
    }
}

impl<P: Payload> ParsedSubmission<P> {
    /// Parses a body that was sent to `url`. `None`: not of the agreed form, or not signed for
    /// that URL and the payload's purpose.
    pub fn parse(body: &[u8], url: &str) -> Option<Self> {
        if body.len() > MAX_BODY_BYTES {
            return None;
        }
        let Submission { signed, opening } = from_json(body)?;
        let header: JwsHeader = from_json(&from_base64url(&signed.protected)?)?;
        if header.alg != "RS256" || header.typ != P::PURPOSE || header.url != url {
            return None;
        }
        let [certificate] = header.x5c.as_slice() else {
            return None;
        };
        let certificate = general_purpose::STANDARD.decode(certificate).ok()?;
        Some(Self {
            certificate: UnverifiedCertificate::from_der(certificate)?,
            signature: from_base64url(&signed.signature)?,
            payload: P::parse(&from_base64url(&signed.payload)?, opening)?,
            header,
            jws: signed,
        })
    }
}

impl<P> ParsedSubmission<P> {
    /// Whether the signature was made with the certificate's key.
    pub fn is_signature_valid(&self) -> bool {
        let input = self.jws.signing_input();
        self.certificate.verifies(input.as_bytes(), &self.signature)
    }
}

fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

fn from_base64url(text: &str) -> Option<Vec<u8>> {
    general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}
