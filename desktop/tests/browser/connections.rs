//! Clients that are slow, many, or both.

use super::client::connect;
use super::program::{Entrance, serial};
use std::io::Write as _;
use std::net::Ipv4Addr;

#[test]
fn many_silent_connections_do_not_keep_the_browser_out() {
    let browser = Entrance::new().enter();
    let entrance = &browser.entrance;
    let connections: Vec<_> = (0..500)
        .filter_map(|nth| {
            let mut stream = connect(Ipv4Addr::LOCALHOST.into(), entrance.port).ok()?;
            // Nothing, half a header section, or half a body: the server waits for the rest.
            let start = match nth % 3 {
                0 => String::new(),
                1 => format!("GET / HTTP/1.1\r\n{}\r\nx-slow: ", entrance.host()),
                _ => format!(
                    "POST /enter HTTP/1.1\r\n{}\r\norigin: null\r\ncontent-length: 99\r\n\r\ntok",
                    entrance.host()
                ),
            };
            stream.write_all(start.as_bytes()).ok()?;
            Some(stream)
        })
        .collect();
    assert!(connections.len() > 64, "they were accepted");
    let page = browser.page();
    assert_eq!(page.status, 200);
    let form = format!("serial={}&choice=apply", serial(&page));
    assert_eq!(browser.post(&form).status, 303);
}
