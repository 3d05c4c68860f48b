//! The face for Kotlin and Swift, by uniffi: the journey behind a lock, with the system's clock and
//! randomness, and how types that are not uniffi's cross.
//!
//! The other types that cross are those of the other modules, unchanged.

#[cfg(doc)]
use crate::journey::Outcome;
use crate::journey::{
    Device, Event, Journey, JourneyConfig, JourneyKind, ScreenText, Step, SubmissionState,
    TranscriptEntry,
};
use crate::secret::Secret;
use crate::text::{Language, LocalizedText, Text};
use crate::view::ending;
use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// One journey of one person, from the first question to the outcome; `Journey` in Kotlin and Swift.
///
/// A conversation: it says what it needs next ([`Step`]), the app brings it and says what happened
/// ([`Event`]). It never waits, opens no socket and touches no card; each call takes less than a
/// millisecond. Calls from several threads are taken one after the other.
///
/// Kotlin:
/// ```kotlin
/// Journey(JourneyKind.APPLY, Language.JAPANESE, "https://points.example", Device.ANDROID).use { journey ->
///     var event: Event = Event.Started
///     while (true) {
///         event = when (val step = journey.next(event)) {
///             is Step.Ask -> Event.Answered(ask(step.question))
///             is Step.Tap -> Event.Arrived(waitForCard(step.text))
///             is Step.Transmit -> card.transmit(step.command)?.let(Event::Replied) ?: Event.Lost
///             is Step.Send -> sender.send(step.request)
///             is Step.Done -> return step.outcome
///         }
///     }
/// }
/// ```
/// Swift:
/// ```swift
/// let journey = Journey(kind: .apply, language: .japanese, backend: "https://points.example", device: .iphone)
/// var event = Event.started
/// while true {
///     switch journey.next(event: event) {
///     case .ask(let question): event = .answered(answer: await ask(question))
///     case .tap(_, _, _, let text): event = .arrived(reader: await waitForCard(text))
///     case .transmit(let command, _, _): event = await transmit(command).map(Event.replied) ?? .lost
///     case .send(let request, _, _): event = await sender.send(request: request)
///     case .done(let outcome, _): return outcome
///     }
/// }
/// ```
/// The SDKs' own shells are this loop, with everything around it that a phone needs.
#[derive(uniffi::Object)]
#[uniffi(name = "Journey")]
pub struct SharedJourney {
    inner: Mutex<Journey>,
}

#[uniffi::export(name = "Journey")]
impl SharedJourney {
    /// A journey that waits for [`Event::Started`].
    ///
    /// `backend` is the service's address, `https://host[:port]` without a path; it is signed, so it
    /// comes from the app's configuration and never from a server. `practice`: the backend is known
    /// to be a sandbox, and every screen says so from the first one on.
    #[uniffi::constructor(default(practice = false))]
    pub fn new(
        kind: JourneyKind,
        language: Language,
        backend: String,
        device: Device,
        practice: bool,
    ) -> Self {
        let mut entropy = [0; 32];
        SystemRandom::new()
            .fill(&mut entropy)
            .expect("the system's random number generator");
        Self {
            inner: Mutex::new(Journey::new(JourneyConfig {
                kind,
                language,
                backend,
                practice,
                device,
                furigana: false,
                entropy,
            })),
        }
    }

    /// Takes what happened; returns what the journey needs next.
    ///
    /// Total: every event is allowed at every step. One that does not fit changes nothing and the same
    /// step comes again; but during [`Step::Transmit`] anything but a reply counts as a lost card.
    /// Never throws: a fault inside ends the journey with [`Outcome::InternalError`].
    pub fn next(&self, event: Event) -> Step {
        let mut journey = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        journey.next(Timestamp::now(), event)
    }

    /// The commands and replies so far, for support: no data, only its length.
    pub fn transcript(&self) -> Vec<TranscriptEntry> {
        let journey = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        journey.transcript()
    }
}

impl SharedJourney {
    /// For tests of shells: the next event that fits meets a panic.
    #[doc(hidden)]
    pub fn fail_next(&self) {
        let mut journey = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        journey.fail_next();
    }
}

/// The screen for a fault that the app itself met, in `language`. `submission`: whether an application
/// may have reached the backend before it.
#[uniffi::export]
pub fn internal_error(language: Language, submission: SubmissionState) -> ScreenText {
    ending::internal_error(&Text::new(language), submission)
}

/// Under this name it hides no host's own `Date`.
type CivilDate = jiff::civil::Date;

uniffi::custom_type!(Secret, Vec<u8>, {
    lower: |secret| secret.bytes().to_vec(),
    try_lift: |bytes| Ok(bytes.into()),
});
uniffi::custom_type!(LocalizedText, HashMap<Language, String>, {
    // Every language is present: an app looks one up and needs no rule for a missing one.
    lower: |localized| {
        let text = |language| (language, localized.get(language).to_owned());
        Language::ALL.into_iter().map(text).collect()
    },
    try_lift: |map| Ok(LocalizedText(map.into_iter().collect())),
});
uniffi::custom_type!(Timestamp, SystemTime, {
    remote,
    // Every timestamp is a system time on the targets that there are.
    lower: |time| SystemTime::try_from(time).unwrap_or(SystemTime::UNIX_EPOCH),
    try_lift: |time| Ok(Timestamp::try_from(time)?),
});
uniffi::custom_type!(CivilDate, String, {
    remote,
    lower: |date| date.to_string(),
    try_lift: |text| Ok(text.parse()?),
});
