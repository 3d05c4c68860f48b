//! The command line.

use crate::exit;
use card_points::journey::JourneyKind;
use card_points::text::{Language, LanguageInfo, languages, match_language};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Apply for Individual Number Card Points (マイナポイント), and look up what became of it, with an
/// Individual Number Card and its 4-digit password.
///
/// Without --backend this is practice: nothing is applied for, and without --reader a virtual card
/// takes the card's place.
#[derive(Debug, Parser)]
#[command(name = "card-points", version, disable_help_subcommand = true, after_long_help = exit::EXIT_CODE_HELP)]
pub struct Cli {
    /// What to do; without it, that is the first question.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to do it.
    #[command(flatten)]
    pub options: Options,
}

/// The commands.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Open the journey in the browser
    Open {
        /// Print an address that is good for one entry, instead of starting a browser
        #[arg(long)]
        no_browser: bool,
        /// For an Application Spot: full screen, one person after another, everything forgotten in between
        #[arg(long)]
        kiosk: bool,
        /// For tests: seconds without a touch until a kiosk asks whether somebody is there
        #[arg(long, value_name = "SECONDS", requires = "kiosk", hide = true)]
        idle: Option<u64>,
    },
    /// Apply for points
    Apply,
    /// Preregister: have an Individual Key ID issued
    Preregister,
    /// Check the status of a preregistration and application
    Status,
    /// See what a card shows without its password
    Card,
    /// Find an Application Spot
    Spots,
    /// Help about Card Points
    Help,
    /// Run the practice backend, and lay virtual cards on PC/SC's virtual readers, until Ctrl-C
    Sandbox {
        /// The port that the backend listens on; any free one if not given
        #[arg(long, value_name = "PORT")]
        port: Option<u16>,
        /// Practice cards to lay on, one on each virtual reader
        #[arg(value_name = "ID")]
        cards: Vec<String>,
        /// Forget what was applied for in practice, and end
        #[arg(long, conflicts_with_all = ["port", "cards"])]
        reset: bool,
    },
}

/// The options of all commands.
#[derive(Debug, Args)]
pub struct Options {
    /// Watch only card readers with this in their names; without it, all of them
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "card")]
    pub reader: Option<String>,
    /// The address of the backend, with its port if it has one (http only on this computer)
    #[arg(long, global = true, value_name = "URL", value_parser = parse_backend_url)]
    pub backend: Option<String>,
    /// Trust only the authorities in this file for the backend's certificate
    #[arg(long, global = true, value_name = "FILE.pem", requires = "backend")]
    pub root: Option<PathBuf>,
    /// Language; by default the system's
    #[arg(long, global = true, value_parser = language_values())]
    pub language: Option<Language>,
    /// Take the answers from this JSON file, see desktop/README.md
    #[arg(long, global = true, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Read the 4-digit password from this file descriptor, one line
    #[arg(long, global = true, value_name = "N", requires = "answers")]
    pub password_fd: Option<u32>,
    /// Read security codes from this file descriptor, one a line
    #[arg(long, global = true, value_name = "N", requires = "answers")]
    pub codes_fd: Option<u32>,
    /// Print each step as one JSON value a line, the outcome last
    #[arg(long, global = true)]
    pub json: bool,
    /// Print the card's commands and status words on standard error, data by length only
    #[arg(long, global = true)]
    pub trace: bool,
    /// Ask line by line, without arrow keys, colour and moving marks
    #[arg(long, global = true)]
    pub plain: bool,
    /// Practice: lay this virtual card on
    #[arg(long, global = true, value_name = "ID")]
    pub card: Option<String>,
    /// Practice: keep what was applied for in this file
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "backend")]
    pub database: Option<PathBuf>,
}

/// The values of `--language`: the languages' tags.
fn language_values() -> impl TypedValueParser<Value = Language> {
    let value = |info: LanguageInfo| PossibleValue::new(info.language.tag()).help(info.name);
    PossibleValuesParser::new(languages().into_iter().map(value))
        .try_map(|tag| Language::from_tag(&tag).ok_or("no such language"))
}

impl Options {
    /// The language of `--language`, or else the system's.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
            .unwrap_or_else(|| system_language(|name| std::env::var(name).ok()))
    }
}

impl Command {
    /// The journey that the command runs in the terminal; `None` if it runs none there.
    #[must_use]
    pub fn journey_kind(&self) -> Option<JourneyKind> {
        Some(match self {
            Self::Apply => JourneyKind::Apply,
            Self::Preregister => JourneyKind::Preregister,
            Self::Status => JourneyKind::Status,
            Self::Card => JourneyKind::Card,
            Self::Spots => JourneyKind::Spots,
            Self::Help => JourneyKind::Help,
            Self::Open { .. } | Self::Sandbox { .. } => return None,
        })
    }
}

/// The language of the POSIX locale variables: the first that is set (POSIX.1-2024 §8.2).
fn system_language(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    match_language(set.into_iter().collect())
}

/// Parses a backend's address in the form that the core signs: scheme, host, port, and no path.
fn parse_backend_url(url: &str) -> Result<String, String> {
    let url = url.strip_suffix('/').unwrap_or(url);
    let (scheme, authority) = url.split_once("://").unwrap_or_default();
    if authority.is_empty() || authority.contains(['/', '?', '#', '@', ' ', '\\']) {
        return Err("expected https://HOST[:PORT]".into());
    }
    match scheme {
        "https" => Ok(url.to_owned()),
        "http" if is_loopback(authority) => Ok(url.to_owned()),
        "http" => Err("http is for this computer only: what is sent could be read".into()),
        _ => Err("expected https://HOST[:PORT]".into()),
    }
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => authority.split(':').next(),
    };
    let host = host.unwrap_or_default();
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_backend_url_has_no_path_and_http_is_for_loopback_only() {
        for accepted in [
            "https://points.example",
            "https://points.example:8443/",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
        ] {
            assert!(parse_backend_url(accepted).is_ok(), "{accepted}");
        }
        for refused in [
            "points.example",
            "https://",
            "https://points.example/v1",
            "https://who@points.example",
            "http://points.example",
            "http://127.0.0.1.points.example",
            "ftp://127.0.0.1",
        ] {
            assert!(parse_backend_url(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides_the_language() {
        let with = |set: &[(&str, &str)]| {
            system_language(|name| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(with(&[("LANG", "ja_JP.UTF-8")]), Language::Japanese);
        assert_eq!(
            with(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "ja_JP.UTF-8")]),
            Language::English
        );
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "ja")]), Language::Japanese);
        assert_eq!(with(&[]), Language::English);
    }

    #[test]
    fn secrets_are_read_from_descriptors_and_only_with_an_answers_file() {
        let alone = Cli::try_parse_from(["card-points", "apply", "--password-fd", "3"]);
        assert!(alone.is_err());
        let both = [
            "card-points",
            "apply",
            "--answers",
            "a.json",
            "--password-fd",
            "3",
        ];
        assert!(Cli::try_parse_from(both).is_ok());
        assert!(Cli::try_parse_from(["card-points", "apply", "--password", "7319"]).is_err());
    }
}
