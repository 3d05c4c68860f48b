final class AppearanceObserver: LifecycleObserver {
    let appear: (() -> Void)?
    let disappear: (() -> Void)?

    init(appear: (() -> Void)? = nil, disappear: (() -> Void)? = nil) {
        self.appear = appear
        self.disappear = disappear
    }

    override func begin() { appear?() }
    override func end() { disappear?() }
}

final class ViewTask: LifecycleObserver {
    let work: @MainActor () async -> Void
    var task: Task<Void, Never>?

    init(_ work: @escaping @MainActor () async -> Void) {
        self.work = work
    }

    override func begin() {
        let work = work
        task = Task { await work() }
    }

    override func follow(_ previous: LifecycleObserver) { task = (previous as? ViewTask)?.task }
    override func end() { task?.cancel() }
}

final class ChangeObserver<V: Equatable>: LifecycleObserver {
    let value: V
    let action: (V) -> Void

    init(_ value: V, _ action: @escaping (V) -> Void) {
        self.value = value
        self.action = action
    }

    override func follow(_ previous: LifecycleObserver) {
        if let previous = previous as? ChangeObserver<V>, previous.value != value { action(value) }
    }
}

extension View {
    public func onAppear(perform action: (() -> Void)? = nil) -> some View {
        modified(Modification(observer: { AppearanceObserver(appear: action) }))
    }

    public func onDisappear(perform action: (() -> Void)? = nil) -> some View {
        modified(Modification(observer: { AppearanceObserver(disappear: action) }))
    }

    public func onChange<V>(of value: V, perform action: @escaping (V) -> Void) -> some View where V: Equatable {
        modified(Modification(observer: { ChangeObserver(value, action) }))
    }

    public func task(
        priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View {
        modified(Modification(observer: { ViewTask(action) }))
    }
}
