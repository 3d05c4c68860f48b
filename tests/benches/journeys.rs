//! What a journey costs: `cargo bench -p card-points-tests --bench journeys`.
//!
//! For each journey and kind of card: commands, bytes in both directions, the estimated time that a
//! person holds a real card to a phone, and the CPU time of the core (the minimum of several runs).
//!
//! The model of the card's time:
//! - ISO/IEC 14443 type B at 106 kbit/s. A byte takes ten bits, with a start and a stop bit.
//! - Blocks of at most 256 bytes, three of which are block number and CRC (ISO/IEC 14443-4 §7).
//!   Every block but the last gets an acknowledgement of three bytes.
//! - 0.5 ms between two frames, for guard and synchronisation times.
//! - Per command 5 ms for the phone's software and 3 ms for the card. Another 30 ms to check a
//!   password, another 300 ms for a signature.

use card_points::card::ReaderCapabilities;
use card_points::journey::{Event, JourneyKind, Step};
use card_points_fixtures::card::{CardBehaviour, RetryCounter};
use card_points_tests::{new_backend, start};
use std::time::{Duration, Instant};

const RUNS: usize = 20;

/// The JPKI application is selected already, as on iOS.
const APPLICATION_SELECTED: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: true,
};
const EXTENDED_LENGTH: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 65_544,
    application_selected: false,
};
/// The reader supports short commands only.
const SHORT_LENGTH: ReaderCapabilities = ReaderCapabilities {
    max_command_bytes: 261,
    application_selected: false,
};

#[derive(Default)]
struct JourneyCost {
    commands: usize,
    sent_bytes: usize,
    received_bytes: usize,
    card_time: Duration,
    cpu_time: Duration,
}

fn main() {
    println!(
        "{:<12} {:<44} {:>8} {:>7} {:>7} {:>9} {:>9}",
        "journey", "card", "commands", "B out", "B in", "held ms", "core µs"
    );
    let mut cards = vec![
        (
            "full, application selected already".to_owned(),
            APPLICATION_SELECTED,
            CardBehaviour::default(),
        ),
        ("full".to_owned(), EXTENDED_LENGTH, CardBehaviour::default()),
        (
            "full, shell takes short commands only".to_owned(),
            SHORT_LENGTH,
            CardBehaviour::default(),
        ),
    ];
    cards.extend(
        CardBehaviour::difficult()
            .into_iter()
            // No journey presents a password to such a card.
            .filter(|(_, behaviour)| behaviour.retry_counter != RetryCounter::Never)
            .map(|(name, behaviour)| (name.to_owned(), EXTENDED_LENGTH, behaviour)),
    );
    for (journey, name) in [
        (JourneyKind::Apply, "apply"),
        (JourneyKind::Status, "status"),
        (JourneyKind::Preregister, "preregister"),
        (JourneyKind::Card, "this card"),
    ] {
        for (card, reader, behaviour) in &cards {
            let cost = (0..RUNS)
                .map(|_| measure(journey, *reader, behaviour))
                .min_by_key(|cost| cost.cpu_time)
                .expect("several runs");
            println!(
                "{name:<12} {card:<44} {:>8} {:>7} {:>7} {:>9.0} {:>9.0}",
                cost.commands,
                cost.sent_bytes,
                cost.received_bytes,
                cost.card_time.as_secs_f64() * 1e3,
                cost.cpu_time.as_secs_f64() * 1e6,
            );
        }
    }
}

fn measure(
    journey: JourneyKind,
    reader: ReaderCapabilities,
    behaviour: &CardBehaviour,
) -> JourneyCost {
    let backend = new_backend();
    let mut player = start(&backend, journey, "hanako");
    player.card = player.card.with_behaviour(behaviour.clone());
    player.applicant.goes_on_to_apply = false;
    player.reader = reader;
    let mut cost = JourneyCost::default();
    let mut event = Event::Started;
    loop {
        let started = Instant::now();
        let step = player.journey.next(player.now, event);
        cost.cpu_time += started.elapsed();
        if let Step::Done { .. } = step {
            return cost;
        }
        event = player.usual_event(&step);
        if let Step::Transmit { command, .. } = &step {
            let sent = command.bytes().len();
            let received = match &event {
                Event::Replied { reply } => reply.bytes().len(),
                _ => 0,
            };
            cost.commands += 1;
            cost.sent_bytes += sent;
            cost.received_bytes += received;
            cost.card_time += estimated_time(command.bytes(), received);
        }
    }
}

/// The estimated time of one command and its reply.
fn estimated_time(command: &[u8], received: usize) -> Duration {
    let extra_ms = match command.get(1) {
        Some(0x20) if command.len() > 5 => 30.0,
        Some(0x2A) => 300.0,
        _ => 0.0,
    };
    Duration::from_secs_f64(
        air_seconds(command.len()) + air_seconds(received) + (5.0 + 3.0 + extra_ms) / 1e3,
    )
}

/// Seconds that the bytes take on the air, in blocks.
fn air_seconds(bytes: usize) -> f64 {
    const MAX_BLOCK_DATA_BYTES: usize = 253;
    let blocks = bytes.div_ceil(MAX_BLOCK_DATA_BYTES).max(1);
    let bytes_on_air = bytes + 3 * blocks + 3 * (blocks - 1);
    let frames = 2 * blocks - 1;
    #[allow(clippy::cast_precision_loss)]
    let seconds = bytes_on_air as f64 * 10.0 / 106_000.0 + frames as f64 * 0.5e-3;
    seconds
}
