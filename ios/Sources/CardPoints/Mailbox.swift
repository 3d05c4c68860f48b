import Foundation

/// A queue of messages from any thread to one waiting task, in order.
final class Mailbox<Message: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var messages: [Message] = []
    private var waiter: CheckedContinuation<Message?, Never>?
    private var isClosed = false

    /// Adds a message; false: the mailbox is closed, and the caller keeps the message.
    func put(_ message: Message) -> Bool {
        let (accepted, waiter) = lock.withLock { () -> (Bool, CheckedContinuation<Message?, Never>?) in
            if isClosed { return (false, nil) }
            guard let waiter = self.waiter else {
                messages.append(message)
                return (true, nil)
            }
            self.waiter = nil
            return (true, waiter)
        }
        waiter?.resume(returning: message)
        return accepted
    }

    /// Returns a message that was taken to the front of the queue.
    func putBack(_ message: Message) {
        lock.withLock { if !isClosed { messages.insert(message, at: 0) } }
    }

    /// Takes the next message without waiting.
    func take() -> Message? {
        lock.withLock { messages.isEmpty ? nil : messages.removeFirst() }
    }

    /// Waits for the next message; `nil`: the task was cancelled. For one task at a time.
    func next() async -> Message? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result: Message?? = lock.withLock {
                    if !messages.isEmpty { return messages.removeFirst() }
                    // The task may have been cancelled before there was a continuation to resume.
                    if Task.isCancelled { return .some(nil) }
                    assert(waiter == nil, "one task at a time")
                    waiter = continuation
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            lock.withLock { () -> CheckedContinuation<Message?, Never>? in
                defer { waiter = nil }
                return waiter
            }?.resume(returning: nil)
        }
    }

    /// Accepts no more messages; returns those that nobody has taken.
    func close() -> [Message] {
        lock.withLock {
            isClosed = true
            defer { messages = [] }
            return messages
        }
    }
}
