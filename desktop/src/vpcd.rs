//! A virtual card in PC/SC: the client of vsmartcard's `vpcd`, which shows it to every program on
//! this machine as lying on the reader "Virtual PCD".
//!
//! Protocol (vsmartcard, `vpcd.h`): a length of two bytes, big-endian, and so many bytes, each way.
//! One byte from vpcd is a control, which only "ATR" answers; anything else is a command APDU.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::JoinHandle;
use zeroize::Zeroizing;

/// vpcd's first reader; the second listens one port higher.
pub const PORT: u16 = 35963;

/// A card that can lie on vpcd's reader.
pub trait Inserted: Send + 'static {
    /// Its answer to reset.
    fn atr(&self) -> Vec<u8>;
    /// The reader switched the card on or off.
    fn power(&mut self, on: bool);
    /// The reader reset the card without taking its power away.
    fn reset(&mut self);
    /// The card's reply to a command APDU; `None`: it was torn away.
    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>>;
}

/// A card on vpcd's reader. Dropping it takes the card away.
pub struct Slot {
    stream: TcpStream,
    thread: Option<JoinHandle<()>>,
}

impl Slot {
    /// Lays `card` on the reader behind `vpcd`.
    ///
    /// # Errors
    /// When nothing listens there: vpcd is not installed, or pcscd does not run.
    pub fn insert(vpcd: SocketAddr, card: impl Inserted) -> io::Result<Self> {
        let stream = TcpStream::connect(vpcd)?;
        stream.set_nodelay(true)?;
        let served = stream.try_clone()?;
        let thread = std::thread::Builder::new()
            .name("vpcd".into())
            .spawn(move || serve(&served, card))?;
        Ok(Self {
            stream,
            thread: Some(thread),
        })
    }

    /// The card was torn away, or vpcd has gone.
    #[must_use]
    pub fn left(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // The thread waits in a read, which this ends. That it has ended already is no error.
        let _ = self.stream.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves until the connection or the card is gone.
fn serve(mut stream: &TcpStream, mut card: impl Inserted) {
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

    /// Echoes commands, is torn away by `00`, and reports its power.
    struct Echo(Sender<bool>);

    impl Inserted for Echo {
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

    fn laid() -> (Slot, TcpStream, std::sync::mpsc::Receiver<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (power, powered) = channel();
        let slot = Slot::insert(listener.local_addr().unwrap(), Echo(power)).unwrap();
        (slot, listener.accept().unwrap().0, powered)
    }

    #[test]
    fn only_the_atr_is_answered_among_the_controls() {
        let (slot, mut reader, powered) = laid();
        for control in [1, 2, 0, 4] {
            send(&mut reader, &[control]).unwrap();
        }
        assert_eq!(receive(&mut reader).unwrap().as_slice(), [0x3B, 0x00]);
        assert_eq!(powered.try_iter().collect::<Vec<_>>(), [true, false]);
        drop(slot);
    }

    #[test]
    fn a_command_gets_its_reply_whatever_its_length() {
        let (_slot, mut reader, _) = laid();
        for length in [5, 261, 65_535] {
            let command = vec![0x80; length];
            send(&mut reader, &command).unwrap();
            assert_eq!(*receive(&mut reader).unwrap(), command);
        }
    }

    #[test]
    fn a_torn_card_closes_the_connection() {
        let (_slot, mut reader, _) = laid();
        send(&mut reader, &[0, 0, 0, 0]).unwrap();
        assert!(receive(&mut reader).is_err());
    }

    #[test]
    fn dropping_the_slot_takes_the_card_away() {
        let (slot, mut reader, _) = laid();
        drop(slot);
        assert!(receive(&mut reader).is_err());
    }
}
