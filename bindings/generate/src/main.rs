//! Writes the Kotlin and the Swift of the library to `OUT/kotlin` and `OUT/swift`:
//! `card-points-generate LIBRARY CONFIG OUT`. The library must not be stripped, because it contains the
//! metadata of its interface.
//!
//! A separate program, so that no library contains the generator, and without a command line framework.

mod comments;
mod wiping;

use comments::{DocLanguage, flat_enums, translate_comments};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};
use wiping::add_wiping;

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
        fs::write(path, translate_comments(&text, DocLanguage::Kotlin(&flat))?)?;
    }
    let swift = sources(&out.join("swift"), "swift")?;
    let modules: Vec<_> = swift
        .iter()
        .filter_map(|(path, _)| path.file_stem()?.to_str())
        .collect();
    for (path, text) in &swift {
        let text = add_wiping(&translate_comments(text, DocLanguage::Swift)?)?;
        fs::write(path, add_imports(&text, path, &modules))?;
    }
    Ok(())
}

/// The Swift file with an import of each other module whose types it uses. uniffi writes none, because it
/// assumes that all files are compiled into one module.
fn add_imports(text: &str, path: &Path, modules: &[&str]) -> String {
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

/// The files with that extension in the folder and below, with their text.
fn sources(folder: &Path, extension: &str) -> std::io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path, extension)?);
        } else if path.extension().is_some_and(|own| own == extension) {
            let text = fs::read_to_string(&path)?;
            found.push((path, text));
        }
    }
    Ok(found)
}
