import Foundation

/// The newest moment, and everybody who wants to know of it.
final class Moments: @unchecked Sendable {
    private let lock = NSLock()
    private var newest: Moment?
    private var listeners: [UUID: AsyncStream<Moment>.Continuation] = [:]
    private var over = false

    var value: Moment? { lock.withLock { newest } }

    func show(_ step: Step, _ hindrance: Hindrance? = nil) -> Moment {
        lock.withLock {
            let moment = Moment(id: (newest?.id ?? 0) + 1, step: step, hindrance: hindrance)
            newest = moment
            if case .done = step { over = true }
            for listener in listeners.values { listener.yield(moment) }
            if over {
                for listener in listeners.values { listener.finish() }
                listeners = [:]
            }
            return moment
        }
    }

    /// From the newest moment on; whoever looks away misses what came between. Ends after the outcome.
    func stream() -> AsyncStream<Moment> {
        let id = UUID()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { listener in
            lock.withLock {
                if let newest { listener.yield(newest) }
                if over { listener.finish() } else { listeners[id] = listener }
            }
            // Outside the lock: what is finished calls it at once.
            listener.onTermination = { [weak self] _ in self?.forget(id) }
        }
    }

    private func forget(_ id: UUID) {
        // Not under the lock when `show` finishes a listener itself, which calls this on its own thread.
        Task { lock.withLock { listeners[id] = nil } }
    }
}
