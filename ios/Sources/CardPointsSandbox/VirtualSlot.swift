#if canImport(CardPointsSandboxFFI)
    import CardPoints

    /// A slot in which a virtual card lies whenever one is wanted: for simulators, which have no NFC, and for tests.
    public final class VirtualSlot: CardSlot {
        private let card: VirtualCard
        private let reader: Reader

        /// - Parameters:
        ///   - card: The card.
        ///   - largest: Largest command, in bytes; 261 or less: short ones only.
        public init(_ card: VirtualCard, largest: Int32 = 65_279) {
            self.card = card
            reader = Reader(largest: largest, selected: false)
        }

        public func tap(_ words: Words) async throws(Hindrance) -> Reader {
            card.powerOff()
            return reader
        }

        public func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? {
            card.transmit(command: command)
        }

        public func end(_ ending: CardEnding) {
            card.powerOff()
        }
    }
#endif
