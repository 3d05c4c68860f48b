//! The exchange with the card, command by command: a script for each course of it.

mod arbitrary_replies;
mod inspect;
mod script;
mod shortcuts;
mod tries;
mod wrong_cards;

use card_points::card::{
    CardError, CardMemory, CardReport, CardStage, Pin, ReaderCapabilities, TrustPolicy, detect,
    inspect, sign,
};
use card_points::certificate::Certificate;
use jiff::Timestamp;
use script::{DIGEST, SIGNATURE, Script};
use std::future::Future;
use std::task::{Context, Poll, Waker};

const SELECT: &str = "=> 00A4040C 0A D392F000260100000001\n<= 9000\n";
/// The whole file in one extended read. Filler follows the certificate.
const READ_ALL: &str = "=> 00B08A00 000000\n<= {user}{fill 20}9000\n";
/// Only the head of the certificate, at a later tap.
const READ_HEAD: &str = "=> 00B08A00 40\n<= {user 64}9000\n";
const TRIES_3: &str = "=> 00200098\n<= 63C3\n";
const TRIES_2: &str = "=> 00200098\n<= 63C2\n";
const TRIES_1: &str = "=> 00200098\n<= 63C1\n";
const VERIFY: &str = "=> 00200098 04 37333139\n<= 9000\n";
const SIGN: &str = "=> 802A0097 33 {info} 00\n<= {signature}9000\n";
/// The rest of the file in six short reads, after the first one.
const SHORT_READS: &str = "
    => 00B00100 00
    <= {user 256 512}9000
    => 00B00200 00
    <= {user 512 768}9000
    => 00B00300 00
    <= {user 768 1024}9000
    => 00B00400 00
    <= {user 1024 1280}9000
    => 00B00500 00
    <= {user 1280 1536}9000
    => 00B00600 2C
    <= {user 1536 1580}9000
";

const EXTENDED_LENGTH: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: false,
};
const SHORT_LENGTH: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 261,
    application_selected: false,
};
const APPLICATION_SELECTED: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: true,
};

/// Several taps of one journey: the memory that it keeps between them, and the typed password.
struct TapSequence {
    memory: CardMemory,
    pin: Option<Pin>,
    now: Timestamp,
    authorities: Vec<String>,
    reader: ReaderCapabilities,
    /// The stages of the last tap.
    stages: Vec<CardStage>,
}

impl TapSequence {
    fn new() -> Self {
        let user = user();
        Self {
            memory: CardMemory::default(),
            pin: Pin::new("7319"),
            now: user.not_before(),
            authorities: vec![user.authority_key_id().into()],
            reader: EXTENDED_LENGTH,
            stages: Vec::new(),
        }
    }

    fn with(reader: ReaderCapabilities) -> Self {
        Self {
            reader,
            ..Self::new()
        }
    }

    fn type_pin(&mut self) {
        self.pin = Pin::new("7319");
    }

    /// One tap with a password, which must follow the script.
    fn sign(&mut self, script: &[&str]) -> Result<Vec<u8>, CardError> {
        let script = Script::new(&script.concat());
        let policy = TrustPolicy {
            now: self.now,
            authorities: &self.authorities,
        };
        let exchange = sign(
            &script,
            self.reader,
            &mut self.memory,
            &mut self.pin,
            policy,
            |_| DIGEST,
        );
        let result = run(exchange);
        self.stages = script.finish();
        result
    }

    /// One tap without a password, which must follow the script.
    fn inspect(&mut self, script: &[&str]) -> Result<CardReport, CardError> {
        let script = Script::new(&script.concat());
        let result = run(inspect(&script, self.reader, &mut self.memory));
        self.stages = script.finish();
        result
    }

    /// Detects the card, which must follow the script.
    fn detect(&mut self, script: &[&str]) -> Result<(), CardError> {
        let script = Script::new(&script.concat());
        let result = run(detect(&script, self.reader));
        self.stages = script.finish();
        result
    }
}

fn user() -> Certificate {
    Certificate::from_der(include_bytes!("../data/user.der")).expect("readable")
}

fn signed() -> Result<Vec<u8>, CardError> {
    Ok(SIGNATURE.to_vec())
}

/// Runs a future to its end. A script replies at once, so one poll is enough. The future must be
/// `Send`, because a shell moves it between threads.
fn run<T>(future: impl Future<Output = T> + Send) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a script never waits"),
    }
}
