//! The user certification electronic certificate (利用者証明用電子証明書): reads and checks it.
//!
//! It is checked before the password is sent to the card, so an unusable certificate uses no try.

use jiff::Timestamp;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode, Reader, SliceReader};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, CertificatePolicies, ExtendedKeyUsage, KeyUsage,
};

/// `id-kp-clientAuth` (RFC 5280 §4.2.1.12).
const CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
/// The JPKI's certificate policy for user certification certificates.
const USER_CERTIFICATION: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.3.30");
/// `rsaEncryption` (RFC 8017 appendix C).
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// `sha256WithRSAEncryption` (RFC 8017 appendix C).
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// A certificate, as read from the card.
///
/// It contains personal data, which `Debug` does not show: stable identifiers, and a birthday, since it
/// expires on one.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    tbs: Vec<u8>,
    signature: Vec<u8>,
    key: Vec<u8>,
    validity: CertificateValidity,
    authority_key_id: String,
}

/// What a screen shows of a user certification electronic certificate (利用者証明用電子証明書).
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CertificateValidity {
    /// The first moment of validity.
    pub not_before: Timestamp,
    /// The last moment of validity.
    pub not_after: Timestamp,
    /// The serial number, in lower-case hex.
    pub serial: String,
}

/// Why a certificate cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateError {
    /// Not an X.509 certificate, or one that lacks a mandatory part.
    Unreadable,
    /// Not a user certification certificate: another key, key usage, extended key usage or policy.
    WrongKind,
    /// It has expired.
    Expired {
        /// The last moment of validity.
        at: Timestamp,
    },
    /// It is not valid yet.
    NotYetValid {
        /// The first moment of validity.
        from: Timestamp,
    },
}

impl Certificate {
    /// Reads exactly one certificate from DER.
    ///
    /// It must be a user certification certificate: an RSA key of 2,048 bits with the exponent 65,537, a
    /// signature by SHA-256 and RSA, and the digital signature, client authentication and JPKI user
    /// certification usages. Its validity is not checked here, see [`Certificate::check_validity`].
    ///
    /// # Errors
    /// [`CertificateError::Unreadable`] for other bytes, [`CertificateError::WrongKind`] for another
    /// kind of certificate.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let certificate =
            x509_cert::Certificate::from_der(der).map_err(|_| CertificateError::Unreadable)?;
        let tbs = certificate.tbs_certificate();
        // RFC 5280 §4.1.1.2: both fields must name the same algorithm, since only one of them is signed.
        if tbs.signature() != certificate.signature_algorithm() {
            return Err(CertificateError::Unreadable);
        }
        let key = tbs.subject_public_key_info();
        let key_bytes = key
            .subject_public_key
            .as_bytes()
            .ok_or(CertificateError::Unreadable)?;
        let is_user_certification = certificate.signature_algorithm().oid == SHA256_WITH_RSA
            && key.algorithm.oid == RSA_ENCRYPTION
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
        if !is_user_certification {
            return Err(CertificateError::WrongKind);
        }
        // RFC 5280 §4.2.1.1: every authority must name the key that it signed with.
        let authority_key_id = extension::<AuthorityKeyIdentifier>(&certificate)?
            .and_then(|identifier| identifier.key_identifier)
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
                serial: hex::encode(tbs.serial_number().as_bytes()),
            },
            authority_key_id: hex::encode(authority_key_id.as_bytes()),
        })
    }

    /// Whether `signature` is this certificate's signature of `message` (RSASSA-PKCS1-v1_5 with SHA-256,
    /// RFC 8017 §8.2).
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.key)
            .verify(message, signature)
            .is_ok()
    }

    /// The whole certificate, in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The signed part, `tbsCertificate`, as encoded in the DER (RFC 5280 §4.1.1.1).
    #[must_use]
    pub fn tbs(&self) -> &[u8] {
        &self.tbs
    }

    /// The authority's signature over [`Certificate::tbs`]: RSASSA-PKCS1-v1_5 with SHA-256.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The certified key: an `RSAPublicKey` in DER (RFC 8017 appendix A.1.1), the form that `ring` takes.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The period of validity, and the serial number.
    #[must_use]
    pub fn validity(&self) -> &CertificateValidity {
        &self.validity
    }

    /// Checks that it is valid at `now`, see [`CertificateValidity::check_validity`].
    ///
    /// # Errors
    /// [`CertificateError::Expired`], [`CertificateError::NotYetValid`].
    pub fn check_validity(&self, now: Timestamp) -> Result<(), CertificateError> {
        self.validity.check_validity(now)
    }

    /// The first moment of validity.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.validity.not_before
    }

    /// The last moment of validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.validity.not_after
    }

    /// The serial number, in lower-case hex.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.validity.serial
    }

    /// The issuing authority's key identifier, in lower-case hex (RFC 5280 §4.2.1.1). The name does not
    /// identify an authority: three generations of the real one share a name.
    #[must_use]
    pub fn authority_key_id(&self) -> &str {
        &self.authority_key_id
    }
}

impl CertificateValidity {
    /// Checks that the certificate is valid at `now`, see [`check_validity`].
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

/// Checks that `now` is in a certificate's period of validity: from `not_before` to the end of the second
/// `not_after` (RFC 5280 §4.1.2.5).
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

/// The length in bytes, header included, of the certificate at the start of a file. The file may be
/// longer: the card fills it up. `start` must hold at least the file's first four bytes.
///
/// # Errors
/// [`CertificateError::Unreadable`] if this is not the start of a certificate: too few bytes, a tag
/// other than SEQUENCE, or a length that is not in one or two bytes (X.690 §8.1.3.5).
pub fn der_length(start: &[u8]) -> Result<usize, CertificateError> {
    match *start {
        [0x30, 0x82, high, low, ..] => Ok(usize::from(u16::from_be_bytes([high, low])) + 4),
        [0x30, 0x81, length, ..] => Ok(usize::from(length) + 3),
        _ => Err(CertificateError::Unreadable),
    }
}

/// An extension; `None` if it is absent. An extension that is repeated or unreadable is an error.
fn extension<'a, T>(certificate: &'a x509_cert::Certificate) -> Result<Option<T>, CertificateError>
where
    T: Decode<'a> + x509_cert::der::oid::AssociatedOid,
{
    let extension = certificate.tbs_certificate().get_extension::<T>();
    let extension = extension.map_err(|_| CertificateError::Unreadable)?;
    Ok(extension.map(|(_critical, value)| value))
}

/// The bytes of `tbsCertificate`. They are not encoded anew, since the signature covers these very bytes.
fn tbs_certificate(der: &[u8]) -> Option<Vec<u8>> {
    let mut reader = SliceReader::new(der).ok()?;
    let tbs = reader.sequence(|certificate| {
        let tbs = certificate.tlv_bytes()?.to_vec();
        let _signature_algorithm = certificate.tlv_bytes()?;
        let _signature = certificate.tlv_bytes()?;
        Ok::<_, x509_cert::der::Error>(tbs)
    });
    tbs.ok()
}

/// Whether an `RSAPublicKey` (RFC 8017 appendix A.1.1) has 2,048 bits and the exponent 65,537.
fn is_rsa_2048(key: &[u8]) -> bool {
    let modulus_and_exponent = || {
        let mut reader = SliceReader::new(key)?;
        let integers = reader.sequence(|sequence| {
            Ok::<_, x509_cert::der::Error>((
                sequence.decode::<UintRef<'_>>()?,
                sequence.decode::<UintRef<'_>>()?,
            ))
        })?;
        reader.finish()?;
        Ok::<_, x509_cert::der::Error>(integers)
    };
    modulus_and_exponent().is_ok_and(|(modulus, exponent)| {
        let modulus = modulus.as_bytes();
        modulus.len() == 256 && modulus[0] >= 0x80 && exponent.as_bytes() == [1, 0, 1]
    })
}

fn timestamp(time: x509_cert::time::Time) -> Result<Timestamp, CertificateError> {
    let seconds = time.to_unix_duration().as_secs();
    let seconds = i64::try_from(seconds).map_err(|_| CertificateError::Unreadable)?;
    Timestamp::from_second(seconds).map_err(|_| CertificateError::Unreadable)
}
