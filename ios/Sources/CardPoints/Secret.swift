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

    private init(copying bytes: some Collection<UInt8>) {
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    deinit {
        wipe()
        memory.deallocate()
    }

    /// So many bytes.
    public var count: Int { memory.count }

    /// A copy of the bytes, for the boundary to the library and for whoever sends them. It must end in no `String`, no
    /// log and no file.
    public var bytes: Data {
        lock.withLock { Data(memory) }
    }

    /// Overwrites the bytes with zeros.
    public func wipe() {
        // Volatile would be the word in C: nobody reads these bytes again, and they must be gone all the same.
        lock.withLock { _ = memory.initializeMemory(as: UInt8.self, repeating: 0) }
    }
}

extension Secret: Hashable {
    public static func == (one: Secret, other: Secret) -> Bool {
        one.bytes == other.bytes
    }

    /// The same for all: a hash of four digits would give them away.
    public func hash(into hasher: inout Hasher) {}
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Secret(..)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
