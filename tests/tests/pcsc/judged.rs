//! What OpenSC and OpenSSL make of the card and its certificate.

use crate::folder::Folder;
use crate::laid::Laid;
use crate::run::{Ran, tool};
use card_points_fixtures::SandboxData;
use jiff::Timestamp;

fn world() -> SandboxData {
    SandboxData::at(Timestamp::now())
}

fn hanako() -> Laid {
    Laid::on(world().sample("hanako").unwrap().card())
}

fn pkcs15(folder: &Folder, laid: &Laid, arguments: &[&str]) -> Ran {
    let reader = laid.reader();
    let arguments = [&["--reader", &reader], arguments].concat();
    tool(folder, "pkcs15-tool", &arguments, None)
}

fn openssl(folder: &Folder, arguments: &[&str]) -> Ran {
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
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn opensc_knows_the_card_and_lists_what_it_holds() {
    let (folder, laid) = (Folder::new(), hanako());
    let dump = pkcs15(&folder, &laid, &["--dump"]).good().text();

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
    // OpenSC prints the serial number only of a certificate that it has read and understood.
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
    assert_eq!(laid.card().verify_count(), 0);
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn opensc_reads_the_certificate_and_openssl_shows_what_a_real_one_has() {
    let (folder, laid) = (Folder::new(), hanako());
    let pem = pkcs15(&folder, &laid, &["--read-certificate", "01"]).good();
    let pem = folder.file("read.pem", &pem.out);
    let der = openssl(&folder, &["x509", "-in", &pem, "-outform", "DER"]);
    let der = der.good().out;
    assert_eq!(Some(&*der), laid.card().certificate());
    assert!((1573..=1590).contains(&der.len()), "{} bytes", der.len());

    let text = openssl(&folder, &["x509", "-in", &pem, "-noout", "-text"]);
    // OpenSSL has changed its mind about blanks around "=".
    let text = text.good().text().replace(' ', "");
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
#[ignore = "needs OpenSSL: tests/run installs it"]
fn openssl_judges_each_certificate_as_the_practice_world_says() {
    let (folder, world) = (Folder::new(), world());
    let anchors = folder.file("anchors.pem", world.trust_anchors_pem());
    let lists: String = world
        .crls
        .iter()
        .map(|list| {
            let list = folder.file("list.der", list);
            openssl(&folder, &["crl", "-inform", "DER", "-in", &list])
                .good()
                .text()
        })
        .collect();
    let lists = folder.file("lists.pem", lists);
    for (id, refused) in [
        ("hanako", None),
        ("tsubaki", None),
        ("ume", None),
        ("shizuka", Some("certificate revoked")),
        ("fumio", Some("certificate has expired")),
        ("akira", Some("certificate is not yet valid")),
        ("foreign", Some("unable to get local issuer certificate")),
    ] {
        let card = world.sample(id).unwrap().card();
        let der = folder.file("card.der", card.certificate().unwrap());
        let pem = openssl(&folder, &["x509", "-inform", "DER", "-in", &der]);
        let pem = folder.file("card.pem", pem.good().out);
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
        let judged = openssl(&folder, &arguments);
        match refused {
            None => drop(judged.good()),
            Some(reason) => {
                assert_ne!(judged.code, Some(0), "{id}");
                assert!(judged.err.contains(reason), "{id}: {}", judged.err);
            }
        }
    }
}

#[test]
#[ignore = "needs pcscd, vpcd and OpenSC: tests/run installs them"]
fn opensc_signs_with_the_card_and_openssl_verifies() {
    let (folder, laid) = (Folder::new(), hanako());
    let reader = laid.reader();
    let text = folder.file("text", "Signed by a virtual card.\n");
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
    tool(&folder, "pkcs11-tool", &arguments, Some("5093")).good();
    assert_eq!(
        (laid.card().verify_count(), laid.card().signature_count()),
        (1, 1)
    );

    let certificate = folder.file("card.der", laid.card().certificate().unwrap());
    let key = [
        "x509",
        "-inform",
        "DER",
        "-in",
        &certificate,
        "-noout",
        "-pubkey",
    ];
    let key = folder.file("key.pem", openssl(&folder, &key).good().out);
    let verify = ["dgst", "-sha256", "-verify", &key, "-signature", signature];
    let verify = |text: &str| openssl(&folder, &[&verify[..], &[text]].concat());
    assert_eq!(verify(&text).good().text().trim(), "Verified OK");
    let other = folder.file("other", "Signed by nobody.\n");
    assert_ne!(verify(&other).code, Some(0));
}
