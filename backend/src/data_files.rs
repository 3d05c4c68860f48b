//! The command line's data files, each in place of the sandbox's data.

use card_points_backend::checks::{Accounts, BackendData, DataSource, DataSources};
use clap::Args;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Files in place of the sandbox's data.
#[derive(Args)]
pub struct DataFiles {
    /// Certificates of the accepted authorities, PEM or DER
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "crl")]
    anchors: Vec<PathBuf>,
    /// Their revocation lists, PEM or DER, one for each authority. A list that has expired is
    /// refused at the start; if it expires later, every request is refused until a restart with a
    /// newer one
    #[arg(long, value_name = "FILE", num_args = 1..)]
    crl: Vec<PathBuf>,
    /// The registry of people and certificates, JSON
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// The programme's rules, JSON
    #[arg(long, value_name = "FILE")]
    programme: Option<PathBuf>,
    /// The payment services, JSON
    #[arg(long, value_name = "FILE")]
    services: Option<PathBuf>,
    /// The Application Spots, JSON
    #[arg(long, value_name = "FILE")]
    spots: Option<PathBuf>,
    /// The payment services' accounts, JSON, against which accounts are confirmed
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,
}

impl DataFiles {
    /// Reads and checks all data. An error names the file and the field.
    pub fn load(&self, now: Timestamp) -> Result<(BackendData, Accounts), String> {
        let (mut sources, mut accounts) = default_data(now);
        let texts = [
            (&self.registry, &mut sources.registry),
            (&self.programme, &mut sources.programme),
            (&self.services, &mut sources.services),
            (&self.spots, &mut sources.spots),
            (&self.accounts, &mut accounts),
        ];
        for (file, text) in texts {
            if let Some(file) = file {
                *text = std::fs::read_to_string(file).map_err(|error| read_error(file, &error))?;
            }
        }
        for (files, contents) in [
            (&self.anchors, &mut sources.anchors),
            (&self.crl, &mut sources.crl),
        ] {
            if !files.is_empty() {
                let read =
                    |file: &PathBuf| std::fs::read(file).map_err(|error| read_error(file, &error));
                *contents = files.iter().map(read).collect::<Result<_, _>>()?;
            }
        }
        let data = sources
            .load(now)
            .map_err(|(source, error)| format!("{}: {error}", self.name(source)))?;
        let accounts = Accounts::from_json(&accounts, &data.services).map_err(|error| {
            let name = file_name(self.accounts.as_ref(), "--accounts");
            format!("{name}: {error}")
        })?;
        Ok((data, accounts))
    }

    fn name(&self, source: DataSource) -> String {
        match source {
            DataSource::Programme => file_name(self.programme.as_ref(), "--programme"),
            DataSource::Services => file_name(self.services.as_ref(), "--services"),
            DataSource::Spots => file_name(self.spots.as_ref(), "--spots"),
            DataSource::Registry => file_name(self.registry.as_ref(), "--registry"),
            DataSource::Authorities => file_name(self.anchors.first(), "--anchors and --crl"),
        }
    }
}

/// The file's name. Without a file: that it is the sandbox's data, and the option to replace them.
fn file_name(file: Option<&PathBuf>, option: &str) -> String {
    match file {
        Some(file) => file.display().to_string(),
        None => format!("the sandbox's data ({option})"),
    }
}

fn read_error(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}

#[cfg(feature = "sandbox")]
fn default_data(now: Timestamp) -> (DataSources, String) {
    card_points_backend::sandbox::data_sources(now)
}

/// Without the sandbox every file must be given.
#[cfg(not(feature = "sandbox"))]
fn default_data(_: Timestamp) -> (DataSources, String) {
    (DataSources::default(), String::new())
}
