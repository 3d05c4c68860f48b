final class Appearing: Life {
    let appear: (() -> Void)?
    let disappear: (() -> Void)?

    init(appear: (() -> Void)? = nil, disappear: (() -> Void)? = nil) {
        self.appear = appear
        self.disappear = disappear
    }

    override func begin() { appear?() }
    override func end() { disappear?() }
}

final class Working: Life {
    let work: @MainActor () async -> Void
    var task: Task<Void, Never>?

    init(_ work: @escaping @MainActor () async -> Void) {
        self.work = work
    }

    override func begin() {
        let work = work
        task = Task { await work() }
    }

    override func follow(_ before: Life) { task = (before as? Working)?.task }
    override func end() { task?.cancel() }
}

final class Watching<V: Equatable>: Life {
    let value: V
    let action: (V) -> Void

    init(_ value: V, _ action: @escaping (V) -> Void) {
        self.value = value
        self.action = action
    }

    override func follow(_ before: Life) {
        if let before = before as? Watching<V>, before.value != value { action(value) }
    }
}

extension View {
    public func onAppear(perform action: (() -> Void)? = nil) -> some View {
        changed(Change(life: { Appearing(appear: action) }))
    }

    public func onDisappear(perform action: (() -> Void)? = nil) -> some View {
        changed(Change(life: { Appearing(disappear: action) }))
    }

    public func onChange<V>(of value: V, perform action: @escaping (V) -> Void) -> some View where V: Equatable {
        changed(Change(life: { Watching(value, action) }))
    }

    public func task(
        priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View {
        changed(Change(life: { Working(action) }))
    }
}
