//! The few words that a shell needs of its own around what the journey says.

use super::{Language, Text};

/// Words around a question, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Labels {
    /// Leads to the question before.
    pub back: String,
    /// Leads to an earlier answer, to change it.
    pub change: String,
    /// Stops the journey.
    pub stop: String,
    /// Leads to the first screen.
    pub home: String,
    /// Mark of a field that must be filled in.
    pub required: String,
    /// Mark of a field that may stay empty.
    pub optional: String,
    /// Stands before an example.
    pub example: String,
    /// Shows what is typed, while it is held.
    pub show: String,
    /// Hides it again.
    pub hide: String,
    /// Label of a search field.
    pub search: String,
    /// The filter that lets everything through.
    pub all: String,
    /// A search found nothing.
    pub nothing_found: String,
    /// Stands before the number of what a search found.
    pub hits: String,
    /// Shows more of a long list.
    pub more: String,
    /// The choice that stands.
    pub chosen: String,
    /// Stands before the reason why something can't be chosen.
    pub not_available: String,
    /// Heading of the summary of errors.
    pub problems: String,
    /// Comes first in a window's title when the answer has errors.
    pub problem_title: String,
    /// A command or request is under way.
    pub waiting: String,
    /// Marks what is done.
    pub done: String,
    /// Prints or saves the receipt.
    pub print: String,
    /// Stands before the code for the help desk.
    pub code: String,
    /// On every screen of the practice world.
    pub practice: String,
    /// The card was found.
    pub found: String,
    /// The certificate was read.
    pub read: String,
    /// The password was right.
    pub checked: String,
    /// The card has signed.
    pub signed: String,
    /// Stands before what the picture shows.
    pub lay_here: String,
    /// That place: at the upper end of the phone's back.
    pub lay_high: String,
    /// That place: in the middle of the phone's back.
    pub lay_middle: String,
    /// That place: at the lower end of the phone's back.
    pub lay_low: String,
    /// What the picture shows where the phone's edge reads: its top edge on the middle of the card.
    pub lay_edge: String,
    /// Heading: NFC is switched off on this phone.
    pub nfc_off: String,
    /// What that means, and what to do.
    pub nfc_off_text: String,
    /// Opens the settings where NFC is switched on.
    pub nfc_settings: String,
    /// Heading: this phone can't read cards.
    pub nfc_missing: String,
    /// What to do instead.
    pub nfc_missing_text: String,
    /// Two cards lie there at once.
    pub several_cards: String,
    /// Reads the card, where nothing is waited for any more.
    pub scan_again: String,
    /// Heading: the person closed the system's window for reading.
    pub scan_closed: String,
    /// What that means.
    pub scan_closed_text: String,
    /// Heading: no card was read in the time that the system gives.
    pub scan_timed_out: String,
    /// What that means.
    pub scan_timed_out_text: String,
    /// Heading: another app uses NFC.
    pub scan_busy: String,
    /// What to do.
    pub scan_busy_text: String,
    /// Heading: the system stopped reading.
    pub scan_interrupted: String,
    /// What that means, and what to do.
    pub scan_interrupted_text: String,
    /// Heading: the app was closed while something was under way.
    pub interrupted: String,
    /// What that means, and what to do.
    pub interrupted_text: String,
    /// Switches to this language: its own name.
    pub language: String,
}

/// The words that a shell needs of its own, in `language`.
#[must_use]
pub fn labels(language: Language) -> Labels {
    labels_in(&Text::new(language))
}

/// The words that a shell needs of its own, as `text` says them.
#[must_use]
pub fn labels_in(text: &Text) -> Labels {
    Labels {
        back: text.message("label-back"),
        change: text.message("label-change"),
        stop: text.message("label-stop"),
        home: text.message("label-home"),
        required: text.message("label-required"),
        optional: text.message("label-optional"),
        example: text.message("label-example"),
        show: text.message("label-show"),
        hide: text.message("label-hide"),
        search: text.message("label-search"),
        all: text.message("label-all"),
        nothing_found: text.message("label-nothing-found"),
        hits: text.message("label-hits"),
        more: text.message("label-more"),
        chosen: text.message("label-chosen"),
        not_available: text.message("label-not-available"),
        problems: text.message("label-problems"),
        problem_title: text.message("label-problem-title"),
        waiting: text.message("label-waiting"),
        done: text.message("label-done"),
        print: text.message("label-print"),
        code: text.message("label-code"),
        practice: text.message("label-practice"),
        found: text.message("label-found"),
        read: text.message("label-read"),
        checked: text.message("label-checked"),
        signed: text.message("label-signed"),
        lay_here: text.message("label-lay-here"),
        lay_high: text.message("label-lay-high"),
        lay_middle: text.message("label-lay-middle"),
        lay_low: text.message("label-lay-low"),
        lay_edge: text.message("label-lay-edge"),
        nfc_off: text.message("label-nfc-off"),
        nfc_off_text: text.message("label-nfc-off-text"),
        nfc_settings: text.message("label-nfc-settings"),
        nfc_missing: text.message("label-nfc-missing"),
        nfc_missing_text: text.message("label-nfc-missing-text"),
        several_cards: text.message("label-several-cards"),
        scan_again: text.message("label-scan-again"),
        scan_closed: text.message("label-scan-closed"),
        scan_closed_text: text.message("label-scan-closed-text"),
        scan_timed_out: text.message("label-scan-timed-out"),
        scan_timed_out_text: text.message("label-scan-timed-out-text"),
        scan_busy: text.message("label-scan-busy"),
        scan_busy_text: text.message("label-scan-busy-text"),
        scan_interrupted: text.message("label-scan-interrupted"),
        scan_interrupted_text: text.message("label-scan-interrupted-text"),
        interrupted: text.message("label-interrupted"),
        interrupted_text: text.message("label-interrupted-text"),
        language: text.message("label-language"),
    }
}
