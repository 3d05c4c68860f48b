/// Waits for `work` no longer than the task does: `nil` when it is cancelled, while `work` goes on unheard. For futures of the
/// library, which Swift's cancelling doesn't reach; each ends by a time limit of its own.
func impatient<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
    let answer = Mailbox<Value>()
    Task.detached { _ = answer.put(await work()) }
    return await answer.next()
}
