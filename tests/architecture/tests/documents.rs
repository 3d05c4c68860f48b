//! The documents for people who clone the repository name files that exist.

use std::path::{Path, PathBuf};

const DOCUMENTS: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "android/README.md",
    "backend/README.md",
    "bindings/README.md",
    "desktop/README.md",
    "fixtures/README.md",
    "ios/README.md",
    "tests/README.md",
];

/// Documents whose file names in code spans are paths from the root.
const WITH_PATHS: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];

/// Files and folders that are made by a build.
const GENERATED: &[&str] = &["ios/.swift", "ios/build", "bindings/build"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(document: &str) -> String {
    std::fs::read_to_string(root().join(document)).expect(document)
}

#[test]
fn every_link_leads_to_a_file() {
    let mut dead = Vec::new();
    for document in DOCUMENTS {
        let folder = root().join(document).parent().unwrap().to_path_buf();
        for link in links(&text(document)) {
            let file = link.split('#').next().unwrap();
            if !file.is_empty() && !folder.join(file).exists() {
                dead.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}

#[test]
fn every_named_file_exists() {
    let mut missing = Vec::new();
    for document in WITH_PATHS {
        for path in paths(&text(document)) {
            let is_generated = GENERATED.iter().any(|folder| path.starts_with(folder));
            if !is_generated && !root().join(&path).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "missing files:\n{}", missing.join("\n"));
}

/// The targets of Markdown links and pictures that stay in the repository.
fn links(text: &str) -> Vec<String> {
    let in_markdown = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let in_html = text
        .split("src=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'));
    in_markdown
        .chain(in_html)
        .map(|(link, _)| link.to_owned())
        .filter(|link| !link.contains("://"))
        .collect()
}

/// The paths in code spans that begin with a folder of the repository.
fn paths(text: &str) -> Vec<String> {
    // Code blocks begin and end with three backquotes, so every other part is a code span.
    let spans = text.split('`').skip(1).step_by(2);
    let is_path = |span: &&str| {
        let folder = span.split('/').next().unwrap();
        span.contains('/') && !span.contains([' ', '*', '<', '{']) && root().join(folder).is_dir()
    };
    spans.filter(is_path).map(str::to_owned).collect()
}
