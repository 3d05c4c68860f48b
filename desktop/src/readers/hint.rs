//! Why no card is read.

use crate::pcsc::PcscError;

/// Why no card is read now, by what the person can do about it. Readers are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderHint {
    /// The machine has no PC/SC library: install it.
    NoLibrary,
    /// The PC/SC service does not run: start it.
    NoService,
    /// There is no reader, or none with the given name: plug it in.
    NoReader,
    /// There is no card: put one on one of these readers.
    Empty {
        /// The readers without a card.
        readers: Vec<String>,
    },
    /// Another program uses the card: close that program.
    Busy {
        /// The readers with such a card.
        readers: Vec<String>,
    },
    /// The card does not answer: remove it, and put it back the right way up.
    NoAnswer {
        /// The readers with such a card.
        readers: Vec<String>,
    },
    /// The card is not the right one, or was lost twice while it stayed on the reader: remove it, or
    /// put the right card on another reader.
    RemoveCard {
        /// The readers with such a card.
        readers: Vec<String>,
    },
    /// There are cards on several readers: remove all but one.
    Several {
        /// The readers with a card.
        readers: Vec<String>,
    },
}

impl ReaderHint {
    /// The readers that the hint is about.
    #[must_use]
    pub fn readers(&self) -> &[String] {
        match self {
            Self::NoLibrary | Self::NoService | Self::NoReader => &[],
            Self::Empty { readers }
            | Self::Busy { readers }
            | Self::NoAnswer { readers }
            | Self::RemoveCard { readers }
            | Self::Several { readers } => readers,
        }
    }
}

impl From<PcscError> for ReaderHint {
    fn from(error: PcscError) -> Self {
        match error {
            PcscError::NoLibrary => Self::NoLibrary,
            // Windows runs the service only while a reader is plugged in.
            PcscError::NoService if cfg!(windows) => Self::NoReader,
            PcscError::NoReader => Self::NoReader,
            // Listing and watching readers never fails with the last two.
            PcscError::NoService | PcscError::Busy | PcscError::Lost => Self::NoService,
        }
    }
}
