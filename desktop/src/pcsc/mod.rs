//! Card readers through PC/SC (winscard). The library is loaded at run time: a machine without it runs
//! everything that needs no reader.

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

/// The name under which PC/SC reports readers that are plugged in or unplugged.
const READER_CHANGE_NOTIFICATION: &CStr = cr"\\?PnP?\Notification";
/// How many readers can be watched at once (`PCSCLITE_MAX_READERS_CONTEXTS`; Windows allows more).
const MAX_WATCHED_READERS: usize = 16;

/// Largest command through a reader with extended length (ISO/IEC 7816-3 §12.1: header, two extended
/// lengths, 65,535 bytes).
const MAX_EXTENDED_COMMAND_BYTES: i32 = 65_544;
/// Largest command with short length: header, length, 255 bytes, length.
const MAX_SHORT_COMMAND_BYTES: i32 = 261;

/// Why a reader or a card can't be used, by what the person can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PcscError {
    /// The machine has no PC/SC library: install it.
    #[error("this machine has no PC/SC library")]
    NoLibrary,
    /// The PC/SC service does not run: start it.
    #[error("the PC/SC service does not run")]
    NoService,
    /// There is no reader, or not the named one: plug it in.
    #[error("there is no such card reader")]
    NoReader,
    /// Another program uses the card: close it.
    #[error("another program is using the card")]
    Busy,
    /// The card was removed, or did not answer: put it back.
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

impl From<raw::ErrorCode> for PcscError {
    /// Any other code means that the card is not available.
    fn from(code: raw::ErrorCode) -> Self {
        match code {
            // The last two: the service ended while the program was connected.
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
struct PcscContext {
    library: raw::PcscLibrary,
    handle: raw::ContextHandle,
}

impl Drop for PcscContext {
    fn drop(&mut self) {
        self.library.release(self.handle);
    }
}

/// The readers of this machine.
pub struct CardReaders {
    context: Rc<PcscContext>,
    /// The service reports readers that are plugged in or unplugged (macOS does not).
    reports_reader_changes: Cell<bool>,
}

impl CardReaders {
    /// Connects to the PC/SC service.
    ///
    /// # Errors
    /// [`PcscError::NoLibrary`], [`PcscError::NoService`].
    pub fn new() -> Result<Self, PcscError> {
        let api = raw::PcscLibrary::load().ok_or(PcscError::NoLibrary)?;
        let context = api.establish().map_err(|_| PcscError::NoService)?;
        Ok(Self {
            context: Rc::new(PcscContext {
                library: api,
                handle: context,
            }),
            reports_reader_changes: Cell::new(true),
        })
    }

    /// The names of all readers; there may be none.
    ///
    /// # Errors
    /// [`PcscError::NoService`].
    pub fn names(&self) -> Result<Vec<ReaderName>, PcscError> {
        let PcscContext {
            library: api,
            handle: context,
        } = &*self.context;
        match api.list(*context).map_err(PcscError::from) {
            Ok(names) => Ok(names
                .split_inclusive(|&byte| byte == 0)
                .filter_map(|name| CStr::from_bytes_with_nul(name).ok())
                .filter(|name| !name.is_empty())
                .map(|name| ReaderName(name.into()))
                .collect()),
            Err(PcscError::NoReader) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Updates `readers`. Waits at most `wait` (at most a minute) for a change in one of them, or for a
    /// reader to be plugged in or unplugged; does not wait if one of them is new. Without readers it
    /// only waits.
    ///
    /// # Errors
    /// [`PcscError::NoService`]; [`PcscError::NoReader`] if one of them was unplugged: ask for the
    /// names again.
    pub fn wait_for_change(
        &self,
        readers: &mut [ReaderState],
        wait: Duration,
    ) -> Result<(), PcscError> {
        let wait = u32::try_from(wait.as_millis()).map_or(60_000, |wait| wait.min(60_000));
        match self.query_states(readers, wait) {
            // Either a reader was unplugged, or the service refuses the notification name.
            Err(PcscError::NoReader) if self.reports_reader_changes.get() => {
                self.reports_reader_changes.set(false);
                let result = self.query_states(readers, wait);
                self.reports_reader_changes.set(result.is_err());
                result
            }
            result => result,
        }
    }

    fn query_states(&self, readers: &mut [ReaderState], wait: u32) -> Result<(), PcscError> {
        const UNAWARE: raw::Dword = 0;
        let count = readers.len().min(MAX_WATCHED_READERS);
        let known = readers[..count].iter().map(ReaderState::last_known);
        let notification = (self.reports_reader_changes.get() && count < MAX_WATCHED_READERS)
            .then_some((READER_CHANGE_NOTIFICATION, UNAWARE));
        let queried: Vec<_> = known.chain(notification).collect();
        if queried.is_empty() {
            std::thread::sleep(Duration::from_millis(wait.into()));
            return Ok(());
        }
        let PcscContext {
            library: api,
            handle: context,
        } = &*self.context;
        match api.status_change(*context, &queried, wait) {
            Ok(states) => {
                let mut states = states.into_iter().map(EventState);
                for (reader, state) in readers[..count].iter_mut().zip(states.by_ref()) {
                    reader.state = state;
                }
                // The remaining state is that of the notification name. If the service does not
                // know the name, the call would never wait.
                if states.any(EventState::is_unavailable) {
                    self.reports_reader_changes.set(false);
                }
                Ok(())
            }
            Err(code::TIMEOUT) => Ok(()),
            Err(code) => Err(code.into()),
        }
    }

    /// Begins an exclusive session with the card on `reader`.
    ///
    /// # Errors
    /// [`PcscError::Busy`], [`PcscError::Lost`], [`PcscError::NoReader`], [`PcscError::NoService`].
    pub fn connect(&self, reader: &ReaderName) -> Result<CardSession, PcscError> {
        let PcscContext {
            library: api,
            handle: context,
        } = &*self.context;
        let (handle, protocol) = api.connect(*context, &reader.0)?;
        Ok(CardSession {
            context: Rc::clone(&self.context),
            handle,
            protocol,
        })
    }
}

/// A reader's name, as the service reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderName(CString);

impl fmt::Display for ReaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string_lossy())
    }
}

/// A reader with its last known state.
#[derive(Debug, Clone)]
pub struct ReaderState {
    name: ReaderName,
    state: EventState,
}

impl ReaderState {
    /// A reader whose state is not known yet.
    #[must_use]
    pub fn new(name: ReaderName) -> Self {
        Self {
            name,
            state: EventState::default(),
        }
    }

    /// The reader's name.
    #[must_use]
    pub fn name(&self) -> &ReaderName {
        &self.name
    }

    /// The card on the reader.
    #[must_use]
    pub fn card(&self) -> Option<CardPresence> {
        self.state.card()
    }

    fn last_known(&self) -> (&CStr, raw::Dword) {
        const CHANGED: raw::Dword = 0x2;
        (&self.name.0, self.state.0 & !CHANGED)
    }
}

/// A card on a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardPresence {
    /// How often a card was put on the reader or removed: another number means another stay. 0 if the
    /// service does not count.
    pub event_count: u16,
    /// Whether another program uses the card.
    pub in_use: bool,
}

/// `dwEventState`: flags in the lower half, the event count in the upper half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct EventState(raw::Dword);

impl EventState {
    fn is_unavailable(self) -> bool {
        const UNKNOWN_OR_UNAVAILABLE: raw::Dword = 0x4 | 0x8;
        self.0 & UNKNOWN_OR_UNAVAILABLE != 0
    }

    fn card(self) -> Option<CardPresence> {
        const PRESENT: raw::Dword = 0x20;
        const EXCLUSIVE_OR_IN_USE: raw::Dword = 0x80 | 0x100;
        let is_present = !self.is_unavailable() && self.0 & PRESENT != 0;
        is_present.then_some(CardPresence {
            event_count: (self.0 >> 16) as u16,
            in_use: self.0 & EXCLUSIVE_OR_IN_USE != 0,
        })
    }
}

/// A session with one card. Dropping it powers the card off.
pub struct CardSession {
    context: Rc<PcscContext>,
    handle: raw::CardHandle,
    protocol: raw::Dword,
}

impl Drop for CardSession {
    fn drop(&mut self) {
        self.context.library.power_off(self.handle);
    }
}

impl CardSession {
    /// The reader's capabilities.
    #[must_use]
    pub fn capabilities(&self) -> card::ReaderCapabilities {
        card::ReaderCapabilities {
            max_command_bytes: self.max_command_bytes(),
            application_selected: false,
        }
    }

    /// Whether the card is of a supported kind. The session is for this question only.
    ///
    /// # Errors
    /// [`PcscError::Lost`] if the card did not answer.
    pub fn is_supported_card(&self) -> Result<bool, PcscError> {
        let found = pin!(card::detect(self, self.capabilities()));
        match found.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(())) => Ok(true),
            Poll::Ready(Err(CardError::NotIndividualNumberCard)) => Ok(false),
            // `transmit` blocks: the future is never pending.
            Poll::Ready(Err(_)) | Poll::Pending => Err(PcscError::Lost),
        }
    }

    /// Sends a command, once, and waits for the reply.
    ///
    /// # Errors
    /// [`PcscError::Lost`] if no reply came, whatever the reason. The session can't be used any more.
    pub fn transmit(&self, command: &Secret) -> Result<Secret, PcscError> {
        let api = &self.context.library;
        let reply = api.transmit(self.handle, self.protocol, command.bytes());
        reply
            .map(|mut reply| std::mem::take(&mut *reply).into())
            .map_err(|_| PcscError::Lost)
    }

    /// Largest command APDU, in bytes. T=0 has no extended length (ISO/IEC 7816-3 §12.2); for T=1 the
    /// reader may report it (PC/SC part 10, `dwMaxAPDUDataSize`; 0: short length only).
    fn max_command_bytes(&self) -> i32 {
        const T0: raw::Dword = 1;
        const TLV_PROPERTIES: u8 = 0x12;
        const MAX_APDU_DATA: u8 = 0x0A;
        if self.protocol == T0 {
            return MAX_SHORT_COMMAND_BYTES;
        }
        let max_data_bytes = self
            .control(raw::GET_FEATURES)
            .and_then(|features| Some(u32::from_be_bytes(tlv_value(&features, TLV_PROPERTIES)?)))
            .and_then(|control| self.control(raw::Dword::from(control)))
            .and_then(|properties| {
                Some(u32::from_le_bytes(tlv_value(&properties, MAX_APDU_DATA)?))
            });
        if max_data_bytes == Some(0) {
            MAX_SHORT_COMMAND_BYTES
        } else {
            MAX_EXTENDED_COMMAND_BYTES
        }
    }

    fn control(&self, control: raw::Dword) -> Option<Vec<u8>> {
        self.context.library.control(self.handle, control).ok()
    }
}

impl CardTransport for CardSession {
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

/// The four-byte value of `tag` in a TLV list with one-byte tags and lengths.
fn tlv_value(mut tlv: &[u8], tag: u8) -> Option<[u8; 4]> {
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
    fn codes_are_mapped_to_what_a_person_can_do() {
        assert_eq!(PcscError::from(0x8010_000B), PcscError::Busy);
        assert_eq!(PcscError::from(0x8010_001D), PcscError::NoService);
        assert_eq!(PcscError::from(0x8010_002E), PcscError::NoReader);
        assert_eq!(PcscError::from(0x8010_0069), PcscError::Lost);
        assert_eq!(PcscError::from(0x0000_0001), PcscError::Lost);
    }

    #[test]
    fn a_value_is_found_after_others_and_not_in_a_truncated_list() {
        let list = [0x06, 1, 0xFF, 0x12, 4, 1, 2, 3, 4];
        assert_eq!(tlv_value(&list, 0x12), Some([1, 2, 3, 4]));
        assert_eq!(tlv_value(&list, 0x06), None);
        assert_eq!(tlv_value(&list[..7], 0x12), None);
        assert_eq!(tlv_value(&[], 0x12), None);
    }

    #[test]
    fn a_state_has_the_card_its_use_and_the_event_count() {
        let present = |event_count, in_use| {
            Some(CardPresence {
                event_count,
                in_use,
            })
        };
        assert_eq!(EventState(0x0003_0022).card(), present(3, false));
        assert_eq!(EventState(0x0005_0122).card(), present(5, true));
        assert_eq!(EventState(0x0005_00A2).card(), present(5, true));
        assert_eq!(EventState(0x0004_0012).card(), None);
        assert_eq!(EventState(0x0000_000E).card(), None);
        assert_eq!(EventState::default().card(), None);
    }
}
