//! The library that Kotlin and Swift load: the journey that `card-points` offers to them
//! (`card_points::sdk`), and, with the feature `sandbox`, virtual cards and the practice backend.
//! No rule, no text, no decision.

#[cfg(feature = "sandbox")]
mod sandbox;
mod wiping;

card_points::uniffi_reexport_scaffolding!();

#[cfg(feature = "sandbox")]
uniffi::setup_scaffolding!("sandbox");
