import Foundation

/// The newest moment, and everybody who wants to know of it.
final class Moments: @unchecked Sendable {
    private let lock = NSLock()
    private var newest: Moment?
    private var listeners: [UUID: AsyncStream<Moment>.Continuation] = [:]
    private var over = false

    deinit {
        // Without a `play` to its end there is no outcome to wait for.
        for listener in listeners.values { listener.finish() }
    }

    var value: Moment? { lock.withLock { newest } }

    func show(_ step: Step, _ hindrance: Hindrance? = nil) -> Moment {
        let (moment, done) = lock.withLock {
            let moment = Moment(id: (newest?.id ?? 0) + 1, step: step, hindrance: hindrance)
            newest = moment
            // Under the lock: moments of two threads must not overtake each other.
            for listener in listeners.values { listener.yield(moment) }
            guard case .done = step else { return (moment, [AsyncStream<Moment>.Continuation]()) }
            over = true
            defer { listeners = [:] }
            return (moment, Array(listeners.values))
        }
        // Outside it: what is finished calls `forget` at once.
        for listener in done { listener.finish() }
        return moment
    }

    /// From the newest moment on; whoever looks away misses what came between. Ends after the outcome.
    func stream() -> AsyncStream<Moment> {
        let id = UUID()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { listener in
            listener.onTermination = { [weak self] _ in self?.forget(id) }
            let over = lock.withLock {
                if let newest { listener.yield(newest) }
                if !self.over { listeners[id] = listener }
                return self.over
            }
            if over { listener.finish() }
        }
    }

    private func forget(_ id: UUID) {
        _ = lock.withLock { listeners.removeValue(forKey: id) }
    }
}
