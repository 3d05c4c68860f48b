//! The practice world on this computer: virtual cards that take a card's place.

use crate::conversation::Slot;
use crate::exit::{Exit, Quit};
use crate::person::{Laid, Offer, Person, Practice};
use crate::vpcd::Inserted;
use card_points::card::{CardStage, ReaderCapabilities};
use card_points::journey::{Event, TapReason};
use card_points::secret::Secret;
use card_points::text::LocalizedText;
use card_points_fixtures::VirtualCard;
use card_points_fixtures::card::ATR;
use card_points_fixtures::sandbox::{SampleCard, SandboxData};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Largest command APDU that a virtual card is sent, in bytes: extended ones.
const LARGEST: i32 = 65_544;

/// The world's cards as they are offered, with the one called `chosen` in hand.
///
/// # Errors
/// The ids that there are, when `chosen` is none of them.
pub fn offers(world: &SandboxData, chosen: Option<String>) -> Result<Practice, String> {
    if let Some(id) = &chosen
        && world.sample(id).is_none()
    {
        let ids: Vec<_> = world.samples.iter().map(|sample| sample.id).collect();
        return Err(ids.join(", "));
    }
    let offers = world.samples.iter().map(|sample| offer(world, sample));
    Ok(Practice {
        offers: offers.collect(),
        chosen,
    })
}

fn offer(world: &SandboxData, sample: &SampleCard) -> Offer {
    let account = sample.account.as_ref();
    let number = account.map_or("", |account| account.service);
    let service = world.services.iter().find(|each| each.number == number);
    Offer {
        id: sample.id.into(),
        about: sample.about.clone(),
        password: sample.pin.into(),
        service: number.into(),
        service_name: service.map_or_else(nameless, |service| service.name.clone()),
        account: account.map_or("", |account| account.id).into(),
        codes: account.map_or_else(Vec::new, |account| {
            account.codes.iter().map(|&code| code.into()).collect()
        }),
    }
}

fn nameless() -> LocalizedText {
    LocalizedText(BTreeMap::new())
}

/// A place for virtual cards, without a reader.
pub struct VirtualSlot {
    world: Rc<SandboxData>,
    /// Cards that were laid on, as they are since then: a wrong password counts on.
    used: BTreeMap<String, VirtualCard>,
    laid: Option<Laid>,
}

impl VirtualSlot {
    /// An empty one.
    #[must_use]
    pub fn new(world: Rc<SandboxData>) -> Self {
        Self {
            world,
            used: BTreeMap::new(),
            laid: None,
        }
    }

    /// Lays a card on.
    ///
    /// # Errors
    /// When there is no such card.
    pub fn lay(&mut self, laid: Laid) -> Result<Event, Quit> {
        let sample = self.world.sample(&laid.id).ok_or(Exit::Broken)?;
        self.used
            .entry(laid.id.clone())
            .or_insert_with(|| sample.card());
        self.laid = Some(laid);
        let reader = ReaderCapabilities {
            max_command_bytes: LARGEST,
            application_selected: false,
        };
        Ok(Event::Arrived { reader })
    }

    /// The reply; `None`: the card is not there, or is taken away at this command.
    fn reply(&mut self, command: &[u8], stage: CardStage) -> Option<Vec<u8>> {
        let laid = self.laid.as_ref()?;
        let card = self.used.get_mut(&laid.id)?;
        let reply = card.transmit(command).bytes()?;
        let torn = laid.torn == Some(stage) && (stage != CardStage::Password || presents(command));
        (!torn).then_some(reply)
    }
}

/// Whether a command is VERIFY with a password in it, not the question for the tries left.
fn presents(command: &[u8]) -> bool {
    const VERIFY: u8 = 0x20;
    command.len() > 5 && command[1] == VERIFY
}

impl Slot for VirtualSlot {
    fn tap(&mut self, why: TapReason, person: &mut dyn Person) -> Result<Event, Quit> {
        self.lay(person.lay(why)?)
    }

    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event {
        match self.reply(command.bytes(), stage) {
            Some(reply) => Event::Replied {
                reply: reply.into(),
            },
            None => {
                self.end();
                Event::Lost
            }
        }
    }

    fn end(&mut self) {
        if let Some(laid) = self.laid.take()
            && let Some(card) = self.used.get_mut(&laid.id)
        {
            card.power_off();
        }
    }
}

/// A virtual card on vpcd's reader.
pub struct OnReader(pub VirtualCard);

impl Inserted for OnReader {
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

    struct Lays(Laid);

    impl Person for Lays {
        fn show(&mut self, _: &Step) {}
        fn answer(&mut self, _: &Question) -> Result<Event, Quit> {
            Ok(Event::Stopped)
        }
        fn notice(&mut self, _: &str) {}
        fn lay(&mut self, _: TapReason) -> Result<Laid, Quit> {
            Ok(self.0.clone())
        }
    }

    const SELECT: [u8; 15] = [
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
    ];
    const TRIES: [u8; 4] = [0x00, 0x20, 0x00, 0x98];
    const WRONG: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'0', b'0', b'0', b'1'];

    fn laid(torn: Option<CardStage>) -> VirtualSlot {
        let world = SandboxData::at(jiff::Timestamp::now());
        let mut slot = VirtualSlot::new(Rc::new(world));
        lay(&mut slot, torn);
        slot
    }

    fn lay(slot: &mut VirtualSlot, torn: Option<CardStage>) {
        let id = "hanako".to_owned();
        let tapped = slot.tap(TapReason::First, &mut Lays(Laid { id, torn }));
        assert!(matches!(tapped, Ok(Event::Arrived { .. })));
    }

    fn send(slot: &mut VirtualSlot, command: &[u8], stage: CardStage) -> Event {
        slot.transmit(&command.into(), stage)
    }

    #[test]
    fn a_wrong_password_counts_on_at_the_next_tap() {
        let mut slot = laid(None);
        send(&mut slot, &SELECT, CardStage::Finding);
        send(&mut slot, &WRONG, CardStage::Password);
        slot.end();
        lay(&mut slot, None);
        send(&mut slot, &SELECT, CardStage::Finding);
        let reply = vec![0x63, 0xC2].into();
        assert_eq!(
            send(&mut slot, &TRIES, CardStage::Password),
            Event::Replied { reply }
        );
    }

    #[test]
    fn a_card_torn_at_the_password_has_counted_the_try() {
        let mut slot = laid(Some(CardStage::Password));
        send(&mut slot, &SELECT, CardStage::Finding);
        let told = send(&mut slot, &TRIES, CardStage::Password);
        assert!(matches!(told, Event::Replied { .. }));
        assert_eq!(send(&mut slot, &WRONG, CardStage::Password), Event::Lost);
        assert_eq!(send(&mut slot, &TRIES, CardStage::Password), Event::Lost);
        lay(&mut slot, None);
        send(&mut slot, &SELECT, CardStage::Finding);
        let reply = vec![0x63, 0xC2].into();
        assert_eq!(
            send(&mut slot, &TRIES, CardStage::Password),
            Event::Replied { reply }
        );
    }

    #[test]
    fn every_card_is_offered_by_name_and_an_unknown_one_names_them_all() {
        let world = SandboxData::at(jiff::Timestamp::now());
        let practice = offers(&world, Some("taro".into())).unwrap();
        assert_eq!(practice.offers.len(), world.samples.len());
        assert_eq!(
            practice.in_hand().map(|card| card.id.as_str()),
            Some("taro")
        );
        let ids = offers(&world, Some("nobody".into())).unwrap_err();
        assert!(ids.starts_with("hanako, "), "{ids}");
    }
}
