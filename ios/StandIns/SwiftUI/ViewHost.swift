/// The position of a view in the tree, which is its identity, and its environment.
public struct ViewContext {
    var path: Int
    public var environment: EnvironmentValues

    func child(_ part: some Hashable) -> ViewContext {
        var hasher = Hasher()
        hasher.combine(path)
        hasher.combine(part)
        return ViewContext(path: hasher.finalize(), environment: environment)
    }
}

/// A rendered element: a text, a button, a field, or a container.
@MainActor public final class Node {
    public enum Kind: Sendable { case text, image, button, field, secureField, progress, group, toolbar, sheet }

    public let kind: Kind
    public var children: [Node]
    /// The content of a text or a field.
    public var text = ""
    public var label: String?
    public var value: String?
    public var hint: String?
    public var traits: AccessibilityTraits = []
    public var isHidden = false
    /// The language in which VoiceOver reads it.
    public var language: String?
    public var isEnabled = true
    /// VoiceOver reads its children as one element.
    public var isCombined = false
    /// VoiceOver does not read its children.
    public var ignoresChildren = false
    public var privacySensitive = false
    public var keyboard: UIKeyboardType?
    public var contentType: UITextContentType?
    public var autocorrects = true
    public var onTap: (() -> Void)?
    public var onHold: ((Bool) -> Void)?
    public var onInput: ((String) -> Void)?
    /// True where the focus of the keyboard or of VoiceOver is here.
    var focusConditions: [() -> Bool] = []
    public var isFocused: Bool { focusConditions.contains { $0() } }
    /// The result of a `UIViewControllerRepresentable`.
    public var controller: UIViewController?

    init(_ kind: Kind, _ children: [Node] = []) {
        self.kind = kind
        self.children = children
    }

    /// The node and all its descendants, in order.
    public var withDescendants: [Node] { [self] + children.flatMap(\.withDescendants) }
}

/// Renders a view, keeps its state and runs its tasks, as the system would.
@MainActor public final class ViewHost {
    private let root: any View
    private var environment: EnvironmentValues
    private var storages: [Int: AnyObject] = [:]
    private var usedStorages: Set<Int> = []
    private var observers: [Int: LifecycleObserver] = [:]
    private var newObservers: [Int: LifecycleObserver] = [:]
    /// The indices of the properties to connect, for each type of view.
    private var connectedProperties: [ObjectIdentifier: [Int]] = [:]
    private var needsRender = true
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var nodes: [Node] = []
    private var renderedViews: [Any] = []

    /// A view that still changes after so many passes changes forever.
    private static let maxRenderPasses = 50

    public init(_ root: some View, _ configure: (inout EnvironmentValues) -> Void = { _ in }) {
        self.root = root
        var environment = EnvironmentValues()
        configure(&environment)
        self.environment = environment
    }

    /// The current tree.
    public var tree: [Node] {
        // A view that appears may change the state.
        for _ in 0..<Self.maxRenderPasses where needsRender {
            needsRender = false
            render()
        }
        precondition(!needsRender, "the view changes forever")
        return nodes
    }

    /// Changes the environment of the view.
    public func change(_ change: (inout EnvironmentValues) -> Void) {
        change(&environment)
        stateChanged()
        _ = tree
    }

    /// The first view of that type in the current tree.
    public func view<V: View>(_ type: V.Type) -> V? {
        _ = tree
        return renderedViews.lazy.compactMap { $0 as? V }.first
    }

    /// Waits until the tree meets the condition.
    public func until(_ condition: ([Node]) -> Bool) async {
        while !condition(tree) {
            await withCheckedContinuation { waiters.append($0) }
        }
    }

    /// Removes the view: every task is cancelled, everything disappears.
    public func end() {
        for observer in observers.values { observer.end() }
        observers = [:]
    }

    func stateChanged() {
        needsRender = true
        let resumed = waiters
        waiters = []
        for waiter in resumed { waiter.resume() }
    }

    private func render() {
        usedStorages = []
        renderedViews = []
        newObservers = [:]
        nodes = render(root, ViewContext(path: 0, environment: environment))
        storages = storages.filter { usedStorages.contains($0.key) }
        let previous = observers
        observers = newObservers
        for (path, observer) in previous where observers[path] == nil { observer.end() }
        for (path, observer) in observers {
            if let old = previous[path] { observer.follow(old) } else { observer.begin() }
        }
    }

    func render(_ view: some View, _ context: ViewContext) -> [Node] {
        view.render(self, context)
    }

    func renderBody<V: View>(of view: V, _ context: ViewContext) -> [Node] {
        let inner = context.child(ObjectIdentifier(V.self))
        connect(view, inner)
        renderedViews.append(view)
        return view.body.render(self, inner)
    }

    func connect<T>(_ view: T, _ context: ViewContext) {
        let type = ObjectIdentifier(T.self)
        let children = connectedProperties[type] == [] ? [] : Array(Mirror(reflecting: view).children)
        let indices =
            connectedProperties[type] ?? children.indices.filter { children[$0].value is any HostConnected }
        connectedProperties[type] = indices
        for index in indices {
            (children[index].value as? any HostConnected)?
                .connect(to: self, context, key: context.child(index).path)
        }
    }

    func storage<Value>(_ key: Int, _ initial: () -> Value) -> StateStorage<Value> {
        usedStorages.insert(key)
        if let storage = storages[key] as? StateStorage<Value> { return storage }
        let storage = StateStorage(initial())
        storage.host = self
        storages[key] = storage
        return storage
    }

    func observe(_ observer: LifecycleObserver, at path: Int) {
        newObservers[path] = observer
    }
}

/// The storage of one `@State` value.
final class StateStorage<Value> {
    weak var host: ViewHost?
    var value: Value {
        didSet {
            let host = host
            MainActor.assumeIsolated { host?.stateChanged() }
        }
    }

    init(_ value: Value) {
        self.value = value
    }
}

/// A property that the host connects before it evaluates the body.
protocol HostConnected {
    @MainActor func connect(to host: ViewHost, _ context: ViewContext, key: Int)
}

/// What a modifier does when its view appears, changes and disappears.
@MainActor class LifecycleObserver {
    func begin() {}
    func follow(_ previous: LifecycleObserver) {}
    func end() {}
}
