//! An allocator that wipes what it frees.
//!
//! A password crosses the boundary inside buffers that uniffi frees as they are: one for each
//! lifted secret, two for each lowered command. [`Secret`](card_points::secret::Secret) can't reach
//! those, so everything that this library frees is wiped.

use std::alloc::{GlobalAlloc, Layout, System};
use zeroize::Zeroize;

struct Wiping;

/// What the library holds, in bytes. Counted for tests only: a shipped library need not know.
#[cfg(feature = "sandbox")]
pub static HELD: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);

fn count(bytes: usize, sign: i64) {
    #[cfg(feature = "sandbox")]
    HELD.fetch_add(
        sign * i64::try_from(bytes).unwrap_or(i64::MAX),
        std::sync::atomic::Ordering::Relaxed,
    );
    #[cfg(not(feature = "sandbox"))]
    let _ = (bytes, sign);
}

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

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
