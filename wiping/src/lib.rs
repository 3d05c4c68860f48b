//! An allocator that wipes the memory that it frees.
//!
//! A typed password passes through buffers of other libraries: those of uniffi at the boundary to
//! Kotlin and Swift, and those of an HTTP server on the way from the browser. `Secret` can't wipe
//! them. Therefore every shipped program and library uses [`WipingAllocator`] as its global
//! allocator, which wipes all memory that is freed.

use std::alloc::{GlobalAlloc, Layout, System};
use zeroize::Zeroize;

/// The system's allocator, except that memory is overwritten with zeros before it is freed.
pub struct WipingAllocator;

#[cfg(feature = "count")]
static ALLOCATED_BYTES: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);

/// Bytes that are allocated now.
#[cfg(feature = "count")]
#[must_use]
pub fn allocated_bytes() -> i64 {
    ALLOCATED_BYTES.load(std::sync::atomic::Ordering::Relaxed)
}

fn add_allocated(bytes: usize, sign: i64) {
    #[cfg(feature = "count")]
    ALLOCATED_BYTES.fetch_add(
        sign * i64::try_from(bytes).unwrap_or(i64::MAX),
        std::sync::atomic::Ordering::Relaxed,
    );
    #[cfg(not(feature = "count"))]
    let _ = (bytes, sign);
}

// SAFETY: the system's allocator does all the work. A block is only written to within its size and
// right before it is freed, when no one else may use it any more.
unsafe impl GlobalAlloc for WipingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add_allocated(layout.size(), 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        add_allocated(layout.size(), 1);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        add_allocated(layout.size(), -1);
        unsafe {
            std::slice::from_raw_parts_mut(
                block.cast::<std::mem::MaybeUninit<u8>>(),
                layout.size(),
            )
            .zeroize();
            System.dealloc(block, layout);
        }
    }

    // `realloc` is the default of the trait: a new block, a copy, and `dealloc` above. The one of
    // the system would leave the old block behind without wiping it.
}
