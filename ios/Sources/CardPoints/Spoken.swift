import Foundation

/// The language that a journey speaks, and the other one that the person wants.
final class Spoken: @unchecked Sendable {
    private let lock = NSLock()
    private var now: Language?
    private var wanted: Language?

    /// - Parameter now: `nil`: not known here.
    init(_ now: Language?) {
        self.now = now
    }

    var language: Language? { lock.withLock { now } }

    func wants(_ language: Language) {
        lock.withLock { wanted = language }
    }

    /// What is wanted and not spoken, once.
    func wish() -> Language? {
        lock.withLock {
            defer { wanted = nil }
            return wanted == now ? nil : wanted
        }
    }

    func speaks(_ language: Language) {
        lock.withLock { now = language }
    }
}
