//! The journey in the browser, on loopback: each question a page.

mod door;
mod entry;
mod form;
mod kiosk;
mod listener;
mod page;
mod scene;
mod screen;
mod seat;
mod server;
mod session;
mod words;

use crate::exit::Exit;
use crate::network::Http;
use crate::person::Practice;
use crate::practice::VirtualSlot;
use crate::stop::{GLANCE, Stop};
use crate::watch::Watch;
use card_points::journey::{Device, Journey, JourneyConfig, JourneyKind};
use card_points::text::Language;
use card_points_fixtures::SandboxData;
use door::Door;
use jiff::Timestamp;
use kiosk::Kiosk;
use seat::Places;
use server::App;
use session::Session;
use std::future::pending;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;
use words::page_words;

pub use kiosk::LIMIT;

/// How the browser's journey is opened.
pub struct Opening {
    /// The language of what is printed; the pages' is the browser's.
    pub language: Language,
    /// Prints an address instead of starting a browser.
    pub no_browser: bool,
    /// One person after another: seconds without a touch until it is asked whether somebody is there.
    pub kiosk: Option<Duration>,
    /// The backend's address.
    pub backend: String,
    /// The backend is a sandbox.
    pub practising: bool,
    /// The practice cards, where there are any.
    pub practice: Option<Practice>,
    /// Card readers are watched: all, or those with this in their names.
    pub readers: Option<Option<String>>,
}

/// Opens the browser and serves it until the person or the system ends the program.
///
/// # Errors
/// When no port can be had, or the system refuses threads or randomness.
pub fn open(opening: Opening, network: Http, stop: Stop) -> io::Result<Exit> {
    let Opening {
        language,
        no_browser,
        kiosk,
        backend,
        practising,
        practice,
        readers,
    } = opening;
    let words = page_words(language);
    let listeners = listener::listen()?;
    let port = listeners[0].local_addr()?.port();
    let door = Arc::new(Door::new(port).map_err(io::Error::other)?);
    let has_cards = practice.is_some();
    let (session, orders) = Session::new(language, practice);
    let session = Arc::new(session);
    let clears = kiosk.is_some();
    let journeys = {
        let session = Arc::clone(&session);
        std::thread::Builder::new()
            .name("journey".into())
            .spawn(move || {
                let world = Rc::new(SandboxData::at(Timestamp::now()));
                let places = Places {
                    cards: has_cards.then(|| VirtualSlot::new(world)),
                    readers: readers.map(Watch::new),
                };
                let person = Arc::clone(&session);
                seat::play(session, orders, places, clears, network, || {
                    start(person.language(), backend.clone(), practising)
                });
            })?
    };
    let (quit, quitting) = watch::channel(false);
    let kiosk = kiosk.map(|limit| Arc::new(Kiosk::new(Arc::clone(&session), limit)));
    let app = App::new(
        Arc::clone(&door),
        Arc::clone(&session),
        kiosk.clone(),
        stop.clone(),
        quit,
    );
    let router = server::router(Arc::new(app));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let screen = if clears && !no_browser {
        entry::fill_screen(&door, words)
    } else {
        entry::announce(Arc::clone(&door), no_browser, words);
        None
    };
    let exit = runtime.block_on(async {
        if let Some(kiosk) = kiosk {
            tokio::spawn(async move { kiosk.watch().await });
        }
        let closed = async move {
            match screen {
                Some(screen) => {
                    while screen.runs() {
                        sleep(GLANCE).await;
                    }
                }
                None => pending().await,
            }
        };
        let over = async {
            tokio::select! {
                exit = over(&door, stop, quitting, sleep(entry::OPEN_FOR)) => exit,
                () = closed => Exit::Done,
            }
        };
        listener::serve(listeners, router, over).await
    })?;
    if exit == Exit::Ended {
        eprintln!("{}", words.nobody_came);
    }
    session.end();
    // A panic of its thread has been shown.
    let _ = journeys.join();
    Ok(exit)
}

/// Until the person or the system ends the program, or nobody has come in when `patience` is over.
async fn over(
    door: &Door,
    stop: Stop,
    mut quitting: watch::Receiver<bool>,
    patience: impl Future,
) -> Exit {
    let forgotten = async {
        patience.await;
        if !door.shut() {
            // Somebody is in.
            pending().await
        }
    };
    let exit = tokio::select! {
        () = stop.wanted() => Exit::Done,
        _ = quitting.wait_for(|&quit| quit) => Exit::Done,
        () = forgotten => Exit::Ended,
    };
    door.shut();
    exit
}

fn start(language: Language, backend: String, practice: bool) -> Journey {
    let mut entropy = [0; 32];
    getrandom::fill(&mut entropy).expect("the system's random number generator");
    Journey::new(JourneyConfig {
        kind: JourneyKind::Home,
        language,
        backend,
        practice,
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

    fn open_door() -> (Door, watch::Sender<bool>, watch::Receiver<bool>) {
        let (quit, quitting) = watch::channel(false);
        (Door::new(4711).unwrap(), quit, quitting)
    }

    #[tokio::test]
    async fn a_door_that_nobody_passed_is_shut_and_the_program_ends() {
        let (door, _quit, quitting) = open_door();
        let token = door.token().unwrap();
        let exit = over(&door, Stop::never(), quitting, ready(())).await;
        assert_eq!(exit, Exit::Ended);
        assert_eq!(door.enter(&token), None);
    }

    #[tokio::test]
    async fn a_journey_may_take_longer_than_the_door_is_open() {
        let (door, quit, quitting) = open_door();
        door.enter(&door.token().unwrap()).unwrap();
        let mut over = pin!(over(&door, Stop::never(), quitting, ready(())));
        let mut glance = Context::from_waker(Waker::noop());
        assert!(over.as_mut().poll(&mut glance).is_pending());
        quit.send_replace(true);
        assert_eq!(over.await, Exit::Done);
    }

    #[tokio::test]
    async fn the_end_of_the_program_shuts_the_door() {
        let (door, _quit, quitting) = open_door();
        let (wanted, stop) = Stop::by_hand();
        wanted.send_replace(true);
        let exit = over(&door, stop, quitting, pending::<()>()).await;
        assert_eq!(exit, Exit::Done);
        assert_eq!(door.token(), None);
    }
}
