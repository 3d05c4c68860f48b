//! Writes the Kotlin and the Swift of the library: `card-points-generate LIBRARY CONFIG OUT`, into
//! `OUT/kotlin` and `OUT/swift`. The library must not be stripped: what it offers stands in it.
//!
//! A program of its own, so that the generator is built into no library and needs no command line
//! framework.

use std::process::ExitCode;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, config, out] = arguments.as_slice() else {
        eprintln!("Usage: card-points-generate LIBRARY CONFIG OUT");
        return ExitCode::from(2);
    };
    for (language, folder) in [
        (TargetLanguage::Kotlin, "kotlin"),
        (TargetLanguage::Swift, "swift"),
    ] {
        let written = generate(GenerateOptions {
            languages: vec![language],
            source: library.into(),
            out_dir: format!("{out}/{folder}").into(),
            config_override: Some(config.into()),
            ..GenerateOptions::default()
        });
        if let Err(error) = written {
            eprintln!("{folder}: {error:#}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
