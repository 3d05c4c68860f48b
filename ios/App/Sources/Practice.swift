#if DEBUG && canImport(CardPointsSandboxFFI)
    import CardPoints
    import CardPointsSandbox

    /// The practice world, for developers: a card that lays itself on, and the backend's own checks, in process.
    struct Practice: World {
        /// Practice was asked for: the scheme "CardPoints Practice" starts the app with this argument.
        static let argument = "-practice"

        let hasSheet = false
        private let sandbox: Sandbox
        private let card: VirtualCard
        private let seconds: UInt64

        /// - Parameters:
        ///   - card: The card that is laid on.
        ///   - seconds: So long after it is asked for.
        init(_ sandbox: Sandbox, card: VirtualCard, after seconds: UInt64 = 2) {
            self.sandbox = sandbox
            self.card = card
            self.seconds = seconds
        }

        func begin(_ language: Language) -> Session {
            Session(
                errand: .home, language: language, backend: sandbox.address(), practice: true,
                slot: LateSlot(VirtualSlot(card), after: seconds)
            ) { [sandbox] in sandbox.answer(request: $0) }
        }
    }

    extension Person {
        /// Who it is and what they type: everything in the practice world is public.
        func described(in language: Language) -> String {
            let typed = [pin] + (account.map { [$0.id] + $0.codes } ?? [])
            return
                (["\(id): \(about[language] ?? "")", account?.service].compactMap { $0 }
                + typed.map { String(decoding: $0.bytes, as: UTF8.self) }).joined(separator: " · ")
        }
    }

    /// A slot whose card needs a moment to come, as a person does.
    private struct LateSlot: CardSlot {
        private let slot: any CardSlot
        private let seconds: UInt64

        init(_ slot: any CardSlot, after seconds: UInt64) {
            self.slot = slot
            self.seconds = seconds
        }

        func tap(_ words: Words) async throws(Hindrance) -> Reader {
            // Cancelled: nobody hears what comes then.
            try? await Task.sleep(nanoseconds: seconds * 1_000_000_000)
            return try await slot.tap(words)
        }

        func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? {
            await slot.transmit(command, stage: stage, words: words)
        }

        func end(_ ending: CardEnding) {
            slot.end(ending)
        }
    }
#endif
