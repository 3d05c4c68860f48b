//! `card-points`: see `card-points --help`.

use card_points_desktop::app;
use card_points_desktop::cli::Cli;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    app::run(Cli::parse()).into()
}
