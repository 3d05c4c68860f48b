/// Where cards are laid on: ``CardReader`` is the iPhone's own, a test or another reader brings its own.
///
/// For one ``Conversation`` at a time, which calls it in this order: ``tap(_:)``, then any number of ``transmit(_:stage:words:)``, and
/// again; ``end(_:)`` whenever the journey needs the card no more.
public protocol CardSlot: Sendable {
    /// Waits for a card, saying `words` meanwhile, and begins its session.
    ///
    /// When the session before was not ended, its card was lost or is the wrong one: it counts only after it has been laid on
    /// anew. Cancelling the task stops waiting, and whatever is shown for it goes away.
    ///
    /// - Throws: ``Hindrance`` when no card can be waited for any more, until the person wants to try again.
    func tap(_ words: Words) async throws(Hindrance) -> Reader

    /// Sends `command`, once, and gives the reply; `nil`: the card left, or its reply never came. Cancelling the task does not
    /// reach a command that has left: the reply is waited for.
    func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret?

    /// Ends the card's session, if there is one, so that what the card has verified is forgotten.
    func end(_ ending: CardEnding)

    /// Words that come from now on are in that language: for a slot that adds its own. Never while a card is there.
    func speak(_ language: Language)
}

extension CardSlot {
    /// It adds no words of its own.
    public func speak(_ language: Language) {}
}

/// How a card's session ended, for the person who still looks at the card.
public enum CardEnding: Sendable, Equatable {
    /// The card has done what was asked of it; the heading of what comes next.
    case done(String)
    /// It has not; why, in a sentence.
    case failed(String)
}

/// Why no card can be read now, by what the person, or the app's developer, can do next.
public enum Hindrance: Error, Sendable, Equatable, CaseIterable {
    /// The person closed the sheet.
    case closed
    /// No card came in time, or the session was too long.
    case timedOut
    /// NFC is in use elsewhere.
    case busy
    /// The system ended the session for a reason of its own.
    case interrupted
    /// The radio is switched off.
    case radioOff
    /// This device can't read cards.
    case unsupported
    /// The app lacks the entitlement or an entry of its Info.plist.
    case notSetUp
}
