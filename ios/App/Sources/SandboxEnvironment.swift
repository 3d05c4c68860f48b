#if DEBUG && canImport(CardPointsSandboxFFI)
    import CardPoints
    import CardPointsSandbox

    /// The sandbox for developers: a virtual card that is tapped automatically, and a backend in the same process.
    struct SandboxEnvironment: AppEnvironment {
        /// The scheme "CardPoints Sandbox" starts the app with this argument.
        static let argument = "-sandbox"

        let usesSystemSheet = false
        private let sandbox: Sandbox
        private let card: VirtualCard
        private let tapDelaySeconds: UInt64

        /// - Parameters:
        ///   - sandbox: The backend.
        ///   - card: The card that is tapped.
        ///   - tapDelaySeconds: The time from the request for a card until it is tapped.
        init(_ sandbox: Sandbox, card: VirtualCard, tapDelaySeconds: UInt64 = 2) {
            self.sandbox = sandbox
            self.card = card
            self.tapDelaySeconds = tapDelaySeconds
        }

        func startSession(_ language: Language) -> JourneySession {
            JourneySession(
                kind: .home, language: language, backend: sandbox.address(), practice: true,
                connector: DelayedCardConnector(VirtualCardConnector(card), tapDelaySeconds: tapDelaySeconds)
            ) { [sandbox] in sandbox.answer(request: $0) }
        }
    }

    extension Person {
        /// The person and what they type: all data of the sandbox is public.
        func description(in language: Language) -> String {
            let inputs = [pin] + (account.map { [$0.id] + $0.codes } ?? [])
            return
                (["\(id): \(about[language] ?? "")", account?.service].compactMap { $0 }
                + inputs.map { String(decoding: $0.bytes, as: UTF8.self) }).joined(separator: " · ")
        }
    }

    /// Delays each tap, since a person needs time too.
    private struct DelayedCardConnector: CardConnector {
        private let connector: any CardConnector
        private let tapDelaySeconds: UInt64

        init(_ connector: any CardConnector, tapDelaySeconds: UInt64) {
            self.connector = connector
            self.tapDelaySeconds = tapDelaySeconds
        }

        func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities {
            // A cancelled sleep is no problem: the result of a cancelled tap is ignored.
            try? await Task.sleep(nanoseconds: tapDelaySeconds * 1_000_000_000)
            return try await connector.tap(text)
        }

        func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? {
            await connector.transmit(command, progress: progress, text: text)
        }

        func end(_ result: ScanResult) {
            connector.end(result)
        }
    }
#endif
