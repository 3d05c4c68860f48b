//! Sends the journey's requests, and stops waiting when the person stops.

use crate::conversation::Network;
use crate::stop::Stop;
use card_points::backend::HttpRequest;
use card_points::http::HttpSender;
use card_points::journey::Event;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use std::path::Path;
use tokio::runtime::{Builder, Runtime};

/// HTTP from a thread that has no runtime.
pub struct Http {
    sender: HttpSender,
    runtime: Runtime,
    stop: Stop,
}

impl Http {
    /// Trusts only the authorities in the file `root` (PEM) for `https`.
    ///
    /// # Errors
    /// When the file can't be read, or holds no certificates.
    pub fn new(root: Option<&Path>, stop: Stop) -> Result<Self, String> {
        let roots = root.map(certificates).transpose()?.unwrap_or_default();
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            sender: HttpSender::new(&roots).map_err(|error| error.to_string())?,
            runtime,
            stop,
        })
    }
}

impl Http {
    /// From now on it stops waiting at `stop`.
    pub fn heeding(&mut self, stop: Stop) {
        self.stop = stop;
    }
}

/// The certificates in a PEM file, DER.
fn certificates(file: &Path) -> Result<Vec<Vec<u8>>, String> {
    let named = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let found = CertificateDer::pem_file_iter(file).map_err(|error| named(&error))?;
    let found: Result<Vec<_>, _> = found.map(|one| one.map(|der| der.to_vec())).collect();
    match found.map_err(|error| named(&error))? {
        none if none.is_empty() => Err(named(&"no certificate in it")),
        some => Ok(some),
    }
}

impl Network for Http {
    fn send(&mut self, request: HttpRequest) -> Event {
        let Self {
            sender,
            runtime,
            stop,
        } = self;
        runtime.block_on(async {
            tokio::select! {
                event = sender.send(request) => event,
                () = stop.wanted() => Event::Stopped,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_named() {
        let file = std::env::temp_dir().join(format!("card-points-{}.pem", std::process::id()));
        std::fs::write(&file, "nothing here").unwrap();
        let error = Http::new(Some(&file), Stop::never()).err().unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(error.ends_with("no certificate in it"), "{error}");
        let error = Http::new(Some(&file), Stop::never()).err().unwrap();
        assert!(error.contains(".pem"), "{error}");
    }
}
