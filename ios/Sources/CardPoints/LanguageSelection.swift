import Foundation

/// The language of a journey and the one that the person has asked for.
final class LanguageSelection: @unchecked Sendable {
    private let lock = NSLock()
    private var selected: Language?
    private var requested: Language?

    /// - Parameter current: `nil`: not known here.
    init(_ current: Language?) {
        selected = current
    }

    var current: Language? { lock.withLock { selected } }

    func request(_ language: Language) {
        lock.withLock { requested = language }
    }

    /// Takes the requested language if it differs from the current one. A second call returns `nil`.
    func takeRequest() -> Language? {
        lock.withLock {
            defer { requested = nil }
            return requested == selected ? nil : requested
        }
    }

    func set(_ language: Language) {
        lock.withLock { selected = language }
    }
}
