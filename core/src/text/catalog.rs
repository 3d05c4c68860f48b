//! The Fluent files of a crate, read once per process.

use super::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent};
use std::sync::OnceLock;

pub(super) type Bundle<R = &'static FluentResource> = concurrent::FluentBundle<R>;

/// A Fluent file: its name and its content.
pub(super) type File = (&'static str, &'static str);

const LANGUAGES: usize = Language::ALL.len();

/// The core's own messages.
pub(super) static CORE: Catalog = Catalog::new(fluent_files!(
    "src/text",
    "labels.ftl",
    "journey.ftl",
    "help.ftl"
));

/// The messages of a crate, in every language, for `Text::with_catalog`.
///
/// A crate above the core has the core's messages in its catalog too: it can say them, and its own
/// messages can refer to them.
pub struct Catalog {
    files: [&'static [File]; LANGUAGES],
    resources: [OnceLock<Vec<FluentResource>>; LANGUAGES],
    bundles: [OnceLock<Bundle>; LANGUAGES],
}

impl Catalog {
    /// A catalog of the files that [`fluent_files!`](crate::fluent_files) includes.
    #[must_use]
    pub const fn new(
        files: [&'static [(&'static str, &'static str)]; Language::ALL.len()],
    ) -> Self {
        Self {
            files,
            resources: [const { OnceLock::new() }; LANGUAGES],
            bundles: [const { OnceLock::new() }; LANGUAGES],
        }
    }

    /// The crate's own files.
    pub(super) fn files(&self, language: Language) -> &'static [File] {
        self.files[language as usize]
    }

    /// The catalog whose messages this one holds besides its own.
    pub(super) fn base(&self) -> Option<&'static Self> {
        (!std::ptr::eq(self, &CORE)).then_some(&CORE)
    }

    /// All messages of a language. Reading them takes half a millisecond, a good part of what a
    /// journey may cost, so they are read once.
    pub(super) fn bundle(&'static self, language: Language) -> &'static Bundle {
        self.bundles[language as usize].get_or_init(|| {
            let mut bundle = new_bundle(language);
            let base = self
                .base()
                .into_iter()
                .flat_map(|base| base.resources(language));
            for resource in base.chain(self.resources(language)) {
                let _ = bundle.add_resource(resource);
            }
            bundle
        })
    }

    fn resources(&'static self, language: Language) -> &'static [FluentResource] {
        self.resources[language as usize].get_or_init(|| {
            // What can't be read is left out here and fails a test.
            let read = |(_, source): &File| {
                FluentResource::try_new((*source).to_owned())
                    .unwrap_or_else(|(readable, _)| readable)
            };
            self.files(language).iter().map(read).collect()
        })
    }
}

pub(super) fn new_bundle<R>(language: Language) -> Bundle<R> {
    let locale = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // The marks are for mixing scripts of both directions, and some terminals show them.
    bundle.set_use_isolating(false);
    let _ = bundle.add_function("TWO_DIGITS", two_digits);
    bundle
}

/// Fluent's function `TWO_DIGITS($hour)`: a number with a leading zero where it has one digit.
fn two_digits<'a>(positional: &[FluentValue<'a>], _: &FluentArgs) -> FluentValue<'a> {
    match positional {
        [FluentValue::Number(number)] => format!("{:02.0}", number.value).into(),
        [other] => other.clone(),
        _ => FluentValue::Error,
    }
}
