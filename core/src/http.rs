//! Sends an [`HttpRequest`] and returns the event for the journey. No other module opens a socket.
//!
//! It follows no redirect, uses no proxy of the environment, and stores nothing between requests except
//! connections. It never sends a request again: the journey decides when to retry.

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

/// Sends requests to the backend, and trusts only the given root certificates. It is cheap to clone, and
/// clones share connections.
///
/// Kotlin and Swift: the slim build does not contain it. There an app sends the request of
/// [`Step::Send`](crate::step::Step::Send) unchanged with its own HTTP client, and returns
/// [`Event::Received`] or [`Event::Unreachable`].
#[derive(Debug, Clone)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct HttpSender {
    client: Client,
}

/// Why an [`HttpSender`] cannot be made.
#[derive(Debug, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error), uniffi(flat_error))]
pub enum HttpSenderError {
    /// A root is not an X.509 certificate.
    #[error("root certificate {index}: {error}")]
    Root {
        /// Its index in the list, from 0.
        index: usize,
        /// What is wrong with it.
        error: rustls::Error,
    },
    /// TLS cannot be set up.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The HTTP client cannot be made.
    #[error(transparent)]
    Client(#[from] reqwest::Error),
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl HttpSender {
    /// A sender that trusts these root certificates (X.509, DER) and no others, not even those of the
    /// operating system. Without any, it can only reach a backend on loopback over plain `http`.
    ///
    /// # Errors
    /// [`HttpSenderError`] if a root is not a certificate, or if TLS cannot be set up.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn new(roots: Vec<Vec<u8>>) -> Result<Self, HttpSenderError> {
        let mut store = RootCertStore::empty();
        for (index, der) in roots.into_iter().enumerate() {
            store
                .add(der.into())
                .map_err(|error| HttpSenderError::Root { index, error })?;
        }
        // The configuration is complete when `reqwest` gets it. So this library installs no crypto
        // provider for the whole process, which belongs to the app, and no platform verifier adds roots.
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store)
            .with_no_client_auth();
        let loopback: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(concat!("card-points/", env!("CARGO_PKG_VERSION")))
            .default_headers(default_headers())
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy()
            // No name server can redirect `localhost` to another computer. Port 0 stands for the URL's
            // port.
            .resolve_to_addrs("localhost", &loopback.map(|ip| SocketAddr::new(ip, 0)))
            .build()?;
        Ok(Self { client })
    }

    /// Waits for the request's `wait_ms`, sends it, and returns [`Event::Received`], or
    /// [`Event::Unreachable`] if no complete reply arrives within its `timeout_ms`.
    ///
    /// A body larger than [`MAX_REPLY_BYTES`] is replaced by an empty one: the backend did reply, but the
    /// reply is not usable. Plain `http` is allowed for loopback only; other addresses are unreachable.
    ///
    /// Needs a tokio runtime with time and I/O enabled. Dropping the future closes the connection, but
    /// does not recall bytes that have been sent.
    pub async fn send(&self, request: HttpRequest) -> Event {
        let id = request.id;
        tokio::time::sleep(milliseconds(request.wait_ms)).await;
        let timeout = milliseconds(request.timeout_ms);
        match tokio::time::timeout(timeout, self.exchange(request)).await {
            Ok(Some((status, body))) => Event::Received { id, status, body },
            Ok(None) | Err(_) => Event::Unreachable { id },
        }
    }
}

impl HttpSender {
    /// The status and the body of the reply; `None` if there is no complete one.
    async fn exchange(&self, request: HttpRequest) -> Option<(i32, Secret)> {
        let url = Url::parse(&request.url).ok().filter(is_allowed)?;
        let http_request = match request.method {
            HttpMethod::Get => self.client.get(url),
            HttpMethod::Post => self
                .client
                .post(url)
                .header(CONTENT_TYPE, "application/json")
                .body(Bytes::from_owner(SecretBody(request.body))),
        };
        let response = http_request.send().await.ok()?;
        let status = response.status().as_u16().into();
        Some((status, read_body(response).await?))
    }
}

/// The body of a request. It is wiped as soon as it has been written to the connection.
struct SecretBody(Secret);

impl AsRef<[u8]> for SecretBody {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

/// The whole body, or an empty one if it is larger than [`MAX_REPLY_BYTES`]. `None` if it is incomplete.
async fn read_body(mut response: Response) -> Option<Secret> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > MAX_REPLY_BYTES {
            return Some(Secret::default());
        }
        body.extend_from_slice(&chunk);
    }
    Some(body.into())
}

/// `https` is allowed for every address, `http` for this computer only.
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

fn default_headers() -> HeaderMap {
    let json = HeaderValue::from_static("application/json, application/problem+json");
    HeaderMap::from_iter([(ACCEPT, json)])
}

/// A duration of `count` milliseconds. Negative counts are zero.
fn milliseconds(count: i32) -> Duration {
    Duration::from_millis(u64::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests;
