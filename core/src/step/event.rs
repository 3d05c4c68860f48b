//! What happened: the shell tells the journey.

use crate::card::ReaderCapabilities;
use crate::secret::Secret;
use crate::text::Language;
use crate::view::{Answer, Topic};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Event {
    /// The first event.
    Started,
    /// The person answered the open question.
    Answered {
        /// It must have the shape of the question's form.
        answer: Answer,
    },
    /// The person goes back to the question before. No answer is lost.
    Back,
    /// The person wants to change an earlier answer.
    Change {
        /// The question that it answered.
        about: Topic,
    },
    /// The person wants another language from now on. No answer is lost and nothing is sent: the same
    /// step comes again with its text in that language. A shell shows the step that comes, and goes
    /// on doing what it was doing:
    ///
    /// - [`Step::Ask`](super::Step::Ask): the same question, with the same problems. Only the shell
    ///   knows what the person has entered or marked since it was asked, and keeps it.
    /// - [`Step::Tap`](super::Step::Tap): it waits for the card as before.
    /// - [`Step::Send`](super::Step::Send): the request is the same, with the same id; one that is
    ///   under way isn't sent again.
    /// - [`Step::Transmit`](super::Step::Transmit): a command is never handed out twice, so this counts
    ///   as a lost card, as anything but a reply does. A shell waits with it until the card is free.
    /// - [`Step::Done`](super::Step::Done): the same outcome.
    ///
    /// The card signs the summary as it was confirmed, in the language in which it was shown. If an
    /// answer is opened again after that, the summary has to be confirmed again.
    SetLanguage {
        /// The language.
        language: Language,
    },
    /// The person, or the shell, stops the journey.
    Stopped,
    /// A card is on the reader.
    Arrived {
        /// What the shell knows about its reader.
        reader: ReaderCapabilities,
    },
    /// The card replied.
    Replied {
        /// Data and status word.
        reply: Secret,
    },
    /// The card was removed, or its reply never came.
    Lost,
    /// The backend replied.
    Received {
        /// The id of the request that it answers.
        id: i32,
        /// HTTP status.
        status: i32,
        /// The body as it came; at most two megabytes are read.
        body: Secret,
    },
    /// The backend can't be reached, or did not reply in time.
    Unreachable {
        /// The request's id.
        id: i32,
    },
}
