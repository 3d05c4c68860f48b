import CardPoints

/// Where cards are laid on, and where requests go.
@MainActor protocol World {
    /// The system shows a sheet of its own while it reads a card.
    var hasSheet: Bool { get }

    /// A new journey, from the first page.
    ///
    /// - Throws: What keeps the app from ever having one: a fault of whoever built it.
    func begin(_ language: Language) throws -> Session
}

/// The iPhone's own NFC, and the backend that the app was built for.
struct Live: World {
    let configuration: Configuration
    let hasSheet = true

    func begin(_ language: Language) throws -> Session {
        try Session(
            errand: .home, language: language, backend: configuration.address, roots: configuration.roots)
    }
}
