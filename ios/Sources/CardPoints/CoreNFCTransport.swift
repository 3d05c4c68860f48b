import Foundation

// Mac Catalyst has the module but not the delegate of these sessions.
#if canImport(CoreNFC) && !targetEnvironment(macCatalyst)
    import CoreNFC

    /// The device's NFC.
    enum SystemNFC {
        static var available: Bool { NFCTagReaderSession.readingAvailable }

        static func session(
            queue: DispatchQueue, onEvent: @escaping @Sendable (TagEvent) -> Void
        ) -> (any TagSession)? {
            CoreNFCSession(queue: queue, onEvent: onEvent)
        }
    }

    /// `NFCTagReaderSession` as a ``TagSession``. Calls CoreNFC on the queue on which it calls back.
    private final class CoreNFCSession: NSObject, TagSession, NFCTagReaderSessionDelegate {
        private let onEvent: @Sendable (TagEvent) -> Void
        private var session: NFCTagReaderSession?
        private var tags: [NFCTag] = []

        init?(queue: DispatchQueue, onEvent: @escaping @Sendable (TagEvent) -> Void) {
            self.onEvent = onEvent
            super.init()
            // The session holds its delegate weakly.
            session = NFCTagReaderSession(pollingOption: .iso14443, delegate: self, queue: queue)
            if session == nil { return nil }
        }

        func begin(_ message: String) {
            session?.alertMessage = message
            session?.begin()
        }

        func setMessage(_ message: String) {
            session?.alertMessage = message
        }

        func restartPolling() {
            tags = []
            session?.restartPolling()
        }

        func connect(_ completion: @escaping @Sendable (NfcError?) -> Void) {
            guard let session, let tag = tags.first else { return completion(.tagNotConnected) }
            session.connect(to: tag) { completion($0.map(NfcError.init(_:))) }
        }

        func send(_ command: Secret, _ completion: @escaping @Sendable (Result<Secret, NfcError>) -> Void) {
            guard case .iso7816(let tag)? = tags.first else { return completion(.failure(.tagNotConnected)) }
            guard let apdu = NFCISO7816APDU(data: command.bytes) else { return completion(.failure(.invalidParameter)) }
            tag.sendCommand(apdu: apdu) { data, sw1, sw2, error in
                completion(error.map { .failure(NfcError($0)) } ?? .success(Secret(data + [sw1, sw2])))
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
            onEvent(
                .detected(
                    tags.map { tag in
                        if case .iso7816(let card) = tag {
                            .iso7816(selectedAID: card.initialSelectedAID)
                        } else {
                            .other
                        }
                    }))
        }

        func tagReaderSession(_ session: NFCTagReaderSession, didInvalidateWithError error: any Error) {
            tags = []
            self.session = nil
            onEvent(.ended(NfcError(error)))
        }
    }

    extension NfcError {
        fileprivate init(_ error: any Error) {
            self = (error as? NFCReaderError).map { NfcError(code: $0.code.rawValue) } ?? .unknown
        }
    }
#else
    /// No NFC on this platform.
    enum SystemNFC {
        static var available: Bool { false }

        static func session(
            queue: DispatchQueue, onEvent: @escaping @Sendable (TagEvent) -> Void
        ) -> (any TagSession)? {
            nil
        }
    }
#endif
