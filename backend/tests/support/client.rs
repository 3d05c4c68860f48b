//! A minimal HTTP client: one request per connection, without a runtime.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

pub struct HttpReply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl HttpReply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Sends a request to `http://host:port/…`. `None`: no server listens there, or it ended before the
/// reply was complete.
pub fn call(method: &str, url: &str, content_type: &str, body: &[u8]) -> Option<HttpReply> {
    let rest = url.strip_prefix("http://").expect("an http address");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut stream = TcpStream::connect(host).ok()?;
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {content_type}\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    read(stream)
}

pub fn get(url: &str) -> Option<HttpReply> {
    call("GET", url, "", b"")
}

pub fn post(url: &str, body: &[u8]) -> Option<HttpReply> {
    call("POST", url, "application/json", body)
}

fn read(stream: TcpStream) -> Option<HttpReply> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    let status = line.split(' ').nth(1)?.parse().ok()?;
    let mut head = Vec::new();
    loop {
        line.clear();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        head.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let mut reply = HttpReply {
        status,
        headers: head,
        body: Vec::new(),
    };
    let length = reply.header("content-length")?.parse().ok()?;
    reply.body.resize(length, 0);
    stream.read_exact(&mut reply.body).ok()?;
    Some(reply)
}
