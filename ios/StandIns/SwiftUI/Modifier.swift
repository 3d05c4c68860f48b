/// A view with a modifier.
struct ModifiedView<Content: View>: PrimitiveView {
    let content: Content
    let modification: Modification

    init(_ content: Content, _ modification: Modification) {
        self.content = content
        self.modification = modification
    }

    func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let inner = modification.context(context.child("~"))
        let nodes = host.render(content, inner)
        if let observer = modification.observer { host.observe(observer(), at: inner.path) }
        return modification.nodes(nodes, host, inner)
    }
}

/// The effect of a modifier.
struct Modification {
    var context: @MainActor (ViewContext) -> ViewContext = { $0 }
    var nodes: @MainActor ([Node], ViewHost, ViewContext) -> [Node] = { nodes, _, _ in nodes }
    var observer: (@MainActor () -> LifecycleObserver)?

    /// Changes only how a view looks, which the tests do not see.
    static var visualOnly: Modification { Modification() }

    static func environment(_ change: @escaping @MainActor (inout EnvironmentValues) -> Void) -> Modification {
        Modification(context: {
            var context = $0
            change(&context.environment)
            return context
        })
    }

    /// Combines the nodes into one element and changes it.
    static func element(_ change: @escaping @MainActor (Node) -> Void) -> Modification {
        Modification(nodes: { nodes, _, _ in
            let node = nodes.count == 1 ? nodes[0] : Node(.group, nodes)
            change(node)
            return [node]
        })
    }

    /// Changes every control of the view.
    static func controls(_ change: @escaping @MainActor (Node) -> Void) -> Modification {
        Modification(nodes: { nodes, _, _ in
            for node in nodes.flatMap(\.withDescendants) { change(node) }
            return nodes
        })
    }
}

extension View {
    func modified(_ modification: Modification) -> some View {
        ModifiedView(self, modification)
    }
}

public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder @MainActor @preconcurrency func body(content: Self.Content) -> Self.Body
}

public struct _ViewModifier_Content<Modifier: ViewModifier>: PrimitiveView {
    let inner: @MainActor (ViewHost, ViewContext) -> [Node]

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { inner(host, context) }
}

public struct ModifiedContent<Content, Modifier> {
    public var content: Content
    public var modifier: Modifier
}

extension ModifiedContent: View where Content: View, Modifier: ViewModifier {
    public typealias Body = Never
    public var body: Never { fatalError("a primitive view has no body") }
}

extension ModifiedContent: PrimitiveView where Content: View, Modifier: ViewModifier {
    @MainActor public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let context = context.child(ObjectIdentifier(Modifier.self))
        host.connect(modifier, context)
        let content = _ViewModifier_Content<Modifier> { [content] host, context in host.render(content, context) }
        return host.render(modifier.body(content: content), context)
    }
}

extension View {
    public func modifier<T>(_ modifier: T) -> ModifiedContent<Self, T> {
        ModifiedContent(content: self, modifier: modifier)
    }

    public func id<ID>(_ id: ID) -> some View where ID: Hashable {
        modified(Modification(context: { $0.child(id) }))
    }

    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        modified(.environment { $0[keyPath: keyPath] = value })
    }

    public func disabled(_ disabled: Bool) -> some View {
        modified(.controls { if disabled { $0.isEnabled = false } })
    }
}
