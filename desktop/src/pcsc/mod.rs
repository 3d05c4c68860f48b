//! Card readers through PC/SC (winscard): the library is looked up at run time, so that a machine
//! without it runs everything that needs no reader.

#[allow(unsafe_code)]
mod raw;

use card_points::apdu::{CommandApdu, ResponseApdu};
use card_points::card::{self, CardError, CardLost, CardStage, CardTransport};
use card_points::secret::Secret;
use std::cell::Cell;
use std::ffi::{CStr, CString};
use std::fmt;
use std::future::{Future, ready};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// The name under which readers that come and go are watched for.
const COMING_AND_GOING: &CStr = cr"\\?PnP?\Notification";
/// As many readers can be watched at once (`PCSCLITE_MAX_READERS_CONTEXTS`; Windows takes more).
const MOST: usize = 16;

/// Largest command through a reader that takes extended ones (ISO/IEC 7816-3 §12.1: header, two
/// extended lengths, 65,535 bytes).
const EXTENDED: i32 = 65_544;
/// Largest short command: header, length, 255 bytes, length.
const SHORT: i32 = 261;

/// Why a reader can't be used, by what the person can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The machine has no PC/SC library: install it.
    #[error("this machine has no PC/SC library")]
    NoLibrary,
    /// The library is there, its service does not run: start it.
    #[error("the PC/SC service does not run")]
    NoService,
    /// No reader, or not the one that was named: plug it in.
    #[error("there is no such card reader")]
    NoReader,
    /// Another program holds the card: close it.
    #[error("another program is using the card")]
    Busy,
    /// The card left, or did not answer: lay it on again.
    #[error("the card left")]
    Lost,
}

/// Codes of PC/SC part 5, annex A.
mod code {
    pub const TIMEOUT: u32 = 0x8010_000A;
    pub const SHARING_VIOLATION: u32 = 0x8010_000B;
    pub const UNKNOWN_READER: u32 = 0x8010_0009;
    pub const READER_UNAVAILABLE: u32 = 0x8010_0017;
    pub const COMMUNICATION: u32 = 0x8010_0013;
    pub const NO_SERVICE: u32 = 0x8010_001D;
    pub const SERVICE_STOPPED: u32 = 0x8010_001E;
    pub const NO_READERS: u32 = 0x8010_002E;
    pub const INVALID_HANDLE: u32 = 0x8010_0003;
}

impl From<raw::Code> for Error {
    /// The one place where codes get their meaning. Whatever else a reader reports, the card is
    /// not to be had: lay it on again.
    fn from(code: raw::Code) -> Self {
        match code {
            // The last two: the service ended while we were connected to it.
            code::NO_SERVICE
            | code::SERVICE_STOPPED
            | code::INVALID_HANDLE
            | code::COMMUNICATION => Self::NoService,
            code::UNKNOWN_READER | code::READER_UNAVAILABLE | code::NO_READERS => Self::NoReader,
            code::SHARING_VIOLATION => Self::Busy,
            _ => Self::Lost,
        }
    }
}

/// A connection to the PC/SC service.
struct Service {
    api: raw::Api,
    context: raw::Context,
}

impl Drop for Service {
    fn drop(&mut self) {
        self.api.release(self.context);
    }
}

/// The readers of this machine.
pub struct Readers {
    service: Rc<Service>,
    /// The service can tell that a reader came or went (macOS' can't).
    tells: Cell<bool>,
}

impl Readers {
    /// Connects to the PC/SC service.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NoService`].
    pub fn new() -> Result<Self, Error> {
        let api = raw::Api::load().ok_or(Error::NoLibrary)?;
        let context = api.establish().map_err(|_| Error::NoService)?;
        Ok(Self {
            service: Rc::new(Service { api, context }),
            tells: Cell::new(true),
        })
    }

    /// Names of the readers that are plugged in now; there may be none.
    ///
    /// # Errors
    /// [`Error::NoService`].
    pub fn names(&self) -> Result<Vec<Name>, Error> {
        let Service { api, context } = &*self.service;
        match api.list(*context).map_err(Error::from) {
            Ok(names) => Ok(names
                .split_inclusive(|&byte| byte == 0)
                .filter_map(|name| CStr::from_bytes_with_nul(name).ok())
                .filter(|name| !name.is_empty())
                .map(|name| Name(name.into()))
                .collect()),
            Err(Error::NoReader) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Looks at `readers`, after waiting at most so long (at most a minute) for something to
    /// change in one of them, or for a reader to come or go. A reader that was never looked at is
    /// looked at now. With nothing to look at, the wait is waited.
    ///
    /// # Errors
    /// [`Error::NoService`]; [`Error::NoReader`] when one of them has gone: ask for the names.
    pub fn look(&self, readers: &mut [Sight], wait: Duration) -> Result<(), Error> {
        let wait = u32::try_from(wait.as_millis()).map_or(60_000, |wait| wait.min(60_000));
        match self.change(readers, wait) {
            // Either one of them has gone, or the name for coming and going is refused.
            Err(Error::NoReader) if self.tells.get() => {
                self.tells.set(false);
                let looked = self.change(readers, wait);
                self.tells.set(looked.is_err());
                looked
            }
            looked => looked,
        }
    }

    fn change(&self, readers: &mut [Sight], wait: u32) -> Result<(), Error> {
        const UNAWARE: raw::Dword = 0;
        let count = readers.len().min(MOST);
        let known = readers[..count].iter().map(Sight::known);
        let told = (self.tells.get() && count < MOST).then_some((COMING_AND_GOING, UNAWARE));
        let asked: Vec<_> = known.chain(told).collect();
        if asked.is_empty() {
            std::thread::sleep(Duration::from_millis(wait.into()));
            return Ok(());
        }
        let Service { api, context } = &*self.service;
        match api.change(*context, &asked, wait) {
            Ok(states) => {
                let mut states = states.into_iter().map(State);
                for (reader, state) in readers[..count].iter_mut().zip(states.by_ref()) {
                    reader.state = state;
                }
                // What is left is what was told of coming and going. Where that name is not
                // refused but unknown, the call would never wait.
                if states.any(State::is_away) {
                    self.tells.set(false);
                }
                Ok(())
            }
            Err(code::TIMEOUT) => Ok(()),
            Err(code) => Err(code.into()),
        }
    }

    /// Begins a session with the card on `reader`: for this program alone, until it ends.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Lost`], [`Error::NoReader`], [`Error::NoService`].
    pub fn connect(&self, reader: &Name) -> Result<Session, Error> {
        let Service { api, context } = &*self.service;
        let (handle, protocol) = api.connect(*context, &reader.0)?;
        Ok(Session {
            service: Rc::clone(&self.service),
            handle,
            protocol,
        })
    }
}

/// A reader's name, as the service gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(CString);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string_lossy())
    }
}

/// A reader as it was at the last look.
#[derive(Debug, Clone)]
pub struct Sight {
    name: Name,
    state: State,
}

impl Sight {
    /// A reader that was never looked at.
    #[must_use]
    pub fn new(name: Name) -> Self {
        Self {
            name,
            state: State::default(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The card that lies on it.
    #[must_use]
    pub fn card(&self) -> Option<Card> {
        self.state.card()
    }

    fn known(&self) -> (&CStr, raw::Dword) {
        const CHANGED: raw::Dword = 0x2;
        (&self.name.0, self.state.0 & !CHANGED)
    }
}

/// A card that lies on a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// How often a card has come to that reader or left it: another number, another stay. 0 where
    /// the service doesn't count.
    pub count: u16,
    /// Another program holds it.
    pub held: bool,
}

/// `dwEventState` of a look: flags below, a count of arrivals and departures above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct State(raw::Dword);

impl State {
    fn is_away(self) -> bool {
        const UNKNOWN_OR_UNAVAILABLE: raw::Dword = 0x4 | 0x8;
        self.0 & UNKNOWN_OR_UNAVAILABLE != 0
    }

    fn card(self) -> Option<Card> {
        const PRESENT: raw::Dword = 0x20;
        const EXCLUSIVE_OR_IN_USE: raw::Dword = 0x80 | 0x100;
        let lies = !self.is_away() && self.0 & PRESENT != 0;
        lies.then_some(Card {
            count: (self.0 >> 16) as u16,
            held: self.0 & EXCLUSIVE_OR_IN_USE != 0,
        })
    }
}

/// A session with one card; ends with power-off, whichever way it is left.
pub struct Session {
    service: Rc<Service>,
    handle: raw::Handle,
    protocol: raw::Dword,
}

impl Drop for Session {
    fn drop(&mut self) {
        self.service.api.power_off(self.handle);
    }
}

impl Session {
    /// What the reader can do.
    #[must_use]
    pub fn reader(&self) -> card::ReaderCapabilities {
        card::ReaderCapabilities {
            max_command_bytes: self.largest(),
            application_selected: false,
        }
    }

    /// Whether the card is one of those that are read here: a session for nothing else.
    ///
    /// # Errors
    /// [`Error::Lost`] when it did not answer.
    pub fn find(&self) -> Result<bool, Error> {
        let found = pin!(card::detect(self, self.reader()));
        match found.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(())) => Ok(true),
            Poll::Ready(Err(CardError::NotIndividualNumberCard)) => Ok(false),
            // The reply is there when `transmit` returns: nothing is ever pending.
            Poll::Ready(Err(_)) | Poll::Pending => Err(Error::Lost),
        }
    }

    /// Sends a command, once, and waits for the reply.
    ///
    /// # Errors
    /// [`Error::Lost`] when the reply did not come, whatever the reason: this session is over.
    pub fn transmit(&self, command: &Secret) -> Result<Secret, Error> {
        let api = &self.service.api;
        let reply = api.transmit(self.handle, self.protocol, command.bytes());
        reply
            .map(|mut reply| std::mem::take(&mut *reply).into())
            .map_err(|_| Error::Lost)
    }

    /// Largest command APDU. T=0 has no extended ones (ISO/IEC 7816-3 §12.2); of T=1 the reader
    /// itself tells, where it can (PC/SC part 10, `dwMaxAPDUDataSize`, 0: short ones only).
    fn largest(&self) -> i32 {
        const T0: raw::Dword = 1;
        const TLV_PROPERTIES: u8 = 0x12;
        const MAX_APDU_DATA: u8 = 0x0A;
        if self.protocol == T0 {
            return SHORT;
        }
        let told = self
            .control(raw::GET_FEATURES)
            .and_then(|features| Some(u32::from_be_bytes(value(&features, TLV_PROPERTIES)?)))
            .and_then(|control| self.control(raw::Dword::from(control)))
            .and_then(|properties| Some(u32::from_le_bytes(value(&properties, MAX_APDU_DATA)?)));
        if told == Some(0) { SHORT } else { EXTENDED }
    }

    fn control(&self, control: raw::Dword) -> Option<Vec<u8>> {
        self.service.api.control(self.handle, control).ok()
    }
}

impl CardTransport for Session {
    fn transmit(
        &self,
        command: &CommandApdu,
        _: CardStage,
    ) -> impl Future<Output = Result<ResponseApdu, CardLost>> + Send {
        let reply = self.transmit(&command.bytes().into());
        let reply = reply
            .ok()
            .and_then(|reply| ResponseApdu::decode(reply).ok());
        ready(reply.ok_or(CardLost))
    }
}

/// The four bytes with `tag` among values of one byte tag, one byte length.
fn value(mut tlv: &[u8], tag: u8) -> Option<[u8; 4]> {
    while let [this, length, rest @ ..] = tlv {
        let (bytes, after) = rest.split_at_checked(usize::from(*length))?;
        if *this == tag {
            return bytes.try_into().ok();
        }
        tlv = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_by_what_a_person_can_do() {
        assert_eq!(Error::from(0x8010_000B), Error::Busy);
        assert_eq!(Error::from(0x8010_001D), Error::NoService);
        assert_eq!(Error::from(0x8010_002E), Error::NoReader);
        assert_eq!(Error::from(0x8010_0069), Error::Lost);
        assert_eq!(Error::from(0x0000_0001), Error::Lost);
    }

    #[test]
    fn a_feature_is_found_behind_others_and_a_cut_list_is_none() {
        let list = [0x06, 1, 0xFF, 0x12, 4, 1, 2, 3, 4];
        assert_eq!(value(&list, 0x12), Some([1, 2, 3, 4]));
        assert_eq!(value(&list, 0x06), None);
        assert_eq!(value(&list[..7], 0x12), None);
        assert_eq!(value(&[], 0x12), None);
    }

    #[test]
    fn a_state_tells_whether_a_card_lies_there_who_holds_it_and_how_often_it_came() {
        let lies = |count, held| Some(Card { count, held });
        assert_eq!(State(0x0003_0022).card(), lies(3, false));
        assert_eq!(State(0x0005_0122).card(), lies(5, true));
        assert_eq!(State(0x0005_00A2).card(), lies(5, true));
        assert_eq!(State(0x0004_0012).card(), None);
        assert_eq!(State(0x0000_000E).card(), None);
        assert_eq!(State::default().card(), None);
    }
}
