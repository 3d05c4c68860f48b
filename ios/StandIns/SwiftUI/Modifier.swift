/// A view with something changed about it.
struct Modified<Content: View>: Primitive {
    let content: Content
    let change: Change

    init(_ content: Content, _ change: Change) {
        self.content = content
        self.change = change
    }

    func play(_ player: Player, _ place: Place) -> [Node] {
        let inner = change.place(place.within("~"))
        let nodes = player.play(content, inner)
        if let life = change.life { player.live(life(), at: inner.path) }
        return change.nodes(nodes, player, inner)
    }
}

/// What a modifier changes.
struct Change {
    var place: @MainActor (Place) -> Place = { $0 }
    var nodes: @MainActor ([Node], Player, Place) -> [Node] = { nodes, _, _ in nodes }
    var life: (@MainActor () -> Life)?

    /// Changes nothing that a person could read or press.
    static var look: Change { Change() }

    static func environment(_ change: @escaping @MainActor (inout EnvironmentValues) -> Void) -> Change {
        Change(place: {
            var place = $0
            change(&place.environment)
            return place
        })
    }

    /// Makes one element of what is there, and changes it.
    static func element(_ change: @escaping @MainActor (Node) -> Void) -> Change {
        Change(nodes: { nodes, _, _ in
            let node = nodes.count == 1 ? nodes[0] : Node(.group, nodes)
            change(node)
            return [node]
        })
    }

    /// Changes every control in it.
    static func controls(_ change: @escaping @MainActor (Node) -> Void) -> Change {
        Change(nodes: { nodes, _, _ in
            for node in nodes.flatMap(\.all) { change(node) }
            return nodes
        })
    }
}

extension View {
    func changed(_ change: Change) -> some View {
        Modified(self, change)
    }
}

public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder @MainActor @preconcurrency func body(content: Self.Content) -> Self.Body
}

public struct _ViewModifier_Content<Modifier: ViewModifier>: Primitive {
    let inner: @MainActor (Player, Place) -> [Node]

    public func play(_ player: Player, _ place: Place) -> [Node] { inner(player, place) }
}

public struct ModifiedContent<Content, Modifier> {
    public var content: Content
    public var modifier: Modifier
}

extension ModifiedContent: View where Content: View, Modifier: ViewModifier {
    public typealias Body = Never
    public var body: Never { fatalError("a primitive view has no body") }
}

extension ModifiedContent: Primitive where Content: View, Modifier: ViewModifier {
    @MainActor public func play(_ player: Player, _ place: Place) -> [Node] {
        let place = place.within(ObjectIdentifier(Modifier.self))
        player.connect(modifier, place)
        let content = _ViewModifier_Content<Modifier> { [content] player, place in player.play(content, place) }
        return player.play(modifier.body(content: content), place)
    }
}

extension View {
    public func modifier<T>(_ modifier: T) -> ModifiedContent<Self, T> {
        ModifiedContent(content: self, modifier: modifier)
    }

    public func id<ID>(_ id: ID) -> some View where ID: Hashable {
        changed(Change(place: { $0.within(id) }))
    }

    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        changed(.environment { $0[keyPath: keyPath] = value })
    }

    public func disabled(_ disabled: Bool) -> some View {
        changed(.controls { if disabled { $0.enabled = false } })
    }
}
