import Foundation

/// What a person says, in order, for one who waits.
final class Mailbox<Letter: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var letters: [Letter] = []
    private var waiting: CheckedContinuation<Letter?, Never>?
    private var closed = false

    /// False: it is closed, and the letter is the caller's again.
    func put(_ letter: Letter) -> Bool {
        let (taken, reader) = lock.withLock { () -> (Bool, CheckedContinuation<Letter?, Never>?) in
            if closed { return (false, nil) }
            guard let reader = waiting else {
                letters.append(letter)
                return (true, nil)
            }
            waiting = nil
            return (true, reader)
        }
        reader?.resume(returning: letter)
        return taken
    }

    /// Gives a letter back that was taken: it comes before all others.
    func putBack(_ letter: Letter) {
        lock.withLock { if !closed { letters.insert(letter, at: 0) } }
    }

    /// The next letter if there is one already.
    func take() -> Letter? {
        lock.withLock { letters.isEmpty ? nil : letters.removeFirst() }
    }

    /// The next letter; `nil`: the task was cancelled. For one task at a time.
    func next() async -> Letter? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let now: Letter?? = lock.withLock {
                    if !letters.isEmpty { return letters.removeFirst() }
                    // `cancel` may have come before there was anybody to resume.
                    if Task.isCancelled { return .some(nil) }
                    assert(waiting == nil, "one task at a time")
                    waiting = reader
                    return nil
                }
                if let now { reader.resume(returning: now) }
            }
        } onCancel: {
            lock.withLock { () -> CheckedContinuation<Letter?, Never>? in
                defer { waiting = nil }
                return waiting
            }?.resume(returning: nil)
        }
    }

    /// Takes no more letters; gives those that nobody has read.
    func close() -> [Letter] {
        lock.withLock {
            closed = true
            defer { letters = [] }
            return letters
        }
    }
}
