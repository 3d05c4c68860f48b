//! An allocator that wipes what it frees.
//!
//! What a person types goes through buffers that are not ours: uniffi's as it crosses the boundary to
//! Kotlin and Swift, an HTTP server's on its way from the browser. `Secret` can't reach those. So
//! whatever ships takes [`Wiping`] as its global allocator, and all that it frees is wiped.

use std::alloc::{GlobalAlloc, Layout, System};
use zeroize::Zeroize;

/// The system's allocator; what is freed is overwritten with zeros before.
pub struct Wiping;

#[cfg(feature = "count")]
static HELD: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);

/// What is held now, in bytes.
#[cfg(feature = "count")]
#[must_use]
pub fn held() -> i64 {
    HELD.load(std::sync::atomic::Ordering::Relaxed)
}

fn count(bytes: usize, sign: i64) {
    #[cfg(feature = "count")]
    HELD.fetch_add(
        sign * i64::try_from(bytes).unwrap_or(i64::MAX),
        std::sync::atomic::Ordering::Relaxed,
    );
    #[cfg(not(feature = "count"))]
    let _ = (bytes, sign);
}

// SAFETY: all is the system's allocator; a block is written to, within its size, before it is freed,
// when nobody else may use it any more.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        unsafe {
            std::slice::from_raw_parts_mut(
                block.cast::<std::mem::MaybeUninit<u8>>(),
                layout.size(),
            )
            .zeroize();
            System.dealloc(block, layout);
        }
    }

    // `realloc` is the trait's own: a new block, a copy, and `dealloc` above. The system's would
    // leave the old block behind as it is.
}
