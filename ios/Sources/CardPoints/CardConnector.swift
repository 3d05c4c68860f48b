/// Connects to cards: ``NfcCardReader`` uses the iPhone's own NFC, a test or another reader brings its own.
///
/// It serves one ``JourneyRunner`` at a time, which calls ``tap(_:)``, then any number of ``transmit(_:progress:text:)``, and both
/// again; it calls ``end(_:)`` whenever the journey no longer needs the card.
public protocol CardConnector: Sendable {
    /// Waits for a card, showing `text` meanwhile, and begins a session with it.
    ///
    /// When the previous session was not ended, its card was lost or is the wrong one: a card counts only after it has been tapped
    /// anew. Cancelling the task stops waiting and takes away whatever is shown for it.
    ///
    /// - Throws: ``ScanProblem`` when no card can be waited for until the person wants to scan again.
    func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities

    /// Sends `command` once and returns the reply; `nil`: the card was removed, or its reply never came. Cancelling the task does
    /// not stop a command that is with the card: the reply is waited for.
    func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret?

    /// Ends the session with the card, if there is one, so that the card forgets a verified password.
    func end(_ result: ScanResult)

    /// Changes the language of the words that the connector itself adds. Never called while a card is connected.
    func setLanguage(_ language: Language)
}

extension CardConnector {
    /// Does nothing, for a connector that adds no words.
    public func setLanguage(_ language: Language) {}
}

/// How a session with a card ended, for the person who still looks at the card.
public enum ScanResult: Sendable, Equatable {
    /// The card has done everything that was asked of it. The associated value is the heading of what comes next.
    case succeeded(String)
    /// The card has not done it. The associated value gives the reason in a sentence.
    case failed(String)
}

/// Why no card can be read now, distinguished by what the person, or the app's developer, can do next.
public enum ScanProblem: Error, Sendable, Equatable, CaseIterable {
    /// The person closed the system's sheet.
    case closed
    /// No card came in time, or the session took too long.
    case timedOut
    /// Another app or service uses NFC.
    case busy
    /// The system ended the session for a reason of its own.
    case interrupted
    /// NFC is switched off.
    case radioOff
    /// This device can't read cards.
    case unsupported
    /// The app lacks the entitlement or an entry in its Info.plist.
    case notSetUp
}
