//! The world from files, each instead of the practice world's.

use card_points_backend::checks::{Accounts, Source, Sources, World};
use clap::Args;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Files that take the place of the practice world's data.
#[derive(Args)]
pub struct Files {
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

impl Files {
    /// Reads and checks all of it.
    pub fn load(&self, now: Timestamp) -> Result<(World, Accounts), String> {
        let (mut sources, mut accounts) = practice(now);
        let texts = [
            (&self.registry, &mut sources.registry),
            (&self.programme, &mut sources.programme),
            (&self.services, &mut sources.services),
            (&self.spots, &mut sources.spots),
            (&self.accounts, &mut accounts),
        ];
        for (file, text) in texts {
            if let Some(file) = file {
                *text = std::fs::read_to_string(file).map_err(|error| unread(file, &error))?;
            }
        }
        for (files, contents) in [
            (&self.anchors, &mut sources.anchors),
            (&self.crl, &mut sources.crl),
        ] {
            if !files.is_empty() {
                *contents = files
                    .iter()
                    .map(|file| std::fs::read(file).map_err(|error| unread(file, &error)))
                    .collect::<Result<_, _>>()?;
            }
        }
        let world = sources
            .load(now)
            .map_err(|(source, broken)| format!("{}: {broken}", self.name(source)))?;
        let accounts = Accounts::from_json(&accounts, &world.services).map_err(|broken| {
            format!("{}: {broken}", name(self.accounts.as_ref(), "--accounts"))
        })?;
        Ok((world, accounts))
    }

    fn name(&self, source: Source) -> String {
        match source {
            Source::Programme => name(self.programme.as_ref(), "--programme"),
            Source::Services => name(self.services.as_ref(), "--services"),
            Source::Spots => name(self.spots.as_ref(), "--spots"),
            Source::Registry => name(self.registry.as_ref(), "--registry"),
            Source::Authorities => name(self.anchors.first(), "--anchors and --crl"),
        }
    }
}

/// The file, or which option would have named one.
fn name(file: Option<&PathBuf>, option: &str) -> String {
    match file {
        Some(file) => file.display().to_string(),
        None => format!("the practice world's ({option})"),
    }
}

fn unread(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}

#[cfg(feature = "sandbox")]
fn practice(now: Timestamp) -> (Sources, String) {
    card_points_backend::sandbox::sources(now)
}

/// Built without the practice world, every file must be given.
#[cfg(not(feature = "sandbox"))]
fn practice(_: Timestamp) -> (Sources, String) {
    (Sources::default(), String::new())
}
