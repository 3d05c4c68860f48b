//! The PC/SC functions that are used, loaded at run time (PC/SC part 5; the C headers of pcsc-lite,
//! Apple's PCSC framework and Windows' winscard).
//!
//! The only file with `unsafe`. Widths differ: `DWORD` and `LONG` are `long` with pcsc-lite, 32 bits
//! elsewhere; the reader's state is packed on macOS.

use libloading::Library;
use std::ffi::{CStr, c_char, c_void};
use std::ptr;

#[cfg(not(any(target_os = "macos", windows)))]
mod width {
    pub type Dword = std::ffi::c_ulong;
    pub type Long = std::ffi::c_long;
    pub type ContextHandle = Long;
    pub type CardHandle = Long;
    pub const ATR: usize = 33;
    pub const LIBRARIES: &[&str] = &["libpcsclite.so.1", "libpcsclite.so"];
    pub const CONTROL: &[u8] = b"SCardControl\0";
    pub const LIST: &[u8] = b"SCardListReaders\0";
    pub const CONNECT: &[u8] = b"SCardConnect\0";
    pub const CHANGE: &[u8] = b"SCardGetStatusChange\0";
    /// `SCARD_CTL_CODE(3400)`: which features the reader has (PC/SC part 10).
    pub const GET_FEATURES: Dword = 0x4200_0000 + 3400;
}
#[cfg(target_os = "macos")]
mod width {
    pub type Dword = u32;
    pub type Long = i32;
    pub type ContextHandle = Long;
    pub type CardHandle = Long;
    pub const ATR: usize = 33;
    pub const LIBRARIES: &[&str] = &["/System/Library/Frameworks/PCSC.framework/PCSC"];
    pub const CONTROL: &[u8] = b"SCardControl132\0";
    pub const LIST: &[u8] = b"SCardListReaders\0";
    pub const CONNECT: &[u8] = b"SCardConnect\0";
    pub const CHANGE: &[u8] = b"SCardGetStatusChange\0";
    pub const GET_FEATURES: Dword = 0x4200_0000 + 3400;
}
#[cfg(windows)]
mod width {
    pub type Dword = u32;
    pub type Long = i32;
    pub type ContextHandle = usize;
    pub type CardHandle = usize;
    pub const ATR: usize = 36;
    pub const LIBRARIES: &[&str] = &["winscard.dll"];
    pub const CONTROL: &[u8] = b"SCardControl\0";
    pub const LIST: &[u8] = b"SCardListReadersA\0";
    pub const CONNECT: &[u8] = b"SCardConnectA\0";
    pub const CHANGE: &[u8] = b"SCardGetStatusChangeA\0";
    pub const GET_FEATURES: Dword = (0x31 << 16) | (3400 << 2);
}
pub use width::{CardHandle, ContextHandle, Dword, GET_FEATURES};
use width::{Long, *};

/// What a function returns: 0, or an error code of PC/SC part 5, annex A.
pub type ErrorCode = u32;

/// Largest reply with extended length: 65,536 bytes and a status word.
const MAX_REPLY_BYTES: usize = 65_538;

/// `SCARD_READERSTATE`: a reader's last known state, and its state now.
#[cfg_attr(target_os = "macos", repr(C, packed))]
#[cfg_attr(not(target_os = "macos"), repr(C))]
struct ScardReaderState {
    reader: *const c_char,
    user: *mut c_void,
    current: Dword,
    event: Dword,
    atr_length: Dword,
    atr: [u8; ATR],
}

impl ScardReaderState {
    fn new(&(reader, current): &(&CStr, Dword)) -> Self {
        Self {
            reader: reader.as_ptr(),
            user: ptr::null_mut(),
            current,
            event: 0,
            atr_length: 0,
            atr: [0; ATR],
        }
    }
}

/// `SCARD_IO_REQUEST`
#[repr(C)]
struct IoRequest {
    protocol: Dword,
    length: Dword,
}

type EstablishContext =
    unsafe extern "system" fn(Dword, *const c_void, *const c_void, *mut ContextHandle) -> Long;
type ReleaseContext = unsafe extern "system" fn(ContextHandle) -> Long;
type ListReaders =
    unsafe extern "system" fn(ContextHandle, *const c_char, *mut c_char, *mut Dword) -> Long;
type GetStatusChange =
    unsafe extern "system" fn(ContextHandle, Dword, *mut ScardReaderState, Dword) -> Long;
type Connect = unsafe extern "system" fn(
    ContextHandle,
    *const c_char,
    Dword,
    Dword,
    *mut CardHandle,
    *mut Dword,
) -> Long;
type Disconnect = unsafe extern "system" fn(CardHandle, Dword) -> Long;
type Transmit = unsafe extern "system" fn(
    CardHandle,
    *const IoRequest,
    *const u8,
    Dword,
    *mut IoRequest,
    *mut u8,
    *mut Dword,
) -> Long;
type Control = unsafe extern "system" fn(
    CardHandle,
    Dword,
    *const c_void,
    Dword,
    *mut c_void,
    Dword,
    *mut Dword,
) -> Long;

/// The loaded library.
pub struct PcscLibrary {
    establish: EstablishContext,
    release: ReleaseContext,
    list: ListReaders,
    change: GetStatusChange,
    connect: Connect,
    disconnect: Disconnect,
    transmit: Transmit,
    control: Control,
    /// Keeps the functions loaded.
    _library: Library,
}

impl PcscLibrary {
    /// Loads the system's PC/SC library; `None` if there is none.
    pub fn load() -> Option<Self> {
        LIBRARIES.iter().find_map(|name| Self::open(name))
    }

    fn open(name: &str) -> Option<Self> {
        // SAFETY: the system's library under its well-known name; its initialisers are trusted like
        // those of a linked library. The types above are those of this platform's header.
        unsafe {
            let library = Library::new(name).ok()?;
            Some(Self {
                establish: *library.get(b"SCardEstablishContext\0").ok()?,
                release: *library.get(b"SCardReleaseContext\0").ok()?,
                list: *library.get(LIST).ok()?,
                change: *library.get(CHANGE).ok()?,
                connect: *library.get(CONNECT).ok()?,
                disconnect: *library.get(b"SCardDisconnect\0").ok()?,
                transmit: *library.get(b"SCardTransmit\0").ok()?,
                control: *library.get(CONTROL).ok()?,
                _library: library,
            })
        }
    }

    /// `SCardEstablishContext` with system scope.
    pub fn establish(&self) -> Result<ContextHandle, ErrorCode> {
        const SCOPE_SYSTEM: Dword = 2;
        let mut context = ContextHandle::default();
        // SAFETY: the reserved pointers may be null; `context` outlives the call.
        let code =
            unsafe { (self.establish)(SCOPE_SYSTEM, ptr::null(), ptr::null(), &raw mut context) };
        check(code).map(|()| context)
    }

    /// `SCardReleaseContext`
    pub fn release(&self, context: ContextHandle) {
        // SAFETY: no pointers; an unknown context is refused by the library.
        unsafe { (self.release)(context) };
    }

    /// `SCardListReaders`: names, each terminated by a zero byte.
    pub fn list(&self, context: ContextHandle) -> Result<Vec<u8>, ErrorCode> {
        let mut names = vec![0_u8; 4096];
        let mut length = names.len() as Dword;
        // SAFETY: `length` is the buffer's size; null groups mean all of them.
        let code = unsafe {
            (self.list)(
                context,
                ptr::null(),
                names.as_mut_ptr().cast(),
                &raw mut length,
            )
        };
        check(code)?;
        names.truncate(length as usize);
        Ok(names)
    }

    /// `SCardGetStatusChange`: waits at most `wait` milliseconds until a state differs from the last
    /// known one, and returns all states.
    pub fn status_change(
        &self,
        context: ContextHandle,
        readers: &[(&CStr, Dword)],
        wait: u32,
    ) -> Result<Vec<Dword>, ErrorCode> {
        let mut states: Vec<_> = readers.iter().map(ScardReaderState::new).collect();
        // SAFETY: the length is that of `states`; the states and the names that they point to outlive
        // the call.
        let code = unsafe {
            (self.change)(
                context,
                Dword::from(wait),
                states.as_mut_ptr(),
                states.len() as Dword,
            )
        };
        check(code).map(|()| states.iter().map(|state| state.event).collect())
    }

    /// `SCardConnect`, exclusive, T=0 or T=1; returns the handle and the protocol.
    pub fn connect(
        &self,
        context: ContextHandle,
        reader: &CStr,
    ) -> Result<(CardHandle, Dword), ErrorCode> {
        const EXCLUSIVE: Dword = 1;
        const T0_OR_T1: Dword = 3;
        let (mut handle, mut protocol) = (CardHandle::default(), 0);
        // SAFETY: the name ends in a zero byte; both results outlive the call.
        let code = unsafe {
            (self.connect)(
                context,
                reader.as_ptr(),
                EXCLUSIVE,
                T0_OR_T1,
                &raw mut handle,
                &raw mut protocol,
            )
        };
        check(code).map(|()| (handle, protocol))
    }

    /// `SCardDisconnect` with power-off, which ends the security status that VERIFY set.
    pub fn power_off(&self, handle: CardHandle) {
        const UNPOWER_CARD: Dword = 2;
        // SAFETY: no pointers; an unknown handle is refused by the library.
        unsafe { (self.disconnect)(handle, UNPOWER_CARD) };
    }

    /// `SCardTransmit`. The reply is wiped when it is dropped.
    pub fn transmit(
        &self,
        handle: CardHandle,
        protocol: Dword,
        command: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, ErrorCode> {
        let request = IoRequest {
            protocol,
            length: size_of::<IoRequest>() as Dword,
        };
        let mut reply = zeroize::Zeroizing::new(vec![0_u8; MAX_REPLY_BYTES]);
        let mut length = reply.len() as Dword;
        // SAFETY: both buffers are passed with their sizes and outlive the call; the receive header may
        // be null.
        let code = unsafe {
            (self.transmit)(
                handle,
                &raw const request,
                command.as_ptr(),
                command.len() as Dword,
                ptr::null_mut(),
                reply.as_mut_ptr(),
                &raw mut length,
            )
        };
        check(code)?;
        reply.truncate(length as usize);
        Ok(reply)
    }

    /// `SCardControl` without data; returns the reader's answer, at most 256 bytes.
    pub fn control(&self, handle: CardHandle, control: Dword) -> Result<Vec<u8>, ErrorCode> {
        let mut answer = vec![0_u8; 256];
        let mut length = 0;
        // SAFETY: no input; the answer's buffer is passed with its size and outlives the call.
        let code = unsafe {
            (self.control)(
                handle,
                control,
                ptr::null(),
                0,
                answer.as_mut_ptr().cast(),
                answer.len() as Dword,
                &raw mut length,
            )
        };
        check(code)?;
        answer.truncate(length as usize);
        Ok(answer)
    }
}

/// The codes have 32 bits on every platform; if `LONG` is wider, the rest is sign or zero.
fn check(code: Long) -> Result<(), ErrorCode> {
    match code as ErrorCode {
        0 => Ok(()),
        code => Err(code),
    }
}
