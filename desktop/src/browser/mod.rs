//! The journey in the browser, on loopback: each question is a page.

mod access;
mod entry_file;
mod form;
mod html;
mod journey_thread;
mod kiosk;
mod kiosk_browser;
mod launch;
mod loopback;
mod page;
mod page_state;
mod random;
mod server;
mod session;

use crate::exit::Exit;
use crate::http_client::HttpClient;
use crate::readers::ReaderWatcher;
use crate::sandbox::VirtualCardConnector;
use crate::stop::{STOP_POLL_INTERVAL, StopSignal};
use crate::text::terminal_text;
use crate::user_interface::SandboxCards;
use access::AccessControl;
use card_points::journey::{Device, Journey, JourneyConfig, JourneyKind};
use card_points::text::Language;
use card_points_backend::http::{Limits, WhenFull, serve};
use card_points_fixtures::SandboxData;
use jiff::Timestamp;
use journey_thread::CardSources;
use kiosk::KioskMonitor;
use kiosk_browser::KioskBrowser;
use server::AppState;
use session::BrowserSession;
use std::future::pending;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;

pub use kiosk::IDLE_TIMEOUT;

/// Limits of the HTTP server. A browser needs seven connections. A crowd of strangers can't keep it out:
/// the oldest connection that has not sent our cookie is closed for a new one.
const SERVER_LIMITS: Limits = Limits {
    max_connections: 64,
    when_full: WhenFull::CloseOldestUntrusted,
    header_timeout: Duration::from_secs(15),
    max_header_bytes: 32 * 1024,
    shutdown_timeout: Duration::from_secs(2),
};

/// How the journey in the browser is opened.
pub struct BrowserOptions {
    /// The language of what is printed; the pages begin in the browser's.
    pub language: Language,
    /// Prints an address instead of starting a browser.
    pub no_browser: bool,
    /// For one person after another: the time without a touch before the kiosk asks whether somebody is
    /// there.
    pub kiosk: Option<Duration>,
    /// The backend's address.
    pub backend: String,
    /// Whether the backend is a sandbox.
    pub sandbox: bool,
    /// The sandbox cards, if there are any.
    pub sandbox_cards: Option<SandboxCards>,
    /// The card readers: `None`: not used; `Some(None)`: all; otherwise those whose names contain this.
    pub readers: Option<Option<String>>,
}

/// Opens the browser, and serves it until the person or the system ends the program.
///
/// # Errors
/// If no port is free, or the system refuses threads or randomness.
pub fn open(options: BrowserOptions, client: HttpClient, stop: StopSignal) -> io::Result<Exit> {
    let text = terminal_text(options.language);
    let listeners = loopback::listen()?;
    let port = listeners[0].local_addr()?.port();
    let access = Arc::new(AccessControl::new(port).map_err(io::Error::other)?);
    let has_sandbox_cards = options.sandbox_cards.is_some();
    let (session, commands) = BrowserSession::new(options.language, options.sandbox_cards);
    let session = Arc::new(session);
    let is_kiosk = options.kiosk.is_some();
    let journeys = {
        let session = Arc::clone(&session);
        std::thread::Builder::new()
            .name("journey".into())
            .spawn(move || {
                let data = Rc::new(SandboxData::at(Timestamp::now()));
                let sources = CardSources {
                    sandbox: has_sandbox_cards.then(|| VirtualCardConnector::new(data)),
                    readers: options.readers.map(ReaderWatcher::new),
                };
                let shared = Arc::clone(&session);
                journey_thread::run(session, commands, sources, is_kiosk, client, || {
                    new_journey(shared.language(), options.backend.clone(), options.sandbox)
                });
            })?
    };
    let (quit, quit_requested) = watch::channel(false);
    let kiosk = options
        .kiosk
        .map(|idle_timeout| Arc::new(KioskMonitor::new(Arc::clone(&session), idle_timeout)));
    let app = AppState {
        access: Arc::clone(&access),
        session: Arc::clone(&session),
        kiosk: kiosk.clone(),
        stop: stop.clone(),
        quit,
    };
    let router = server::router(Arc::new(app));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let kiosk_browser = if is_kiosk && !options.no_browser {
        launch::start_kiosk_browser(&access, text)
    } else {
        launch::start_browser(Arc::clone(&access), options.no_browser, text);
        None
    };
    let exit = runtime.block_on(async {
        if let Some(kiosk) = kiosk {
            tokio::spawn(async move { kiosk.run().await });
        }
        let end = async {
            tokio::select! {
                exit = wait_for_end(&access, stop, quit_requested, sleep(launch::ENTRY_TIMEOUT)) => exit,
                () = kiosk_browser_closed(kiosk_browser) => Exit::Done,
            }
        };
        let listeners: io::Result<Vec<_>> = listeners.into_iter().map(into_tokio).collect();
        Ok::<_, io::Error>(serve(listeners?, router, SERVER_LIMITS, end).await)
    })?;
    if exit == Exit::Ended {
        eprintln!("{}", text.message("browser-nobody-entered"));
    }
    session.shut_down();
    // A panic of the thread has been printed already.
    let _ = journeys.join();
    Ok(exit)
}

fn into_tokio(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// Completes when the kiosk's own browser is closed; never without one.
async fn kiosk_browser_closed(browser: Option<KioskBrowser>) {
    match browser {
        Some(browser) => {
            while browser.is_running() {
                sleep(STOP_POLL_INTERVAL).await;
            }
        }
        None => pending().await,
    }
}

/// Completes when the person or the system ends the program, or when nobody has entered before
/// `entry_timeout`.
async fn wait_for_end(
    access: &AccessControl,
    stop: StopSignal,
    mut quit_requested: watch::Receiver<bool>,
    entry_timeout: impl Future,
) -> Exit {
    let nobody_entered = async {
        entry_timeout.await;
        if !access.close() {
            // Somebody has entered.
            pending().await
        }
    };
    let exit = tokio::select! {
        () = stop.requested() => Exit::Done,
        _ = quit_requested.wait_for(|&quit| quit) => Exit::Done,
        () = nobody_entered => Exit::Ended,
    };
    access.close();
    exit
}

fn new_journey(language: Language, backend: String, sandbox: bool) -> Journey {
    let mut entropy = [0; 32];
    getrandom::fill(&mut entropy).expect("the system's random number generator");
    Journey::new(JourneyConfig {
        kind: JourneyKind::Home,
        language,
        backend,
        practice: sandbox,
        device: Device::CardReader,
        furigana: true,
        entropy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::ready;
    use std::pin::pin;
    use std::task::{Context, Waker};

    fn open_access() -> (AccessControl, watch::Sender<bool>, watch::Receiver<bool>) {
        let (quit, quit_requested) = watch::channel(false);
        (AccessControl::new(4711).unwrap(), quit, quit_requested)
    }

    #[tokio::test]
    async fn the_program_ends_if_nobody_enters_in_time() {
        let (access, _quit, quit_requested) = open_access();
        let token = access.token().unwrap();
        let exit = wait_for_end(&access, StopSignal::never(), quit_requested, ready(())).await;
        assert_eq!(exit, Exit::Ended);
        assert_eq!(access.redeem(&token), None);
    }

    #[tokio::test]
    async fn a_journey_may_take_longer_than_the_entry_timeout() {
        let (access, quit, quit_requested) = open_access();
        access.redeem(&access.token().unwrap()).unwrap();
        let mut end = pin!(wait_for_end(
            &access,
            StopSignal::never(),
            quit_requested,
            ready(())
        ));
        let mut context = Context::from_waker(Waker::noop());
        assert!(end.as_mut().poll(&mut context).is_pending());
        quit.send_replace(true);
        assert_eq!(end.await, Exit::Done);
    }

    #[tokio::test]
    async fn the_end_of_the_program_closes_entry() {
        let (access, _quit, quit_requested) = open_access();
        let (request, stop) = StopSignal::manual();
        request.send_replace(true);
        let exit = wait_for_end(&access, stop, quit_requested, pending::<()>()).await;
        assert_eq!(exit, Exit::Done);
        assert_eq!(access.token(), None);
    }
}
