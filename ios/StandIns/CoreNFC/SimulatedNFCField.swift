// Not part of Apple's API: what a test does to the stand-in's NFC, and what it can inspect afterwards.
import Dispatch
import Foundation

/// The NFC field of one simulated phone. Every queue that it is attached to belongs to that phone.
public final class SimulatedNFCField: @unchecked Sendable {
    /// What a session finds when it polls for tags.
    public enum PollResult {
        /// These tags are in the field; none: it goes on polling.
        case tags([SimulatedTag])
        /// The session ends: the person closes the sheet (200), it times out (201), another session uses NFC (203).
        case ends(any Error)
    }

    /// A fault during a command.
    public enum CommandFault {
        /// The tag is removed and does not answer until the next poll; `executed`: it has executed the command.
        case tagLost(executed: Bool)
        /// The command fails with an error, and the session continues.
        case fails(any Error)
        /// The session ends; the command fails with 103.
        case sessionEnds(any Error, executed: Bool, completion: CompletionOrder)
    }

    /// When the command's completion handler is called, relative to the session's delegate.
    public enum CompletionOrder: Sendable { case beforeDelegate, afterDelegate, never }

    /// One sheet, from opening to closing.
    public struct Sheet: Sendable {
        /// Every message that it showed, in order.
        public internal(set) var messages: [String] = []
        /// How it closed; `nil`: it is open.
        public internal(set) var ending: Ending?
    }

    public enum Ending: Sendable, Equatable {
        /// By the app, with a tick.
        case succeeded
        /// By the app, with that message and a cross.
        case failed(String)
        /// By the system or the person, with that code.
        case bySystem(Int)
    }

    // It holds no state: only its identity counts.
    nonisolated(unsafe) static let key = DispatchSpecificKey<SimulatedNFCField>()
    static var current: SimulatedNFCField? { DispatchQueue.getSpecific(key: key) }

    /// `NFCReaderSession.readingAvailable`.
    public var isAvailable: Bool {
        get { locked { available } }
        set { locked { available = newValue } }
    }
    /// The nth poll gives the nth result; after the last one it repeats.
    public var pollResults: [PollResult] {
        get { locked { results } }
        set { locked { results = newValue } }
    }
    /// By the number of the command, counted from 1 over all sheets.
    public var commandFaults: [Int: CommandFault] {
        get { locked { faults } }
        set { locked { faults = newValue } }
    }
    /// All sheets, in order.
    public var sheets: [Sheet] { locked { openedSheets } }
    /// The number of commands that were sent to a tag.
    public var commandCount: Int { locked { commands } }
    public var pollCount: Int { locked { polls } }
    /// Uses of the API that Apple's CoreNFC would not allow.
    public var violations: [String] { locked { recordedViolations } }
    /// The session of the latest sheet, as long as it is referenced.
    public private(set) weak var latestSession: NFCReaderSession?

    private let lock = NSRecursiveLock()
    private var available = true
    private var results: [PollResult] = []
    private var faults: [Int: CommandFault] = [:]
    private var openedSheets: [Sheet] = []
    private var commands = 0
    private var polls = 0
    private var recordedViolations: [String] = []
    /// Like the system, it keeps a session alive while its sheet is open.
    private var activeSession: NFCTagReaderSession?
    private var detectedTags: [SimulatedTag] = []
    private var connectedTag: SimulatedTag?
    private var isBusy = false
    private var pollWaiters: [(polls: Int, continuation: CheckedContinuation<Void, Never>)] = []

    public init() {}

    /// Sessions that are created with this queue use this field.
    public func attach(to queue: DispatchQueue) {
        queue.setSpecific(key: SimulatedNFCField.key, value: self)
    }

    /// Waits until there were that many polls.
    public func waitForPolls(_ count: Int) async {
        await withCheckedContinuation { continuation in
            locked {
                if polls >= count { continuation.resume() } else { pollWaiters.append((count, continuation)) }
            }
        }
    }

    /// Gives the open sheet a poll result now.
    public func simulate(_ result: PollResult) {
        locked { if let activeSession { deliver(result, to: activeSession) } }
    }

    private func locked<Value>(_ work: () -> Value) -> Value {
        lock.lock()
        defer { lock.unlock() }
        return work()
    }
}

// The calls of the sessions.
extension SimulatedNFCField {
    func messageChanged(_ session: NFCReaderSession, _ message: String) {
        locked {
            if session === activeSession { openedSheets[openedSheets.count - 1].messages.append(message) }
        }
    }

    func begin(_ session: NFCReaderSession) {
        locked {
            guard let session = session as? NFCTagReaderSession else { return }
            if session.begun { recordedViolations.append("begun twice") }
            session.begun = true
            if activeSession != nil {
                recordedViolations.append("two sessions at once")
                return notifyEnd(of: session, NFCReaderError(.readerSessionInvalidationErrorSystemIsBusy))
            }
            activeSession = session
            latestSession = session
            openedSheets.append(Sheet(messages: [session.alertMessage]))
            let unchecked = Unchecked(value: session)
            session.sessionQueue.async {
                unchecked.value.delegate?.tagReaderSessionDidBecomeActive(unchecked.value)
            }
            poll(session)
        }
    }

    func restartPolling(_ session: NFCTagReaderSession) {
        // Apple's documentation: "Calling this method on an invalidated session will have no effect".
        locked { if session === activeSession { poll(session) } }
    }

    func connect(_ session: NFCTagReaderSession, _ tag: SimulatedTag?) -> (any Error)? {
        locked {
            guard session === activeSession else {
                return NFCReaderError(.readerTransceiveErrorSessionInvalidated)
            }
            guard let tag, detectedTags.contains(where: { $0 === tag }) else {
                recordedViolations.append("connected a tag of an earlier poll")
                return NFCReaderError(.readerTransceiveErrorTagConnectionLost)
            }
            if let error = tag.takeConnectError() { return error }
            connectedTag = tag
            return nil
        }
    }

    func invalidate(_ session: NFCReaderSession, error: String?) {
        locked {
            guard let activeSession, session === activeSession else { return }
            close(activeSession, error.map(Ending.failed) ?? .succeeded)
            notifyEnd(of: activeSession, NFCReaderError(.readerSessionInvalidationErrorUserCanceled))
        }
    }

    func send(_ tag: SimulatedTag, _ command: Data, _ completion: @escaping @Sendable (Data?, (any Error)?) -> Void) {
        locked {
            guard let session = activeSession else {
                return completion(nil, NFCReaderError(.readerTransceiveErrorSessionInvalidated))
            }
            guard connectedTag === tag else {
                recordedViolations.append("a command without a connection")
                return completion(nil, NFCReaderError(.readerTransceiveErrorTagNotConnected))
            }
            if isBusy { recordedViolations.append("two commands at once") }
            isBusy = true
            commands += 1
            let complete: @Sendable (Data?, (any Error)?) -> Void = { [weak self] data, error in
                self?.locked { self?.isBusy = false }
                completion(data, error)
            }
            let queue = session.sessionQueue
            switch faults.removeValue(forKey: commands) {
            case nil:
                let data = tag.isPresent ? tag.exchange(command) : nil
                let lost = NFCReaderError(.readerTransceiveErrorTagConnectionLost)
                queue.async { complete(data, data == nil ? lost : nil) }
            case .tagLost(let executed):
                if executed { _ = tag.exchange(command) }
                tag.isPresent = false
                queue.async { complete(nil, NFCReaderError(.readerTransceiveErrorTagConnectionLost)) }
            case .fails(let error):
                queue.async { complete(nil, error) }
            case .sessionEnds(let error, let executed, let order):
                if executed { _ = tag.exchange(command) }
                let invalidated = NFCReaderError(.readerTransceiveErrorSessionInvalidated)
                if order == .beforeDelegate { queue.async { complete(nil, invalidated) } }
                end(session, error)
                if order == .afterDelegate { queue.async { complete(nil, invalidated) } }
                if order == .never { isBusy = false }
            }
        }
    }

    private func poll(_ session: NFCTagReaderSession) {
        for tag in detectedTags { tag.powerOff() }
        detectedTags = []
        connectedTag = nil
        let result = results.isEmpty ? .tags([]) : results[min(polls, results.count - 1)]
        polls += 1
        let ready = pollWaiters.filter { $0.polls <= polls }
        pollWaiters.removeAll { $0.polls <= polls }
        deliver(result, to: session)
        for waiter in ready { waiter.continuation.resume() }
    }

    private func deliver(_ result: PollResult, to session: NFCTagReaderSession) {
        switch result {
        case .ends(let error):
            end(session, error)
        case .tags(let tags):
            guard !tags.isEmpty else { return }
            detectedTags = tags
            for tag in tags { tag.enter(self) }
            let unchecked = Unchecked(value: (session, tags.map(\.asTag)))
            session.sessionQueue.async {
                let (session, tags) = unchecked.value
                session.delegate?.tagReaderSession(session, didDetect: tags)
            }
        }
    }

    /// Ends the session by the system or the person.
    private func end(_ session: NFCTagReaderSession, _ error: any Error) {
        close(session, .bySystem((error as? NFCReaderError)?.code.rawValue ?? (error as NSError).code))
        notifyEnd(of: session, error)
    }

    private func close(_ session: NFCTagReaderSession, _ ending: Ending) {
        for tag in detectedTags { tag.powerOff() }
        (detectedTags, connectedTag) = ([], nil)
        openedSheets[openedSheets.count - 1].ending = ending
    }

    /// The session has ended once its delegate is notified: beginning another one before that is a violation.
    private func notifyEnd(of session: NFCTagReaderSession, _ error: any Error) {
        let unchecked = Unchecked(value: session)
        session.sessionQueue.async { [self] in
            locked { if activeSession === unchecked.value { activeSession = nil } }
            unchecked.value.delegate?.tagReaderSession(unchecked.value, didInvalidateWithError: error)
        }
    }
}

/// A tag that a test puts into the field.
public final class SimulatedTag: NSObject, NFCISO7816Tag, NFCMiFareTag, @unchecked Sendable {
    public enum Kind: Sendable { case iso7816, miFare }

    public let initialSelectedAID: String
    private let kind: Kind
    private let exchangeCommand: @Sendable (Data) -> Data?
    private let onPowerOff: @Sendable () -> Void
    private var field: SimulatedNFCField?
    private var connectErrors: [any Error]
    var isPresent = true

    /// - Parameters:
    ///   - kind: The protocol of the tag.
    ///   - selectedAID: The application that the system selects whenever the tag is detected.
    ///   - connectErrors: The errors of the first attempts to connect, in order.
    ///   - powerOff: Called when the tag loses its power.
    ///   - exchange: Returns data and status word of the reply to a command; `nil`: the tag is gone.
    public init(
        _ kind: Kind = .iso7816, selectedAID: String = "", connectErrors: [any Error] = [],
        powerOff: @escaping @Sendable () -> Void = {}, exchange: @escaping @Sendable (Data) -> Data? = { _ in nil }
    ) {
        self.kind = kind
        initialSelectedAID = selectedAID
        self.connectErrors = connectErrors
        onPowerOff = powerOff
        exchangeCommand = exchange
    }

    public func sendCommand(
        apdu: NFCISO7816APDU, completionHandler: @escaping @Sendable (Data, UInt8, UInt8, (any Error)?) -> Void
    ) {
        field?.send(self, apdu.bytes) { data, error in
            guard let data, data.count >= 2 else { return completionHandler(Data(), 0, 0, error) }
            completionHandler(Data(data.dropLast(2)), data[data.endIndex - 2], data[data.endIndex - 1], error)
        }
    }

    var asTag: NFCTag { kind == .iso7816 ? .iso7816(self) : .miFare(self) }

    func enter(_ field: SimulatedNFCField) {
        self.field = field
        isPresent = true
        guard !initialSelectedAID.isEmpty else { return }
        let digits = Array(initialSelectedAID)
        let aid = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        _ = exchange(Data([0x00, 0xA4, 0x04, 0x0C, UInt8(aid.count)] + aid))
    }

    func exchange(_ command: Data) -> Data? { exchangeCommand(command) }

    func powerOff() {
        onPowerOff()
        field = nil
    }

    func takeConnectError() -> (any Error)? { connectErrors.isEmpty ? nil : connectErrors.removeFirst() }
}

extension NFCReaderError {
    public init(_ code: NFCReaderError.Code) {
        self.code = code
    }
}

extension NFCTag {
    var simulated: SimulatedTag? {
        switch self {
        case .iso7816(let tag): tag as? SimulatedTag
        case .miFare(let tag): tag as? SimulatedTag
        }
    }
}

/// Carries CoreNFC's objects to the queue on which they are used.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
}
