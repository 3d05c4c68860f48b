//! A minimal HTTP client: it sends exactly what a test wrote, one request per connection.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::time::Duration;

/// Longer than any reply takes: a test that hangs fails.
const READ_TIMEOUT: Duration = Duration::from_secs(120);

#[derive(Debug)]
pub struct HttpReply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl HttpReply {
    /// Reads to the end of the connection.
    pub fn read(mut stream: TcpStream) -> Self {
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("a reply");
        let (headers, body) = reply.split_once("\r\n\r\n").expect("headers");
        let mut headers = headers.split("\r\n");
        let status = headers.next().unwrap().split(' ').nth(1).unwrap();
        Self {
            status: status.parse().unwrap(),
            headers: headers
                .map(|line| line.split_once(": ").unwrap())
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The cookie that a browser sends from now on.
    pub fn cookie(&self) -> Option<String> {
        Some(self.header("set-cookie")?.split(';').next()?.to_owned())
    }
}

pub fn connect(ip: IpAddr, port: u16) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect((ip, port))?;
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    Ok(stream)
}

/// Sends exactly this to the program: `lines` are the request line and the headers.
pub fn send(port: u16, lines: &[&str], body: &str) -> HttpReply {
    let mut stream = connect(Ipv4Addr::LOCALHOST.into(), port).expect("the program listens");
    let headers = lines.join("\r\n");
    // The program itself closes the connection after a form.
    let close = match lines[0].starts_with("POST ") {
        true => "",
        false => "connection: close\r\n",
    };
    write!(stream, "{headers}\r\n{close}\r\n{body}").unwrap();
    HttpReply::read(stream)
}
