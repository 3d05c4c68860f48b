//! Reading and checking certificates. `data/make.sh` makes the ones that are used here.

use card_points::certificate::{Certificate, CertificateError, der_length};
use jiff::Timestamp;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::der::Decode;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

const USER: &[u8] = include_bytes!("data/user.der");

fn user() -> Certificate {
    Certificate::from_der(USER).expect("a user certification certificate")
}

fn at(time: &str) -> Timestamp {
    time.parse().expect("a time")
}

#[test]
fn the_contents_of_a_certificate_are_read() {
    let user = user();
    assert_eq!(user.der(), USER);
    assert_eq!(user.serial(), "1a2b3c01");
    assert_eq!(user.not_before(), at("2024-05-05T00:00:00Z"));
    assert_eq!(user.not_after(), at("2029-05-05T14:59:59Z"));
    // The key identifier of the authority is the SHA-1 of its key, as `openssl x509 -text` shows it.
    let authority = x509_cert::Certificate::from_der(include_bytes!("data/authority.der"))
        .expect("the authority's certificate");
    let (_, identifier) = authority
        .tbs_certificate()
        .get_extension::<SubjectKeyIdentifier>()
        .expect("readable")
        .expect("there");
    let identifier = hex::encode(identifier.0.as_bytes());
    assert_eq!(user.authority_key_id(), identifier);
}

#[test]
fn the_signatures_of_the_authority_and_of_the_user_can_be_verified() {
    let authority = x509_cert::Certificate::from_der(include_bytes!("data/authority.der"))
        .expect("the authority's certificate");
    let key = authority.tbs_certificate().subject_public_key_info();
    let key = UnparsedPublicKey::new(
        &RSA_PKCS1_2048_8192_SHA256,
        key.subject_public_key.raw_bytes(),
    );
    let user = user();
    key.verify(user.tbs(), user.signature())
        .expect("signed by the authority");

    let signature = include_bytes!("data/user.signature");
    assert!(user.verifies(b"what was shown", signature));
    assert!(!user.verifies(b"what was not shown", signature));
    assert!(!user.verifies(b"what was shown", &signature[1..]));
}

#[test]
fn a_certificate_is_valid_from_its_first_moment_to_its_last() {
    let user = user();
    let early = CertificateError::NotYetValid {
        from: user.not_before(),
    };
    let late = CertificateError::Expired {
        at: user.not_after(),
    };
    assert_eq!(
        user.check_validity(at("2024-05-04T23:59:59.999Z")),
        Err(early)
    );
    assert_eq!(user.check_validity(at("2024-05-05T00:00:00Z")), Ok(()));
    assert_eq!(user.check_validity(at("2029-05-05T14:59:59.999Z")), Ok(()));
    assert_eq!(user.check_validity(at("2029-05-05T15:00:00Z")), Err(late));
}

#[test]
fn other_kinds_of_certificates_are_refused() {
    let others: [(&str, &[u8]); 7] = [
        ("usage", include_bytes!("data/other-usage.der")),
        ("purpose", include_bytes!("data/other-purpose.der")),
        ("policy", include_bytes!("data/other-policy.der")),
        ("hash", include_bytes!("data/other-hash.der")),
        ("key", include_bytes!("data/other-key.der")),
        ("length of key", include_bytes!("data/longer-key.der")),
        ("exponent", include_bytes!("data/other-exponent.der")),
    ];
    for (what, der) in others {
        assert_eq!(
            Certificate::from_der(der),
            Err(CertificateError::WrongKind),
            "{what}"
        );
    }
    let authority = include_bytes!("data/authority.der");
    assert_eq!(
        Certificate::from_der(authority),
        Err(CertificateError::WrongKind)
    );
}

#[test]
fn anything_but_exactly_one_certificate_is_unreadable() {
    let unreadable = Err(CertificateError::Unreadable);
    assert_eq!(Certificate::from_der(&[]), unreadable);
    assert_eq!(Certificate::from_der(&[0xFF; 1580]), unreadable);
    assert_eq!(Certificate::from_der(&USER[..USER.len() - 1]), unreadable);
    assert_eq!(Certificate::from_der(&[USER, &[0]].concat()), unreadable);
}

#[test]
fn no_changed_byte_causes_a_panic() {
    for index in 0..USER.len() {
        for flip in [0x01, 0x80, 0xFF] {
            let mut der = USER.to_vec();
            der[index] ^= flip;
            // Some changes result in a certificate with another serial number or signature.
            if let Ok(changed) = Certificate::from_der(&der) {
                assert_eq!(changed.der(), der);
            }
        }
    }
}

#[test]
fn the_length_is_in_the_first_bytes() {
    assert_eq!(der_length(&USER[..4]), Ok(USER.len()));
    assert_eq!(der_length(&[0x30, 0x81, 0x80, 0x00]), Ok(131));
    assert_eq!(der_length(&[0x30, 0x82, 0xFF, 0xFF]), Ok(65_539));
    for start in [
        &[][..],
        &[0x30],
        &[0x30, 0x82, 0x06],
        &[0x30, 0x03, 0x02, 0x01],
        &[0x30, 0x80, 0x00, 0x00],
        &[0x30, 0x83, 0x00, 0x06],
        &[0x31, 0x82, 0x06, 0x28],
        &[0xFF, 0xFF, 0xFF, 0xFF],
    ] {
        assert_eq!(
            der_length(start),
            Err(CertificateError::Unreadable),
            "{start:02X?}"
        );
    }
}

#[test]
fn debug_shows_nothing_personal() {
    assert_eq!(format!("{:?}", user()), "Certificate(..)");
}
