import Foundation

// Not on Mac Catalyst: it has the module, but not the delegate of these sessions.
#if canImport(CoreNFC) && !targetEnvironment(macCatalyst)
    import CoreNFC

    /// The device's NFC.
    enum SystemNFC {
        static var available: Bool { NFCTagReaderSession.readingAvailable }

        static func session(
            queue: DispatchQueue, hear: @escaping @Sendable (TagEvent) -> Void
        ) -> (any TagSession)? {
            CoreNFCSession(queue: queue, hear: hear)
        }
    }

    /// `NFCTagReaderSession` as a ``TagSession``: every call is one of CoreNFC's, on the queue that it calls back on.
    private final class CoreNFCSession: NSObject, TagSession, NFCTagReaderSessionDelegate {
        private let hear: @Sendable (TagEvent) -> Void
        private var session: NFCTagReaderSession?
        private var tags: [NFCTag] = []

        init?(queue: DispatchQueue, hear: @escaping @Sendable (TagEvent) -> Void) {
            self.hear = hear
            super.init()
            // It holds its delegate weakly.
            session = NFCTagReaderSession(pollingOption: .iso14443, delegate: self, queue: queue)
            if session == nil { return nil }
        }

        func begin(_ message: String) {
            session?.alertMessage = message
            session?.begin()
        }

        func say(_ message: String) {
            session?.alertMessage = message
        }

        func poll() {
            tags = []
            session?.restartPolling()
        }

        func connect(_ done: @escaping @Sendable (NfcFault?) -> Void) {
            guard let session, let tag = tags.first else { return done(.tagNotConnected) }
            session.connect(to: tag) { done($0.map(NfcFault.init(_:))) }
        }

        func send(_ command: Secret, _ done: @escaping @Sendable (Result<Secret, NfcFault>) -> Void) {
            guard case .iso7816(let tag)? = tags.first else { return done(.failure(.tagNotConnected)) }
            guard let apdu = NFCISO7816APDU(data: command.bytes) else { return done(.failure(.invalidParameter)) }
            tag.sendCommand(apdu: apdu) { data, sw1, sw2, error in
                done(error.map { .failure(NfcFault($0)) } ?? .success(Secret(data + [sw1, sw2])))
            }
        }

        func invalidate(error: String?) {
            if let error {
                session?.invalidate(errorMessage: error)
            } else {
                session?.invalidate()
            }
        }

        func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession) {}

        func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag]) {
            self.tags = tags
            hear(
                .found(
                    tags.map { tag in
                        if case .iso7816(let card) = tag { .iso7816(selected: card.initialSelectedAID) } else { .other }
                    }))
        }

        func tagReaderSession(_ session: NFCTagReaderSession, didInvalidateWithError error: any Error) {
            tags = []
            self.session = nil
            hear(.ended(NfcFault(error)))
        }
    }

    extension NfcFault {
        fileprivate init(_ error: any Error) {
            self = (error as? NFCReaderError).map { NfcFault(code: $0.code.rawValue) } ?? .unknown
        }
    }
#else
    /// No NFC on this platform.
    enum SystemNFC {
        static var available: Bool { false }

        static func session(
            queue: DispatchQueue, hear: @escaping @Sendable (TagEvent) -> Void
        ) -> (any TagSession)? {
            nil
        }
    }
#endif
