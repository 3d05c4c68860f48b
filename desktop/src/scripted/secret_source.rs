//! File descriptors that the password and the security codes are read from.

use crate::terminal::read_line;
use card_points::secret::Secret;
use std::fs::File;
use std::io::{self, BufReader, Read};

/// An inherited file descriptor, read line by line.
///
/// It is read one byte at a time: what follows the line belongs to another reader of the descriptor.
pub struct SecretSource(BufReader<Box<dyn Read>>);

impl SecretSource {
    /// Opens descriptor `number`; 0 is standard input.
    ///
    /// # Errors
    /// If there is no such descriptor, or the system has no `/dev/fd`.
    pub fn open(number: u32) -> io::Result<Self> {
        Ok(match number {
            0 => Self::new(io::stdin()),
            number => Self::new(File::open(format!("/dev/fd/{number}"))?),
        })
    }

    pub(super) fn new(input: impl Read + 'static) -> Self {
        Self(BufReader::with_capacity(1, Box::new(input)))
    }

    /// The next line; `None` at the end, or if the line is too long.
    pub(super) fn line(&mut self) -> Option<Secret> {
        read_line(&mut self.0)
    }
}
