//! What a journey costs: `cargo bench -p card-points-tests --bench journeys`.
//!
//! Per journey and kind of card: commands, bytes both ways, the estimated time that a real card
//! on a phone would be held, and the core's own CPU time (the least of several runs).
//!
//! The model of the card's time, in the open so that anybody can argue with it:
//! - ISO/IEC 14443 type B at 106 kbit/s, where a byte takes ten bits (a start and a stop bit).
//! - Blocks of at most 256 bytes, three of which are block number and CRC (ISO/IEC 14443-4 §7);
//!   a further block waits for an acknowledgement of three bytes.
//! - 0.5 ms between two frames for guard and synchronisation times.
//! - 5 ms a command for the phone's own stack, 3 ms for the card to think of an answer, 30 ms more
//!   to check a password, 300 ms more for a signature.

use card_points::card::ReaderCapabilities;
use card_points::journey::{JourneyKind, Step};
use card_points_fixtures::card::{CardBehaviour, RetryCounter};
use card_points_tests::{Applicant, InProcessBackend, JourneyPlayer, now};
use std::time::{Duration, Instant};

const RUNS: usize = 20;

/// The JPKI application is selected already, as iOS does it.
const SELECTED: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: true,
};
const EXTENDED: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: false,
};
/// The shell has said at arrival that it takes short commands only.
const SHORT: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 261,
    application_selected: false,
};

struct Cost {
    commands: usize,
    sent: usize,
    received: usize,
    held: Duration,
    core: Duration,
}

fn main() {
    println!(
        "{:<12} {:<44} {:>8} {:>7} {:>7} {:>9} {:>9}",
        "journey", "card", "commands", "B out", "B in", "held ms", "core µs"
    );
    let mut kinds = vec![
        (
            "full, application selected already".to_owned(),
            SELECTED,
            CardBehaviour::default(),
        ),
        ("full".to_owned(), EXTENDED, CardBehaviour::default()),
        (
            "full, shell takes short commands only".to_owned(),
            SHORT,
            CardBehaviour::default(),
        ),
    ];
    kinds.extend(
        CardBehaviour::difficult()
            .into_iter()
            // Such a card is shown no password at all.
            .filter(|(_, manner)| manner.retry_counter != RetryCounter::Never)
            .map(|(name, manner)| (name.to_owned(), EXTENDED, manner)),
    );
    for (errand, name) in [
        (JourneyKind::Apply, "apply"),
        (JourneyKind::Status, "status"),
        (JourneyKind::Preregister, "preregister"),
        (JourneyKind::Card, "this card"),
    ] {
        for (kind, reader, manner) in &kinds {
            let cost = (0..RUNS)
                .map(|_| measure(errand, *reader, manner))
                .min_by_key(|cost| cost.core)
                .expect("several runs");
            println!(
                "{name:<12} {kind:<44} {:>8} {:>7} {:>7} {:>9.0} {:>9.0}",
                cost.commands,
                cost.sent,
                cost.received,
                cost.held.as_secs_f64() * 1e3,
                cost.core.as_secs_f64() * 1e6,
            );
        }
    }
}

fn measure(errand: JourneyKind, reader: ReaderCapabilities, manner: &CardBehaviour) -> Cost {
    let desk = InProcessBackend::new(now());
    let sample = desk
        .sandbox
        .sample("hanako")
        .expect("a card of the sandbox");
    let card = sample.card().with_behaviour(manner.clone());
    let mut person = Applicant::of(sample);
    person.goes_on_to_apply = false;
    let mut play = JourneyPlayer::new(&desk, errand, card, person);
    play.reader = reader;
    let mut cost = Cost {
        commands: 0,
        sent: 0,
        received: 0,
        held: Duration::ZERO,
        core: Duration::ZERO,
    };
    let mut event = card_points::journey::Event::Started;
    loop {
        let begun = Instant::now();
        let step = play.journey.next(play.now, event);
        cost.core += begun.elapsed();
        if let Step::Done { .. } = step {
            return cost;
        }
        event = play.usual_event(&step);
        if let Step::Transmit { command, .. } = &step {
            let sent = command.bytes().len();
            let received = match &event {
                card_points::journey::Event::Replied { reply } => reply.bytes().len(),
                _ => 0,
            };
            cost.commands += 1;
            cost.sent += sent;
            cost.received += received;
            cost.held += held(command.bytes(), received);
        }
    }
}

/// The model's time for one command and its reply.
fn held(command: &[u8], received: usize) -> Duration {
    let millis = match command.get(1) {
        Some(0x20) if command.len() > 5 => 30.0,
        Some(0x2A) => 300.0,
        _ => 0.0,
    };
    Duration::from_secs_f64(air(command.len()) + air(received) + (5.0 + 3.0 + millis) / 1e3)
}

/// Seconds on the air for so many bytes, in blocks.
fn air(bytes: usize) -> f64 {
    const BLOCK: usize = 253;
    let blocks = bytes.div_ceil(BLOCK).max(1);
    let on_air = bytes + 3 * blocks + 3 * (blocks - 1);
    let frames = 2 * blocks - 1;
    #[allow(clippy::cast_precision_loss)]
    let seconds = on_air as f64 * 10.0 / 106_000.0 + frames as f64 * 0.5e-3;
    seconds
}
