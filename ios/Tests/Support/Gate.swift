import Foundation

/// Opened once; whoever comes to it before waits, cancelled or not: as a thread in the middle of the system's I/O does.
public final class Gate: @unchecked Sendable {
    private let lock = NSLock()
    private var opened = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    public init() {}

    public func open() {
        let waiting = lock.withLock {
            opened = true
            defer { self.waiting = [] }
            return self.waiting
        }
        for one in waiting { one.resume() }
    }

    public func wait() async {
        await withCheckedContinuation { one in
            let opened = lock.withLock {
                if !self.opened { waiting.append(one) }
                return self.opened
            }
            if opened { one.resume() }
        }
    }
}

/// Returns when the task is cancelled, and not before.
public func untilCancelled() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    for await _ in stream {}
    continuation.finish()
}

/// What several tasks look at and change.
public final class Shared<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var now: Value

    public init(_ value: Value) {
        now = value
    }

    public var value: Value { lock.withLock { now } }

    public func change<Result>(_ change: (inout Value) -> Result) -> Result {
        lock.withLock { change(&now) }
    }
}
