//! Card readers through PC/SC (winscard): the library is looked up at run time, so that a machine
//! without it runs everything that needs no reader.

#[allow(unsafe_code)]
mod raw;

use card_points::card;
use card_points::secret::Secret;
use std::ffi::{CStr, CString};
use std::rc::Rc;
use std::time::Duration;

/// How long one look at the readers takes at most: so soon a Ctrl-C or a new reader is noticed.
const SLICE: Duration = Duration::from_millis(300);

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
#[derive(Clone)]
pub struct Readers(Rc<Service>);

impl Readers {
    /// Connects to the PC/SC service.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NoService`].
    pub fn new() -> Result<Self, Error> {
        let api = raw::Api::load().ok_or(Error::NoLibrary)?;
        let context = api.establish().map_err(|_| Error::NoService)?;
        Ok(Self(Rc::new(Service { api, context })))
    }

    /// Names of the readers that are plugged in now; there may be none.
    ///
    /// # Errors
    /// [`Error::NoService`].
    pub fn names(&self) -> Result<Vec<String>, Error> {
        match self.0.api.list(self.0.context).map_err(Error::from) {
            Ok(names) => Ok(names
                .split(|&byte| byte == 0)
                .filter(|name| !name.is_empty())
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect()),
            Err(Error::NoReader) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// The reader called `name`, plugged in or not.
    ///
    /// # Errors
    /// [`Error::NoReader`] when no reader can have such a name.
    pub fn reader(&self, name: &str) -> Result<Reader, Error> {
        Ok(Reader {
            service: Rc::clone(&self.0),
            name: CString::new(name).map_err(|_| Error::NoReader)?,
            session: None,
            seen: State::default(),
        })
    }
}

/// What a look at a reader tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The reader is not plugged in.
    Unplugged,
    /// No card lies on it.
    Empty,
    /// A card lies on it that another program holds.
    Held,
    /// A card lies on it.
    Card {
        /// The same that lay there at the look before, without having left in between.
        still: bool,
    },
}

/// `dwEventState` of the last look: flags below, a count of arrivals and departures above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct State(raw::Dword);

impl State {
    fn has(self, flag: raw::Dword) -> bool {
        self.0 & flag != 0
    }

    fn count(self) -> raw::Dword {
        self.0 >> 16
    }

    fn seen(self, before: Self) -> Seen {
        const UNKNOWN: raw::Dword = 0x4;
        const UNAVAILABLE: raw::Dword = 0x8;
        const PRESENT: raw::Dword = 0x20;
        const EXCLUSIVE: raw::Dword = 0x80;
        const IN_USE: raw::Dword = 0x100;
        if self.has(UNKNOWN | UNAVAILABLE) {
            Seen::Unplugged
        } else if !self.has(PRESENT) {
            Seen::Empty
        } else if self.has(EXCLUSIVE | IN_USE) {
            Seen::Held
        } else {
            Seen::Card {
                still: before.has(PRESENT) && before.count() == self.count(),
            }
        }
    }
}

/// One reader, and the session with the card on it.
pub struct Reader {
    service: Rc<Service>,
    name: CString,
    session: Option<Session>,
    seen: State,
}

impl Reader {
    /// Its name, as the service gives it.
    #[must_use]
    pub fn name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }

    /// Looks at the reader now.
    ///
    /// # Errors
    /// [`Error::NoService`].
    pub fn look(&mut self) -> Result<Seen, Error> {
        const UNAWARE: raw::Dword = 0;
        self.change(UNAWARE, Duration::ZERO)
    }

    /// Waits a moment, at most a third of a second, for something to change, and looks.
    ///
    /// # Errors
    /// [`Error::NoService`].
    pub fn wait(&mut self) -> Result<Seen, Error> {
        const CHANGED: raw::Dword = 0x2;
        self.change(self.seen.0 & !CHANGED, SLICE)
    }

    fn change(&mut self, current: raw::Dword, wait: Duration) -> Result<Seen, Error> {
        let wait = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
        let service = &self.service;
        let before = self.seen;
        match service
            .api
            .change(service.context, &self.name, current, wait)
        {
            Ok(event) => self.seen = State(event),
            Err(code::TIMEOUT) => {}
            Err(code) => match Error::from(code) {
                Error::NoReader => {
                    // Such a reader is refused at once: without this the caller's loop would spin.
                    self.seen = State::default();
                    std::thread::sleep(Duration::from_millis(wait.into()));
                    return Ok(Seen::Unplugged);
                }
                error => return Err(error),
            },
        }
        Ok(self.seen.seen(before))
    }

    /// Begins a session with the card that lies there: for this program alone, until it ends.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Lost`], [`Error::NoReader`], [`Error::NoService`].
    pub fn connect(&mut self) -> Result<card::Reader, Error> {
        self.end();
        let session = Session::begin(&self.service, &self.name)?;
        let largest = session.largest();
        self.session = Some(session);
        Ok(card::Reader {
            largest,
            selected: false,
        })
    }

    /// Sends a command, once, and waits for the reply.
    ///
    /// # Errors
    /// [`Error::Lost`] when the reply did not come, whatever the reason: the session has ended.
    pub fn transmit(&mut self, command: &Secret) -> Result<Secret, Error> {
        let session = self.session.as_ref().ok_or(Error::Lost)?;
        session.transmit(command.bytes()).map_err(|_| {
            self.end();
            Error::Lost
        })
    }

    /// Ends the session, if there is one: the card is powered off.
    pub fn end(&mut self) {
        self.session = None;
    }
}

/// A session with one card; ends with power-off, whichever way it is left.
struct Session {
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
    fn begin(service: &Rc<Service>, reader: &CStr) -> Result<Self, Error> {
        let (handle, protocol) = service.api.connect(service.context, reader)?;
        Ok(Self {
            service: Rc::clone(service),
            handle,
            protocol,
        })
    }

    fn transmit(&self, command: &[u8]) -> Result<Secret, Error> {
        let mut reply = self
            .service
            .api
            .transmit(self.handle, self.protocol, command)?;
        Ok(std::mem::take(&mut *reply).into())
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
    fn a_card_that_never_left_is_known_by_the_count() {
        let before = State(0x0003_0022);
        assert_eq!(State(0x0003_0022).seen(before), Seen::Card { still: true });
        assert_eq!(State(0x0005_0022).seen(before), Seen::Card { still: false });
        assert_eq!(State(0x0004_0012).seen(before), Seen::Empty);
        assert_eq!(State(0x0005_01A2).seen(before), Seen::Held);
        assert_eq!(State(0x0000_000E).seen(before), Seen::Unplugged);
    }
}
