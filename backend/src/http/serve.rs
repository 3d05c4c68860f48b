//! The accept loop: HTTP/1.1 on any number of listeners, with limits and a graceful end.

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{AbortHandle, JoinSet, yield_now};
use tokio::time::{sleep, timeout};

/// Pause after a failed accept: without a free file descriptor the next one fails at once, too.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// Limits on what the clients of [`serve`] can use. The router limits bodies and replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Open connections per listener.
    pub max_connections: usize,
    /// What happens to a connection beyond that.
    pub when_full: WhenFull,
    /// How long a request's header section may take to arrive. Also how long an idle connection
    /// stays open.
    pub header_timeout: Duration,
    /// Largest header section of a request, in bytes; at least 8,192.
    pub max_header_bytes: usize,
    /// How long open requests may take to finish after the shutdown signal.
    pub shutdown_timeout: Duration,
}

/// What happens to a new connection while [`Limits::max_connections`] are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    /// It stays in the listener's backlog until another connection ends.
    Wait,
    /// The oldest connection that is not trusted ([`ClientConnection::trust`]) is closed to make
    /// room. If all are trusted, the new connection is closed.
    CloseOldestUntrusted,
}

/// The connection that a request arrived on. Each request carries an `Arc` of it as an extension.
#[derive(Debug, Default)]
pub struct ClientConnection {
    trusted: AtomicBool,
}

impl ClientConnection {
    /// Marks the client as authenticated: [`WhenFull::CloseOldestUntrusted`] no longer closes this
    /// connection.
    pub fn trust(&self) {
        self.trusted.store(true, Ordering::Relaxed);
    }

    fn is_trusted(&self) -> bool {
        self.trusted.load(Ordering::Relaxed)
    }
}

/// Serves `router` on all listeners until `shutdown` completes, and returns its output.
///
/// After that the listeners are closed at once, idle connections too, and open requests may finish
/// within [`Limits::shutdown_timeout`]. Dropping the future closes the listeners only.
pub async fn serve<T>(
    listeners: impl IntoIterator<Item = TcpListener>,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = T>,
) -> T {
    let graceful = Arc::new(GracefulShutdown::new());
    let mut accepting = JoinSet::new();
    for listener in listeners {
        let graceful = Arc::clone(&graceful);
        accepting.spawn(accept(listener, router.clone(), limits, graceful));
    }
    let output = shutdown.await;
    accepting.shutdown().await;
    if let Some(graceful) = Arc::into_inner(graceful) {
        let _ = timeout(limits.shutdown_timeout, graceful.shutdown()).await;
    }
    output
}

/// Accepts connections until it is aborted.
async fn accept(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    graceful: Arc<GracefulShutdown>,
) {
    let permits = Arc::new(Semaphore::new(limits.max_connections));
    let mut closable = VecDeque::new();
    loop {
        let reserved = match limits.when_full {
            WhenFull::Wait => Some(permit(&permits).await),
            WhenFull::CloseOldestUntrusted => None,
        };
        let Ok((stream, _)) = listener.accept().await else {
            sleep(ACCEPT_RETRY_DELAY).await;
            continue;
        };
        let permit = match reserved {
            Some(permit) => permit,
            None => match make_room(&permits, &mut closable).await {
                Some(permit) => permit,
                None => continue,
            },
        };
        let client = Arc::new(ClientConnection::default());
        let connection = connection(stream, router.clone(), Arc::clone(&client), limits);
        let connection = graceful.watch(connection);
        let task = tokio::spawn(async move {
            // A client that disconnects early is not an error of the server.
            let _ = connection.await;
            drop(permit);
        });
        if limits.when_full == WhenFull::CloseOldestUntrusted {
            closable.push_back((client, task.abort_handle()));
        }
        // The new connection is polled before the next one is accepted, so that a client with a
        // request ready can become trusted in time.
        yield_now().await;
    }
}

/// A permit for a new connection. Closes the oldest untrusted one if there is no free permit;
/// `None` if all are trusted.
async fn make_room(
    permits: &Arc<Semaphore>,
    open: &mut VecDeque<(Arc<ClientConnection>, AbortHandle)>,
) -> Option<OwnedSemaphorePermit> {
    open.retain(|(_, task)| !task.is_finished());
    if let Ok(permit) = Arc::clone(permits).try_acquire_owned() {
        return Some(permit);
    }
    let oldest = open.iter().position(|(client, _)| !client.is_trusted())?;
    let (_, task) = open.remove(oldest)?;
    task.abort();
    Some(permit(permits).await)
}

async fn permit(permits: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    let permit = Arc::clone(permits).acquire_owned().await;
    permit.expect("the semaphore is never closed")
}

fn connection(
    stream: TcpStream,
    router: Router,
    client: Arc<ClientConnection>,
    limits: Limits,
) -> impl GracefulConnection<Error = hyper::Error> {
    // Replies are one small write each: Nagle's algorithm would only delay them.
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Arc::clone(&client));
        router.call(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout)
        .max_buf_size(limits.max_header_bytes)
        .serve_connection(TokioIo::new(stream), service)
}
