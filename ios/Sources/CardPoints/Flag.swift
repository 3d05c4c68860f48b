import Foundation

/// A flag that is raised once.
final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var raised = false

    /// Raises it; false: it was raised before.
    func raise() -> Bool {
        lock.withLock {
            defer { raised = true }
            return !raised
        }
    }
}
