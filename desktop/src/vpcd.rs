//! A virtual card in PC/SC: the client of vsmartcard's `vpcd`. Every program on this machine sees the
//! card on the reader "Virtual PCD".
//!
//! Protocol (vsmartcard, `vpcd.h`): messages in both directions are a length of two bytes, big-endian,
//! and that many bytes. A message of one byte from vpcd is a control; only the control "ATR" has a
//! reply. Any other message is a command APDU.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::JoinHandle;
use zeroize::Zeroizing;

/// vpcd's first reader; the second listens one port higher.
pub const FIRST_PORT: u16 = 35963;

/// A card that can be inserted into vpcd's reader.
pub trait EmulatedCard: Send + 'static {
    /// The card's answer to reset (ATR).
    fn atr(&self) -> Vec<u8>;
    /// The reader switched the card on or off.
    fn power(&mut self, on: bool);
    /// The reader reset the card and kept its power on.
    fn reset(&mut self);
    /// The card's reply to a command APDU; `None` if the card was removed.
    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>>;
}

/// A card in vpcd's reader. Dropping it removes the card.
pub struct VpcdConnection {
    stream: TcpStream,
    thread: Option<JoinHandle<()>>,
}

impl VpcdConnection {
    /// Inserts `card` into the reader behind `vpcd`.
    ///
    /// # Errors
    /// When nothing listens there: vpcd is not installed, or pcscd does not run.
    pub fn insert(vpcd: SocketAddr, card: impl EmulatedCard) -> io::Result<Self> {
        let stream = TcpStream::connect(vpcd)?;
        stream.set_nodelay(true)?;
        let connection = stream.try_clone()?;
        let thread = std::thread::Builder::new()
            .name("vpcd".into())
            .spawn(move || serve(&connection, card))?;
        Ok(Self {
            stream,
            thread: Some(thread),
        })
    }

    /// Whether the card was removed, or vpcd ended.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for VpcdConnection {
    fn drop(&mut self) {
        // Ends the thread's read. The connection may be closed already.
        let _ = self.stream.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves the card until it is removed or the connection ends.
fn serve(mut stream: &TcpStream, mut card: impl EmulatedCard) {
    while let Ok(request) = receive(&mut stream) {
        let reply = match request.as_slice() {
            [0] => {
                card.power(false);
                continue;
            }
            [1] => {
                card.power(true);
                continue;
            }
            [2] => {
                card.reset();
                continue;
            }
            [4] => Some(card.atr()),
            command => card.transmit(command),
        };
        let Some(reply) = reply.map(Zeroizing::new) else {
            let _ = stream.shutdown(Shutdown::Both);
            return;
        };
        if send(&mut stream, &reply).is_err() {
            return;
        }
    }
}

fn receive(stream: &mut impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut bytes = Zeroizing::new(vec![0; u16::from_be_bytes(length).into()]);
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn send(stream: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u16::try_from(bytes.len()).map_err(io::Error::other)?;
    let mut framed = Zeroizing::new(length.to_be_bytes().to_vec());
    framed.extend_from_slice(bytes);
    stream.write_all(&framed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::sync::mpsc::{Sender, channel};

    /// Echoes commands, is removed by the command `00…`, and reports its power.
    struct Echo(Sender<bool>);

    impl EmulatedCard for Echo {
        fn atr(&self) -> Vec<u8> {
            vec![0x3B, 0x00]
        }
        fn power(&mut self, on: bool) {
            let _ = self.0.send(on);
        }
        fn reset(&mut self) {}
        fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>> {
            (command[0] != 0).then(|| command.to_vec())
        }
    }

    fn inserted() -> (VpcdConnection, TcpStream, std::sync::mpsc::Receiver<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (power, powered) = channel();
        let connection =
            VpcdConnection::insert(listener.local_addr().unwrap(), Echo(power)).unwrap();
        (connection, listener.accept().unwrap().0, powered)
    }

    #[test]
    fn only_the_control_atr_has_a_reply() {
        let (connection, mut reader, powered) = inserted();
        for control in [1, 2, 0, 4] {
            send(&mut reader, &[control]).unwrap();
        }
        assert_eq!(receive(&mut reader).unwrap().as_slice(), [0x3B, 0x00]);
        assert_eq!(powered.try_iter().collect::<Vec<_>>(), [true, false]);
        drop(connection);
    }

    #[test]
    fn a_command_of_any_length_gets_its_reply() {
        let (_connection, mut reader, _) = inserted();
        for length in [5, 261, 65_535] {
            let command = vec![0x80; length];
            send(&mut reader, &command).unwrap();
            assert_eq!(*receive(&mut reader).unwrap(), command);
        }
    }

    #[test]
    fn a_removed_card_closes_the_connection() {
        let (_connection, mut reader, _) = inserted();
        send(&mut reader, &[0, 0, 0, 0]).unwrap();
        assert!(receive(&mut reader).is_err());
    }

    #[test]
    fn dropping_the_connection_removes_the_card() {
        let (connection, mut reader, _) = inserted();
        drop(connection);
        assert!(receive(&mut reader).is_err());
    }
}
