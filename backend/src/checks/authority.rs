//! Trust anchors and their revocation lists.
//!
//! Three generations of the real authority have the same name, so an issuer is found by key
//! identifier *and* signature, never by name (RFC 5280 §4.2.1.1).

use super::{DataError, pem};
use jiff::{SignedDuration, Timestamp};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use std::collections::HashSet;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, KeyUsage, SubjectKeyIdentifier,
};
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

/// sha256WithRSAEncryption (RFC 4055 §5).
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// id-ce-authorityKeyIdentifier (RFC 5280 §5.2.1).
const AUTHORITY_KEY_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.35");

/// The CRL extensions that don't change which certificates a list covers (RFC 5280 §5.2):
/// id-ce-cRLNumber and id-ce-authorityKeyIdentifier. A list with any other critical extension is
/// refused.
const KNOWN_CRL_EXTENSIONS: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("2.5.29.20"),
    AUTHORITY_KEY_IDENTIFIER,
];

/// The accepted certificate authorities, each with its revocation list.
pub struct Authorities(Vec<Authority>);

pub struct Authority {
    /// Subject key identifier.
    id: Vec<u8>,
    key: AuthorityKey,
    /// Serial numbers, as in DER.
    revoked: HashSet<Vec<u8>>,
    /// When the list behind `revoked` expires: its `nextUpdate`.
    crl_expires: Timestamp,
}

/// Why a certificate fails the revocation check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationError {
    /// The authority has revoked it.
    Revoked,
    /// The authority's revocation list has expired, so its status is not known.
    ListExpired,
}

/// PKCS#1 `RSAPublicKey`, DER.
struct AuthorityKey(Vec<u8>);

impl AuthorityKey {
    fn verifies(
        &self,
        algorithm: &AlgorithmIdentifierOwned,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        algorithm.oid == SHA256_WITH_RSA
            && UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0)
                .verify(message, signature)
                .is_ok()
    }
}

impl Authorities {
    /// Reads anchors and revocation lists, PEM (any number in a file) or DER, and verifies each
    /// list.
    ///
    /// # Errors
    /// [`DataError`] if an anchor is not a certificate authority's certificate or has no list, or
    /// if a list is forged, not valid yet or expired at `now`.
    pub fn load(anchors: &[Vec<u8>], crls: &[Vec<u8>], now: Timestamp) -> Result<Self, DataError> {
        let crls = pem::read_crls(crls)?;
        let anchors = pem::read_certificates(anchors)?;
        if anchors.is_empty() {
            return Err(data_error("anchors", "none is given"));
        }
        let load = |(nth, anchor)| Authority::load(anchor, &crls, now, &format!("anchors[{nth}]"));
        let authorities = anchors.iter().enumerate().map(load);
        Ok(Self(authorities.collect::<Result<_, _>>()?))
    }

    /// The authorities' key identifiers, lower-case hex.
    pub fn key_ids(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|authority| hex::encode(&authority.id))
    }

    /// The accepted authority that issued a certificate: the one that the certificate names by key
    /// identifier, if it has signed it.
    pub(super) fn issuer_of(&self, certificate: &Certificate) -> Option<&Authority> {
        let tbs = certificate.tbs_certificate();
        let (_, named) = tbs.get_extension::<AuthorityKeyIdentifier>().ok()??;
        let id = named.key_identifier?;
        // Encoded anew, so that the verified bytes are exactly what is read from here on.
        let message = tbs.to_der().ok()?;
        let signature = certificate.signature().as_bytes()?;
        let algorithm = certificate.signature_algorithm();
        self.0.iter().find(|authority| {
            authority.id == id.as_bytes()
                && tbs.signature() == algorithm
                && authority.key.verifies(algorithm, &message, signature)
        })
    }
}

impl Authority {
    /// `field`: how an error names the anchor.
    fn load(
        anchor: &Certificate,
        crls: &[CertificateList],
        now: Timestamp,
        field: &str,
    ) -> Result<Self, DataError> {
        let tbs = anchor.tbs_certificate();
        let constraints = tbs.get_extension::<BasicConstraints>();
        if !matches!(
            constraints,
            Ok(Some((_, BasicConstraints { ca: true, .. })))
        ) {
            return Err(data_error(
                field,
                "not a certificate authority's certificate",
            ));
        }
        if let Ok(Some((_, usage))) = tbs.get_extension::<KeyUsage>()
            && !(usage.key_cert_sign() && usage.crl_sign())
        {
            return Err(data_error(
                field,
                "its key may not sign certificates and lists",
            ));
        }
        let id = match tbs.get_extension::<SubjectKeyIdentifier>() {
            Ok(Some((_, id))) => id.0.as_bytes().to_vec(),
            _ => return Err(data_error(field, "it has no subject key identifier")),
        };
        let key = tbs.subject_public_key_info().subject_public_key.as_bytes();
        let key = key.ok_or_else(|| data_error(field, "its key can't be read"))?;
        let mut authority = Self {
            id,
            key: AuthorityKey(key.to_vec()),
            revoked: HashSet::new(),
            crl_expires: Timestamp::MIN,
        };
        for (nth, crl) in crls.iter().enumerate() {
            if is_crl_of(crl, &authority.id) {
                authority.add_crl(crl, now, &format!("crl[{nth}]"))?;
            }
        }
        if authority.crl_expires == Timestamp::MIN {
            let id = hex::encode(&authority.id);
            let problem = format!("no revocation list names its key {id}");
            return Err(data_error(field, &problem));
        }
        Ok(authority)
    }

    /// Verifies a revocation list that names this authority. Of several lists the newest counts.
    fn add_crl(
        &mut self,
        crl: &CertificateList,
        now: Timestamp,
        field: &str,
    ) -> Result<(), DataError> {
        let tbs = &crl.tbs_cert_list;
        let message = tbs
            .to_der()
            .map_err(|_| data_error(field, "it can't be read"))?;
        let signature = crl.signature.as_bytes();
        let signature =
            signature.ok_or_else(|| data_error(field, "its signature can't be read"))?;
        let algorithm = &crl.signature_algorithm;
        if tbs.signature != *algorithm || !self.key.verifies(algorithm, &message, signature) {
            return Err(data_error(field, "its signature is not the authority's"));
        }
        let mut extensions = tbs.crl_extensions.iter().flatten();
        if extensions.any(|one| one.critical && !KNOWN_CRL_EXTENSIONS.contains(&one.extn_id)) {
            return Err(data_error(
                field,
                "it has a critical extension that is unknown",
            ));
        }
        let this_update = timestamp(tbs.this_update);
        let next_update = tbs.next_update.and_then(timestamp);
        let (Some(this_update), Some(next_update)) = (this_update, next_update) else {
            return Err(data_error(field, "it does not say when the next one comes"));
        };
        if now < this_update {
            return Err(data_error(field, &format!("it begins at {this_update}")));
        }
        if now > next_update {
            return Err(data_error(field, &format!("it ended at {next_update}")));
        }
        if next_update > self.crl_expires {
            self.crl_expires = next_update;
            let revoked = tbs.revoked_certificates.iter().flatten();
            self.revoked = revoked
                .map(|revoked| revoked.serial_number.as_bytes().to_vec())
                .collect();
        }
        Ok(())
    }

    pub fn check_revocation(&self, serial: &[u8], now: Timestamp) -> Result<(), RevocationError> {
        if self.revoked.contains(serial) {
            Err(RevocationError::Revoked)
        } else if now > self.crl_expires {
            Err(RevocationError::ListExpired)
        } else {
            Ok(())
        }
    }
}

/// Whether the list says that it was signed with the key that has this identifier.
fn is_crl_of(crl: &CertificateList, key_id: &[u8]) -> bool {
    let extensions = crl.tbs_cert_list.crl_extensions.iter().flatten();
    extensions
        .filter(|extension| extension.extn_id == AUTHORITY_KEY_IDENTIFIER)
        .filter_map(|extension| {
            AuthorityKeyIdentifier::from_der(extension.extn_value.as_bytes()).ok()
        })
        .any(|named| {
            named
                .key_identifier
                .is_some_and(|id| id.as_bytes() == key_id)
        })
}

pub fn timestamp(time: Time) -> Option<Timestamp> {
    let since = SignedDuration::try_from(time.to_unix_duration()).ok()?;
    Timestamp::from_duration(since).ok()
}

fn data_error(field: &str, problem: &str) -> DataError {
    DataError {
        field: field.to_owned(),
        problem: problem.to_owned(),
    }
}
