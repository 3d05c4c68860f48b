//! Files with certificates or revocation lists: PEM (RFC 7468), any number in a file, or DER.

use super::DataError;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::der::{Decode, DecodePem};

pub fn read_certificates(files: &[Vec<u8>]) -> Result<Vec<Certificate>, DataError> {
    let mut certificates = Vec::new();
    for (nth, file) in files.iter().enumerate() {
        let read = if is_pem(file) {
            Certificate::load_pem_chain(file)
        } else {
            Certificate::from_der(file).map(|one| vec![one])
        };
        certificates.extend(read.map_err(|error| DataError {
            field: format!("anchors file {}", nth + 1),
            problem: format!("not a certificate: {error}"),
        })?);
    }
    Ok(certificates)
}

pub fn read_crls(files: &[Vec<u8>]) -> Result<Vec<CertificateList>, DataError> {
    const END: &str = "-----END X509 CRL-----";
    let mut crls = Vec::new();
    for (nth, file) in files.iter().enumerate() {
        let not_a_crl = |reason: &dyn std::fmt::Display| DataError {
            field: format!("crl file {}", nth + 1),
            problem: format!("not a revocation list: {reason}"),
        };
        if is_pem(file) {
            let text = std::str::from_utf8(file).map_err(|error| not_a_crl(&error))?;
            for part in text.split_inclusive(END).filter(|part| part.contains(END)) {
                let crl = CertificateList::from_pem(part.trim_start());
                crls.push(crl.map_err(|error| not_a_crl(&error))?);
            }
        } else {
            crls.push(CertificateList::from_der(file).map_err(|error| not_a_crl(&error))?);
        }
    }
    Ok(crls)
}

fn is_pem(file: &[u8]) -> bool {
    file.trim_ascii_start().starts_with(b"-----BEGIN")
}
