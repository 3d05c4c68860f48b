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

/// The backend of Card Points: programme, payment services, spots, challenge, preregistration,
/// application, status.
///
/// Without options it serves the sandbox on loopback, with a database file of its own;
/// applications have no effect there. When it accepts connections, it prints its address as the
/// only line on standard output. On SIGINT or SIGTERM it finishes open requests and ends.
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
    /// Serve (the default command)
    Serve(ServeOptions),
    /// The nightly run: confirms what was applied for before today, Japan time, and passes on to the
    /// payment services what an earlier run confirmed. Can run beside the server
    Confirm(DatabaseOption),
    /// Release an application that is linked to the wrong account: its measures and its account are
    /// free again. Recorded in the audit trail. Can run beside the server
    Release {
        /// The receipt number, e.g. 2026-1124-7KQ4-9XWM
        #[arg(long, value_name = "NUMBER")]
        receipt: String,
        /// The reason, for the audit trail; nothing personal
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// The operator, for the audit trail [default: the user of this process]
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
        #[command(flatten)]
        database: DatabaseOption,
    },
    /// Print the audit trail, oldest first: time, action, receipt, operator and reason, separated by
    /// tabs
    Audit(DatabaseOption),
}

#[derive(Args)]
struct ServeOptions {
    /// Address to listen on; port 0: a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Base URL in the apps' configuration, e.g. https://points.example: requests that are signed
    /// for another one are refused [default: http:// and the address listened on]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Log each request on standard error, without anything personal
    #[arg(long)]
    log: bool,
    /// Serve the sandbox, whose keys are published, on other addresses than loopback
    #[arg(long)]
    allow_practice_anchors_anywhere: bool,
    #[command(flatten)]
    database: DatabaseOption,
    #[command(flatten)]
    files: DataFiles,
}

#[derive(Args)]
struct DatabaseOption {
    /// The database (SQLite), created if it does not exist [default: card-points/practice.sqlite in
    /// the user's folder for application state]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
}

impl DatabaseOption {
    fn path(self) -> Result<PathBuf, String> {
        let path = self.database.or_else(location::default_file);
        path.ok_or_else(|| "no folder for state is known: say --database FILE".to_owned())
    }

    /// Opens a database that exists.
    async fn open(self) -> Result<SqliteLedger, Box<dyn std::error::Error>> {
        let file = self.path()?;
        if !file.is_file() {
            return Err(format!("{}: no such database", file.display()).into());
        }
        let ledger = SqliteLedger::open(&Database::File(file.clone())).await;
        Ok(ledger.map_err(|error| format!("{}: {error}", file.display()))?)
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
                Command::Confirm(database) => confirm(database).await,
                Command::Release {
                    receipt,
                    reason,
                    operator,
                    database,
                } => release(&receipt, &reason, operator, database).await,
                Command::Audit(database) => audit(database).await,
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
    let file = options.database.path()?;
    let (data, accounts) = options.files.load(Timestamp::now())?;
    let practice = data.is_practice();
    let config = ServerConfig {
        listen: options.listen,
        public_url: options.public_url,
        database: Database::File(file.clone()),
        log_requests: options.log,
        allow_practice_anywhere: options.allow_practice_anchors_anywhere,
        clock: Arc::new(Timestamp::now),
    };
    let stop = stop_signal()?;
    let server = Server::start(data, accounts, config).await?;
    if practice {
        eprintln!("Practice: nothing is applied for.");
    }
    eprintln!("Database: {}", file.display());
    // Standard output may be closed: the address is not needed by everyone.
    let _ = writeln!(std::io::stdout(), "http://{}", server.local_address());
    stop.await;
    eprintln!("Shutting down");
    server.stop().await;
    Ok(())
}

async fn confirm(database: DatabaseOption) -> CommandResult {
    let ledger = database.open().await?;
    let report = ledger
        .run_nightly(Timestamp::now(), &current_user())
        .await?;
    ledger.close().await;
    println!(
        "{} confirmed, {} passed on",
        report.confirmed, report.passed_on
    );
    Ok(())
}

async fn release(
    receipt: &str,
    reason: &str,
    operator: Option<String>,
    database: DatabaseOption,
) -> CommandResult {
    if reason.trim().is_empty() {
        return Err("--reason: must not be empty".into());
    }
    let ledger = database.open().await?;
    let operator = operator.unwrap_or_else(current_user);
    let outcome = ledger
        .release(receipt, reason, &operator, Timestamp::now())
        .await?;
    ledger.close().await;
    match outcome {
        ReleaseOutcome::Released { measures } => {
            println!("{receipt} released: {measures} measures and the account are free");
            Ok(())
        }
        ReleaseOutcome::NoSuchReceipt => Err(format!("{receipt}: no such receipt").into()),
        ReleaseOutcome::AlreadyReleased => Err(format!("{receipt}: released before").into()),
    }
}

async fn audit(database: DatabaseOption) -> CommandResult {
    let ledger = database.open().await?;
    for entry in ledger.audit().await? {
        let receipt = entry.receipt.as_deref().unwrap_or("-");
        println!(
            "{}\t{}\t{receipt}\t{}\t{}",
            entry.at, entry.action, entry.operator, entry.reason
        );
    }
    ledger.close().await;
    Ok(())
}

/// Completes when the process is told to stop. Listens from the call on, not from the first poll.
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
