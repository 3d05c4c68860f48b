//! The one place with a socket: sends a [`backend::HttpRequest`](crate::backend::HttpRequest) and hands in
//! what came of it.
//!
//! It knows nothing of what it carries. No redirect is followed, no proxy is taken from the
//! environment, nothing is kept between requests but the connection, and nothing is sent again:
//! when to try again is the journey's decision.

use crate::backend::{HttpMethod, HttpRequest, MAX_REPLY_BYTES};
use crate::secret::Secret;
use crate::step::Event;
use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Response, Url, redirect, retry};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Sends requests to the backend, trusting only the roots that it is given. Cheap to clone; clones
/// share their connections.
///
/// Kotlin and Swift: absent from the slim build, whose apps bring their own HTTP. They send the request
/// of [`Step::Send`](crate::step::Step::Send) as it is and return [`Event::Received`] or
/// [`Event::Unreachable`].
#[derive(Debug, Clone)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct HttpSender {
    client: Client,
}

/// Why there can be no sender.
#[derive(Debug, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error), uniffi(flat_error))]
pub enum HttpSenderError {
    /// A root is not an X.509 certificate.
    #[error("root certificate {nth}: {why}")]
    Root {
        /// Its place in the list, from 0.
        nth: usize,
        /// What is wrong with it.
        why: rustls::Error,
    },
    /// TLS can't be set up.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The client can't be made.
    #[error(transparent)]
    Client(#[from] reqwest::Error),
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl HttpSender {
    /// A sender that trusts these roots (X.509 certificates, DER) and no others, not even the
    /// system's. With none it reaches a backend on loopback over plain `http` and nothing else.
    ///
    /// # Errors
    /// [`HttpSenderError`]: a root is not a certificate, or TLS can't be set up.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn new(roots: Vec<Vec<u8>>) -> Result<Self, HttpSenderError> {
        let mut store = RootCertStore::empty();
        for (nth, der) in roots.into_iter().enumerate() {
            store
                .add(der.into())
                .map_err(|why| HttpSenderError::Root { nth, why })?;
        }
        // Handed over ready-made, so that no provider is installed for the whole process, which is
        // somebody else's, and no platform's verifier adds roots of its own.
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store)
            .with_no_client_auth();
        let loopback: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(concat!("card-points/", env!("CARGO_PKG_VERSION")))
            .default_headers(accepting())
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy()
            // Port 0 stands for the URL's. No name server has a say in where this computer is.
            .resolve_to_addrs("localhost", &loopback.map(|ip| SocketAddr::new(ip, 0)))
            .build()?;
        Ok(Self { client })
    }

    /// Waits as long as the request says, sends it, and gives [`Event::Received`], or
    /// [`Event::Unreachable`] if no whole reply came within its time limit.
    ///
    /// A body larger than [`MAX_REPLY_BYTES`] is not read to its end and comes as an empty one: the
    /// backend did reply, and what it said can't be used. Plain `http` goes to loopback only;
    /// anywhere else is unreachable.
    ///
    /// Runs on a tokio runtime with time and I/O enabled. Dropping it closes the connection; what
    /// has left by then has left.
    pub async fn send(&self, request: HttpRequest) -> Event {
        let id = request.id;
        tokio::time::sleep(milliseconds(request.wait_ms)).await;
        let limit = milliseconds(request.timeout_ms);
        match tokio::time::timeout(limit, self.exchange(request)).await {
            Ok(Some((status, body))) => Event::Received { id, status, body },
            Ok(None) | Err(_) => Event::Unreachable { id },
        }
    }
}

impl HttpSender {
    async fn exchange(&self, request: HttpRequest) -> Option<(i32, Secret)> {
        let url = Url::parse(&request.url).ok().filter(is_allowed)?;
        let builder = match request.method {
            HttpMethod::Get => self.client.get(url),
            HttpMethod::Post => self
                .client
                .post(url)
                .header(CONTENT_TYPE, "application/json")
                .body(Bytes::from_owner(SecretBody(request.body))),
        };
        let response = builder.send().await.ok()?;
        let status = response.status().as_u16().into();
        Some((status, body(response).await?))
    }
}

/// The body of a request, wiped as soon as it has been written to the connection.
struct SecretBody(Secret);

impl AsRef<[u8]> for SecretBody {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

/// The whole body, or an empty one if it is too large; `None` if it broke off.
async fn body(mut response: Response) -> Option<Secret> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > MAX_REPLY_BYTES {
            return Some(Secret::default());
        }
        body.extend_from_slice(&chunk);
    }
    Some(body.into())
}

/// `https` anywhere, `http` to this computer alone.
fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => url.host_str().is_some_and(|host| {
            let ip = host.trim_start_matches('[').trim_end_matches(']').parse();
            host == "localhost" || ip.is_ok_and(|ip: IpAddr| ip.is_loopback())
        }),
        _ => false,
    }
}

fn accepting() -> HeaderMap {
    let json = HeaderValue::from_static("application/json, application/problem+json");
    HeaderMap::from_iter([(ACCEPT, json)])
}

fn milliseconds(count: i32) -> Duration {
    Duration::from_millis(u64::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::thread::{self, JoinHandle};

    /// A server for one connection: its address, and what it read.
    struct Server {
        port: u16,
        read: JoinHandle<String>,
    }

    /// Answers one request with these bytes.
    fn server(reply: Vec<u8>) -> Server {
        serve(move |mut stream| answer(&mut stream, &reply))
    }

    fn serve(answer: impl FnOnce(TcpStream) -> String + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let read = thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let bound = Some(Duration::from_secs(20));
            stream.set_read_timeout(bound).unwrap();
            stream.set_write_timeout(bound).unwrap();
            answer(stream)
        });
        Server { port, read }
    }

    fn answer(stream: &mut (impl Read + Write), reply: &[u8]) -> String {
        let mut read = Vec::new();
        let mut byte = [0];
        while !read.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
            read.push(byte[0]);
        }
        let head = String::from_utf8(read).unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        stream.read_exact(&mut body).unwrap();
        // Whoever has read enough may hang up.
        let _ = stream.write_all(reply).and_then(|()| stream.flush());
        head + &String::from_utf8(body).unwrap()
    }

    fn reply(head: &str, body: &[u8]) -> Vec<u8> {
        let length = body.len();
        let head = format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n");
        [head.as_bytes(), body].concat()
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
    async fn a_reply_is_handed_in_with_its_status_and_body() {
        let server = server(reply("200 OK", b"{}"));
        let url = format!("http://127.0.0.1:{}/v1/spots?place=%E7%8C%AB", server.port);
        assert_eq!(send(get(url)).await, received(200, b"{}"));
        let read = server.read.join().unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert!(
            read.starts_with("GET /v1/spots?place=%E7%8C%AB HTTP/1.1\r\n"),
            "{read}"
        );
        assert!(
            read.contains(&format!("user-agent: card-points/{version}\r\n")),
            "{read}"
        );
        assert!(
            read.contains("accept: application/json, application/problem+json\r\n"),
            "{read}"
        );
    }

    #[tokio::test]
    async fn a_body_is_posted_as_it_stands() {
        let server = server(reply("403 Forbidden", b"no"));
        let request = HttpRequest {
            method: HttpMethod::Post,
            body: "{\"opening\":null}".into(),
            ..get(format!("http://localhost:{}/v1/application", server.port))
        };
        assert_eq!(send(request).await, received(403, b"no"));
        let read = server.read.join().unwrap();
        assert!(
            read.starts_with("POST /v1/application HTTP/1.1\r\n"),
            "{read}"
        );
        assert!(
            read.contains("content-type: application/json\r\n"),
            "{read}"
        );
        assert!(read.ends_with("\r\n\r\n{\"opening\":null}"), "{read}");
    }

    #[tokio::test]
    async fn a_redirect_is_a_reply_and_not_followed() {
        let head = "302 Found\r\nlocation: http://127.0.0.1:1/";
        let server = server(reply(head, b""));
        let url = format!("http://127.0.0.1:{}/", server.port);
        assert_eq!(send(get(url)).await, received(302, b""));
    }

    #[tokio::test]
    async fn the_largest_body_is_read_and_a_larger_one_comes_empty() {
        for (length, body) in [(MAX_REPLY_BYTES, MAX_REPLY_BYTES), (MAX_REPLY_BYTES + 1, 0)] {
            let server = server(reply("200 OK", &vec![b' '; length]));
            let event = send(get(format!("http://127.0.0.1:{}/", server.port))).await;
            assert!(event == received(200, &vec![b' '; body]), "{length}");
        }
    }

    #[tokio::test]
    async fn a_body_without_an_end_is_not_read_for_ever() {
        let server = serve(|mut stream| {
            let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            let read = answer(&mut stream, head);
            let chunk = [b"10000\r\n", &[b' '; 0x1_0000][..], b"\r\n"].concat();
            while stream.write_all(&chunk).is_ok() {}
            read
        });
        let event = send(get(format!("http://127.0.0.1:{}/", server.port))).await;
        assert_eq!(event, received(200, b""));
    }

    #[tokio::test]
    async fn a_reply_that_breaks_off_is_none() {
        for broken in [
            "",
            "HTTP/1.1 2",
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
        ] {
            let server = server(broken.into());
            let url = format!("http://127.0.0.1:{}/", server.port);
            assert_eq!(send(get(url)).await, UNREACHABLE, "{broken}");
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
    async fn a_port_that_nobody_listens_on_is_unreachable() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        assert_eq!(
            send(get(format!("http://127.0.0.1:{port}/"))).await,
            UNREACHABLE
        );
    }

    #[test]
    fn plain_http_goes_to_this_computer_alone() {
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
    async fn what_is_not_allowed_or_no_address_is_unreachable() {
        for url in ["http://192.0.2.1/", "ftp://127.0.0.1/", "points", ""] {
            assert_eq!(send(get(url.into())).await, UNREACHABLE, "{url}");
        }
    }

    #[tokio::test]
    async fn only_the_roots_that_were_given_are_trusted() {
        let [ours, other] =
            [0; 2].map(|_| rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap());
        let root = |of: &rcgen::CertifiedKey<rcgen::KeyPair>| of.cert.der().to_vec();
        let some = received(200, b"{}");
        for (roots, expected) in [
            (vec![root(&ours)], &some),
            (vec![root(&other), root(&ours)], &some),
            (vec![root(&other)], &UNREACHABLE),
            (vec![], &UNREACHABLE),
        ] {
            let config = tls_server(&ours);
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
            let read = server.read.join().unwrap();
            assert_eq!(read.is_empty(), expected == &UNREACHABLE, "{read}");
        }
    }

    fn tls_server(of: &rcgen::CertifiedKey<rcgen::KeyPair>) -> Arc<rustls::ServerConfig> {
        let key = of.signing_key.serialize_der();
        let provider = Arc::new(ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![of.cert.der().clone()], key.try_into().unwrap());
        Arc::new(config.unwrap())
    }

    #[test]
    fn a_root_that_is_no_certificate_is_named() {
        let unusable = HttpSender::new(vec![b"not a certificate".to_vec()]).unwrap_err();
        assert!(
            matches!(unusable, HttpSenderError::Root { nth: 0, .. }),
            "{unusable}"
        );
    }

    #[test]
    fn waiting_for_less_than_nothing_is_not_waiting() {
        assert_eq!(milliseconds(-1), Duration::ZERO);
        assert_eq!(milliseconds(1_500), Duration::from_millis(1_500));
    }
}
