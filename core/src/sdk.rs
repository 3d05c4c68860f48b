//! What Kotlin and Swift see, by uniffi: the journey behind a lock with the system's clock and
//! randomness, the sender, and how our own types cross.
//!
//! Everything else that crosses are the types of the other modules as they stand.

#[cfg(feature = "http")]
use crate::backend::HttpRequest;
use crate::certificate;
#[cfg(feature = "http")]
use crate::http::HttpSenderError;
#[cfg(doc)]
use crate::journey::Outcome;
use crate::journey::{
    self, Device, Event, JourneyConfig, JourneyKind, ScreenText, Step, SubmissionState,
    TranscriptEntry,
};
use crate::secret::Secret;
use crate::text::{self, Labels, Language, LocalizedText};
use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// One errand of one person, from the first question to the outcome.
///
/// A conversation: it says what it needs next ([`Step`]), the app brings it and hands in what
/// happened ([`Event`]). It never waits, opens no socket and touches no card by itself; each call
/// takes less than a millisecond. Calls from several threads are taken one after the other.
///
/// Kotlin:
/// ```kotlin
/// Journey(Errand.APPLY, Language.JAPANESE, "https://points.example", Device.ANDROID).use { journey ->
///     var event: Event = Event.Started
///     while (true) {
///         event = when (val step = journey.next(event)) {
///             is Step.Ask -> Event.Answered(ask(step.question))
///             is Step.Tap -> Event.Arrived(waitForCard(step.words))
///             is Step.Transmit -> card.transmit(step.command)?.let(Event::Replied) ?: Event.Lost
///             is Step.Send -> sender.send(step.request)
///             is Step.Done -> return step.outcome
///         }
///     }
/// }
/// ```
/// Swift:
/// ```swift
/// let journey = Journey(errand: .apply, language: .japanese, backend: "https://points.example", device: .iPhone)
/// var event = Event.started
/// while true {
///     switch journey.next(event: event) {
///     case .ask(let question): event = .answered(answer: await ask(question))
///     case .tap(_, let words): event = .arrived(reader: await waitForCard(words))
///     case .transmit(let command, _, _): event = await transmit(command).map(Event.replied) ?? .lost
///     case .send(let request, _): event = await sender.send(request: request)
///     case .done(let outcome, _): return outcome
///     }
/// }
/// ```
/// The SDKs' own shells are this loop, with everything around it that a phone needs.
#[derive(uniffi::Object)]
pub struct Journey {
    inner: Mutex<journey::Journey>,
}

#[uniffi::export]
impl Journey {
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
            inner: Mutex::new(journey::Journey::new(JourneyConfig {
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

    /// Hands in what happened; gives what is needed next.
    ///
    /// Total: every event may come at every step. One that doesn't fit changes nothing and the same
    /// step comes again; but during [`Step::Transmit`] anything other than a reply counts as a lost
    /// card. Never throws: a fault of ours comes as [`Outcome::InternalError`].
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

impl Journey {
    /// For tests of shells: the next event that fits meets a fault of ours.
    #[doc(hidden)]
    pub fn fail_next(&self) {
        let mut journey = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        journey.fail_next();
    }
}

/// The words that a shell needs of its own around what the journey says, in `language`.
#[uniffi::export]
pub fn labels(language: Language) -> Labels {
    text::labels(language)
}

/// The words for a fault of ours that the app itself met, in `language`; `sent`: whether an
/// application may have left before it.
#[uniffi::export]
pub fn broken(language: Language, sent: SubmissionState) -> ScreenText {
    journey::broken(&text::Text::new(language), sent)
}

/// Sends requests to the backend, trusting only the roots that it is given.
///
/// Absent from the slim build, whose hosts bring their own HTTP: they send the request of
/// [`Step::Send`] as it stands and hand in [`Event::Received`] or [`Event::Unreachable`].
#[cfg(feature = "http")]
#[derive(uniffi::Object)]
pub struct HttpSender {
    inner: crate::http::HttpSender,
}

#[cfg(feature = "http")]
#[uniffi::export(async_runtime = "tokio")]
impl HttpSender {
    /// A sender that trusts these roots (X.509 certificates, DER) and no others, not even the
    /// system's. With none it reaches a backend on loopback over plain `http` and nothing else.
    ///
    /// # Errors
    /// [`HttpSenderError`]: a root is not a certificate, or TLS can't be set up.
    #[uniffi::constructor]
    pub fn new(roots: Vec<Vec<u8>>) -> Result<Self, HttpSenderError> {
        Ok(Self {
            inner: crate::http::HttpSender::new(&roots)?,
        })
    }

    /// Waits as long as the request says, sends it, and gives [`Event::Received`], or
    /// [`Event::Unreachable`] if no whole reply came within its time limit. It always ends: by the
    /// request's own wait and time limit at the latest, a cancelled task's too.
    pub async fn send(&self, request: HttpRequest) -> Event {
        self.inner.send(request).await
    }
}

/// A user certification certificate (利用者証明用電子証明書), as far as a screen needs it.
#[derive(uniffi::Record)]
pub struct CertificateFacts {
    /// Its first moment.
    pub from: Timestamp,
    /// Its last moment.
    pub until: Timestamp,
    /// Serial number, lower-case hex.
    pub serial: String,
}

type Certificate = certificate::Certificate;
/// Under this name it hides no host's own `Date`.
type CivilDate = jiff::civil::Date;

uniffi::custom_type!(Secret, Vec<u8>, {
    lower: |secret| secret.bytes().to_vec(),
    try_lift: |bytes| Ok(bytes.into()),
});
uniffi::custom_type!(LocalizedText, HashMap<Language, String>, {
    // Every language is there: a host looks one up and needs no rule for what is missing.
    lower: |localized| {
        let text = |language| (language, localized.get(language).to_owned());
        Language::ALL.into_iter().map(text).collect()
    },
    try_lift: |map| Ok(LocalizedText(map.into_iter().collect())),
});
uniffi::custom_type!(Certificate, CertificateFacts, {
    lower: |certificate| CertificateFacts {
        from: certificate.not_before(),
        until: certificate.not_after(),
        serial: certificate.serial().to_owned(),
    },
    // Handed out, never in: a screen's facts are no certificate.
    try_lift: |_facts| Err(uniffi::deps::anyhow::anyhow!("a certificate comes from a card")),
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
