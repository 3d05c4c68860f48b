import Foundation

/// Confidential bytes: a password, a security code, a card command or its reply.
///
/// Not shown by `print`, `dump` or `Mirror`, compared by content, and wiped by ``wipe()``, at the latest when the last
/// reference is released. ``Journey/next(event:)`` copies what it is given: wipe your own secret as soon as it has returned.
public final class Secret: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    private let lock = NSLock()

    /// Copies these bytes. The caller wipes the original or releases it soon.
    public convenience init(_ bytes: Data) {
        self.init(copying: bytes)
    }

    /// Copies the UTF-8 bytes of typed text.
    public convenience init(_ text: some StringProtocol) {
        self.init(copying: text.utf8)
    }

    init(copying bytes: some Collection<UInt8>) {
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    deinit {
        zero(memory)
        memory.deallocate()
    }

    /// The number of bytes.
    public var count: Int { memory.count }

    /// A copy of the bytes, for sending them. It must not end up in a `String`, a log or a file.
    public var bytes: Data { withBytes { Data($0) } }

    /// An independent secret with the same bytes.
    func copy() -> Secret { withBytes { Secret(copying: $0) } }

    /// Reads the bytes in place: `read` must wipe what it copies.
    func withBytes<Result>(_ read: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try lock.withLock { try read(UnsafeRawBufferPointer(memory)) }
    }

    /// Overwrites the bytes with zeros.
    public func wipe() {
        lock.withLock { zero(memory) }
    }
}

/// Overwrites this memory, even where the compiler knows that it is not read again.
func zero(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress else { return }
    #if canImport(Darwin)
        memset_s(start, memory.count, 0, memory.count)
    #else
        explicit_bzero(start, memory.count)
    #endif
}

extension Secret: Hashable {
    public static func == (one: Secret, other: Secret) -> Bool {
        if one === other { return true }
        // A fixed order of locking, so that two threads that compare the same secrets do not deadlock.
        let (first, second) = ObjectIdentifier(one) < ObjectIdentifier(other) ? (one, other) : (other, one)
        return first.withBytes { bytes in second.withBytes(bytes.elementsEqual) }
    }

    /// The same for all secrets: a hash of four digits would reveal them.
    public func hash(into hasher: inout Hasher) {}
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Secret(..)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
