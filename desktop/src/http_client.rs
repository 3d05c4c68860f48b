//! Sends the journey's requests, and gives up waiting when a stop is requested.

use crate::runner::BackendClient;
use crate::stop::StopSignal;
use card_points::backend::HttpRequest;
use card_points::http::HttpSender;
use card_points::journey::Event;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use std::path::Path;
use tokio::runtime::{Builder, Runtime};

/// A blocking HTTP client, for a thread that has no runtime.
pub struct HttpClient {
    sender: HttpSender,
    runtime: Runtime,
    stop: StopSignal,
}

impl HttpClient {
    /// A client that trusts only the authorities in the file `root` (PEM) for `https`.
    ///
    /// # Errors
    /// When the file can't be read, or holds no certificates.
    pub fn new(root: Option<&Path>, stop: StopSignal) -> Result<Self, String> {
        let roots = root.map(certificates).transpose()?.unwrap_or_default();
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            sender: HttpSender::new(roots).map_err(|error| error.to_string())?,
            runtime,
            stop,
        })
    }

    /// Gives up waiting at `stop` from now on.
    pub fn set_stop_signal(&mut self, stop: StopSignal) {
        self.stop = stop;
    }
}

/// The certificates in a PEM file, as DER.
fn certificates(file: &Path) -> Result<Vec<Vec<u8>>, String> {
    let with_path = |problem: &dyn std::fmt::Display| format!("{}: {problem}", file.display());
    let found = CertificateDer::pem_file_iter(file).map_err(|error| with_path(&error))?;
    let found: Result<Vec<_>, _> = found.map(|one| one.map(|der| der.to_vec())).collect();
    let certificates = found.map_err(|error| with_path(&error))?;
    if certificates.is_empty() {
        return Err(with_path(&"no certificate in it"));
    }
    Ok(certificates)
}

impl BackendClient for HttpClient {
    fn send(&mut self, request: HttpRequest) -> Event {
        let Self {
            sender,
            runtime,
            stop,
        } = self;
        runtime.block_on(async {
            tokio::select! {
                event = sender.send(request) => event,
                () = stop.requested() => Event::Stopped,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_a_file_without_certificates() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.pem");
        std::fs::write(&file, "nothing here").unwrap();
        let new = || HttpClient::new(Some(&file), StopSignal::never());
        let error = new().err().unwrap();
        assert!(error.ends_with("no certificate in it"), "{error}");
        std::fs::remove_file(&file).unwrap();
        let error = new().err().unwrap();
        assert!(error.contains(".pem"), "{error}");
    }
}
