#if canImport(CardPointsSandboxFFI)
    import CardPoints

    /// Connects to a virtual card, which is there whenever a card is wanted: for simulators, which have no NFC, and for tests.
    public final class VirtualCardConnector: CardConnector {
        private let card: VirtualCard
        private let reader: ReaderCapabilities

        /// - Parameters:
        ///   - card: The card.
        ///   - maxCommandBytes: The largest command in bytes; with 261 or less only short commands are sent.
        public init(_ card: VirtualCard, maxCommandBytes: Int32 = 65_279) {
            self.card = card
            reader = ReaderCapabilities(maxCommandBytes: maxCommandBytes, applicationSelected: false)
        }

        public func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities {
            card.powerOff()
            return reader
        }

        public func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? {
            card.transmit(command: command)
        }

        public func end(_ result: ScanResult) {
            card.powerOff()
        }
    }
#endif
