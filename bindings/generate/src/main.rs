//! Writes the Kotlin and the Swift of the library: `card-points-generate LIBRARY CONFIG OUT`, into
//! `OUT/kotlin` and `OUT/swift`. The library must not be stripped: what it offers stands in it.
//!
//! A program of its own, so that the generator is built into no library and needs no command line
//! framework.

mod comments;
mod wiping;

use comments::{Reader, flat_enums, tidy};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};
use wiping::wiping;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, config, out] = arguments.as_slice() else {
        eprintln!("Usage: card-points-generate LIBRARY CONFIG OUT");
        return ExitCode::from(2);
    };
    match write(library, config, Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(library: &str, config: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    for (language, folder) in [
        (TargetLanguage::Kotlin, "kotlin"),
        (TargetLanguage::Swift, "swift"),
    ] {
        generate(GenerateOptions {
            languages: vec![language],
            source: library.into(),
            out_dir: out.join(folder).to_string_lossy().as_ref().into(),
            config_override: Some(config.into()),
            ..GenerateOptions::default()
        })
        .map_err(|error| format!("{folder}: {error:#}"))?;
    }
    let kotlin = sources(&out.join("kotlin"), "kt")?;
    let flat: Vec<_> = kotlin
        .iter()
        .flat_map(|(_, text)| flat_enums(text))
        .collect();
    for (path, text) in kotlin {
        fs::write(path, tidy(&text, Reader::Kotlin(&flat))?)?;
    }
    let swift = sources(&out.join("swift"), "swift")?;
    let modules: Vec<_> = swift
        .iter()
        .filter_map(|(path, _)| path.file_stem()?.to_str())
        .collect();
    for (path, text) in &swift {
        let text = wiping(&tidy(text, Reader::Swift)?)?;
        fs::write(path, importing(&text, path, &modules))?;
    }
    Ok(())
}

/// That Swift with an import of each other module whose types it uses. uniffi writes none, since it
/// thinks that all of them are compiled into one module.
fn importing(text: &str, path: &Path, modules: &[&str]) -> String {
    let others: String = modules
        .iter()
        .filter(|module| !path.ends_with(format!("{module}.swift")))
        .filter(|module| text.contains(&format!("uniffiEnsure{module}Initialized()")))
        .map(|module| format!("import {module}\n"))
        .collect();
    text.replacen(
        "import Foundation\n",
        &format!("import Foundation\n{others}"),
        1,
    )
}

/// The files below that folder that end so, with their text.
fn sources(folder: &Path, end: &str) -> std::io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path, end)?);
        } else if path.extension().is_some_and(|extension| extension == end) {
            let text = fs::read_to_string(&path)?;
            found.push((path, text));
        }
    }
    Ok(found)
}
