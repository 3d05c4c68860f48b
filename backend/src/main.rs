//! `card-points-backend`: see `card-points-backend --help`.

mod data_files;

use card_points_backend::http::{Server, ServerConfig};
use card_points_backend::store::{Database, ReleaseOutcome, SqliteLedger, location};
use clap::{Args, Parser, Subcommand};
use data_files::DataFiles;
use jiff::Timestamp;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

type CommandResult = Result<(), Box<dyn std::error::Error>>;

/// The service that Card Points talks to: programme, payment services, spots, challenge,
/// preregistration, application, status.
///
/// Without any option it serves the practice world on loopback and remembers in a file of its own;
/// nothing is applied for. The address it listens on is the one line that it prints on standard
/// output, once it does. It ends on SIGINT or SIGTERM, open requests first.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeOptions,
}

#[derive(Subcommand)]
enum Command {
    /// Serve (what happens without a command, too)
    Serve(ServeOptions),
    /// The nightly run: what was applied for before today, Japan time, is confirmed; what an
    /// earlier run confirmed is passed on to its payment service. May run beside the server
    Confirm(DatabaseOption),
    /// Undo a wrong link: the application stands no more, its account and measures are free. Kept
    /// in the audit trail. May run beside the server
    Release {
        /// The receipt number, e.g. 2026-1124-7KQ4-9XWM
        #[arg(long, value_name = "NUMBER")]
        receipt: String,
        /// Why, for the audit trail; nothing personal
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Who does it, for the audit trail [default: the user of this process]
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
        #[command(flatten)]
        place: DatabaseOption,
    },
    /// Print the audit trail, oldest first: time, deed, receipt, operator, reason, by tabs
    Audit(DatabaseOption),
}

#[derive(Args)]
struct ServeOptions {
    /// Address to listen on; port 0: a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Address under which the apps reach it, e.g. https://points.example: what is signed for
    /// another is refused [default: http:// and the address listened on]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Print a line on standard error for each request, with nothing personal in it
    #[arg(long)]
    log: bool,
    /// Serve the practice world, whose keys are published, on other addresses than loopback
    #[arg(long)]
    allow_practice_anchors_anywhere: bool,
    #[command(flatten)]
    place: DatabaseOption,
    #[command(flatten)]
    files: DataFiles,
}

#[derive(Args)]
struct DatabaseOption {
    /// The database (SQLite), made if it is not there [default: card-points/practice.sqlite in the
    /// user's folder for state]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
}

impl DatabaseOption {
    fn path(self) -> Result<PathBuf, String> {
        let given = self.database.or_else(location::default_file);
        given.ok_or_else(|| "no folder for state is known: say --database FILE".to_owned())
    }

    /// A database that is there already.
    async fn open(self) -> Result<SqliteLedger, Box<dyn std::error::Error>> {
        let file = self.path()?;
        if !file.is_file() {
            return Err(format!("{}: no such database", file.display()).into());
        }
        let named = |fault| format!("{}: {fault}", file.display());
        Ok(SqliteLedger::open(&Database::File(file.clone()))
            .await
            .map_err(named)?)
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let run = || -> CommandResult {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            match cli.command.unwrap_or(Command::Serve(cli.serve)) {
                Command::Serve(options) => serve(options).await,
                Command::Confirm(place) => confirm(place).await,
                Command::Release {
                    receipt,
                    reason,
                    operator,
                    place,
                } => release(&receipt, &reason, operator, place).await,
                Command::Audit(place) => audit(place).await,
            }
        })
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("card-points-backend: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: ServeOptions) -> CommandResult {
    let file = options.place.path()?;
    let (world, accounts) = options.files.load(Timestamp::now())?;
    let practice = world.is_practice();
    let settings = ServerConfig {
        listen: options.listen,
        public_url: options.public_url,
        database: Database::File(file.clone()),
        log_requests: options.log,
        allow_practice_anywhere: options.allow_practice_anchors_anywhere,
        clock: Arc::new(Timestamp::now),
    };
    let stop = stop_signal()?;
    let server = Server::start(world, accounts, settings).await?;
    if practice {
        eprintln!("Practice: nothing is applied for.");
    }
    eprintln!("Remembers in {}", file.display());
    // Whoever started this may not care for the address.
    let _ = writeln!(std::io::stdout(), "http://{}", server.local_address());
    stop.await;
    eprintln!("Shutting down");
    server.stop().await;
    Ok(())
}

async fn confirm(place: DatabaseOption) -> CommandResult {
    let store = place.open().await?;
    let did = store.run_nightly(Timestamp::now(), &current_user()).await?;
    store.close().await;
    println!("{} confirmed, {} passed on", did.confirmed, did.passed_on);
    Ok(())
}

async fn release(
    receipt: &str,
    reason: &str,
    operator: Option<String>,
    place: DatabaseOption,
) -> CommandResult {
    if reason.trim().is_empty() {
        return Err("--reason: must not be empty".into());
    }
    let store = place.open().await?;
    let operator = operator.unwrap_or_else(current_user);
    let release = store
        .release(receipt, reason, &operator, Timestamp::now())
        .await?;
    store.close().await;
    match release {
        ReleaseOutcome::Released { measures } => {
            println!("{receipt} released: {measures} measures and the account are free");
            Ok(())
        }
        ReleaseOutcome::NoSuchReceipt => Err(format!("{receipt}: no such receipt").into()),
        ReleaseOutcome::AlreadyReleased => Err(format!("{receipt}: released before").into()),
    }
}

async fn audit(place: DatabaseOption) -> CommandResult {
    let store = place.open().await?;
    for deed in store.audit().await? {
        let receipt = deed.receipt.as_deref().unwrap_or("-");
        println!(
            "{}\t{}\t{receipt}\t{}\t{}",
            deed.at, deed.action, deed.operator, deed.reason
        );
    }
    store.close().await;
    Ok(())
}

/// Ends when the process is told to stop. Listens from the call on, not from the first poll.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn current_user() -> String {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    user.unwrap_or_else(|_| "unknown".to_owned())
}
