import Foundation

/// The latest state of a journey, the streams that follow it, and the feedback that was not given yet.
final class JourneyStates: @unchecked Sendable {
    private let lock = NSLock()
    private var current: JourneyState?
    private var pendingFeedback: Feedback?
    private var continuations: [UUID: AsyncStream<JourneyState>.Continuation] = [:]
    private var isFinished = false

    deinit {
        // A journey that was not run to its end has no outcome to wait for.
        for continuation in continuations.values { continuation.finish() }
    }

    var latest: JourneyState? { lock.withLock { current } }

    func takeFeedback() -> Feedback? {
        lock.withLock {
            defer { pendingFeedback = nil }
            return pendingFeedback
        }
    }

    func publish(_ step: Step, _ scanProblem: ScanProblem? = nil) -> JourneyState {
        let (state, finished) = lock.withLock {
            let state = JourneyState(id: (current?.id ?? 0) + 1, step: step, scanProblem: scanProblem)
            current = state
            pendingFeedback = step.text.feedback ?? pendingFeedback
            // Under the lock, so that states of two threads stay in order.
            for continuation in continuations.values { continuation.yield(state) }
            guard case .done = step else { return (state, [AsyncStream<JourneyState>.Continuation]()) }
            isFinished = true
            defer { continuations = [:] }
            return (state, Array(continuations.values))
        }
        // Outside the lock: a finished stream calls `remove` at once.
        for continuation in finished { continuation.finish() }
        return state
    }

    /// A stream that begins with the latest state and ends after the outcome. A slow reader misses states in between.
    func stream() -> AsyncStream<JourneyState> {
        let id = UUID()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            continuation.onTermination = { [weak self] _ in self?.remove(id) }
            let isFinished = lock.withLock {
                if let current { continuation.yield(current) }
                if !self.isFinished { continuations[id] = continuation }
                return self.isFinished
            }
            if isFinished { continuation.finish() }
        }
    }

    private func remove(_ id: UUID) {
        _ = lock.withLock { continuations.removeValue(forKey: id) }
    }
}
