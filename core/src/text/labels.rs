//! The few texts that a shell needs of its own around the steps of a journey.

use super::{Language, Text};

/// Defines [`Labels`] and the message of each.
macro_rules! labels {
    ($($(#[doc = $doc:tt])+ $field:ident: $key:tt,)+) => {
        /// Texts around the steps of a journey, in one language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
        pub struct Labels {
            $($(#[doc = $doc])+ pub $field: String,)+
        }

        /// The labels in the language, and with the readings, of `text`.
        #[must_use]
        pub fn labels_in(text: &Text) -> Labels {
            Labels { $($field: text.message($key),)+ }
        }
    };
}

labels! {
    /// Button: to the question before.
    back: "label-back",
    /// Button: changes an earlier answer.
    change: "label-change",
    /// Button: stops the journey.
    stop: "label-stop",
    /// Button: to the first screen.
    home: "label-home",
    /// Marks a field that must be filled in.
    required: "label-required",
    /// Marks a field that may stay empty.
    optional: "label-optional",
    /// Precedes an example.
    example: "label-example",
    /// Button: shows what is typed.
    show: "label-show",
    /// Button: hides what is typed.
    hide: "label-hide",
    /// Label of a search field.
    search: "label-search",
    /// Filter: everything.
    all: "label-all",
    /// A search without results.
    nothing_found: "label-nothing-found",
    /// Precedes the number of results of a search.
    hits: "label-hits",
    /// Button: shows more of a long list.
    more: "label-more",
    /// Marks the choice that is selected.
    chosen: "label-chosen",
    /// Precedes the reason why a choice is not available.
    not_available: "label-not-available",
    /// Heading of the summary of problems.
    problems: "label-problems",
    /// Precedes a window's title when the answer has problems.
    problem_title: "label-problem-title",
    /// A command or a request takes a while.
    waiting: "label-waiting",
    /// Marks a stage that is done.
    done: "label-done",
    /// Button: prints or saves the receipt.
    print: "label-print",
    /// Precedes the code for the help desk.
    code: "label-code",
    /// On every screen of the sandbox.
    practice: "label-practice",
    /// Stage: the card was found.
    found: "label-found",
    /// Stage: the certificate was read.
    read: "label-read",
    /// Stage: the password was checked.
    checked: "label-checked",
    /// Stage: the card has signed.
    signed: "label-signed",
    /// Precedes the description of the picture of where the card belongs.
    lay_here: "label-lay-here",
    /// Description: at the upper end of the phone's back.
    lay_high: "label-lay-high",
    /// Description: in the middle of the phone's back.
    lay_middle: "label-lay-middle",
    /// Description: at the lower end of the phone's back.
    lay_low: "label-lay-low",
    /// Description: the phone's top edge on the middle of the card, where the edge reads.
    lay_edge: "label-lay-edge",
    /// Heading: NFC is switched off on this phone.
    nfc_off: "label-nfc-off",
    /// Text below `nfc_off`.
    nfc_off_text: "label-nfc-off-text",
    /// Button: opens the settings in which NFC is switched on.
    nfc_settings: "label-nfc-settings",
    /// Heading: this phone can't read cards.
    nfc_missing: "label-nfc-missing",
    /// Text below `nfc_missing`.
    nfc_missing_text: "label-nfc-missing-text",
    /// More than one card is on the reader.
    several_cards: "label-several-cards",
    /// Button: starts reading again.
    scan_again: "label-scan-again",
    /// Heading: the person closed the system's window for reading.
    scan_closed: "label-scan-closed",
    /// Text below `scan_closed`.
    scan_closed_text: "label-scan-closed-text",
    /// Heading: no card was read in the time that the system gives.
    scan_timed_out: "label-scan-timed-out",
    /// Text below `scan_timed_out`.
    scan_timed_out_text: "label-scan-timed-out-text",
    /// Heading: another app uses NFC.
    scan_busy: "label-scan-busy",
    /// Text below `scan_busy`.
    scan_busy_text: "label-scan-busy-text",
    /// Heading: the system stopped reading.
    scan_interrupted: "label-scan-interrupted",
    /// Text below `scan_interrupted`.
    scan_interrupted_text: "label-scan-interrupted-text",
    /// Heading: the app was closed during a journey.
    interrupted: "label-interrupted",
    /// Text below `interrupted`.
    interrupted_text: "label-interrupted-text",
    /// Button: switches to this language, in that language.
    language: "label-language",
}

/// The labels in `language`.
#[must_use]
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn labels(language: Language) -> Labels {
    labels_in(&Text::new(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_message() {
        for language in Language::ALL {
            let labels = format!("{:?}", labels(language));
            assert!(!labels.contains("\"label-"), "{labels}");
        }
    }
}
