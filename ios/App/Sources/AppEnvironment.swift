import CardPoints

/// Where cards are connected and requests are sent.
@MainActor protocol AppEnvironment {
    /// The system shows its own sheet while it reads a card.
    var usesSystemSheet: Bool { get }

    /// Starts a new journey from the first page.
    ///
    /// - Throws: An error in the app's configuration, which prevents every journey.
    func startSession(_ language: Language) throws -> JourneySession
}

/// The iPhone's own NFC and the configured backend.
struct ProductionEnvironment: AppEnvironment {
    let configuration: AppConfiguration
    let usesSystemSheet = true

    func startSession(_ language: Language) throws -> JourneySession {
        try JourneySession(
            kind: .home, language: language, backend: configuration.address, roots: configuration.roots)
    }
}
