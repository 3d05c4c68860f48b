//! The world from files, each instead of the practice world's.

use card_points_backend::checks::{Accounts, BackendData, DataSource, DataSources};
use clap::Args;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Files that take the place of the practice world's data.
#[derive(Args)]
pub struct DataFiles {
    /// Certificates of the authorities that are taken, PEM or DER
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "crl")]
    anchors: Vec<PathBuf>,
    /// Their revocation lists, PEM or DER, one for each authority. A list that has ended is
    /// refused at the start; later, nobody is let in until a newer one is there
    #[arg(long, value_name = "FILE", num_args = 1..)]
    crl: Vec<PathBuf>,
    /// The registry of people and certificates, JSON
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// The rules in force, JSON
    #[arg(long, value_name = "FILE")]
    programme: Option<PathBuf>,
    /// The payment services, JSON
    #[arg(long, value_name = "FILE")]
    services: Option<PathBuf>,
    /// The Application Spots, JSON
    #[arg(long, value_name = "FILE")]
    spots: Option<PathBuf>,
    /// The payment services' own records, JSON, which accounts are confirmed against
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,
}

impl DataFiles {
    /// Reads and checks all of it.
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
                *contents = files
                    .iter()
                    .map(|file| std::fs::read(file).map_err(|error| read_error(file, &error)))
                    .collect::<Result<_, _>>()?;
            }
        }
        let world = sources
            .load(now)
            .map_err(|(source, broken)| format!("{}: {broken}", self.name(source)))?;
        let accounts = Accounts::from_json(&accounts, &world.services).map_err(|broken| {
            format!(
                "{}: {broken}",
                file_name(self.accounts.as_ref(), "--accounts")
            )
        })?;
        Ok((world, accounts))
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

/// The file, or which option would have named one.
fn file_name(file: Option<&PathBuf>, option: &str) -> String {
    match file {
        Some(file) => file.display().to_string(),
        None => format!("the practice world's ({option})"),
    }
}

fn read_error(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}

#[cfg(feature = "sandbox")]
fn default_data(now: Timestamp) -> (DataSources, String) {
    card_points_backend::sandbox::data_sources(now)
}

/// Built without the practice world, every file must be given.
#[cfg(not(feature = "sandbox"))]
fn practice(_: Timestamp) -> (DataSources, String) {
    (DataSources::default(), String::new())
}
