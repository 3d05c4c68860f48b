//! The library that Kotlin and Swift load: the journey that `card-points` offers to them
//! (`card_points::sdk`), and, with the feature `sandbox`, virtual cards and the practice backend.
//! No rule, no text, no decision.

#[cfg(feature = "sandbox")]
mod sandbox;

// A password crosses the boundary inside buffers that uniffi frees as they are: one for each lifted
// secret, two for each lowered command.
#[global_allocator]
static ALLOCATOR: card_points_wiping::WipingAllocator = card_points_wiping::WipingAllocator;

card_points::uniffi_reexport_scaffolding!();

#[cfg(feature = "sandbox")]
uniffi::setup_scaffolding!("sandbox");
