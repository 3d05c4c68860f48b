//! Reads the modules of a crate, and which of them imports which.
//!
//! An import is a private `use`, or a path in the code, macros included. A `pub use` is not: it gives a name to what
//! another module defines, and an import of that name counts as an import of the defining module. Code for tests alone
//! (`#[cfg(test)]`) may import anything.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::{Attribute, Item, UseTree, Visibility};

/// The names that lead from a crate's root to a module or an item: `crate::card::pin` is `["card", "pin"]`.
pub type ModulePath = Vec<String>;

#[derive(Default)]
struct Module {
    file: PathBuf,
    /// Names that a `use` or a child module brings in, and what they stand for.
    names: BTreeMap<String, ModulePath>,
    /// Modules of which a `use` brings in all names.
    globs: Vec<ModulePath>,
    /// Names of items that are defined here.
    defined: BTreeSet<String>,
    imports: BTreeSet<ModulePath>,
}

/// The modules of one crate.
pub struct CrateModules(BTreeMap<ModulePath, Module>);

/// A module that imports another one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import<'a> {
    /// The importing module.
    pub from: &'a [String],
    /// Its file.
    pub from_file: &'a Path,
    /// The imported module.
    pub to: &'a [String],
    /// Its file.
    pub to_file: &'a Path,
}

impl CrateModules {
    /// Reads a crate, beginning with the file of its root. `read` gives the text of a file, if that file exists.
    pub fn read(root: &Path, read: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut crate_modules = Self(BTreeMap::new());
        let folder = root.parent().expect("a file is in a folder");
        let text = read(root).unwrap_or_else(|| panic!("{} is missing", root.display()));
        crate_modules.add_file(Vec::new(), root, folder, &text, read);
        crate_modules
    }

    /// All imports between modules of different files.
    pub fn imports(&self) -> BTreeSet<Import<'_>> {
        let mut imports = BTreeSet::new();
        for (from, module) in &self.0 {
            for path in &module.imports {
                let (to, target) = self.defining_module(path.clone());
                if target.file != module.file {
                    let (from_file, to_file) = (&module.file, &target.file);
                    imports.insert(Import {
                        from,
                        from_file,
                        to,
                        to_file,
                    });
                }
            }
        }
        imports
    }

    /// Every module's path and file.
    pub fn files(&self) -> impl Iterator<Item = (&[String], &Path)> {
        self.0
            .iter()
            .map(|(path, module)| (path.as_slice(), module.file.as_path()))
    }

    fn add_file(
        &mut self,
        path: ModulePath,
        file: &Path,
        children: &Path,
        text: &str,
        read: &dyn Fn(&Path) -> Option<String>,
    ) {
        let parsed =
            syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.add_module(path, file, children, &parsed.items, read);
    }

    fn add_module(
        &mut self,
        path: ModulePath,
        file: &Path,
        children: &Path,
        items: &[Item],
        read: &dyn Fn(&Path) -> Option<String>,
    ) {
        let mut module = Module {
            file: file.to_path_buf(),
            ..Module::default()
        };
        let items = || items.iter().filter(|item| !is_for_tests(attributes(item)));
        for item in items() {
            let Item::Mod(child) = item else { continue };
            let name = child.ident.to_string();
            let child_path = [path.clone(), vec![name.clone()]].concat();
            let folder = children.join(&name);
            module.names.insert(name.clone(), child_path.clone());
            if let Some((_, items)) = &child.content {
                self.add_module(child_path, file, &folder, items, read);
            } else {
                let candidates = [children.join(format!("{name}.rs")), folder.join("mod.rs")];
                let found = candidates.iter().find_map(|file| Some((file, read(file)?)));
                let (file, text) =
                    found.unwrap_or_else(|| panic!("{} has no module {name}", file.display()));
                self.add_file(child_path, file, &folder, &text, read);
            }
        }
        for item in items() {
            match item {
                Item::Mod(_) => {}
                Item::Use(item) => {
                    let private = matches!(item.vis, Visibility::Inherited);
                    module.add_use(&path, &item.tree, &mut Vec::new(), private);
                }
                _ => module.defined.extend(item_name(item)),
            }
        }
        for item in items() {
            if !matches!(item, Item::Mod(_) | Item::Use(_)) {
                module.add_code(&path, item.to_token_stream());
            }
        }
        self.0.insert(path, module);
    }

    /// The module that defines what a path names.
    fn defining_module(&self, mut path: ModulePath) -> (&[String], &Module) {
        // The names of two modules could stand for each other.
        for _ in 0..path.len() + 16 {
            let depth = (0..=path.len())
                .rev()
                .find(|depth| self.0.contains_key(&path[..*depth]));
            let (module, rest) = path.split_at(depth.expect("the root is a module"));
            let (module, contents) = self.0.get_key_value(module).expect("it was just found");
            match rest
                .split_first()
                .and_then(|(name, rest)| Some((self.target(contents, name)?, rest)))
            {
                Some((target, rest)) => path = [target, rest.to_vec()].concat(),
                None => return (module, contents),
            }
        }
        panic!("crate::{} does not lead to a definition", path.join("::"));
    }

    /// What a name in a module stands for, unless it is defined there.
    fn target(&self, module: &Module, name: &str) -> Option<ModulePath> {
        if module.defined.contains(name) {
            return None;
        }
        let has_name = |glob: &&ModulePath| {
            let (_, target) = self.defining_module(glob.to_vec());
            target.defined.contains(name) || target.names.contains_key(name)
        };
        let from_glob = || {
            Some(
                [
                    module.globs.iter().find(has_name)?.clone(),
                    vec![name.to_owned()],
                ]
                .concat(),
            )
        };
        module.names.get(name).cloned().or_else(from_glob)
    }
}

impl Module {
    fn add_use(
        &mut self,
        here: &[String],
        tree: &UseTree,
        prefix: &mut Vec<String>,
        private: bool,
    ) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_use(here, &path.tree, prefix, private);
                prefix.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use(here, tree, prefix, private);
                }
            }
            UseTree::Name(name) if name.ident == "self" => {
                let name = prefix.last().cloned().unwrap_or_default();
                self.add_name(here, name, prefix.clone(), private);
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.add_name(here, name.clone(), [&prefix[..], &[name]].concat(), private);
            }
            UseTree::Rename(rename) => {
                let path = [&prefix[..], &[rename.ident.to_string()]].concat();
                self.add_name(here, rename.rename.to_string(), path, private);
            }
            UseTree::Glob(_) => {
                if let Some(path) = self.absolute(here, prefix) {
                    self.globs.push(path.clone());
                    self.imports.extend(private.then_some(path));
                }
            }
        }
    }

    fn add_name(&mut self, here: &[String], name: String, path: Vec<String>, private: bool) {
        if let Some(path) = self.absolute(here, &path) {
            self.names.insert(name, path.clone());
            self.imports.extend(private.then_some(path));
        }
    }

    /// Adds every path in the code that begins in this crate.
    fn add_code(&mut self, here: &[String], code: TokenStream) {
        let mut path = Vec::new();
        let mut colons = 0;
        let mut after_dot = false;
        for token in code {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.add_path(here, &std::mem::take(&mut path));
                        // A field or a method is no path, and a path that begins with `::` leads to another crate.
                        path.extend(after_dot.then(String::new));
                    } else if path.is_empty() {
                        path.push(String::new());
                    }
                    path.push(ident.to_string());
                    after_dot = false;
                }
                other => {
                    self.add_path(here, &std::mem::take(&mut path));
                    after_dot = matches!(&other, TokenTree::Punct(punct) if punct.as_char() == '.');
                    if let TokenTree::Group(group) = other {
                        self.add_code(here, group.stream());
                    }
                }
            }
            colons = 0;
        }
        self.add_path(here, &path);
    }

    fn add_path(&mut self, here: &[String], path: &[String]) {
        let is_import = match path {
            [] => false,
            // Alone, a module's name is the name of something else: of a variable, for instance.
            [name] => self
                .names
                .get(name)
                .is_some_and(|target| *target != [here, path].concat()),
            _ => true,
        };
        if is_import {
            let path = self.absolute(here, path);
            self.imports.extend(path);
        }
    }

    /// A path from the crate's root on. None: it leads to another crate, or to something in this module.
    fn absolute(&self, here: &[String], path: &[String]) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => here.to_vec(),
            "super" => {
                let parent = here.split_last()?.1;
                return match rest.first() {
                    Some(next) if next == "super" => self.absolute(parent, rest),
                    _ => Some([parent, rest].concat()),
                };
            }
            name => self.names.get(name)?.clone(),
        };
        Some([&start[..], rest].concat())
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_cfg = |attribute: &&Attribute| attribute.path().is_ident("cfg");
    let names_test =
        |attribute: &Attribute| attribute.meta.to_token_stream().to_string() == "cfg (test)";
    attributes.iter().filter(is_cfg).any(names_test)
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn item_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
