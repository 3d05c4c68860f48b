//! The program's own texts: keys, readers, the sandbox, and the frame of the pages. All texts of a
//! journey come from the core.

use crate::readers::ReaderHint;
use card_points::fluent_files;
use card_points::text::{Catalog, Language, Text};

static CATALOG: Catalog = Catalog::new(fluent_files!(
    "src/text",
    "shared.ftl",
    "terminal.ftl",
    "browser.ftl"
));

/// The texts for a terminal, which can't set readings above the kanji: only difficult kanji have one.
#[must_use]
pub fn terminal_text(language: Language) -> Text {
    Text::new(language).with_catalog(&CATALOG)
}

/// The texts for the browser, with all readings.
#[must_use]
pub fn browser_text(language: Language) -> Text {
    Text::with_furigana(language).with_catalog(&CATALOG)
}

/// What a person can do about `hint`; the readers' names follow the text.
#[must_use]
pub fn reader_hint(text: &Text, hint: &ReaderHint) -> String {
    text.message(match hint {
        ReaderHint::NoLibrary => "reader-no-library",
        ReaderHint::NoService => "reader-no-service",
        ReaderHint::NoReader => "reader-missing",
        ReaderHint::Empty { .. } => "reader-empty",
        ReaderHint::Busy { .. } => "reader-busy",
        ReaderHint::NoAnswer { .. } => "reader-no-answer",
        ReaderHint::RemoveCard { .. } => "reader-remove-card",
        ReaderHint::Several { .. } => "reader-several",
    })
}

#[cfg(test)]
mod tests {
    use super::CATALOG;
    use card_points::text::check::TextCheck;

    #[test]
    fn the_fluent_files_are_complete_used_and_plain() {
        let check = TextCheck {
            catalog: &CATALOG,
            folders: &[
                concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
                concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
            ],
            file_kinds: &["rs", "html"],
            functions: &["message"],
            composed_keys: Vec::new(),
            numbers: &[],
            verbatim: &[
                "Alt",
                "Ctrl-C",
                "Ctrl",
                "Debian",
                "Enter",
                "Esc",
                "F4",
                "FILE.pem",
                "ID",
                "Ubuntu",
                "https",
                "pcsc-lite",
                "sudo apt install pcscd libpcsclite1",
                "sudo apt install pcscd vsmartcard-vpcd",
                "sudo systemctl restart pcscd",
                "sudo systemctl start pcscd.socket",
                "--backend",
                "--reader",
                "--root",
                "（PC/SC）",
                "（vpcd）",
                "C",
                "b =",
                "s =",
                "y =",
            ],
        };
        check.everything();
        let calls = check.every_literal_key_stands_in_the_files_and_gets_its_arguments();
        assert!(calls > 60, "the sources were not read");
    }
}
