use super::*;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// A server for one connection.
struct Server {
    port: u16,
    /// Returns the request that it read.
    thread: JoinHandle<String>,
}

/// A server that answers one request with these bytes.
fn server(reply: Vec<u8>) -> Server {
    serve(move |mut stream| answer(&mut stream, &reply))
}

/// A server that runs `handle` for one connection.
fn serve(handle: impl FnOnce(TcpStream) -> String + Send + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let timeout = Some(Duration::from_secs(20));
        stream.set_read_timeout(timeout).unwrap();
        stream.set_write_timeout(timeout).unwrap();
        handle(stream)
    });
    Server { port, thread }
}

/// Reads a request, writes `reply`, and returns the request.
fn answer(stream: &mut (impl Read + Write), reply: &[u8]) -> String {
    let mut header_bytes = Vec::new();
    let mut byte = [0];
    while !header_bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        header_bytes.push(byte[0]);
    }
    let header = String::from_utf8(header_bytes).unwrap();
    let length = header
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    // The client may close the connection before it has read everything.
    let _ = stream.write_all(reply).and_then(|()| stream.flush());
    header + &String::from_utf8(body).unwrap()
}

/// A reply of a status line (with header lines) and a body.
fn reply(status: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let header = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n");
    [header.as_bytes(), body].concat()
}

fn get(url: String) -> HttpRequest {
    HttpRequest {
        id: 7,
        method: HttpMethod::Get,
        url,
        body: Secret::default(),
        wait_ms: 0,
        timeout_ms: 20_000,
    }
}

async fn send(request: HttpRequest) -> Event {
    HttpSender::new(Vec::new()).unwrap().send(request).await
}

fn received(status: i32, body: &[u8]) -> Event {
    let body = body.into();
    Event::Received {
        id: 7,
        status,
        body,
    }
}

const UNREACHABLE: Event = Event::Unreachable { id: 7 };

#[tokio::test]
async fn a_reply_is_received_with_its_status_and_body() {
    let server = server(reply("200 OK", b"{}"));
    let url = format!("http://127.0.0.1:{}/v1/spots?place=%E7%8C%AB", server.port);
    assert_eq!(send(get(url)).await, received(200, b"{}"));
    let request = server.thread.join().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        request.starts_with("GET /v1/spots?place=%E7%8C%AB HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains(&format!("user-agent: card-points/{version}\r\n")),
        "{request}"
    );
    assert!(
        request.contains("accept: application/json, application/problem+json\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn a_body_is_posted_unchanged() {
    let server = server(reply("403 Forbidden", b"no"));
    let request = HttpRequest {
        method: HttpMethod::Post,
        body: "{\"opening\":null}".into(),
        ..get(format!("http://localhost:{}/v1/application", server.port))
    };
    assert_eq!(send(request).await, received(403, b"no"));
    let request = server.thread.join().unwrap();
    assert!(
        request.starts_with("POST /v1/application HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("content-type: application/json\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n{\"opening\":null}"), "{request}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let status = "302 Found\r\nlocation: http://127.0.0.1:1/";
    let server = server(reply(status, b""));
    let url = format!("http://127.0.0.1:{}/", server.port);
    assert_eq!(send(get(url)).await, received(302, b""));
}

#[tokio::test]
async fn a_body_of_the_maximum_size_is_read_and_a_larger_one_is_replaced_by_an_empty_one() {
    for (length, received_length) in [(MAX_REPLY_BYTES, MAX_REPLY_BYTES), (MAX_REPLY_BYTES + 1, 0)]
    {
        let server = server(reply("200 OK", &vec![b' '; length]));
        let event = send(get(format!("http://127.0.0.1:{}/", server.port))).await;
        assert!(
            event == received(200, &vec![b' '; received_length]),
            "{length}"
        );
    }
}

#[tokio::test]
async fn an_endless_body_is_not_read_for_ever() {
    let server = serve(|mut stream| {
        let header = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let request = answer(&mut stream, header);
        let chunk = [b"10000\r\n", &[b' '; 0x1_0000][..], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
        request
    });
    let event = send(get(format!("http://127.0.0.1:{}/", server.port))).await;
    assert_eq!(event, received(200, b""));
}

#[tokio::test]
async fn an_incomplete_reply_is_unreachable() {
    for incomplete in [
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
    ] {
        let server = server(incomplete.into());
        let url = format!("http://127.0.0.1:{}/", server.port);
        assert_eq!(send(get(url)).await, UNREACHABLE, "{incomplete}");
    }
}

#[tokio::test]
async fn a_server_that_never_answers_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let request = HttpRequest {
        timeout_ms: 1,
        ..get(format!("http://127.0.0.1:{port}/"))
    };
    assert_eq!(send(request).await, UNREACHABLE);
}

#[tokio::test]
async fn a_closed_port_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(
        send(get(format!("http://127.0.0.1:{port}/"))).await,
        UNREACHABLE
    );
}

#[test]
fn plain_http_is_allowed_for_this_computer_only() {
    for (url, allowed) in [
        ("http://127.0.0.1:8080/", true),
        ("http://127.9.9.9/", true),
        ("http://[::1]:8080/", true),
        ("http://localhost/", true),
        ("http://LOCALHOST/", true),
        ("http://0.0.0.0/", false),
        ("http://10.0.0.1/", false),
        ("http://[::]/", false),
        ("http://localhost.example/", false),
        ("http://127.0.0.1.example/", false),
        ("http://127.0.0.1@example/", false),
        ("https://points.example/", true),
        ("ftp://127.0.0.1/", false),
        ("file:///etc/passwd", false),
    ] {
        assert_eq!(is_allowed(&Url::parse(url).unwrap()), allowed, "{url}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_allowed_or_not_readable_is_unreachable() {
    for url in ["http://192.0.2.1/", "ftp://127.0.0.1/", "points", ""] {
        assert_eq!(send(get(url.into())).await, UNREACHABLE, "{url}");
    }
}

#[tokio::test]
async fn only_the_given_roots_are_trusted() {
    let [trusted, other] =
        [0; 2].map(|_| rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap());
    let root = |key: &rcgen::CertifiedKey<rcgen::KeyPair>| key.cert.der().to_vec();
    let reply_received = received(200, b"{}");
    for (roots, expected) in [
        (vec![root(&trusted)], &reply_received),
        (vec![root(&other), root(&trusted)], &reply_received),
        (vec![root(&other)], &UNREACHABLE),
        (vec![], &UNREACHABLE),
    ] {
        let config = tls_server(&trusted);
        let server = serve(move |stream| {
            let connection = rustls::ServerConnection::new(config).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream);
            match stream.conn.complete_io(&mut stream.sock) {
                Ok(_) => answer(&mut stream, &reply("200 OK", b"{}")),
                Err(_) => String::new(),
            }
        });
        let sender = HttpSender::new(roots).unwrap();
        let request = get(format!("https://localhost:{}/", server.port));
        assert_eq!(&sender.send(request).await, expected);
        let request = server.thread.join().unwrap();
        assert_eq!(request.is_empty(), expected == &UNREACHABLE, "{request}");
    }
}

fn tls_server(certified: &rcgen::CertifiedKey<rcgen::KeyPair>) -> Arc<rustls::ServerConfig> {
    let key = certified.signing_key.serialize_der();
    let provider = Arc::new(ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.try_into().unwrap());
    Arc::new(config.unwrap())
}

#[test]
fn the_error_names_a_root_that_is_not_a_certificate() {
    let error = HttpSender::new(vec![b"not a certificate".to_vec()]).unwrap_err();
    assert!(
        matches!(error, HttpSenderError::Root { index: 0, .. }),
        "{error}"
    );
}

#[test]
fn negative_milliseconds_are_zero() {
    assert_eq!(milliseconds(-1), Duration::ZERO);
    assert_eq!(milliseconds(1_500), Duration::from_millis(1_500));
}
