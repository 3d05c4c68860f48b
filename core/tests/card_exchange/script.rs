//! A card that says what a script says, and takes nothing else than what it says.
//!
//! A script is text: `=> ` and a command, then `<= ` and the reply to it, or `<= lost`. Both in
//! hex, in which `{user}` is the user's certificate, `{user 256 512}` a part of it, `{other}`
//! another card's, `{signature}` the signature, `{info}` the `DigestInfo` that is signed, and
//! `{fill 9}` nine bytes of filler. `# ` begins a remark.

use card_points::apdu::{CommandApdu, ResponseApdu};
use card_points::card::{CardLost, CardStage, CardTransport};
use std::collections::VecDeque;
use std::future::{Future, ready};
use std::sync::Mutex;

pub const DIGEST: [u8; 32] = [0xD1; 32];
pub const SIGNATURE: [u8; 256] = [0x5A; 256];

pub struct Script {
    exchanges: Mutex<VecDeque<Exchange>>,
    stages: Mutex<Vec<CardStage>>,
}

struct Exchange {
    line: usize,
    command: Vec<u8>,
    reply: Option<Vec<u8>>,
}

impl Script {
    pub fn new(text: &str) -> Self {
        let lines = text.lines().enumerate();
        let mut lines = lines.filter_map(|(nth, line)| {
            let line = line.split('#').next()?.trim();
            (!line.is_empty()).then_some((nth + 1, line))
        });
        let mut exchanges = VecDeque::new();
        while let Some((line, command)) = lines.next() {
            let (_, reply) = lines.next().expect("a reply to every command");
            let command = command.strip_prefix("=> ").expect("a command");
            let reply = reply.strip_prefix("<= ").expect("a reply");
            exchanges.push_back(Exchange {
                line,
                command: bytes(command),
                reply: (reply != "lost").then(|| bytes(reply)),
            });
        }
        Self {
            exchanges: Mutex::new(exchanges),
            stages: Mutex::default(),
        }
    }

    /// The stages of the commands that were sent. The script must be at its end.
    pub fn finish(self) -> Vec<CardStage> {
        let left = self.exchanges.into_inner().expect("whole");
        if let Some(next) = left.front() {
            panic!("line {}: {} was not sent", next.line, hex(&next.command));
        }
        self.stages.into_inner().expect("whole")
    }
}

impl CardTransport for Script {
    fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send {
        self.stages.lock().expect("whole").push(stage);
        let sent = command.bytes();
        let Some(next) = self.exchanges.lock().expect("whole").pop_front() else {
            panic!("after the end: {} was sent", hex(sent));
        };
        assert!(
            sent == next.command,
            "line {}: {} was sent instead of {}",
            next.line,
            hex(sent),
            hex(&next.command)
        );
        ready(
            next.reply
                .map(|reply| ResponseApdu::decode(reply).expect("a reply"))
                .ok_or(CardLost),
        )
    }
}

fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(named) = rest.strip_prefix('{') {
            let (name, after) = named.split_once('}').expect("closed");
            bytes.extend(named_bytes(name));
            rest = after.trim_start();
        } else {
            let pair = rest.get(..2).expect("an even number of digits");
            bytes.push(u8::from_str_radix(pair, 16).expect("hex"));
            rest = rest[2..].trim_start();
        }
    }
    bytes
}

fn named_bytes(name: &str) -> Vec<u8> {
    let mut words = name.split(' ');
    let whole: &[u8] = match words.next() {
        Some("user") => include_bytes!("../data/user.der"),
        Some("other") => include_bytes!("../data/other-card.der"),
        Some("signing") => include_bytes!("../data/other-policy.der"),
        Some("signature") => &SIGNATURE,
        Some("info") => {
            let prefix = bytes("3031300d060960864801650304020105000420");
            return [&prefix[..], &DIGEST].concat();
        }
        Some("fill") => &[0xFF; 4096],
        other => panic!("{other:?} is no name"),
    };
    let numbers: Vec<usize> = words.map(|word| word.parse().expect("a number")).collect();
    match numbers[..] {
        [] => whole.to_vec(),
        [length] => whole[..length].to_vec(),
        [from, to] => whole[from..to].to_vec(),
        _ => panic!("{name}: too many numbers"),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
