//! The architecture of every crate: no circle of modules, and in the core no import from a floor
//! above. `ARCHITECTURE.md` gives the reasons.

use card_points_architecture::graph::{self, Graph};
use card_points_architecture::modules::CrateModules;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The root of each crate that this repository contains.
const ROOTS: &[&str] = &[
    "backend/src/lib.rs",
    "backend/src/main.rs",
    "bindings/generate/src/main.rs",
    "bindings/src/lib.rs",
    "core/src/lib.rs",
    "fixtures/src/lib.rs",
    "tests/architecture/src/lib.rs",
    "tests/src/lib.rs",
    "wiping/src/lib.rs",
];

/// The modules of the core, from the ground up: each may import those before it.
const CORE_FLOORS: &[&str] = &[
    "secret",
    "text",
    "apdu",
    "certificate",
    "programme",
    "application",
    "payment",
    "spot",
    "card",
    "backend",
    "view",
    "step",
    "port",
    "flow",
    "journey",
    "http",
    "ffi",
];

#[test]
fn no_crate_has_a_circle_of_modules() {
    let found: Vec<String> = ROOTS.iter().flat_map(|root| circles(&read(root))).collect();
    assert!(
        found.is_empty(),
        "circles of modules:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_core_imports_nothing_from_a_floor_above() {
    let found = upward_imports(&read("core/src/lib.rs"), CORE_FLOORS);
    assert!(
        found.is_empty(),
        "imports from a floor above:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_circle_is_named_by_its_files() {
    let made_up = made_up(&[
        (
            "lib.rs",
            "mod ask; mod draft; mod refused; pub use ask::Ask;",
        ),
        ("ask.rs", "use crate::draft::Draft; pub struct Ask(Draft);"),
        (
            "draft.rs",
            "pub struct Draft; fn f() -> Vec<u8> { vec![super::refused::CODE] }",
        ),
        ("refused/mod.rs", "mod code; pub use code::CODE;"),
        (
            "refused/code.rs",
            "use crate::Ask; pub const CODE: u8 = 1; fn f(_: Ask) {}",
        ),
    ]);
    assert_eq!(
        circles(&made_up),
        ["ask.rs → draft.rs → refused/code.rs → ask.rs"]
    );
}

#[test]
fn a_parent_and_its_child_can_be_a_circle() {
    let made_up = made_up(&[
        ("lib.rs", "mod card;"),
        (
            "card/mod.rs",
            "mod pin; pub use pin::Pin; pub struct Tries; fn f(_: Pin) {}",
        ),
        ("card/pin.rs", "pub struct Pin(super::Tries);"),
    ]);
    assert_eq!(
        circles(&made_up),
        ["card/mod.rs → card/pin.rs → card/mod.rs"]
    );
}

#[test]
fn names_that_are_passed_on_and_tests_make_no_circle() {
    let made_up = made_up(&[
        (
            "lib.rs",
            "mod card; pub use card::*; #[cfg(test)] mod tests;",
        ),
        (
            "card/mod.rs",
            "mod pin; mod tries; pub use pin::Pin; pub use tries::Tries;",
        ),
        ("card/pin.rs", "use super::Tries; pub struct Pin(Tries);"),
        (
            "card/tries.rs",
            "pub struct Tries; #[cfg(test)] mod tests { use crate::Pin; }",
        ),
    ]);
    assert_eq!(circles(&made_up), [""; 0]);
}

#[test]
fn an_upward_import_is_named_by_its_files() {
    let made_up = made_up(&[
        ("lib.rs", "mod text; mod card; mod attic;"),
        ("text.rs", "fn f() { crate::card::pin::check() }"),
        ("card/mod.rs", "pub mod pin; use crate::text;"),
        ("card/pin.rs", "pub fn check() {}"),
        ("attic.rs", ""),
    ]);
    assert_eq!(
        upward_imports(&made_up, &["text", "card"]),
        ["attic.rs has no floor", "text.rs → card/pin.rs"]
    );
}

fn read(root: &str) -> CrateModules {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    CrateModules::read(Path::new(root), &|file| {
        std::fs::read_to_string(workspace.join(file)).ok()
    })
}

fn made_up(files: &[(&str, &str)]) -> CrateModules {
    let files: BTreeMap<&Path, &str> = files
        .iter()
        .map(|(file, text)| (Path::new(*file), *text))
        .collect();
    CrateModules::read(Path::new("lib.rs"), &|file| {
        files.get(file).map(|text| text.to_string())
    })
}

/// Every circle of a crate's files: "a.rs → b.rs → a.rs".
fn circles(modules: &CrateModules) -> Vec<String> {
    let mut graph = Graph::new();
    for import in modules.imports() {
        let (from, to) = (
            import.from_file.to_str().unwrap(),
            import.to_file.to_str().unwrap(),
        );
        graph.entry(from).or_default().insert(to);
    }
    let name = |circle: Vec<&str>| format!("{} → {}", circle.join(" → "), circle[0]);
    graph::circles(&graph).into_iter().map(name).collect()
}

/// Every import from a floor above, and every module that is on no floor.
fn upward_imports(modules: &CrateModules, floors: &[&str]) -> Vec<String> {
    let floor = |path: &[String]| {
        floors
            .iter()
            .position(|floor| Some(*floor) == path.first().map(String::as_str))
    };
    let without_floor = modules
        .files()
        .filter(|(path, _)| path.len() == 1 && floor(path).is_none())
        .map(|(_, file)| format!("{} has no floor", file.display()));
    let imports = modules.imports();
    let upward = imports
        .iter()
        // The root only passes on the names of its modules.
        .filter(|import| !import.from.is_empty())
        .filter(|import| floor(import.from) < floor(import.to) || import.to.is_empty())
        .map(|import| {
            format!(
                "{} → {}",
                import.from_file.display(),
                import.to_file.display()
            )
        });
    without_floor
        .chain(upward)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}
