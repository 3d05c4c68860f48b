//! Clients that are slow, many, or both.

use super::client::connect;
use super::program::{Entrance, serial};
use std::io::Write as _;
use std::net::Ipv4Addr;

#[test]
fn a_crowd_that_says_nothing_keeps_nobody_out() {
    let browser = Entrance::new().enter();
    let door = &browser.entrance;
    let crowd: Vec<_> = (0..500)
        .filter_map(|nth| {
            let mut stream = connect(Ipv4Addr::LOCALHOST.into(), door.port).ok()?;
            // None, half a head, or half a body: each waits for the rest.
            let half = match nth % 3 {
                0 => String::new(),
                1 => format!("GET / HTTP/1.1\r\n{}\r\nx-slow: ", door.host()),
                _ => format!(
                    "POST /enter HTTP/1.1\r\n{}\r\norigin: null\r\ncontent-length: 99\r\n\r\ntok",
                    door.host()
                ),
            };
            stream.write_all(half.as_bytes()).ok()?;
            Some(stream)
        })
        .collect();
    assert!(crowd.len() > 64, "they were let sit down");
    let page = browser.page();
    assert_eq!(page.status, 200);
    let form = format!("serial={}&choice=apply", serial(&page));
    assert_eq!(browser.post(&form).status, 303);
}
