//! The user certification electronic certificate (利用者証明用電子証明書): read, and judged in plain
//! words before the password is presented to the card.

use jiff::Timestamp;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use std::fmt::Write as _;
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode, Reader, SliceReader};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, CertificatePolicies, ExtendedKeyUsage, KeyUsage,
};

/// RFC 5280 §4.2.1.12: id-kp-clientAuth.
const CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
/// The JPKI's policy for user certification certificates.
const USER_CERTIFICATION: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.3.30");
/// RFC 8017 appendix C: rsaEncryption.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// RFC 8017 appendix C: sha256WithRSAEncryption.
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// A certificate, read from the card. It carries stable identifiers and, through its end, a
/// birthday: personal data, which `Debug` doesn't show.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    tbs: Vec<u8>,
    signature: Vec<u8>,
    key: Vec<u8>,
    validity: CertificateValidity,
    authority: String,
}

/// What a person is told of a user certification certificate (利用者証明用電子証明書).
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CertificateValidity {
    /// The first moment of validity.
    pub not_before: Timestamp,
    /// The last moment of validity.
    pub not_after: Timestamp,
    /// Serial number, lower-case hex.
    pub serial: String,
}

/// Why a certificate can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateError {
    /// No X.509 certificate at all, or one without what a certificate must have.
    Unreadable,
    /// Not a user certification certificate (key usage, extended key usage, policy, key).
    WrongKind,
    /// It has ended.
    Expired {
        /// Its last moment.
        at: Timestamp,
    },
    /// It is not valid yet.
    NotYetValid {
        /// Its first moment.
        from: Timestamp,
    },
}

impl Certificate {
    /// Reads DER, which is exactly one certificate, for an RSA key of 2,048 bits with the exponent
    /// 65,537, signed with SHA-256 and RSA, for digital signatures, client authentication and the
    /// JPKI's user certification policy.
    ///
    /// # Errors
    /// [`CertificateError::Unreadable`], [`CertificateError::WrongKind`].
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let certificate =
            x509_cert::Certificate::from_der(der).map_err(|_| CertificateError::Unreadable)?;
        let tbs = certificate.tbs_certificate();
        // RFC 5280 §4.1.1.2: what is signed names the algorithm of the signature, too.
        if tbs.signature() != certificate.signature_algorithm() {
            return Err(CertificateError::Unreadable);
        }
        let key = tbs.subject_public_key_info();
        let key_bytes = key
            .subject_public_key
            .as_bytes()
            .ok_or(CertificateError::Unreadable)?;
        let fits = certificate.signature_algorithm().oid == SHA256_WITH_RSA
            && key.algorithm.oid == RSA
            && is_rsa_2048(key_bytes)
            && extension::<KeyUsage>(&certificate)?.is_some_and(|usage| usage.digital_signature())
            && extension::<ExtendedKeyUsage>(&certificate)?
                .is_some_and(|usage| usage.0.contains(&CLIENT_AUTH))
            && extension::<CertificatePolicies>(&certificate)?.is_some_and(|policies| {
                let policies = policies.0.iter();
                policies
                    .map(|policy| policy.policy_identifier)
                    .any(|policy| policy == USER_CERTIFICATION)
            });
        if !fits {
            return Err(CertificateError::WrongKind);
        }
        // RFC 5280 §4.2.1.1: every authority must say which key it signed with.
        let authority = extension::<AuthorityKeyIdentifier>(&certificate)?
            .and_then(|authority| authority.key_identifier)
            .ok_or(CertificateError::Unreadable)?;
        Ok(Self {
            der: der.to_vec(),
            tbs: tbs_certificate(der).ok_or(CertificateError::Unreadable)?,
            signature: certificate
                .signature()
                .as_bytes()
                .ok_or(CertificateError::Unreadable)?
                .to_vec(),
            key: key_bytes.to_vec(),
            validity: CertificateValidity {
                not_before: timestamp(tbs.validity().not_before)?,
                not_after: timestamp(tbs.validity().not_after)?,
                serial: hex(tbs.serial_number().as_bytes()),
            },
            authority: hex(authority.as_bytes()),
        })
    }

    /// Whether `signature` over `message` was made with this certificate's key (RSASSA-PKCS1-v1_5
    /// with SHA-256, RFC 8017 §8.2).
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.key)
            .verify(message, signature)
            .is_ok()
    }

    /// The DER bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The signed part, `tbsCertificate`, as it stands in the DER (RFC 5280 §4.1.1.1).
    #[must_use]
    pub fn tbs(&self) -> &[u8] {
        &self.tbs
    }

    /// The authority's signature over [`Certificate::tbs`]: RSASSA-PKCS1-v1_5 with SHA-256.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The certified key: DER of an `RSAPublicKey` (RFC 8017 appendix A.1.1), as `ring` wants it.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// From when until when it is valid, and its serial number.
    #[must_use]
    pub fn validity(&self) -> &CertificateValidity {
        &self.validity
    }

    /// Whether it is valid at `now`, see [`CertificateValidity::check_validity`].
    ///
    /// # Errors
    /// [`CertificateError::Expired`], [`CertificateError::NotYetValid`].
    pub fn check_validity(&self, now: Timestamp) -> Result<(), CertificateError> {
        self.validity.check_validity(now)
    }

    /// First moment of validity.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.validity.not_before
    }

    /// Last moment of validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.validity.not_after
    }

    /// Serial number, lower-case hex.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.validity.serial
    }

    /// The issuing authority's key identifier, lower-case hex (RFC 5280 §4.2.1.1): three
    /// generations of the real authority have the same name, so the name tells nothing.
    #[must_use]
    pub fn authority_key_id(&self) -> &str {
        &self.authority
    }
}

impl CertificateValidity {
    /// Whether it is valid at `now`: from the first to the last moment, both included (RFC 5280
    /// §4.1.2.5).
    ///
    /// # Errors
    /// [`CertificateError::Expired`], [`CertificateError::NotYetValid`].
    pub fn check_validity(&self, now: Timestamp) -> Result<(), CertificateError> {
        check_validity(self.not_before, self.not_after, now)
    }
}

impl std::fmt::Debug for CertificateValidity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CertificateValidity(..)")
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificate(..)")
    }
}

/// Whether `now` lies in a certificate's validity period: from `not_before` to the end of the
/// second `not_after`, both included (RFC 5280 §4.1.2.5).
///
/// # Errors
/// [`CertificateError::Expired`], [`CertificateError::NotYetValid`].
pub fn check_validity(
    not_before: Timestamp,
    not_after: Timestamp,
    now: Timestamp,
) -> Result<(), CertificateError> {
    if now < not_before {
        Err(CertificateError::NotYetValid { from: not_before })
    } else if now.as_second() > not_after.as_second() {
        Err(CertificateError::Expired { at: not_after })
    } else {
        Ok(())
    }
}

/// The length in bytes, header included, of the certificate that a file begins with; filler may
/// follow it. `start` is at least the file's first four bytes.
///
/// # Errors
/// [`CertificateError::Unreadable`]: no certificate begins like that (too few bytes, another tag, or a length
/// that is not written in one or two bytes).
pub fn der_length(start: &[u8]) -> Result<usize, CertificateError> {
    match *start {
        [0x30, 0x82, high, low, ..] => Ok(usize::from(u16::from_be_bytes([high, low])) + 4),
        [0x30, 0x81, length, ..] => Ok(usize::from(length) + 3),
        _ => Err(CertificateError::Unreadable),
    }
}

/// An extension, if it is there; twice, or not readable: no certificate.
fn extension<'a, T>(certificate: &'a x509_cert::Certificate) -> Result<Option<T>, CertificateError>
where
    T: Decode<'a> + x509_cert::der::oid::AssociatedOid,
{
    let found = certificate.tbs_certificate().get_extension::<T>();
    let found = found.map_err(|_| CertificateError::Unreadable)?;
    Ok(found.map(|(_critical, value)| value))
}

/// `tbsCertificate` as it stands, not encoded anew: a signature is over bytes.
fn tbs_certificate(der: &[u8]) -> Option<Vec<u8>> {
    let mut whole = SliceReader::new(der).ok()?;
    let part = whole.sequence(|inner| {
        let part = inner.tlv_bytes()?.to_vec();
        inner.tlv_bytes()?;
        inner.tlv_bytes()?;
        Ok::<_, x509_cert::der::Error>(part)
    });
    part.ok()
}

fn is_rsa_2048(key: &[u8]) -> bool {
    let read = || {
        let mut reader = SliceReader::new(key)?;
        let numbers = reader.sequence(|inner| {
            Ok::<_, x509_cert::der::Error>((
                inner.decode::<UintRef<'_>>()?,
                inner.decode::<UintRef<'_>>()?,
            ))
        })?;
        reader.finish()?;
        Ok::<_, x509_cert::der::Error>(numbers)
    };
    read().is_ok_and(|(modulus, exponent)| {
        let modulus = modulus.as_bytes();
        modulus.len() == 256 && modulus[0] >= 0x80 && exponent.as_bytes() == [1, 0, 1]
    })
}

fn timestamp(time: x509_cert::time::Time) -> Result<Timestamp, CertificateError> {
    let seconds = time.to_unix_duration().as_secs();
    let seconds = i64::try_from(seconds).map_err(|_| CertificateError::Unreadable)?;
    Timestamp::from_second(seconds).map_err(|_| CertificateError::Unreadable)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes what is written");
        text
    })
}
