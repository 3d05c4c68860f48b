//! The journey in the browser, on loopback: each question a page.

mod door;
mod entry;
mod form;
mod page;
mod scene;
mod seat;
mod server;
mod session;
mod words;

use crate::exit::Exit;
use crate::network::Http;
use crate::person::Practice;
use crate::practice::VirtualSlot;
use crate::stop::Stop;
use card_points::journey::{Device, Errand, Journey, Start};
use card_points::text::Language;
use card_points_fixtures::World;
use door::Door;
use entry::Entry;
use jiff::Timestamp;
use server::App;
use session::Session;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use tokio::sync::watch;
use words::page_words;

/// How the browser's journey is opened.
pub struct Opening {
    /// The language of what is printed; the pages' is the browser's.
    pub language: Language,
    /// Prints an address instead of starting a browser.
    pub no_browser: bool,
    /// The backend's address.
    pub backend: String,
    /// Practice: the cards; `None`: in earnest.
    pub practice: Option<Practice>,
}

/// Opens the browser and serves it until the person or the system ends the program.
///
/// # Errors
/// When no port can be had, or the system refuses threads or randomness.
pub fn open(opening: Opening, network: Http, stop: Stop) -> io::Result<Exit> {
    let Opening {
        language,
        no_browser,
        backend,
        practice,
    } = opening;
    let listeners = listen()?;
    let port = listeners[0].local_addr()?.port();
    let door = Door::new(port).map_err(io::Error::other)?;
    let entry = Entry::new(&door, no_browser, page_words(language))?;
    let practising = practice.is_some();
    let (session, orders) = Session::new(language, practice);
    let session = Arc::new(session);
    let journeys = {
        let session = Arc::clone(&session);
        std::thread::Builder::new()
            .name("journey".into())
            .spawn(move || {
                let world = Rc::new(World::at(Timestamp::now()));
                let cards = practising.then(|| VirtualSlot::new(world));
                let person = Arc::clone(&session);
                seat::play(session, orders, cards, network, || {
                    start(person.language(), backend.clone(), practising)
                });
            })?
    };
    let (quit, quitting) = watch::channel(false);
    let app = Arc::new(App::new(door, Arc::clone(&session), stop.clone(), quit));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    entry.announce();
    runtime.block_on(serve(listeners, app, stop, quitting))?;
    session.end();
    // A panic of its thread has been shown.
    let _ = journeys.join();
    Ok(Exit::Done)
}

fn start(language: Language, backend: String, practice: bool) -> Journey {
    let mut entropy = [0; 32];
    getrandom::fill(&mut entropy).expect("the system's random number generator");
    Journey::new(Start {
        errand: Errand::Home,
        language,
        backend,
        practice,
        device: Device::Reader,
        furigana: true,
        entropy,
    })
}

/// The same port of both loopback addresses. A browser may try either for `*.localhost` (RFC 6761
/// §6.3): somebody else on the other one would be given the token.
fn listen() -> io::Result<Vec<TcpListener>> {
    const ATTEMPTS: usize = 16;
    for _ in 0..ATTEMPTS {
        let four = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = four.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(six) => return Ok(vec![four, six]),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            // No IPv6 here: then nobody else has it either.
            Err(_) => return Ok(vec![four]),
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}

/// Serves until stopped; open requests may end.
async fn serve(
    listeners: Vec<TcpListener>,
    app: Arc<App>,
    stop: Stop,
    quitting: watch::Receiver<bool>,
) -> io::Result<()> {
    let mut servers = Vec::new();
    for listener in listeners {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (stop, mut quitting) = (stop.clone(), quitting.clone());
        let ended = async move {
            tokio::select! {
                () = stop.wanted() => {}
                _ = quitting.wait_for(|&quit| quit) => {}
            }
        };
        let router = server::router(Arc::clone(&app));
        servers.push(tokio::spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(ended)
                .await
        }));
    }
    for server in servers {
        server.await.map_err(io::Error::other)??;
    }
    Ok(())
}
