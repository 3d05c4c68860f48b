//! Virtual cards of the sandbox, in place of a card reader.

use crate::exit::{Abort, Exit};
use crate::runner::CardConnector;
use crate::user_interface::{SandboxCard, SandboxCards, SandboxTap, UserInterface};
use crate::vpcd::EmulatedCard;
use card_points::card::{CardStage, ReaderCapabilities};
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;
use card_points::text::LocalizedText;
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::ATR;
use card_points_fixtures::sandbox::{SampleCard, SandboxData};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Largest command APDU that a virtual card accepts, in bytes (extended length).
const MAX_COMMAND_BYTES: i32 = 65_544;

/// All virtual cards of the sandbox, with `selected_id` selected.
///
/// # Errors
/// The ids of all cards, if `selected_id` is not one of them.
pub fn sandbox_cards(
    data: &SandboxData,
    selected_id: Option<String>,
) -> Result<SandboxCards, String> {
    if let Some(id) = &selected_id
        && data.sample(id).is_none()
    {
        let ids: Vec<_> = data.samples.iter().map(|sample| sample.id).collect();
        return Err(ids.join(", "));
    }
    let samples = data.samples.iter();
    Ok(SandboxCards {
        cards: samples.map(|sample| sandbox_card(data, sample)).collect(),
        selected_id,
    })
}

fn sandbox_card(data: &SandboxData, sample: &SampleCard) -> SandboxCard {
    let account = sample.account.as_ref();
    let service_id = account.map_or("", |account| account.service);
    let mut services = data.services.iter();
    let service = services.find(|service| service.number == service_id);
    SandboxCard {
        id: sample.id.into(),
        description: sample.about.clone(),
        password: sample.pin.into(),
        service_id: service_id.into(),
        service_name: service.map_or_else(
            || LocalizedText(BTreeMap::new()),
            |service| service.name.clone(),
        ),
        account: account.map_or("", |account| account.id).into(),
        codes: account.map_or_else(Vec::new, |account| {
            account.codes.iter().map(|&code| code.into()).collect()
        }),
    }
}

/// Taps virtual cards without a reader.
pub struct VirtualCardConnector {
    data: Rc<SandboxData>,
    /// The cards that were tapped. They keep their state: a wrong password counts at the next tap.
    cards: BTreeMap<String, VirtualCard>,
    tap: Option<SandboxTap>,
}

impl VirtualCardConnector {
    /// A connector for the cards of `data`; no card is tapped yet.
    #[must_use]
    pub fn new(data: Rc<SandboxData>) -> Self {
        Self {
            data,
            cards: BTreeMap::new(),
            tap: None,
        }
    }

    /// Taps a card.
    ///
    /// # Errors
    /// If there is no such card.
    pub fn insert(&mut self, tap: SandboxTap) -> Result<Event, Abort> {
        let sample = self.data.sample(&tap.card_id);
        let sample = sample.ok_or(Exit::InternalError)?;
        self.cards
            .entry(tap.card_id.clone())
            .or_insert_with(|| sample.card());
        self.tap = Some(tap);
        let reader = ReaderCapabilities {
            max_command_bytes: MAX_COMMAND_BYTES,
            application_selected: false,
        };
        Ok(Event::Arrived { reader })
    }

    /// The card's reply; `None` if the card is not there, or is removed at this command.
    fn reply(&mut self, command: &[u8], stage: CardStage) -> Option<Vec<u8>> {
        let tap = self.tap.as_ref()?;
        let card = self.cards.get_mut(&tap.card_id)?;
        let reply = card.transmit(command).bytes()?;
        let removed = tap.removed_at == Some(stage)
            && (stage != CardStage::Password || is_verify_with_password(command));
        (!removed).then_some(reply)
    }
}

/// Whether a command is VERIFY with a password. Without one, VERIFY reads the retry counter.
fn is_verify_with_password(command: &[u8]) -> bool {
    const VERIFY: u8 = 0x20;
    command.len() > 5 && command[1] == VERIFY
}

impl CardConnector for VirtualCardConnector {
    fn wait_for_card(
        &mut self,
        reason: TapReason,
        user: &mut dyn UserInterface,
    ) -> Result<Event, Abort> {
        self.insert(user.sandbox_tap(reason)?)
    }

    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event {
        match self.reply(command.bytes(), stage) {
            Some(reply) => Event::Replied {
                reply: reply.into(),
            },
            None => {
                self.end_session();
                Event::Lost
            }
        }
    }

    fn end_session(&mut self) {
        if let Some(tap) = self.tap.take()
            && let Some(card) = self.cards.get_mut(&tap.card_id)
        {
            card.power_off();
        }
    }
}

/// A virtual card on vpcd's reader.
pub struct VpcdVirtualCard(pub VirtualCard);

impl EmulatedCard for VpcdVirtualCard {
    fn atr(&self) -> Vec<u8> {
        ATR.to_vec()
    }

    fn power(&mut self, on: bool) {
        if !on {
            self.0.power_off();
        }
    }

    fn reset(&mut self) {
        self.0.reset();
    }

    fn transmit(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        self.0.transmit(command).bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use card_points::journey::{Question, Step};

    /// Taps as it is told.
    struct FixedTap(SandboxTap);

    impl UserInterface for FixedTap {
        fn show(&mut self, _: &Step) {}
        fn answer(&mut self, _: &Question) -> Result<Event, Abort> {
            Ok(Event::Stopped)
        }
        fn notice(&mut self, _: &str) {}
        fn sandbox_tap(&mut self, _: TapReason) -> Result<SandboxTap, Abort> {
            Ok(self.0.clone())
        }
    }

    const SELECT: [u8; 15] = [
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
    ];
    const READ_RETRY_COUNTER: [u8; 4] = [0x00, 0x20, 0x00, 0x98];
    const VERIFY_WRONG_PASSWORD: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'0', b'0', b'0', b'1'];

    fn tapped_connector(removed_at: Option<CardStage>) -> VirtualCardConnector {
        let data = SandboxData::at(jiff::Timestamp::now());
        let mut connector = VirtualCardConnector::new(Rc::new(data));
        tap(&mut connector, removed_at);
        connector
    }

    fn tap(connector: &mut VirtualCardConnector, removed_at: Option<CardStage>) {
        let card_id = "hanako".to_owned();
        let event = connector.wait_for_card(
            TapReason::First,
            &mut FixedTap(SandboxTap {
                card_id,
                removed_at,
            }),
        );
        assert!(matches!(event, Ok(Event::Arrived { .. })));
    }

    fn send(connector: &mut VirtualCardConnector, command: &[u8], stage: CardStage) -> Event {
        connector.transmit(&command.into(), stage)
    }

    #[test]
    fn a_wrong_password_still_counts_at_the_next_tap() {
        let mut connector = tapped_connector(None);
        send(&mut connector, &SELECT, CardStage::Finding);
        send(&mut connector, &VERIFY_WRONG_PASSWORD, CardStage::Password);
        connector.end_session();
        tap(&mut connector, None);
        send(&mut connector, &SELECT, CardStage::Finding);
        let reply = vec![0x63, 0xC2].into();
        assert_eq!(
            send(&mut connector, &READ_RETRY_COUNTER, CardStage::Password),
            Event::Replied { reply }
        );
    }

    #[test]
    fn a_card_removed_during_verify_has_counted_the_try() {
        let mut connector = tapped_connector(Some(CardStage::Password));
        send(&mut connector, &SELECT, CardStage::Finding);
        let counter = send(&mut connector, &READ_RETRY_COUNTER, CardStage::Password);
        assert!(matches!(counter, Event::Replied { .. }));
        assert_eq!(
            send(&mut connector, &VERIFY_WRONG_PASSWORD, CardStage::Password),
            Event::Lost
        );
        assert_eq!(
            send(&mut connector, &READ_RETRY_COUNTER, CardStage::Password),
            Event::Lost
        );
        tap(&mut connector, None);
        send(&mut connector, &SELECT, CardStage::Finding);
        let reply = vec![0x63, 0xC2].into();
        assert_eq!(
            send(&mut connector, &READ_RETRY_COUNTER, CardStage::Password),
            Event::Replied { reply }
        );
    }

    #[test]
    fn every_card_is_listed_and_the_error_for_an_unknown_one_names_them_all() {
        let data = SandboxData::at(jiff::Timestamp::now());
        let cards = sandbox_cards(&data, Some("taro".into())).unwrap();
        assert_eq!(cards.cards.len(), data.samples.len());
        assert_eq!(cards.selected().map(|card| card.id.as_str()), Some("taro"));
        let ids = sandbox_cards(&data, Some("nobody".into())).unwrap_err();
        assert!(ids.starts_with("hanako, "), "{ids}");
    }
}
