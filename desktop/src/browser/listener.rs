//! Where browsers connect: loopback only, and no client keeps the others waiting.

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet, yield_now};
use tokio::time::{sleep, timeout};

/// Connections at a time, on each address. A browser needs seven.
const CONNECTIONS: usize = 64;

/// How long a client may take for a request's head, and an idle connection is kept.
const HEAD: Duration = Duration::from_secs(15);

/// Largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;

/// How long open requests may take to end when the program does.
const GOODBYE: Duration = Duration::from_secs(2);

/// Whose connection a request came by.
#[derive(Default)]
pub struct Guest(AtomicBool);

impl Guest {
    /// It is the browser that was let in.
    pub fn is_known_now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_known(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The same port of both loopback addresses. A browser may try either for `*.localhost` (RFC 6761
/// §6.3): somebody else on the other one would be given the token.
///
/// # Errors
/// When the system gives no port.
pub fn listen() -> io::Result<Vec<std::net::TcpListener>> {
    use std::net::TcpListener;
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

/// Serves until `over`; open requests may end. Each request carries its [`Guest`].
///
/// # Errors
/// When the runtime can't take a listener.
pub async fn serve<T>(
    listeners: Vec<std::net::TcpListener>,
    router: Router,
    over: impl Future<Output = T>,
) -> io::Result<T> {
    let graceful = Arc::new(GracefulShutdown::new());
    let mut accepting = JoinSet::new();
    for listener in listeners {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        accepting.spawn(accept(listener, router.clone(), Arc::clone(&graceful)));
    }
    let result = over.await;
    accepting.shutdown().await;
    if let Some(graceful) = Arc::into_inner(graceful) {
        let _ = timeout(GOODBYE, graceful.shutdown()).await;
    }
    Ok(result)
}

/// Accepts for ever. Where all places are taken, whoever has sat there longest without having been
/// let in makes room: a crowd of strangers can't keep the browser out.
async fn accept(listener: TcpListener, router: Router, graceful: Arc<GracefulShutdown>) {
    let mut guests: VecDeque<(Arc<Guest>, AbortHandle)> = VecDeque::new();
    loop {
        // The client left, or no file is free: the next may fare better, a little later.
        let Ok((stream, _)) = listener.accept().await else {
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        guests.retain(|(_, task)| !task.is_finished());
        if guests.len() >= CONNECTIONS {
            let stranger = guests.iter().position(|(guest, _)| !guest.is_known());
            match stranger.and_then(|nth| guests.remove(nth)) {
                Some((_, task)) => task.abort(),
                None => continue,
            }
        }
        let guest = Arc::new(Guest::default());
        let router = router.clone().layer(Extension(Arc::clone(&guest)));
        let connection = graceful.watch(connection(stream, router));
        let task = tokio::spawn(async move {
            // A client that left in the middle is no concern of the server's.
            let _ = connection.await;
        });
        guests.push_back((guest, task.abort_handle()));
        // Whoever has come may speak before the next one is let in.
        yield_now().await;
    }
}

fn connection(
    stream: TcpStream,
    router: Router,
) -> http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    // Replies are one small write each; waiting for more would only delay them.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
}
