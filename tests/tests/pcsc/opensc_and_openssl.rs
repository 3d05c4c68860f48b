//! The card and its certificates as OpenSC and OpenSSL see them.

use crate::programs::{ProgramOutput, tool, write_file};
use crate::virtual_readers::{InsertedCard, insert_sample};
use card_points_fixtures::SandboxData;
use jiff::Timestamp;
use tempfile::{TempDir, tempdir};

fn pkcs15(folder: &TempDir, inserted: &InsertedCard, arguments: &[&str]) -> ProgramOutput {
    let reader = inserted.reader();
    let arguments = [&["--reader", &reader], arguments].concat();
    tool(folder, "pkcs15-tool", &arguments, None)
}

fn openssl(folder: &TempDir, arguments: &[&str]) -> ProgramOutput {
    tool(folder, "openssl", arguments, None)
}

/// The value of `name` among the lines below `heading`, as `pkcs15-tool --dump` prints objects.
#[track_caller]
fn value<'a>(dump: &'a str, heading: &str, name: &str) -> &'a str {
    let object = dump.split("\n\n").map(str::trim);
    let object = object.filter_map(|object| object.split_once('\n'));
    let (_, lines) = object
        .clone()
        .find(|(first, _)| *first == heading)
        .unwrap_or_else(|| panic!("no {heading} in {dump}"));
    let mut pairs = lines.lines().filter_map(|line| line.split_once(':'));
    pairs
        .find(|(found, _)| found.trim() == name)
        .unwrap_or_else(|| panic!("no {name} below {heading} in {dump}"))
        .1
        .trim()
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn opensc_recognises_the_card_and_lists_its_objects() {
    let (folder, inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    let dump = pkcs15(&folder, &inserted, &["--dump"]).success().text();

    assert_eq!(
        value(&dump, "PKCS#15 Card [JPKI]:", "Manufacturer ID"),
        "JPKI"
    );
    for (pin, id, tries) in [
        ("PIN [User Authentication PIN]", "01", "3"),
        ("PIN [Digital Signature PIN]", "02", "5"),
    ] {
        assert_eq!(value(&dump, pin, "ID"), id);
        assert_eq!(value(&dump, pin, "Tries left"), tries);
    }
    let key = "Private RSA Key [User Authentication Key]";
    for (name, expected) in [("ID", "01"), ("Auth ID", "01"), ("ModLength", "2048")] {
        assert_eq!(value(&dump, key, name), expected);
    }
    // OpenSC prints the serial number only of a certificate that it can read.
    for (certificate, id) in [
        ("X.509 Certificate [User Authentication Certificate]", "01"),
        (
            "X.509 Certificate [User Authentication Certificate CA]",
            "03",
        ),
        ("X.509 Certificate [Digital Signature Certificate CA]", "04"),
    ] {
        assert_eq!(value(&dump, certificate, "ID"), id);
        assert!(!value(&dump, certificate, "Encoded serial").is_empty());
    }
    assert_eq!(inserted.card().verify_count(), 0);
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn opensc_reads_the_certificate_and_openssl_shows_the_contents_of_a_real_one() {
    let (folder, inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    let pem = pkcs15(&folder, &inserted, &["--read-certificate", "01"]).success();
    let pem = write_file(&folder, "read.pem", &pem.stdout);
    let der = openssl(&folder, &["x509", "-in", &pem, "-outform", "DER"]);
    let der = der.success().stdout;
    assert_eq!(Some(&*der), inserted.card().certificate());
    assert!((1573..=1590).contains(&der.len()), "{} bytes", der.len());

    let text = openssl(&folder, &["x509", "-in", &pem, "-noout", "-text"]);
    // Versions of OpenSSL differ in blanks around "=".
    let text = text.success().text().replace(' ', "");
    let lines: Vec<_> = text.lines().collect();
    let below = |heading: &str| {
        let at = lines.iter().position(|line| line.starts_with(heading));
        lines[at.unwrap_or_else(|| panic!("no {heading} in {text}")) + 1]
    };
    assert!(
        lines.contains(
            &"Issuer:C=JP,O=JPKI,OU=JPKIforuserauthentication,\
              OU=JapanAgencyforLocalAuthorityInformationSystems"
        ),
        "{text}"
    );
    let name = lines
        .iter()
        .find_map(|line| line.strip_prefix("Subject:C=JP,CN="));
    let (person, kind) = name.and_then(|name| name.split_at_checked(19)).unwrap();
    assert!(
        person[14..].bytes().all(|byte| byte.is_ascii_digit()),
        "{person}"
    );
    assert_eq!(kind, "003A");
    assert!(text.contains("Public-Key:(2048bit)"), "{text}");
    assert!(text.contains("Exponent:65537(0x10001)"), "{text}");
    assert_eq!(below("X509v3KeyUsage:"), "DigitalSignature");
    assert_eq!(
        below("X509v3ExtendedKeyUsage:"),
        "TLSWebClientAuthentication"
    );
    assert_eq!(
        below("X509v3CertificatePolicies:"),
        "Policy:1.2.392.200149.8.5.1.3.30"
    );
    assert!(text.contains("FullName:\nDirName:C=JP,O=JPKI,"), "{text}");
    assert!(
        below("AuthorityInformationAccess:").starts_with("OCSP-URI:"),
        "{text}"
    );
}

#[test]
#[ignore = "needs OpenSSL: tests/run pcsc"]
fn openssl_verifies_each_certificate_as_the_sandbox_says() {
    let (folder, sandbox) = (tempdir().unwrap(), SandboxData::at(Timestamp::now()));
    let anchors = write_file(&folder, "anchors.pem", sandbox.trust_anchors_pem());
    let lists: String = sandbox
        .crls
        .iter()
        .map(|list| {
            let list = write_file(&folder, "list.der", list);
            openssl(&folder, &["crl", "-inform", "DER", "-in", &list])
                .success()
                .text()
        })
        .collect();
    let lists = write_file(&folder, "lists.pem", lists);
    for (id, refused) in [
        ("hanako", None),
        ("tsubaki", None),
        ("ume", None),
        ("shizuka", Some("certificate revoked")),
        ("fumio", Some("certificate has expired")),
        ("akira", Some("certificate is not yet valid")),
        ("foreign", Some("unable to get local issuer certificate")),
    ] {
        let card = sandbox.sample(id).unwrap().card();
        let der = write_file(&folder, "card.der", card.certificate().unwrap());
        let pem = openssl(&folder, &["x509", "-inform", "DER", "-in", &der]);
        let pem = write_file(&folder, "card.pem", pem.success().stdout);
        let arguments = [
            "verify",
            "-x509_strict",
            "-purpose",
            "sslclient",
            "-crl_check",
            "-CAfile",
            &anchors,
            "-CRLfile",
            &lists,
            &pem,
        ];
        let verified = openssl(&folder, &arguments);
        match refused {
            None => drop(verified.success()),
            Some(reason) => {
                assert_ne!(verified.code, Some(0), "{id}");
                assert!(
                    verified.stderr.contains(reason),
                    "{id}: {}",
                    verified.stderr
                );
            }
        }
    }
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run pcsc"]
fn opensc_signs_with_the_card_and_openssl_verifies() {
    let (folder, inserted) = (tempdir().unwrap(), insert_sample("hanako"));
    let reader = inserted.reader();
    let text = write_file(&folder, "text", "Signed by a virtual card.\n");
    let signature = folder.path().join("signature");
    let signature = signature.to_str().unwrap();
    let arguments = [
        "--slot-description",
        &reader,
        "--login",
        "--pin",
        "env:SECRET",
        "--sign",
        "--mechanism",
        "SHA256-RSA-PKCS",
        "--id",
        "01",
        "--input-file",
        &text,
        "--output-file",
        signature,
    ];
    tool(&folder, "pkcs11-tool", &arguments, Some("5093")).success();
    assert_eq!(
        (
            inserted.card().verify_count(),
            inserted.card().signature_count()
        ),
        (1, 1)
    );

    let certificate = write_file(&folder, "card.der", inserted.card().certificate().unwrap());
    let key = [
        "x509",
        "-inform",
        "DER",
        "-in",
        &certificate,
        "-noout",
        "-pubkey",
    ];
    let key = write_file(&folder, "key.pem", openssl(&folder, &key).success().stdout);
    let verify = ["dgst", "-sha256", "-verify", &key, "-signature", signature];
    let verify = |text: &str| openssl(&folder, &[&verify[..], &[text]].concat());
    assert_eq!(verify(&text).success().text().trim(), "Verified OK");
    let other = write_file(&folder, "other", "Signed by nobody.\n");
    assert_ne!(verify(&other).code, Some(0));
}
