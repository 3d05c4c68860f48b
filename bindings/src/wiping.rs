//! An allocator that wipes what it frees.
//!
//! A password crosses the boundary inside buffers that uniffi frees as they are: one for each
//! lifted secret, two for each lowered command. [`Secret`](card_points::secret::Secret) can't reach
//! those, so everything that this library frees is wiped.

use std::alloc::{GlobalAlloc, Layout, System};
use zeroize::Zeroize;

struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

// SAFETY: all is the system's allocator; a block is written to, within its size, before it is freed,
// when nobody else may use it any more.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
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
