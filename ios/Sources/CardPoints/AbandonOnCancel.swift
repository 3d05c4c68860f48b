/// Waits for `work` until the task is cancelled; then returns `nil` at once and leaves `work` running. For futures of the Rust
/// library, which Swift's cancellation does not reach; each ends by its own timeout. A task that is already cancelled starts
/// nothing.
func abandonOnCancel<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
    if Task.isCancelled { return nil }
    let result = Mailbox<Value>()
    Task { _ = result.put(await work()) }
    return await result.next()
}
