//! Wrong cards, lost cards, and cards that make no sense.

use super::*;
use card_points::apdu::{CommandApdu, ResponseApdu};
use card_points::card::{CardLost, CardTransport};
use card_points::certificate::CertificateError;
use std::future::ready;
use std::sync::Mutex;

#[test]
fn something_else_than_an_individual_number_card_is_said_so() {
    for refusal in ["6A82", "6D00", "6E00", "6999", "6283", "6A86"] {
        let select = format!("=> 00A4040C 0A D392F000260100000001\n<= {refusal}\n");
        let mut taps = Taps::new();
        assert_eq!(
            taps.sign(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
        assert_eq!(
            taps.look(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
        assert_eq!(
            taps.find(&[&select]),
            Err(CardError::NotIndividualNumberCard)
        );
    }
}

#[test]
fn a_card_is_found_by_one_command_that_reads_nothing() {
    let lost = "=> 00A4040C 0A D392F000260100000001\n<= lost\n";
    assert_eq!(Taps::new().find(&[SELECT]), Ok(()));
    assert_eq!(Taps::new().find(&[lost]), Err(CardError::LostBeforeVerify));
}

#[test]
fn select_is_repeated_once_after_a_fault() {
    let fault = "=> 00A4040C 0A D392F000260100000001\n<= 6F00\n";
    let result = Taps::new().sign(&[fault, SELECT, WHOLE, TRIES_3, VERIFY, SIGN]);
    assert_eq!(result, signed());
    let result = Taps::new().sign(&[fault, fault]);
    assert_eq!(result, Err(CardError::NotIndividualNumberCard));
}

#[test]
fn another_card_at_the_second_tap_is_noticed_and_loses_no_try() {
    let mut taps = Taps::new();
    let wrong = "=> 00200098 04 37333139\n<= 63C2\n";
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_3, wrong]).is_err());
    taps.retype();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    let result = taps.sign(&[SELECT, other_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    assert!(taps.pin.is_some(), "not sent");
    // The first card goes on, with its password.
    let result = taps.sign(&[SELECT, HEAD, TRIES_2, VERIFY, SIGN]);
    assert_eq!(result, signed());
}

#[test]
fn whoever_insists_on_the_other_card_begins_anew_with_it() {
    let mut taps = Taps::new();
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_1]).is_err());
    taps.kept.confirm_last_try();
    let other_head = "=> 00B08A00 40\n<= {other 64}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, other_head]),
        Err(CardError::DifferentCard)
    );
    assert_eq!(
        taps.sign(&[SELECT, other_head]),
        Err(CardError::DifferentCard)
    );
    taps.kept = CardMemory::default();
    let other = "=> 00B08A00 000000\n<= {other}9000\n";
    assert_eq!(
        taps.sign(&[SELECT, other, TRIES_1]),
        Err(CardError::LastTryNotConfirmed)
    );
}

#[test]
fn a_phone_after_a_card_is_another_card() {
    let hidden_head = "=> 00B08A00 40\n<= 6982\n";
    let mut taps = Taps::new();
    assert!(taps.sign(&[SELECT, WHOLE, TRIES_1]).is_err());
    taps.kept.confirm_last_try();
    let result = taps.sign(&[SELECT, hidden_head]);
    assert_eq!(result, Err(CardError::DifferentCard));
    taps.kept = CardMemory::default();
    let hidden = "=> 00B08A00 000000\n<= 6982\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_1]);
    assert_eq!(result, Err(CardError::LastTryNotConfirmed));
    // And a card after a phone.
    assert_eq!(taps.sign(&[SELECT, WHOLE]), Err(CardError::DifferentCard));
}

#[test]
fn a_phone_shows_its_certificate_after_the_password() {
    let hidden = "=> 00B08A00 000000\n<= 6982\n";
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, WHOLE, SIGN]);
    assert_eq!(result, signed());
    assert!(taps.stages.is_sorted(), "what the person sees goes forward");

    // What is the matter with it is still said.
    let mut taps = Taps::new();
    taps.authorities.clear();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, WHOLE]);
    assert_eq!(result, Err(CardError::UnknownAuthority));
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, hidden]);
    assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x6982 }));

    let mut taps = Taps::new();
    let lost = "=> 00B08A00 000000\n<= lost\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_3, VERIFY, lost]);
    assert_eq!(result, Err(CardError::LostAfterVerify));

    // After a lost VERIFY the look goes by its counter, as with any card.
    let mut taps = Taps::new();
    let lost = "=> 00200098 04 37333139\n<= lost\n";
    let result = taps.sign(&[SELECT, hidden, TRIES_2, lost]);
    assert_eq!(result, Err(CardError::LostDuringVerify));
    let hidden_head = "=> 00B08A00 40\n<= 6982\n";
    let result = taps.sign(&[SELECT, hidden_head, TRIES_3]);
    assert_eq!(
        result,
        Err(CardError::LostVerify(
            card_points::card::LostVerify::WasRight
        ))
    );
}

#[test]
fn a_certificate_that_can_t_be_used_is_said_before_the_password() {
    let mut taps = Taps::new();
    let at = user().not_after();
    taps.now = at + jiff::SignedDuration::from_secs(1);
    let result = taps.sign(&[SELECT, WHOLE]);
    assert_eq!(
        result,
        Err(CardError::Certificate(CertificateError::Expired { at }))
    );

    let mut taps = Taps::new();
    let from = user().not_before();
    taps.now = from - jiff::SignedDuration::from_secs(1);
    let result = taps.sign(&[SELECT, WHOLE]);
    let unfit = CertificateError::NotYetValid { from };
    assert_eq!(result, Err(CardError::Certificate(unfit)));

    let other_kind = "=> 00B08A00 000000\n<= {signing}9000\n";
    let mut taps = Taps::new();
    let result = taps.sign(&[SELECT, other_kind]);
    assert_eq!(
        result,
        Err(CardError::Certificate(CertificateError::WrongKind))
    );
    assert!(taps.pin.is_some());
}

#[test]
fn another_world_s_card_is_said_before_the_password_whatever_else_is_the_matter() {
    let mut taps = Taps::new();
    taps.authorities = vec!["00".repeat(20)];
    taps.now = user().not_after() + jiff::SignedDuration::from_hours(24);
    assert_eq!(
        taps.sign(&[SELECT, WHOLE]),
        Err(CardError::UnknownAuthority)
    );
    assert!(taps.pin.is_some());
}

#[test]
fn a_card_without_a_certificate_is_said_so() {
    for nothing in ["{fill 1600}9000", "9000", "6A82"] {
        let read = format!(
            "=> 00B08A00 000000\n<= {nothing}\n=> 00B08A00 00\n<= {nothing}\n
             => 00A4020C 02 000A\n<= 9000\n=> 00B00000 000000\n<= {nothing}\n
             => 00B00000 00\n<= {nothing}\n"
        );
        let result = Taps::new().sign(&[SELECT, &read]);
        let unfit = CardError::Certificate(CertificateError::Unreadable);
        assert_eq!(result, Err(unfit), "{nothing}");
    }
}

#[test]
fn a_loss_is_told_by_what_had_left() {
    let commands = [SELECT, WHOLE, TRIES_3, VERIFY, SIGN];
    let told = [
        CardError::LostBeforeVerify,
        CardError::LostBeforeVerify,
        CardError::LostBeforeVerify,
        CardError::LostDuringVerify,
        CardError::LostAfterVerify,
    ];
    for (at, told) in told.into_iter().enumerate() {
        let command = commands[at].lines().next().expect("a command");
        let lost = format!("{command}\n<= lost\n");
        let mut taps = Taps::new();
        let result = taps.sign(&[&commands[..at], &[&lost]].concat());
        assert_eq!(
            taps.pin.is_some(),
            told == CardError::LostBeforeVerify,
            "{lost}"
        );
        assert_eq!(
            taps.kept.verify_pending(),
            told == CardError::LostDuringVerify
        );
        assert_eq!(result, Err(told), "{lost}");
    }
}

#[test]
fn a_signature_of_another_length_is_unclear() {
    for nonsense in ["9000", "{signature 255}9000", "{signature}{signature}9000"] {
        let sign = format!(
            "=> 802A0097 33 {{info}} 00\n<= {nonsense}\n=> 00A4020C 02 0017\n<= 9000\n
             => 802A0080 33 {{info}} 00\n<= {nonsense}\n"
        );
        let result = Taps::new().sign(&[SELECT, WHOLE, TRIES_3, VERIFY, &sign]);
        assert_eq!(result, Err(CardError::UnexpectedStatus { status: 0x9000 }));
    }
}

/// A card that answers by a rule, and counts.
struct Rule<F> {
    answer: Mutex<F>,
    sent: Mutex<Vec<CommandApdu>>,
}

impl<F: FnMut(&CommandApdu) -> Option<ResponseApdu> + Send> Rule<F> {
    fn new(answer: F) -> Self {
        Self {
            answer: Mutex::new(answer),
            sent: Mutex::default(),
        }
    }

    fn commands(&self) -> usize {
        self.sent.lock().expect("whole").len()
    }

    fn verifies(&self) -> usize {
        let sent = self.sent.lock().expect("whole");
        let verify =
            |command: &&CommandApdu| command.header()[1] == 0x20 && !command.data().is_empty();
        sent.iter().filter(verify).count()
    }
}

impl<F: FnMut(&CommandApdu) -> Option<ResponseApdu> + Send> CardTransport for Rule<F> {
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
    Some(ResponseApdu::new(
        data,
        card_points::apdu::StatusWord(status),
    ))
}

#[test]
fn a_card_that_never_ends_is_ended() {
    let never_ending: [fn(&CommandApdu) -> Option<ResponseApdu>; 6] = [
        |_| reply(&[], 0x6100),
        |_| reply(&[], 0x6C10),
        |_| reply(&[0x30], 0x61FF),
        |_| reply(&[], 0x9000),
        |_| reply(&[0x30, 0x82, 0xFF, 0xFF], 0x9000),
        |_| reply(&[0x30, 0x82, 0xFF, 0xFF], 0x6282),
    ];
    for answer in never_ending {
        // Also from some command on, where more of the exchange has gone well.
        for from in 0..5 {
            let mut nth = 0;
            let card = Rule::new(move |command: &CommandApdu| {
                nth += 1;
                match nth - 1 {
                    nth if nth >= from => answer(command),
                    0 => reply(&[], 0x9000),
                    1 => reply(include_bytes!("../data/user.der"), 0x9000),
                    2 => reply(&[], 0x63C3),
                    _ => reply(&[], 0x9000),
                }
            });
            let mut taps = Taps::new();
            let taken = TrustPolicy {
                now: taps.now,
                authorities: &taps.authorities,
            };
            let result = run(sign(
                &card,
                LONG,
                &mut taps.kept,
                &mut taps.pin,
                taken,
                |_| DIGEST,
            ));
            assert!(result.is_err());
            assert!(card.commands() < 200, "{} commands", card.commands());
            assert!(card.verifies() <= 1);
        }
    }
}

#[test]
fn whatever_a_card_answers_nothing_panics_and_verify_is_sent_once_per_password() {
    let user: &[u8] = include_bytes!("../data/user.der");
    let words: [u16; 24] = [
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
    let (mut signed, mut verified, mut looked) = (0, 0, 0);
    for round in 0..6_000 {
        let mut taps = Taps::with([LONG, SHORT, SELECTED][round % 3]);
        let nonsense = 2 + round % 40;
        for _ in 0..4 {
            if random(3) == 0 {
                taps.kept.confirm_last_try();
            }
            let must_look = taps.kept.verify_pending();
            let had = taps.pin.is_some();
            let mut dice: Vec<usize> = (0..600).map(|_| random(1 << 30)).collect();
            let card = Rule::new(move |command: &CommandApdu| {
                let mut roll = |below: usize| dice.pop().unwrap_or_default() % below;
                if roll(nonsense) > 0 {
                    // As a card should.
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
                let word = match roll(4) {
                    0 => roll(0x1_0000) as u16,
                    _ => words[roll(words.len())],
                };
                reply(&data, word)
            });
            let taken = TrustPolicy {
                now: taps.now,
                authorities: &taps.authorities,
            };
            let result = run(sign(
                &card,
                taps.reader,
                &mut taps.kept,
                &mut taps.pin,
                taken,
                |_| DIGEST,
            ));
            assert!(card.commands() < 400, "{} commands", card.commands());
            let sent = card.verifies();
            verified += sent;
            // Once per password: a password that has been sent is gone.
            assert_eq!(sent, usize::from(had && taps.pin.is_none()));
            assert!(!must_look || sent == 0, "a look sends no password");
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
                    assert!(taps.kept.verify_pending());
                }
                Err(CardError::LostVerify(_)) => looked += 1,
                Err(_) => {}
            }
            if taps.pin.is_none() {
                taps.retype();
            }
        }
    }
    // The dice reached everything.
    assert!(signed > 1_000, "{signed}");
    assert!(verified > 2_000, "{verified}");
    assert!(looked > 10, "{looked}");
}
