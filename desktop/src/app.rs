//! The program: puts together who answers, where cards lie and which backend is asked, and goes
//! through a journey or runs the sandbox.

use crate::answers::{Answers, Descriptor, Script};
use crate::browser::{self, Opening};
use crate::cli::{Cli, Command, Options};
use crate::conversation::{Slot, converse};
use crate::exit::Exit;
use crate::json::Lines;
use crate::network::Http;
use crate::person::{Person, Practice};
use crate::practice::{OnReader, VirtualSlot, offers};
use crate::reader::PcscSlot;
use crate::state;
use crate::stop::{GLANCE, Stop};
use crate::terminal::Terminal;
use crate::vpcd;
use crate::words::{Own, own};
use card_points::journey::{Device, Journey, JourneyConfig, JourneyKind, TranscriptEntry};
use card_points::text::Language;
use card_points_backend::http::{EmbeddedServer, ServerConfig};
use card_points_backend::sandbox::data_of;
use card_points_backend::store::Database;
use card_points_fixtures::SandboxData;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

/// Why the program ends before a journey begins: the words for a person, and the exit code.
type Failure = (String, Exit);

/// Does what the command line asks; gives the exit code.
#[must_use]
pub fn run(cli: Cli) -> Exit {
    let language = cli.options.language();
    let result = match cli.command {
        Some(Command::Sandbox { port, cards, reset }) => {
            sandbox(&cli.options, language, port.unwrap_or(0), cards, reset)
        }
        Some(Command::Open {
            no_browser,
            kiosk,
            idle,
        }) => {
            let limit = idle.map_or(browser::LIMIT, Duration::from_secs);
            open(cli.options, no_browser, kiosk.then_some(limit), language)
        }
        command => {
            let errand = command.and_then(|command| command.errand());
            journey(cli.options, errand.unwrap_or(JourneyKind::Home), language)
        }
    };
    result.unwrap_or_else(|(words, exit)| {
        eprintln!("card-points: {words}");
        exit
    })
}

fn broken(error: impl std::fmt::Display) -> Failure {
    (error.to_string(), Exit::Broken)
}

fn usage(error: impl std::fmt::Display) -> Failure {
    (error.to_string(), Exit::Usage)
}

/// The address that is asked: the one that was given, or the embedded practice backend's.
fn backend(
    options: &Options,
    embedded: Option<&EmbeddedServer>,
    own: &Own,
) -> Result<String, Failure> {
    let address = match (&options.backend, embedded) {
        (Some(url), _) => url.clone(),
        (None, Some(embedded)) => embedded.url().to_owned(),
        (None, None) => return Err(broken("no backend")),
    };
    if address.starts_with("https:") && options.root.is_none() {
        return Err(usage(own.no_root));
    }
    Ok(address)
}

fn open(
    options: Options,
    no_browser: bool,
    kiosk: Option<Duration>,
    language: Language,
) -> Result<Exit, Failure> {
    let own = own(language);
    let stop = Stop::on_signals().map_err(broken)?;
    let practising = options.backend.is_none();
    let world = SandboxData::at(Timestamp::now());
    let embedded = match practising {
        true => Some(embed(&world, options.database.clone(), 0)?),
        false => None,
    };
    // A card or a reader that is named is the only one; in practice there are both.
    let virtual_card = options.card.is_some() || (practising && options.reader.is_none());
    let practice = if virtual_card {
        let first = world.samples.first().map(|sample| sample.id.to_owned());
        Some(in_hand(&world, options.card.clone().or(first), own)?)
    } else {
        None
    };
    let readers = options.card.is_none().then(|| options.reader.clone());
    let backend = backend(&options, embedded.as_ref(), own)?;
    let network = Http::new(options.root.as_deref(), stop.clone()).map_err(usage)?;
    let opening = Opening {
        language,
        no_browser,
        kiosk,
        backend,
        practising,
        practice,
        readers,
    };
    browser::open(opening, network, stop).map_err(broken)
}

fn journey(options: Options, errand: JourneyKind, language: Language) -> Result<Exit, Failure> {
    let own = own(language);
    let stop = Stop::on_signals().map_err(broken)?;
    let answers = options.answers.as_deref().map(Answers::read);
    let answers = answers.transpose().map_err(usage)?;
    let practising = options.backend.is_none();
    let virtual_card = options.card.is_some() || (practising && options.reader.is_none());
    let world = (practising || virtual_card).then(|| Rc::new(SandboxData::at(Timestamp::now())));
    let embedded = match &world {
        Some(world) if practising => Some(embed(world, options.database.clone(), 0)?),
        _ => None,
    };
    let (mut slot, practice): (Box<dyn Slot>, _) = match world {
        Some(world) if virtual_card => {
            let practice = in_hand(&world, options.card.clone(), own)?;
            (Box::new(VirtualSlot::new(world)), Some(practice))
        }
        _ => {
            let patient = answers.is_none();
            let slot = PcscSlot::new(options.reader.clone(), patient, own, stop.clone());
            (Box::new(slot), None)
        }
    };
    let backend = backend(&options, embedded.as_ref(), own)?;
    let mut network = Http::new(options.root.as_deref(), stop.clone()).map_err(usage)?;
    let mut person = person(&options, answers, practice, language, &stop)?;
    let mut entropy = [0; 32];
    getrandom::fill(&mut entropy).map_err(broken)?;
    let mut journey = Journey::new(JourneyConfig {
        kind: errand,
        language,
        backend,
        practice: practising,
        device: Device::CardReader,
        furigana: false,
        entropy,
    });
    let mut told = 0;
    let exit = converse(
        &mut |event| {
            let step = journey.next(Timestamp::now(), event);
            if options.trace {
                let transcript = journey.transcript();
                transcript.iter().skip(told).for_each(trace);
                told = transcript.len();
            }
            step
        },
        &mut *person,
        &mut *slot,
        &mut network,
        &stop,
    );
    Ok(exit)
}

fn trace(exchange: &TranscriptEntry) {
    let TranscriptEntry {
        header,
        sent_bytes: sent,
        received_bytes: received,
        status,
    } = exchange;
    eprintln!("> {header}  {sent} bytes  < {status}  {received} bytes");
}

fn person(
    options: &Options,
    answers: Option<Answers>,
    practice: Option<Practice>,
    language: Language,
    stop: &Stop,
) -> Result<Box<dyn Person>, Failure> {
    let plain = options.plain || answers.is_some();
    let terminal = Terminal::new(language, plain, options.json, stop.clone());
    let person: Box<dyn Person> = match answers {
        Some(answers) => {
            let open = |number: Option<u32>| number.map(Descriptor::open).transpose();
            let named = |name: &str, error: io::Error| usage(format!("{name}: {error}"));
            Box::new(Script {
                answers,
                password: open(options.password_fd).map_err(|e| named("--password-fd", e))?,
                codes: open(options.codes_fd).map_err(|e| named("--codes-fd", e))?,
                screen: (!options.json).then_some(terminal),
                practice,
                own: own(language),
                answered: BTreeMap::new(),
            })
        }
        None => Box::new(match practice {
            Some(practice) => terminal.with(practice),
            None => terminal,
        }),
    };
    Ok(if options.json {
        Box::new(Lines {
            person,
            out: Box::new(io::stdout()),
        })
    } else {
        person
    })
}

fn in_hand(world: &SandboxData, card: Option<String>, own: &Own) -> Result<Practice, Failure> {
    offers(world, card).map_err(|ids| usage(format!("{} {ids}", own.unknown_card)))
}

/// Starts the practice backend on loopback.
fn embed(
    world: &SandboxData,
    database: Option<PathBuf>,
    port: u16,
) -> Result<EmbeddedServer, Failure> {
    let database = match database.or_else(state::practice_file) {
        Some(file) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder).map_err(broken)?;
            }
            Database::File(file)
        }
        None => Database::Memory,
    };
    let (world, accounts) = data_of(world, Timestamp::now());
    let settings = ServerConfig {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        database,
        ..ServerConfig::default()
    };
    EmbeddedServer::start(world, accounts, settings).map_err(broken)
}

fn sandbox(
    options: &Options,
    language: Language,
    port: u16,
    mut cards: Vec<String>,
    reset: bool,
) -> Result<Exit, Failure> {
    let own = own(language);
    if reset {
        if let Some(file) = options.database.clone().or_else(state::practice_file) {
            state::remove(&file).map_err(broken)?;
        }
        println!("{}", own.reset_done);
        return Ok(Exit::Done);
    }
    let stop = Stop::on_signals().map_err(broken)?;
    let world = SandboxData::at(Timestamp::now());
    cards.splice(0..0, options.card.clone());
    if cards.is_empty() {
        cards.extend(world.samples.first().map(|sample| sample.id.to_owned()));
    }
    for id in &cards {
        in_hand(&world, Some(id.clone()), own)?;
    }
    let embedded = embed(&world, options.database.clone(), port)?;
    println!("{} {}", own.sandbox_at, embedded.url());
    let mut readers = Vec::new();
    for (id, port) in cards.iter().zip(vpcd::PORT..) {
        let Some(sample) = world.sample(id) else {
            continue;
        };
        let reader = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        match vpcd::Slot::insert(reader, OnReader(sample.card())) {
            Ok(slot) => {
                let nth = port - vpcd::PORT;
                println!(
                    "{id} ({}: {}) {} Virtual PCD 00 {nth:02X}",
                    own.password_is, sample.pin, own.card_lies
                );
                readers.push((reader, sample, slot));
            }
            Err(_) => println!("{id}: {}", own.no_vpcd),
        }
    }
    println!("{}", own.until_stop);
    while !stop.is_wanted() {
        std::thread::sleep(GLANCE);
        for (reader, sample, slot) in &mut readers {
            if slot.left()
                && let Ok(again) = vpcd::Slot::insert(*reader, OnReader(sample.card()))
            {
                *slot = again;
            }
        }
    }
    Ok(Exit::Done)
}
