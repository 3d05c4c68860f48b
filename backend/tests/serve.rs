//! The accept loop: its limits and its graceful end.

use axum::routing::get;
use axum::{Extension, Router};
use card_points_backend::http::{ClientConnection, Limits, WhenFull, serve};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

const LIMITS: Limits = Limits {
    max_connections: 2,
    when_full: WhenFull::Wait,
    header_timeout: Duration::from_secs(60),
    max_header_bytes: 8192,
    shutdown_timeout: Duration::from_secs(60),
};

/// How long a test waits for a reply that must come.
const REPLY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a test waits for a reply that must not come.
const SILENCE: Duration = Duration::from_millis(200);

struct Running {
    addresses: Vec<SocketAddr>,
    shutdown: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(listeners: usize, limits: Limits, router: Router) -> Self {
        let mut bound = Vec::new();
        for _ in 0..listeners {
            bound.push(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap());
        }
        let addresses = bound.iter().map(|one| one.local_addr().unwrap()).collect();
        let (shutdown, signal) = oneshot::channel();
        let task = tokio::spawn(serve(bound, router, limits, async {
            let _ = signal.await;
        }));
        Self {
            addresses,
            shutdown,
            task,
        }
    }
}

/// Replies with `hello`; `/trust` marks the connection as trusted.
fn router() -> Router {
    let trust = async |Extension(client): Extension<Arc<ClientConnection>>| client.trust();
    Router::new()
        .route("/", get(async || "hello"))
        .route("/trust", get(trust))
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// The status line of the reply. `None`: the connection was closed, or there is no reply.
async fn request(stream: &mut TcpStream, path: &str) -> Option<String> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    reply(stream, REPLY_TIMEOUT).await
}

async fn reply(stream: &mut TcpStream, within: Duration) -> Option<String> {
    let mut bytes = [0; 1024];
    let length = timeout(within, stream.read(&mut bytes)).await;
    let text = String::from_utf8_lossy(&bytes[..length.ok()?.ok()?]).into_owned();
    text.lines().next().map(str::to_owned)
}

#[tokio::test]
async fn every_listener_is_served() {
    let server = Running::start(2, LIMITS, router()).await;
    for address in &server.addresses {
        let mut client = connect(*address).await;
        assert_eq!(
            request(&mut client, "/").await.as_deref(),
            Some("HTTP/1.1 200 OK")
        );
    }
}

#[tokio::test]
async fn a_connection_beyond_the_limit_waits_for_another_to_end() {
    let server = Running::start(1, LIMITS, router()).await;
    let address = server.addresses[0];
    let mut first = connect(address).await;
    let mut second = connect(address).await;
    assert!(request(&mut first, "/").await.is_some());
    assert!(request(&mut second, "/").await.is_some());
    let mut third = connect(address).await;
    third
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(reply(&mut third, SILENCE).await, None);
    drop(first);
    assert!(reply(&mut third, REPLY_TIMEOUT).await.is_some());
    assert!(request(&mut second, "/").await.is_some());
}

#[tokio::test]
async fn the_oldest_untrusted_connection_makes_room() {
    let limits = Limits {
        when_full: WhenFull::CloseOldestUntrusted,
        ..LIMITS
    };
    let server = Running::start(1, limits, router()).await;
    let address = server.addresses[0];
    let mut trusted = connect(address).await;
    assert!(request(&mut trusted, "/trust").await.is_some());
    let mut untrusted = connect(address).await;
    assert!(request(&mut untrusted, "/").await.is_some());
    let mut third = connect(address).await;
    assert!(request(&mut third, "/trust").await.is_some());
    assert_eq!(request(&mut untrusted, "/").await, None);
    assert!(request(&mut trusted, "/").await.is_some());
    // Both open connections are trusted now: the next one is closed.
    let mut fourth = connect(address).await;
    assert_eq!(request(&mut fourth, "/").await, None);
    assert!(request(&mut third, "/").await.is_some());
}

#[tokio::test]
async fn a_header_section_that_is_too_long_or_too_slow_is_refused() {
    let limits = Limits {
        header_timeout: Duration::from_millis(50),
        ..LIMITS
    };
    let server = Running::start(1, limits, router()).await;
    let mut long = connect(server.addresses[0]).await;
    let path = format!("/{}", "a".repeat(LIMITS.max_header_bytes));
    let status = request(&mut long, &path).await.expect("a reply");
    assert!(status.starts_with("HTTP/1.1 4"), "{status}");
    let mut slow = connect(server.addresses[0]).await;
    slow.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let read = timeout(Duration::from_secs(10), slow.read(&mut [0; 64])).await;
    assert_eq!(read.expect("closed by the server").unwrap_or(0), 0);
}

#[tokio::test]
async fn open_requests_finish_after_the_shutdown_signal_and_no_new_ones_begin() {
    let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (entered, leave) = (entered.clone(), leave.clone());
        async move || {
            entered.notify_one();
            leave.notified().await;
            "done"
        }
    };
    let router = router().route("/slow", get(slow));
    let server = Running::start(1, LIMITS, router).await;
    let address = server.addresses[0];
    let mut idle = connect(address).await;
    assert!(request(&mut idle, "/").await.is_some());
    let mut open = connect(address).await;
    open.write_all(b"GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    entered.notified().await;
    server.shutdown.send(()).unwrap();
    assert_eq!(request(&mut idle, "/").await, None);
    assert!(TcpStream::connect(address).await.is_err());
    assert!(!server.task.is_finished());
    leave.notify_one();
    assert!(reply(&mut open, REPLY_TIMEOUT).await.is_some());
    server.task.await.unwrap();
}

#[tokio::test]
async fn a_request_that_does_not_finish_delays_the_shutdown_only_until_its_timeout() {
    let entered = Arc::new(Notify::new());
    let stuck = {
        let entered = entered.clone();
        async move || {
            entered.notify_one();
            std::future::pending::<()>().await;
        }
    };
    let limits = Limits {
        shutdown_timeout: Duration::from_millis(50),
        ..LIMITS
    };
    let router = router().route("/stuck", get(stuck));
    let server = Running::start(1, limits, router).await;
    let mut open = connect(server.addresses[0]).await;
    open.write_all(b"GET /stuck HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    entered.notified().await;
    server.shutdown.send(()).unwrap();
    let ended = timeout(Duration::from_secs(10), server.task).await;
    ended.expect("within the timeout").unwrap();
}
