//! The sockets that the browser connects to: loopback only.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};

/// How often a port that is free on both loopback addresses is looked for.
const MAX_BIND_ATTEMPTS: usize = 16;

/// Listens on the same port of both loopback addresses. A browser may try either for `*.localhost` (RFC
/// 6761 §6.3): a stranger on the other one would receive the token.
///
/// # Errors
/// If no port is free.
pub fn listen() -> io::Result<Vec<TcpListener>> {
    for _ in 0..MAX_BIND_ATTEMPTS {
        let ipv4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = ipv4.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(ipv6) => return Ok(vec![ipv4, ipv6]),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            // The computer has no IPv6: then a stranger has none either.
            Err(_) => return Ok(vec![ipv4]),
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}
