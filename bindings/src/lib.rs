//! The library that Kotlin and Swift load: the journey that `card-points` exports for them
//! (`card_points::ffi`) and, with the feature `sandbox`, virtual cards and the sandbox backend. No rule,
//! no text and no decision is made here.

#[cfg(feature = "sandbox")]
mod sandbox;

// Wipes what it frees. A password crosses the boundary in buffers that uniffi frees without wiping: one
// for each secret that comes in, two for each command that goes out.
#[global_allocator]
static ALLOCATOR: card_points_wiping::WipingAllocator = card_points_wiping::WipingAllocator;

card_points::uniffi_reexport_scaffolding!();

#[cfg(feature = "sandbox")]
uniffi::setup_scaffolding!("sandbox");
