//! Trust anchors and their revocation lists: who issued this certificate, and does it still stand.
//!
//! Three generations of the real authority have one and the same name, so an issuer is found by
//! key identifier *and* signature, never by name (RFC 5280 §4.2.1.1).

use super::DataError;
use card_points::certificate::{Certificate as UserCertificate, CertificateError};
use jiff::{SignedDuration, Timestamp};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use std::collections::HashSet;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::der::asn1::{BitString, ObjectIdentifier};
use x509_cert::der::{Decode, DecodePem, Encode};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, KeyUsage, SubjectKeyIdentifier,
};
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

/// sha256WithRSAEncryption (RFC 4055 §5).
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// cRLNumber, authorityKeyIdentifier: the only CRL extensions that change nothing about which
/// certificates a list speaks of (RFC 5280 §5.2). A critical one besides these is not understood.
const CRL_EXTENSIONS: [ObjectIdentifier; 2] = [
    ObjectIdentifier::new_unwrap("2.5.29.20"),
    ObjectIdentifier::new_unwrap("2.5.29.35"),
];

/// The authorities whose certificates are taken, each with its revocation list.
pub struct Authorities(Vec<Authority>);

struct Authority {
    /// Subject key identifier.
    id: Vec<u8>,
    key: AuthorityKey,
    /// Serial numbers, as DER has them.
    revoked: HashSet<Vec<u8>>,
    /// When the list behind `revoked` ends.
    crl_expires: Timestamp,
}

/// PKCS#1 `RSAPublicKey`, DER.
struct AuthorityKey(Vec<u8>);

impl AuthorityKey {
    fn verifies(
        &self,
        algorithm: &AlgorithmIdentifierOwned,
        over: &[u8],
        signature: &[u8],
    ) -> bool {
        algorithm.oid == SHA256_WITH_RSA
            && UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0)
                .verify(over, signature)
                .is_ok()
    }
}

/// What judging a certificate's revocation can end in, besides "it stands".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationError {
    /// On the list.
    Revoked,
    /// The authority's list has ended, so nobody can say.
    ListExpired,
}

/// A certificate as it came, before anything about it is believed.
pub struct UnverifiedCertificate {
    certificate: Certificate,
    der: Vec<u8>,
}

/// An [`Authorities`]' answer that it issued a certificate; only this way to its contents.
pub struct IssuedCertificate<'a> {
    certificate: &'a UnverifiedCertificate,
    authority: &'a Authority,
}

impl Authorities {
    /// Reads the anchors and the lists, PEM (any number in a file) or DER, and verifies each list.
    ///
    /// # Errors
    /// [`DataError`], when an anchor is not a certificate authority's, when an anchor has no list,
    /// or when a list is forged, not yet begun, or has ended at `now`.
    pub fn load(anchors: &[Vec<u8>], lists: &[Vec<u8>], now: Timestamp) -> Result<Self, DataError> {
        let lists = read_crls(lists)?;
        let mut authorities = Vec::new();
        for (nth, anchor) in read_anchors(anchors)?.iter().enumerate() {
            let field = format!("anchors[{nth}]");
            authorities.push(Authority::load(anchor, &lists, now, &field)?);
        }
        if authorities.is_empty() {
            return Err(data_error("anchors", "none is given"));
        }
        Ok(Self(authorities))
    }

    /// Key identifiers of the authorities, lower-case hex.
    pub fn key_ids(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|authority| hex(&authority.id))
    }

    /// Who issued the certificate: the authority that it names by key identifier, if that one's
    /// signature holds.
    #[must_use]
    pub fn issuer<'a>(
        &'a self,
        presented: &'a UnverifiedCertificate,
    ) -> Option<IssuedCertificate<'a>> {
        let tbs = presented.certificate.tbs_certificate();
        let (_, named) = tbs.get_extension::<AuthorityKeyIdentifier>().ok()??;
        let id = named.key_identifier?;
        // What is verified is what is read from here on, not the bytes that it came in.
        let over = tbs.to_der().ok()?;
        let signature = octets(presented.certificate.signature())?;
        let algorithm = presented.certificate.signature_algorithm();
        let authority = self
            .0
            .iter()
            .filter(|authority| authority.id == id.as_bytes())
            .find(|authority| {
                tbs.signature() == algorithm && authority.key.verifies(algorithm, &over, signature)
            })?;
        Some(IssuedCertificate {
            certificate: presented,
            authority,
        })
    }
}

impl UnverifiedCertificate {
    /// Reads DER, which is exactly one certificate.
    #[must_use]
    pub fn from_der(der: Vec<u8>) -> Option<Self> {
        let certificate = Certificate::from_der(&der).ok()?;
        Some(Self { certificate, der })
    }

    /// Whether `signature` over `input` was made with this certificate's key.
    #[must_use]
    pub fn verifies(&self, input: &[u8], signature: &[u8]) -> bool {
        let key = self.certificate.tbs_certificate();
        let key = octets(&key.subject_public_key_info().subject_public_key);
        key.is_some_and(|key| {
            UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
                .verify(input, signature)
                .is_ok()
        })
    }
}

impl IssuedCertificate<'_> {
    /// Whether it is valid at `now`.
    ///
    /// # Errors
    /// [`CertificateError::NotYetValid`], [`CertificateError::Expired`].
    pub fn check_validity(&self, now: Timestamp) -> Result<(), CertificateError> {
        let validity = self.certificate.certificate.tbs_certificate().validity();
        let from = timestamp(validity.not_before).ok_or(CertificateError::Unreadable)?;
        let at = timestamp(validity.not_after).ok_or(CertificateError::Unreadable)?;
        if now < from {
            Err(CertificateError::NotYetValid { from })
        } else if now.as_second() > at.as_second() {
            // The last second counts whole.
            Err(CertificateError::Expired { at })
        } else {
            Ok(())
        }
    }

    /// Whether the authority has taken it back.
    ///
    /// # Errors
    /// [`Revocation`].
    pub fn check_revocation(&self, now: Timestamp) -> Result<(), RevocationError> {
        let serial = self
            .certificate
            .certificate
            .tbs_certificate()
            .serial_number();
        if self.authority.revoked.contains(serial.as_bytes()) {
            Err(RevocationError::Revoked)
        } else if now > self.authority.crl_expires {
            Err(RevocationError::ListExpired)
        } else {
            Ok(())
        }
    }

    /// Judges key use, and reads what the registry is asked with.
    ///
    /// # Errors
    /// [`CertificateError::WrongKind`] for what is not a user certification certificate.
    pub fn user_certificate(&self) -> Result<UserCertificate, CertificateError> {
        UserCertificate::from_der(&self.certificate.der)
    }
}

impl Authority {
    fn load(
        anchor: &Certificate,
        lists: &[CertificateList],
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
        let key = octets(&tbs.subject_public_key_info().subject_public_key)
            .ok_or_else(|| data_error(field, "its key can't be read"))?;
        let mut authority = Self {
            id,
            key: AuthorityKey(key.to_vec()),
            revoked: HashSet::new(),
            crl_expires: Timestamp::MIN,
        };
        for (nth, list) in lists.iter().enumerate() {
            if is_crl_of(list, &authority.id) {
                authority.add_crl(list, now, &format!("crl[{nth}]"))?;
            }
        }
        if authority.crl_expires == Timestamp::MIN {
            let why = format!("no revocation list names its key {}", hex(&authority.id));
            return Err(data_error(field, &why));
        }
        Ok(authority)
    }

    fn add_crl(
        &mut self,
        list: &CertificateList,
        now: Timestamp,
        field: &str,
    ) -> Result<(), DataError> {
        let tbs = &list.tbs_cert_list;
        let over = tbs
            .to_der()
            .map_err(|_| data_error(field, "it can't be read"))?;
        let signature = octets(&list.signature)
            .ok_or_else(|| data_error(field, "its signature can't be read"))?;
        if tbs.signature != list.signature_algorithm
            || !self
                .key
                .verifies(&list.signature_algorithm, &over, signature)
        {
            return Err(data_error(field, "its signature is not the authority's"));
        }
        let strange =
            tbs.crl_extensions.iter().flatten().any(|extension| {
                extension.critical && !CRL_EXTENSIONS.contains(&extension.extn_id)
            });
        if strange {
            return Err(data_error(
                field,
                "it has a critical extension that is unknown",
            ));
        }
        let from = timestamp(tbs.this_update);
        let until = tbs.next_update.and_then(timestamp);
        let (Some(from), Some(until)) = (from, until) else {
            return Err(data_error(field, "it does not say when the next one comes"));
        };
        if now < from {
            return Err(data_error(field, &format!("it begins at {from}")));
        }
        if now > until {
            return Err(data_error(field, &format!("it ended at {until}")));
        }
        // Of several lists of one authority the newest counts.
        if until > self.crl_expires {
            self.crl_expires = until;
            self.revoked = tbs
                .revoked_certificates
                .iter()
                .flatten()
                .map(|revoked| revoked.serial_number.as_bytes().to_vec())
                .collect();
        }
        Ok(())
    }
}

/// Whether the list says that the key `id` signed it.
fn is_crl_of(list: &CertificateList, id: &[u8]) -> bool {
    list.tbs_cert_list
        .crl_extensions
        .iter()
        .flatten()
        .filter(|extension| extension.extn_id == CRL_EXTENSIONS[1])
        .filter_map(|extension| {
            AuthorityKeyIdentifier::from_der(extension.extn_value.as_bytes()).ok()
        })
        .any(|named| named.key_identifier.is_some_and(|key| key.as_bytes() == id))
}

fn read_anchors(files: &[Vec<u8>]) -> Result<Vec<Certificate>, DataError> {
    let mut anchors = Vec::new();
    for (nth, file) in files.iter().enumerate() {
        let read = if is_pem(file) {
            Certificate::load_pem_chain(file)
        } else {
            Certificate::from_der(file).map(|one| vec![one])
        };
        let read = read.map_err(|error| {
            let field = format!("anchors file {}", nth + 1);
            data_error(&field, &format!("not a certificate: {error}"))
        })?;
        anchors.extend(read);
    }
    Ok(anchors)
}

fn read_crls(files: &[Vec<u8>]) -> Result<Vec<CertificateList>, DataError> {
    const END: &str = "-----END X509 CRL-----";
    let mut lists = Vec::new();
    for (nth, file) in files.iter().enumerate() {
        let not_a_list = |why: &dyn std::fmt::Display| {
            let field = format!("crl file {}", nth + 1);
            data_error(&field, &format!("not a revocation list: {why}"))
        };
        if is_pem(file) {
            let text = std::str::from_utf8(file).map_err(|error| not_a_list(&error))?;
            for part in text.split_inclusive(END).filter(|part| part.contains(END)) {
                let list = CertificateList::from_pem(part.trim_start());
                lists.push(list.map_err(|error| not_a_list(&error))?);
            }
        } else {
            lists.push(CertificateList::from_der(file).map_err(|error| not_a_list(&error))?);
        }
    }
    Ok(lists)
}

fn is_pem(file: &[u8]) -> bool {
    file.trim_ascii_start().starts_with(b"-----BEGIN")
}

fn octets(bits: &BitString) -> Option<&[u8]> {
    bits.as_bytes()
}

fn timestamp(time: Time) -> Option<Timestamp> {
    let since = SignedDuration::try_from(time.to_unix_duration()).ok()?;
    Timestamp::from_duration(since).ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn data_error(field: &str, why: &str) -> DataError {
    DataError {
        field: field.to_owned(),
        problem: why.to_owned(),
    }
}
