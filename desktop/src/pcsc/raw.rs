//! The few PC/SC functions that are used, looked up at run time (PC/SC part 5; the C headers of
//! pcsc-lite, Apple's PCSC framework and Windows' winscard).
//!
//! The one file with `unsafe`. Widths differ: `DWORD` and `LONG` are `long` with pcsc-lite, 32 bits
//! elsewhere; the reader's state is packed on macOS.

use libloading::Library;
use std::ffi::{CStr, c_char, c_void};
use std::ptr;

#[cfg(not(any(target_os = "macos", windows)))]
mod width {
    pub type Dword = std::ffi::c_ulong;
    pub type Long = std::ffi::c_long;
    pub type Context = Long;
    pub type Handle = Long;
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
    pub type Context = Long;
    pub type Handle = Long;
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
    pub type Context = usize;
    pub type Handle = usize;
    pub const ATR: usize = 36;
    pub const LIBRARIES: &[&str] = &["winscard.dll"];
    pub const CONTROL: &[u8] = b"SCardControl\0";
    pub const LIST: &[u8] = b"SCardListReadersA\0";
    pub const CONNECT: &[u8] = b"SCardConnectA\0";
    pub const CHANGE: &[u8] = b"SCardGetStatusChangeA\0";
    pub const GET_FEATURES: Dword = (0x31 << 16) | (3400 << 2);
}
pub use width::{Context, Dword, GET_FEATURES, Handle};
use width::{Long, *};

/// What a function returned: 0, or one of [`code`](super::code).
pub type Code = u32;

/// The largest extended reply: 65,536 bytes and a status word.
const LARGEST_REPLY: usize = 65_538;

/// `SCARD_READERSTATE`: what is known of a reader, and what has become of it.
#[cfg_attr(target_os = "macos", repr(C, packed))]
#[cfg_attr(not(target_os = "macos"), repr(C))]
struct ReaderState {
    reader: *const c_char,
    user: *mut c_void,
    current: Dword,
    event: Dword,
    atr_length: Dword,
    atr: [u8; ATR],
}

impl ReaderState {
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

type Establish =
    unsafe extern "system" fn(Dword, *const c_void, *const c_void, *mut Context) -> Long;
type Release = unsafe extern "system" fn(Context) -> Long;
type ListReaders =
    unsafe extern "system" fn(Context, *const c_char, *mut c_char, *mut Dword) -> Long;
type StatusChange = unsafe extern "system" fn(Context, Dword, *mut ReaderState, Dword) -> Long;
type Connect = unsafe extern "system" fn(
    Context,
    *const c_char,
    Dword,
    Dword,
    *mut Handle,
    *mut Dword,
) -> Long;
type Disconnect = unsafe extern "system" fn(Handle, Dword) -> Long;
type Transmit = unsafe extern "system" fn(
    Handle,
    *const IoRequest,
    *const u8,
    Dword,
    *mut IoRequest,
    *mut u8,
    *mut Dword,
) -> Long;
type Control = unsafe extern "system" fn(
    Handle,
    Dword,
    *const c_void,
    Dword,
    *mut c_void,
    Dword,
    *mut Dword,
) -> Long;

/// The library, loaded, with the functions that are used.
pub struct Api {
    establish: Establish,
    release: Release,
    list: ListReaders,
    change: StatusChange,
    connect: Connect,
    disconnect: Disconnect,
    transmit: Transmit,
    control: Control,
    /// Keeps the functions' code in memory.
    _library: Library,
}

impl Api {
    /// Loads the system's PC/SC library; `None` where there is none.
    pub fn load() -> Option<Self> {
        LIBRARIES.iter().find_map(|name| Self::open(name))
    }

    fn open(name: &str) -> Option<Self> {
        // SAFETY: the system's own library by its well-known name; its initialisers are trusted as
        // those of any linked library. Each type above is the header's, for this platform.
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
    pub fn establish(&self) -> Result<Context, Code> {
        const SCOPE_SYSTEM: Dword = 2;
        let mut context = Context::default();
        // SAFETY: the reserved pointers may be null; `context` outlives the call.
        let code =
            unsafe { (self.establish)(SCOPE_SYSTEM, ptr::null(), ptr::null(), &raw mut context) };
        checked(code).map(|()| context)
    }

    /// `SCardReleaseContext`
    pub fn release(&self, context: Context) {
        // SAFETY: no pointers; an unknown context is refused by the library.
        unsafe { (self.release)(context) };
    }

    /// `SCardListReaders`: names, each ended by a zero byte.
    pub fn list(&self, context: Context) -> Result<Vec<u8>, Code> {
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
        checked(code)?;
        names.truncate(length as usize);
        Ok(names)
    }

    /// `SCardGetStatusChange`: for each reader with its state as it was known, the state now, or
    /// after one of them has changed, within `wait` milliseconds.
    pub fn change(
        &self,
        context: Context,
        readers: &[(&CStr, Dword)],
        wait: u32,
    ) -> Result<Vec<Dword>, Code> {
        let mut states: Vec<_> = readers.iter().map(ReaderState::new).collect();
        // SAFETY: as many states as are said, which outlive the call, as do the names that they
        // point to.
        let code = unsafe {
            (self.change)(
                context,
                Dword::from(wait),
                states.as_mut_ptr(),
                states.len() as Dword,
            )
        };
        checked(code).map(|()| states.iter().map(|state| state.event).collect())
    }

    /// `SCardConnect`, exclusive, T=0 or T=1; gives the handle and the protocol.
    pub fn connect(&self, context: Context, reader: &CStr) -> Result<(Handle, Dword), Code> {
        const EXCLUSIVE: Dword = 1;
        const T0_OR_T1: Dword = 3;
        let (mut handle, mut protocol) = (Handle::default(), 0);
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
        checked(code).map(|()| (handle, protocol))
    }

    /// `SCardDisconnect` with power-off: what VERIFY allowed ends here.
    pub fn power_off(&self, handle: Handle) {
        const UNPOWER_CARD: Dword = 2;
        // SAFETY: no pointers; an unknown handle is refused by the library.
        unsafe { (self.disconnect)(handle, UNPOWER_CARD) };
    }

    /// `SCardTransmit`. The caller wipes what it is given; nothing stays here.
    pub fn transmit(
        &self,
        handle: Handle,
        protocol: Dword,
        command: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, Code> {
        let request = IoRequest {
            protocol,
            length: size_of::<IoRequest>() as Dword,
        };
        let mut reply = zeroize::Zeroizing::new(vec![0_u8; LARGEST_REPLY]);
        let mut length = reply.len() as Dword;
        // SAFETY: both buffers come with their sizes and outlive the call; a null receive header
        // is allowed.
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
        checked(code)?;
        reply.truncate(length as usize);
        Ok(reply)
    }

    /// `SCardControl` without data; gives what the reader answers, at most 256 bytes.
    pub fn control(&self, handle: Handle, control: Dword) -> Result<Vec<u8>, Code> {
        let mut answer = vec![0_u8; 256];
        let mut length = 0;
        // SAFETY: no input; the answer's buffer comes with its size and outlives the call.
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
        checked(code)?;
        answer.truncate(length as usize);
        Ok(answer)
    }
}

/// The codes are the same 32 bits everywhere; where `LONG` is wider, the rest is sign or zero.
fn checked(code: Long) -> Result<(), Code> {
    match code as Code {
        0 => Ok(()),
        code => Err(code),
    }
}
