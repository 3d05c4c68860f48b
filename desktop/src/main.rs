//! `card-points`: see `card-points --help`.

use card_points_desktop::app;
use card_points_desktop::cli::Cli;
use card_points_wiping::WipingAllocator;
use clap::Parser;
use std::process::ExitCode;

// Passwords and security codes pass through the buffers of the HTTP server and the HTTP client.
#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

fn main() -> ExitCode {
    app::run(Cli::parse()).into()
}
