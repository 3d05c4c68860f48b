//! Lost replies, odd replies, and random ones.

use super::*;
use card_points::apdu::{CommandApdu, ResponseApdu, StatusWord};
use card_points::card::{CardLost, CardTransport};
use std::future::ready;
use std::sync::Mutex;

#[test]
fn a_loss_is_reported_by_the_last_command_sent() {
    let commands = [SELECT, READ_ALL, TRIES_3, VERIFY, SIGN];
    let expected = [
        CardError::LostBeforeVerify,
        CardError::LostBeforeVerify,
        CardError::LostBeforeVerify,
        CardError::LostDuringVerify,
        CardError::LostAfterVerify,
    ];
    for (at, expected) in expected.into_iter().enumerate() {
        let command = commands[at].lines().next().expect("a command");
        let lost = format!("{command}\n<= lost\n");
        let mut taps = TapSequence::new();
        let result = taps.sign(&[&commands[..at], &[&lost]].concat());
        assert_eq!(
            taps.pin.is_some(),
            expected == CardError::LostBeforeVerify,
            "{lost}"
        );
        assert_eq!(
            taps.memory.verify_pending(),
            expected == CardError::LostDuringVerify
        );
        assert_eq!(result, Err(expected), "{lost}");
    }
}

#[test]
fn a_signature_of_another_length_is_an_unexpected_status() {
    for nonsense in ["9000", "{signature 255}9000", "{signature}{signature}9000"] {
        let sign = format!(
            "=> 802A0097 33 {{info}} 00\n<= {nonsense}\n=> 00A4020C 02 0017\n<= 9000\n
             => 802A0080 33 {{info}} 00\n<= {nonsense}\n"
        );
        let result = TapSequence::new().sign(&[SELECT, READ_ALL, TRIES_3, VERIFY, &sign]);
        assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x9000 }));
    }
}

/// A card that answers by a function, and records the commands.
struct FunctionCard<F> {
    answer: Mutex<F>,
    sent: Mutex<Vec<CommandApdu>>,
}

impl<F: FnMut(&CommandApdu) -> Option<ResponseApdu> + Send> FunctionCard<F> {
    fn new(answer: F) -> Self {
        Self {
            answer: Mutex::new(answer),
            sent: Mutex::default(),
        }
    }

    fn command_count(&self) -> usize {
        self.sent.lock().expect("whole").len()
    }

    fn verify_count(&self) -> usize {
        let sent = self.sent.lock().expect("whole");
        let verify =
            |command: &&CommandApdu| command.header()[1] == 0x20 && !command.data().is_empty();
        sent.iter().filter(verify).count()
    }
}

impl<F: FnMut(&CommandApdu) -> Option<ResponseApdu> + Send> CardTransport for FunctionCard<F> {
    fn transmit(
        &self,
        command: &CommandApdu,
        _: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send {
        self.sent.lock().expect("whole").push(command.clone());
        let reply = self.answer.lock().expect("whole")(command);
        ready(reply.ok_or(CardLost))
    }
}

fn reply(data: &[u8], status: u16) -> Option<ResponseApdu> {
    Some(ResponseApdu::new(data, StatusWord(status)))
}

#[test]
fn an_exchange_that_would_never_end_is_stopped() {
    let answers: [fn(&CommandApdu) -> Option<ResponseApdu>; 6] = [
        |_| reply(&[], 0x6100),
        |_| reply(&[], 0x6C10),
        |_| reply(&[0x30], 0x61FF),
        |_| reply(&[], 0x9000),
        |_| reply(&[0x30, 0x82, 0xFF, 0xFF], 0x9000),
        |_| reply(&[0x30, 0x82, 0xFF, 0xFF], 0x6282),
    ];
    for answer in answers {
        // Also from a later command on, after a part of the exchange has succeeded.
        for from in 0..5 {
            let mut nth = 0;
            let card = FunctionCard::new(move |command: &CommandApdu| {
                nth += 1;
                match nth - 1 {
                    nth if nth >= from => answer(command),
                    0 => reply(&[], 0x9000),
                    1 => reply(include_bytes!("../data/user.der"), 0x9000),
                    2 => reply(&[], 0x63C3),
                    _ => reply(&[], 0x9000),
                }
            });
            let mut taps = TapSequence::new();
            let policy = TrustPolicy {
                now: taps.now,
                authorities: &taps.authorities,
            };
            let result = run(sign(
                &card,
                EXTENDED_LENGTH,
                &mut taps.memory,
                &mut taps.pin,
                policy,
                |_| DIGEST,
            ));
            assert!(result.is_err());
            assert!(
                card.command_count() < 200,
                "{} commands",
                card.command_count()
            );
            assert!(card.verify_count() <= 1);
        }
    }
}

#[test]
fn random_replies_cause_no_panic_and_verify_is_sent_once_per_password() {
    let user: &[u8] = include_bytes!("../data/user.der");
    let status_words: [u16; 24] = [
        0x9000, 0x9000, 0x9000, 0x63C0, 0x63C1, 0x63C2, 0x63C3, 0x6983, 0x6984, 0x6982, 0x6A82,
        0x6A86, 0x6700, 0x6B00, 0x6985, 0x6986, 0x6D00, 0x6E00, 0x6110, 0x6100, 0x6C00, 0x6C20,
        0x6282, 0x6300,
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let (mut signed, mut verified, mut lost_verify) = (0, 0, 0);
    for round in 0..6_000 {
        let mut taps =
            TapSequence::with([EXTENDED_LENGTH, SHORT_LENGTH, APPLICATION_SELECTED][round % 3]);
        let odds_of_nonsense = 2 + round % 40;
        for _ in 0..4 {
            if random(3) == 0 {
                taps.memory.confirm_last_try();
            }
            let verify_pending = taps.memory.verify_pending();
            let had_pin = taps.pin.is_some();
            let mut dice: Vec<usize> = (0..600).map(|_| random(1 << 30)).collect();
            let card = FunctionCard::new(move |command: &CommandApdu| {
                let mut roll = |below: usize| dice.pop().unwrap_or_default() % below;
                if roll(odds_of_nonsense) > 0 {
                    // A correct reply.
                    return match command.header() {
                        [_, 0xA4, ..] => reply(&[], 0x9000),
                        [_, 0xB0, p1, p2] => {
                            let p1 = if p1 & 0x80 == 0 { p1 } else { 0 };
                            let from = usize::from(p1) << 8 | usize::from(p2);
                            let from = from.min(user.len());
                            let to = (from + command.expected()).min(user.len());
                            reply(&user[from..to], 0x9000)
                        }
                        [_, 0x20, ..] if command.data().is_empty() => reply(&[], 0x63C3),
                        [_, 0x2A, ..] => reply(&SIGNATURE, 0x9000),
                        _ => reply(&[], 0x9000),
                    };
                }
                if roll(12) == 0 {
                    return None;
                }
                let data: Vec<u8> = match roll(5) {
                    0 => user[..roll(user.len())].to_vec(),
                    1 => (0..roll(300)).map(|n| (n * 7) as u8).collect(),
                    2 => vec![0x30; roll(70_000)],
                    _ => Vec::new(),
                };
                let status = match roll(4) {
                    0 => roll(0x1_0000) as u16,
                    _ => status_words[roll(status_words.len())],
                };
                reply(&data, status)
            });
            let policy = TrustPolicy {
                now: taps.now,
                authorities: &taps.authorities,
            };
            let result = run(sign(
                &card,
                taps.reader,
                &mut taps.memory,
                &mut taps.pin,
                policy,
                |_| DIGEST,
            ));
            assert!(
                card.command_count() < 400,
                "{} commands",
                card.command_count()
            );
            let sent = card.verify_count();
            verified += sent;
            // Once per password: a sent password is no longer available.
            assert_eq!(sent, usize::from(had_pin && taps.pin.is_none()));
            assert!(!verify_pending || sent == 0, "the counter is read first");
            match result {
                Ok(_) => signed += 1,
                Err(
                    CardError::LostBeforeVerify
                    | CardError::LastTryNotConfirmed
                    | CardError::NotIndividualNumberCard,
                ) => {
                    assert_eq!(sent, 0);
                }
                Err(CardError::LostDuringVerify) => {
                    assert_eq!(sent, 1);
                    assert!(taps.memory.verify_pending());
                }
                Err(CardError::LostVerify(_)) => lost_verify += 1,
                Err(_) => {}
            }
            if taps.pin.is_none() {
                taps.type_pin();
            }
        }
    }
    // The random replies reached every case.
    assert!(signed > 1_000, "{signed}");
    assert!(verified > 2_000, "{verified}");
    assert!(lost_verify > 10, "{lost_verify}");
}
