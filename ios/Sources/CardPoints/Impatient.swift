/// Waits for `work` no longer than the task does: `nil` when it is cancelled, while `work` goes on unheard. For futures of the
/// library, which Swift's cancelling doesn't reach; each ends by a time limit of its own. A task that is cancelled already
/// begins nothing.
func impatient<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
    if Task.isCancelled { return nil }
    let answer = Mailbox<Value>()
    Task { _ = answer.put(await work()) }
    return await answer.next()
}
