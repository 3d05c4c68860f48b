//! Assembles the program: who answers, where cards are tapped and which backend is asked. Then runs a
//! journey, the browser or the sandbox.

use crate::browser::{self, BrowserOptions};
use crate::cli::{Cli, Command, Options};
use crate::exit::Exit;
use crate::http_client::HttpClient;
use crate::json_lines::JsonLines;
use crate::pcsc_connector::PcscCardConnector;
use crate::runner::{CardConnector, run_journey};
use crate::sandbox::{VirtualCardConnector, VpcdVirtualCard, sandbox_cards};
use crate::scripted::{Answers, ScriptedUser, SecretSource};
use crate::stop::{STOP_POLL_INTERVAL, StopSignal};
use crate::terminal::{self, Terminal};
use crate::text::terminal_text;
use crate::user_interface::{SandboxCards, UserInterface};
use crate::vpcd::{self, VpcdConnection};
use card_points::journey::{Device, Journey, JourneyConfig, JourneyKind, TranscriptEntry};
use card_points::text::{Language, Text};
use card_points_backend::http::{EmbeddedServer, ServerConfig};
use card_points_backend::sandbox::data_of;
use card_points_backend::store::{Database, location};
use card_points_fixtures::SandboxData;
use jiff::Timestamp;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

/// Why the program ends before a journey begins: a message, and the exit code.
type StartupError = (String, Exit);

/// Runs the command line, and returns the exit code.
#[must_use]
pub fn run(cli: Cli) -> Exit {
    let language = cli.options.language();
    let result = match cli.command {
        Some(Command::Sandbox { port, cards, reset }) => {
            run_sandbox(&cli.options, language, port.unwrap_or(0), cards, reset)
        }
        Some(Command::Open {
            no_browser,
            kiosk,
            idle,
        }) => {
            let idle_timeout = idle.map_or(browser::IDLE_TIMEOUT, Duration::from_secs);
            let kiosk = kiosk.then_some(idle_timeout);
            open_browser(cli.options, no_browser, kiosk, language)
        }
        command => {
            let kind = command.and_then(|command| command.journey_kind());
            terminal_journey(cli.options, kind.unwrap_or(JourneyKind::Home), language)
        }
    };
    result.unwrap_or_else(|(message, exit)| {
        eprintln!("card-points: {message}");
        exit
    })
}

fn internal_error(error: impl std::fmt::Display) -> StartupError {
    (error.to_string(), Exit::InternalError)
}

fn usage_error(error: impl std::fmt::Display) -> StartupError {
    (error.to_string(), Exit::Usage)
}

/// The backend's address: the given one, or the embedded sandbox backend's.
fn backend_url(
    options: &Options,
    embedded: Option<&EmbeddedServer>,
    text: &Text,
) -> Result<String, StartupError> {
    let url = match (&options.backend, embedded) {
        (Some(url), _) => url.clone(),
        (None, Some(embedded)) => embedded.url().to_owned(),
        (None, None) => return Err(internal_error("no backend")),
    };
    if url.starts_with("https:") && options.root.is_none() {
        return Err(usage_error(text.message("terminal-no-root")));
    }
    Ok(url)
}

fn open_browser(
    options: Options,
    no_browser: bool,
    kiosk: Option<Duration>,
    language: Language,
) -> Result<Exit, StartupError> {
    let text = terminal_text(language);
    let stop = StopSignal::on_signals(terminal::restore).map_err(internal_error)?;
    let sandbox = options.backend.is_none();
    let data = SandboxData::at(Timestamp::now());
    let embedded = match sandbox {
        true => Some(start_backend(&data, options.database.clone(), 0)?),
        false => None,
    };
    // A named card or reader is the only one; without a name, the sandbox has both.
    let has_virtual_cards = options.card.is_some() || (sandbox && options.reader.is_none());
    let sandbox_cards = if has_virtual_cards {
        let first = data.samples.first().map(|sample| sample.id.to_owned());
        Some(select_card(&data, options.card.clone().or(first), &text)?)
    } else {
        None
    };
    let readers = options.card.is_none().then(|| options.reader.clone());
    let backend = backend_url(&options, embedded.as_ref(), &text)?;
    let client = HttpClient::new(options.root.as_deref(), stop.clone()).map_err(usage_error)?;
    let options = BrowserOptions {
        language,
        no_browser,
        kiosk,
        backend,
        sandbox,
        sandbox_cards,
        readers,
    };
    browser::open(options, client, stop).map_err(internal_error)
}

fn terminal_journey(
    options: Options,
    kind: JourneyKind,
    language: Language,
) -> Result<Exit, StartupError> {
    let text = terminal_text(language);
    let stop = StopSignal::on_signals(terminal::restore).map_err(internal_error)?;
    let answers = options.answers.as_deref().map(Answers::read);
    let answers = answers.transpose().map_err(usage_error)?;
    let sandbox = options.backend.is_none();
    let virtual_card = options.card.is_some() || (sandbox && options.reader.is_none());
    let data = (sandbox || virtual_card).then(|| Rc::new(SandboxData::at(Timestamp::now())));
    let embedded = match &data {
        Some(data) if sandbox => Some(start_backend(data, options.database.clone(), 0)?),
        _ => None,
    };
    let (mut connector, sandbox_cards): (Box<dyn CardConnector>, _) = match data {
        Some(data) if virtual_card => {
            let cards = select_card(&data, options.card.clone(), &text)?;
            (Box::new(VirtualCardConnector::new(data)), Some(cards))
        }
        _ => {
            let reader = options.reader.clone();
            let connector = PcscCardConnector::new(reader, answers.is_none(), text, stop.clone());
            (Box::new(connector), None)
        }
    };
    let backend = backend_url(&options, embedded.as_ref(), &text)?;
    let mut client = HttpClient::new(options.root.as_deref(), stop.clone()).map_err(usage_error)?;
    let mut user = user_interface(&options, answers, sandbox_cards, language, &stop)?;
    let mut entropy = [0; 32];
    getrandom::fill(&mut entropy).map_err(internal_error)?;
    let mut journey = Journey::new(JourneyConfig {
        kind,
        language,
        backend,
        practice: sandbox,
        device: Device::CardReader,
        furigana: false,
        entropy,
    });
    let mut printed = 0;
    let exit = run_journey(
        &mut |event| {
            let step = journey.next(Timestamp::now(), event);
            if options.trace {
                let transcript = journey.transcript();
                transcript.iter().skip(printed).for_each(print_exchange);
                printed = transcript.len();
            }
            step
        },
        &mut *user,
        &mut *connector,
        &mut client,
        &stop,
    );
    Ok(exit)
}

fn print_exchange(entry: &TranscriptEntry) {
    let TranscriptEntry {
        header,
        sent_bytes,
        received_bytes,
        status,
    } = entry;
    eprintln!("> {header}  {sent_bytes} bytes  < {status}  {received_bytes} bytes");
}

fn user_interface(
    options: &Options,
    answers: Option<Answers>,
    sandbox_cards: Option<SandboxCards>,
    language: Language,
    stop: &StopSignal,
) -> Result<Box<dyn UserInterface>, StartupError> {
    let line_by_line = options.plain || answers.is_some();
    let terminal = Terminal::new(language, line_by_line, options.json, stop.clone());
    let user: Box<dyn UserInterface> = match answers {
        Some(answers) => {
            let open = |option: &str, number: Option<u32>| {
                let source = number.map(SecretSource::open).transpose();
                source.map_err(|error: io::Error| usage_error(format!("{option}: {error}")))
            };
            Box::new(ScriptedUser::new(
                answers,
                open("--password-fd", options.password_fd)?,
                open("--codes-fd", options.codes_fd)?,
                (!options.json).then_some(terminal),
                sandbox_cards,
                terminal_text(language),
            ))
        }
        None => Box::new(match sandbox_cards {
            Some(cards) => terminal.with_sandbox_cards(cards),
            None => terminal,
        }),
    };
    Ok(if options.json {
        Box::new(JsonLines {
            user,
            out: Box::new(io::stdout()),
        })
    } else {
        user
    })
}

fn select_card(
    data: &SandboxData,
    id: Option<String>,
    text: &Text,
) -> Result<SandboxCards, StartupError> {
    sandbox_cards(data, id)
        .map_err(|ids| usage_error(format!("{} {ids}", text.message("terminal-unknown-card"))))
}

/// Starts the sandbox backend on loopback.
fn start_backend(
    data: &SandboxData,
    database: Option<PathBuf>,
    port: u16,
) -> Result<EmbeddedServer, StartupError> {
    let database = match database.or_else(location::default_file) {
        Some(file) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder).map_err(internal_error)?;
            }
            Database::File(file)
        }
        None => Database::Memory,
    };
    let (data, accounts) = data_of(data, Timestamp::now());
    let config = ServerConfig {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        database,
        ..ServerConfig::default()
    };
    EmbeddedServer::start(data, accounts, config).map_err(internal_error)
}

fn run_sandbox(
    options: &Options,
    language: Language,
    port: u16,
    mut cards: Vec<String>,
    reset: bool,
) -> Result<Exit, StartupError> {
    let text = terminal_text(language);
    if reset {
        if let Some(file) = options.database.clone().or_else(location::default_file) {
            location::remove(&file).map_err(internal_error)?;
        }
        println!("{}", text.message("terminal-reset-done"));
        return Ok(Exit::Done);
    }
    let stop = StopSignal::on_signals(terminal::restore).map_err(internal_error)?;
    let data = SandboxData::at(Timestamp::now());
    cards.splice(0..0, options.card.clone());
    if cards.is_empty() {
        cards.extend(data.samples.first().map(|sample| sample.id.to_owned()));
    }
    for id in &cards {
        select_card(&data, Some(id.clone()), &text)?;
    }
    let embedded = start_backend(&data, options.database.clone(), port)?;
    println!("{} {}", text.message("terminal-sandbox-at"), embedded.url());
    let mut readers = Vec::new();
    for (id, port) in cards.iter().zip(vpcd::FIRST_PORT..) {
        let Some(sample) = data.sample(id) else {
            continue;
        };
        let reader = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        match VpcdConnection::insert(reader, VpcdVirtualCard(sample.card())) {
            Ok(connection) => {
                let index = port - vpcd::FIRST_PORT;
                println!(
                    "{id} ({}: {}) {} Virtual PCD 00 {index:02X}",
                    text.message("terminal-sandbox-password"),
                    sample.pin,
                    text.message("terminal-sandbox-card-on")
                );
                readers.push((reader, sample, connection));
            }
            Err(_) => println!("{id}: {}", text.message("terminal-sandbox-no-vpcd")),
        }
    }
    println!("{}", text.message("terminal-until-stop"));
    while !stop.is_requested() {
        std::thread::sleep(STOP_POLL_INTERVAL);
        for (reader, sample, connection) in &mut readers {
            if connection.is_closed()
                && let Ok(reinserted) =
                    VpcdConnection::insert(*reader, VpcdVirtualCard(sample.card()))
            {
                *connection = reinserted;
            }
        }
    }
    Ok(Exit::Done)
}
