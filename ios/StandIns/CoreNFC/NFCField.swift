// Nothing of this is Apple's: what a test does to the NFC of the stand-in, and what it sees of it.
import Dispatch
import Foundation

/// What lies at a phone, and what happens there; a phone of its own for every queue that it is given to.
public final class NFCField: @unchecked Sendable {
    /// What a session meets when it looks for tags.
    public enum Scene {
        /// These lie there; none: it goes on looking.
        case tags([NFCFieldTag])
        /// The session ends: the person closes the sheet (200), the time is over (201), another session has the radio (203).
        case ends(any Error)
    }

    /// What happens to a command.
    public enum Mishap {
        /// The tag is taken away, and answers nothing until tags are looked for again; `acted`: it has acted on the command.
        case leaves(acted: Bool)
        /// An error, and all goes on.
        case refused(any Error)
        /// The session ends; the command fails with 103, before the delegate knows or after it.
        case ends(any Error, acted: Bool, told: Told)
    }

    public enum Told: Sendable { case first, last, never }

    /// One sheet, from its beginning to its end.
    public struct Sheet: Sendable {
        /// Every message that stood in it, in order.
        public internal(set) var messages: [String] = []
        /// How it ended; `nil`: it is still there.
        public internal(set) var ending: Ending?
    }

    public enum Ending: Sendable, Equatable {
        /// By the app, with a tick.
        case ticked
        /// By the app, with that message and a cross.
        case crossed(String)
        /// By the system, or the person.
        case system(Int)
    }

    // It holds nothing: it is its own identity.
    nonisolated(unsafe) static let key = DispatchSpecificKey<NFCField>()
    static var here: NFCField? { DispatchQueue.getSpecific(key: key) }

    /// `NFCReaderSession.readingAvailable`.
    public var available: Bool {
        get { locked { isAvailable } }
        set { locked { isAvailable = newValue } }
    }
    /// The nth time that tags are looked for, the nth of these is met; the last one again and again.
    public var scenes: [Scene] {
        get { locked { script } }
        set { locked { script = newValue } }
    }
    /// By the number of the command, counted from 1 over all sheets.
    public var mishaps: [Int: Mishap] {
        get { locked { planned } }
        set { locked { planned = newValue } }
    }
    /// All sheets, in order.
    public var sheets: [Sheet] { locked { shown } }
    /// Every command that was sent to a tag.
    public var commands: Int { locked { sent } }
    /// How often tags were looked for.
    public var pollings: Int { locked { polled } }
    /// What Apple's CoreNFC would not have stood for.
    public var complaints: [String] { locked { complained } }
    /// The session of the newest sheet, as long as somebody holds it.
    public private(set) weak var newest: NFCReaderSession?

    private let lock = NSRecursiveLock()
    private var isAvailable = true
    private var script: [Scene] = []
    private var planned: [Int: Mishap] = [:]
    private var shown: [Sheet] = []
    private var sent = 0
    private var polled = 0
    private var complained: [String] = []
    /// As the system does, it holds a session as long as its sheet is there.
    private var active: NFCTagReaderSession?
    private var found: [NFCFieldTag] = []
    private var connected: NFCFieldTag?
    private var busy = false
    private var listeners: [(pollings: Int, go: CheckedContinuation<Void, Never>)] = []

    public init() {}

    /// Sessions that are made with this queue find this field.
    public func belongs(to queue: DispatchQueue) {
        queue.setSpecific(key: NFCField.key, value: self)
    }

    /// Waits until tags were looked for so often.
    public func polls(_ times: Int) async {
        await withCheckedContinuation { go in
            locked {
                if polled >= times { go.resume() } else { listeners.append((times, go)) }
            }
        }
    }

    /// It happens now, to the sheet that is there.
    public func happens(_ scene: Scene) {
        locked { if let active { play(scene, active) } }
    }

    private func locked<Value>(_ work: () -> Value) -> Value {
        lock.lock()
        defer { lock.unlock() }
        return work()
    }
}

// What the sessions do.
extension NFCField {
    func says(_ session: NFCReaderSession, _ message: String) {
        locked {
            if session === active { shown[shown.count - 1].messages.append(message) }
        }
    }

    func begins(_ session: NFCReaderSession) {
        locked {
            guard let session = session as? NFCTagReaderSession else { return }
            if session.begun { complained.append("begun twice") }
            session.begun = true
            if active != nil {
                complained.append("two sessions at once")
                return tell(session, ended: NFCReaderError(.readerSessionInvalidationErrorSystemIsBusy))
            }
            active = session
            newest = session
            shown.append(Sheet(messages: [session.alertMessage]))
            let unchecked = Unchecked(value: session)
            session.sessionQueue.async {
                unchecked.value.delegate?.tagReaderSessionDidBecomeActive(unchecked.value)
            }
            look(session)
        }
    }

    func polls(_ session: NFCTagReaderSession) {
        // Apple's: "Calling this method on an invalidated session will have no effect".
        locked { if session === active { look(session) } }
    }

    func connects(_ session: NFCTagReaderSession, _ tag: NFCFieldTag?) -> (any Error)? {
        locked {
            guard session === active else {
                return NFCReaderError(.readerTransceiveErrorSessionInvalidated)
            }
            guard let tag, found.contains(where: { $0 === tag }) else {
                complained.append("connected a tag of an earlier look")
                return NFCReaderError(.readerTransceiveErrorTagConnectionLost)
            }
            if let error = tag.takeConnectError() { return error }
            connected = tag
            return nil
        }
    }

    func isInvalidated(_ session: NFCReaderSession, error: String?) {
        locked {
            guard let active, session === active else { return }
            close(active, error.map(Ending.crossed) ?? .ticked)
            tell(active, ended: NFCReaderError(.readerSessionInvalidationErrorUserCanceled))
        }
    }

    func sends(_ tag: NFCFieldTag, _ command: Data, _ reply: @escaping @Sendable (Data?, (any Error)?) -> Void) {
        locked {
            guard let session = active else {
                return reply(nil, NFCReaderError(.readerTransceiveErrorSessionInvalidated))
            }
            guard connected === tag else {
                complained.append("a command without a connection")
                return reply(nil, NFCReaderError(.readerTransceiveErrorTagNotConnected))
            }
            if busy { complained.append("two commands at once") }
            busy = true
            sent += 1
            let answer: @Sendable (Data?, (any Error)?) -> Void = { [weak self] data, error in
                self?.locked { self?.busy = false }
                reply(data, error)
            }
            let queue = session.sessionQueue
            switch planned.removeValue(forKey: sent) {
            case nil:
                let data = tag.there ? tag.exchange(command) : nil
                let lost = NFCReaderError(.readerTransceiveErrorTagConnectionLost)
                queue.async { answer(data, data == nil ? lost : nil) }
            case .leaves(let acted):
                if acted { _ = tag.exchange(command) }
                tag.there = false
                queue.async { answer(nil, NFCReaderError(.readerTransceiveErrorTagConnectionLost)) }
            case .refused(let error):
                queue.async { answer(nil, error) }
            case .ends(let error, let acted, let told):
                if acted { _ = tag.exchange(command) }
                let invalid = NFCReaderError(.readerTransceiveErrorSessionInvalidated)
                if told == .first { queue.async { answer(nil, invalid) } }
                end(session, error)
                if told == .last { queue.async { answer(nil, invalid) } }
                if told == .never { busy = false }
            }
        }
    }

    private func look(_ session: NFCTagReaderSession) {
        for tag in found { tag.powerOff() }
        found = []
        connected = nil
        let scene = script.isEmpty ? .tags([]) : script[min(polled, script.count - 1)]
        polled += 1
        let ready = listeners.filter { $0.pollings <= polled }
        listeners.removeAll { $0.pollings <= polled }
        play(scene, session)
        for listener in ready { listener.go.resume() }
    }

    private func play(_ scene: Scene, _ session: NFCTagReaderSession) {
        switch scene {
        case .ends(let error):
            end(session, error)
        case .tags(let tags):
            guard !tags.isEmpty else { return }
            found = tags
            for tag in tags { tag.isFound(in: self, session.sessionQueue) }
            let unchecked = Unchecked(value: (session, tags.map(\.asTag)))
            session.sessionQueue.async {
                let (session, tags) = unchecked.value
                session.delegate?.tagReaderSession(session, didDetect: tags)
            }
        }
    }

    /// By the system or the person.
    private func end(_ session: NFCTagReaderSession, _ error: any Error) {
        close(session, .system((error as? NFCReaderError)?.code.rawValue ?? (error as NSError).code))
        tell(session, ended: error)
    }

    private func close(_ session: NFCTagReaderSession, _ ending: Ending) {
        for tag in found { tag.powerOff() }
        (found, connected) = ([], nil)
        shown[shown.count - 1].ending = ending
    }

    /// It is over when its delegate knows: a session begun before that is one too many.
    private func tell(_ session: NFCTagReaderSession, ended error: any Error) {
        let unchecked = Unchecked(value: session)
        session.sessionQueue.async { [self] in
            locked { if active === unchecked.value { active = nil } }
            unchecked.value.delegate?.tagReaderSession(unchecked.value, didInvalidateWithError: error)
        }
    }
}

/// A tag that lies in a field.
public final class NFCFieldTag: NSObject, NFCISO7816Tag, NFCMiFareTag, @unchecked Sendable {
    /// What it speaks.
    public enum Kind: Sendable { case iso7816, miFare }

    public let initialSelectedAID: String
    private let kind: Kind
    private let card: @Sendable (Data) -> Data?
    private let off: @Sendable () -> Void
    private var field: NFCField?
    private var queue: DispatchQueue?
    private var connectErrors: [any Error]
    var there = true

    /// - Parameters:
    ///   - selecting: The application that the system has selected; then it is selected whenever the tag is found.
    ///   - connectErrors: What connecting to it fails with, one after the other.
    ///   - off: It loses its power.
    ///   - card: Data and status word of its reply to a command; `nil`: it is gone.
    public init(
        _ kind: Kind = .iso7816, selecting: String = "", connectErrors: [any Error] = [],
        off: @escaping @Sendable () -> Void = {}, card: @escaping @Sendable (Data) -> Data? = { _ in nil }
    ) {
        self.kind = kind
        initialSelectedAID = selecting
        self.connectErrors = connectErrors
        self.off = off
        self.card = card
    }

    public func sendCommand(
        apdu: NFCISO7816APDU, completionHandler: @escaping @Sendable (Data, UInt8, UInt8, (any Error)?) -> Void
    ) {
        field?.sends(self, apdu.bytes) { data, error in
            guard let data, data.count >= 2 else { return completionHandler(Data(), 0, 0, error) }
            completionHandler(Data(data.dropLast(2)), data[data.endIndex - 2], data[data.endIndex - 1], error)
        }
    }

    var asTag: NFCTag { kind == .iso7816 ? .iso7816(self) : .miFare(self) }

    func isFound(in field: NFCField, _ queue: DispatchQueue) {
        self.field = field
        there = true
        guard !initialSelectedAID.isEmpty else { return }
        let digits = Array(initialSelectedAID)
        let aid = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        _ = card(Data([0x00, 0xA4, 0x04, 0x0C, UInt8(aid.count)] + aid))
    }

    func exchange(_ command: Data) -> Data? { card(command) }

    func powerOff() {
        off()
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
    var laid: NFCFieldTag? {
        switch self {
        case .iso7816(let tag): tag as? NFCFieldTag
        case .miFare(let tag): tag as? NFCFieldTag
        }
    }
}

/// For CoreNFC's own objects on their way to the queue on which they are used.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
}
