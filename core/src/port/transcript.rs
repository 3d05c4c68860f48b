//! The commands and replies of a journey, for support. People read it; no code does.

use crate::apdu::{CommandApdu, ResponseApdu};

/// One command and its reply: no data, only its length.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TranscriptEntry {
    /// CLA INS P1 P2 in hex.
    pub header: String,
    /// Length of the data sent, in bytes.
    pub sent_bytes: i32,
    /// Length of the data received, in bytes.
    pub received_bytes: i32,
    /// The status word in hex, or `lost`.
    pub status: String,
}

impl TranscriptEntry {
    pub(super) fn new(command: &CommandApdu, reply: Option<&ResponseApdu>) -> Self {
        let status = reply.map(|reply| reply.status().to_string());
        Self {
            header: command.header().map(|byte| format!("{byte:02X}")).join(" "),
            sent_bytes: length(command.data()),
            received_bytes: reply.map_or(0, |reply| length(reply.data())),
            status: status.unwrap_or_else(|| "lost".into()),
        }
    }
}

fn length(data: &[u8]) -> i32 {
    i32::try_from(data.len()).unwrap_or(i32::MAX)
}
