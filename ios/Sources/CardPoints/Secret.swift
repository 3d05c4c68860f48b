import Foundation

/// Bytes that nobody may see: a password, a security code, a card's command or reply.
///
/// Shown by no `print`, `dump` or `Mirror`, compared by content, and wiped by ``wipe()``, at the latest when the last
/// reference goes. ``Journey/next(event:)`` copies what it is handed: wipe your own as soon as it has returned.
public final class Secret: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    private let lock = NSLock()

    /// A copy of these bytes. Whoever has the original wipes it, or lets it go soon.
    public convenience init(_ bytes: Data) {
        self.init(copying: bytes)
    }

    /// The UTF-8 bytes of what was typed.
    public convenience init(_ typed: some StringProtocol) {
        self.init(copying: typed.utf8)
    }

    init(copying bytes: some Collection<UInt8>) {
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    deinit {
        zero(memory)
        memory.deallocate()
    }

    /// So many bytes.
    public var count: Int { memory.count }

    /// A copy of the bytes, for whoever sends them. It must end in no `String`, no log and no file.
    public var bytes: Data { withBytes { Data($0) } }

    /// A secret of its own with the same bytes.
    func copy() -> Secret { withBytes { Secret(copying: $0) } }

    /// Reads the bytes where they are: what `read` copies is its own to wipe.
    func withBytes<Result>(_ read: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try lock.withLock { try read(UnsafeRawBufferPointer(memory)) }
    }

    /// Overwrites the bytes with zeros.
    public func wipe() {
        lock.withLock { zero(memory) }
    }
}

/// Overwrites this memory, also where the compiler knows that nobody reads it any more.
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
        // In one order, or two threads that compare the same two would wait for each other.
        let (first, second) = ObjectIdentifier(one) < ObjectIdentifier(other) ? (one, other) : (other, one)
        return first.withBytes { bytes in second.withBytes(bytes.elementsEqual) }
    }

    /// The same for all: a hash of four digits would give them away.
    public func hash(into hasher: inout Hasher) {}
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Secret(..)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
