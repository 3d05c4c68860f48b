//! A card that follows a script and accepts no other commands.
//!
//! A script is text: `=> ` and a command, then `<= ` and the reply to it, or `<= lost`. Both are
//! hex, in which `{user}` stands for the user's certificate, `{user 256 512}` for a part of it,
//! `{other}` for the certificate of another card, `{signature}` for the signature, `{info}` for the
//! signed `DigestInfo`, and `{fill 9}` for nine bytes of filler. `# ` begins a comment.

use card_points::apdu::{CommandApdu, ResponseApdu};
use card_points::card::{CardLost, CardStage, CardTransport};
use std::collections::VecDeque;
use std::future::{Future, ready};
use std::sync::Mutex;

pub const DIGEST: [u8; 32] = [0xD1; 32];
pub const SIGNATURE: [u8; 256] = [0x5A; 256];

pub struct Script {
    exchanges: Mutex<VecDeque<ScriptedExchange>>,
    stages: Mutex<Vec<CardStage>>,
}

struct ScriptedExchange {
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
            exchanges.push_back(ScriptedExchange {
                line,
                command: parse_bytes(command),
                reply: (reply != "lost").then(|| parse_bytes(reply)),
            });
        }
        Self {
            exchanges: Mutex::new(exchanges),
            stages: Mutex::default(),
        }
    }

    /// The stages of the sent commands. The whole script must have been used.
    pub fn finish(self) -> Vec<CardStage> {
        let left = self.exchanges.into_inner().expect("no panic");
        if let Some(next) = left.front() {
            panic!(
                "line {}: {} was not sent",
                next.line,
                hex::encode_upper(&next.command)
            );
        }
        self.stages.into_inner().expect("no panic")
    }
}

impl CardTransport for Script {
    fn transmit(
        &self,
        command: &CommandApdu,
        stage: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send {
        self.stages.lock().expect("no panic").push(stage);
        let sent = command.bytes();
        let Some(next) = self.exchanges.lock().expect("no panic").pop_front() else {
            panic!("after the end: {} was sent", hex::encode_upper(sent));
        };
        assert!(
            sent == next.command,
            "line {}: {} was sent instead of {}",
            next.line,
            hex::encode_upper(sent),
            hex::encode_upper(&next.command)
        );
        ready(
            next.reply
                .map(|reply| ResponseApdu::decode(reply).expect("a reply"))
                .ok_or(CardLost),
        )
    }
}

fn parse_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(named) = rest.strip_prefix('{') {
            let (name, after) = named.split_once('}').expect("closed");
            bytes.extend(named_bytes(name));
            rest = after.trim_start();
        } else {
            let pair = rest.get(..2).expect("an even number of digits");
            bytes.extend(hex::decode(pair).expect("hex"));
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
            let prefix = parse_bytes("3031300d060960864801650304020105000420");
            return [&prefix[..], &DIGEST].concat();
        }
        Some("fill") => &[0xFF; 4096],
        other => panic!("{other:?} is not a known name"),
    };
    let numbers: Vec<usize> = words.map(|word| word.parse().expect("a number")).collect();
    match numbers[..] {
        [] => whole.to_vec(),
        [length] => whole[..length].to_vec(),
        [from, to] => whole[from..to].to_vec(),
        _ => panic!("{name}: too many numbers"),
    }
}
