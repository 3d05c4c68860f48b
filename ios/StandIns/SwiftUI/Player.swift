/// Where a view stands in the tree: its identity, and what surrounds it.
public struct Place {
    var path: Int
    public var environment: EnvironmentValues

    func within(_ part: some Hashable) -> Place {
        var hasher = Hasher()
        hasher.combine(path)
        hasher.combine(part)
        return Place(path: hasher.finalize(), environment: environment)
    }
}

/// What a person meets: a text, a button, a field, or what holds them.
@MainActor public final class Node {
    public enum Kind: Sendable { case text, image, button, field, secureField, progress, group, toolbar, sheet }

    public let kind: Kind
    public var children: [Node]
    /// What a text says, what a field holds.
    public var text = ""
    public var label: String?
    public var value: String?
    public var hint: String?
    public var traits: AccessibilityTraits = []
    public var hidden = false
    /// In which it is read aloud.
    public var language: String?
    public var enabled = true
    /// Read as one.
    public var combined = false
    /// What is in it is not read.
    public var ignoresChildren = false
    public var privacySensitive = false
    public var keyboard: UIKeyboardType?
    public var contentType: UITextContentType?
    public var corrects = true
    public var press: (() -> Void)?
    public var hold: ((Bool) -> Void)?
    public var type: ((String) -> Void)?
    /// Leads the keyboard or VoiceOver here.
    var focusing: [() -> Bool] = []
    public var focused: Bool { focusing.contains { $0() } }
    /// What a `UIViewControllerRepresentable` made.
    public var controller: UIViewController?

    init(_ kind: Kind, _ children: [Node] = []) {
        self.kind = kind
        self.children = children
    }

    /// Itself and all in it, in order.
    public var all: [Node] { [self] + children.flatMap(\.all) }
}

/// Evaluates a view, keeps its state, and runs its tasks, as the system would.
@MainActor public final class Player {
    private let root: any View
    private var environment: EnvironmentValues
    private var slots: [Int: AnyObject] = [:]
    private var touched: Set<Int> = []
    private var lives: [Int: Life] = [:]
    private var born: [Int: Life] = [:]
    /// Which properties of a type are to be connected.
    private var connected: [ObjectIdentifier: [Int]] = [:]
    private var stale = true
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var nodes: [Node] = []
    private var evaluated: [Any] = []

    public init(_ root: some View, _ change: (inout EnvironmentValues) -> Void = { _ in }) {
        self.root = root
        var environment = EnvironmentValues()
        change(&environment)
        self.environment = environment
    }

    /// The tree as it stands now.
    public var tree: [Node] {
        // What appears may change what is there; a view that changes for ever is wrong.
        for _ in 0..<50 where stale {
            stale = false
            render()
        }
        precondition(!stale, "the view changes for ever")
        return nodes
    }

    /// Something around the view changes.
    public func change(_ change: (inout EnvironmentValues) -> Void) {
        change(&environment)
        changed()
        _ = tree
    }

    /// The view of that type, as it stands now.
    public func view<V: View>(_ type: V.Type) -> V? {
        _ = tree
        return evaluated.lazy.compactMap { $0 as? V }.first
    }

    /// Waits until the tree is as a test wants it.
    public func until(_ fits: ([Node]) -> Bool) async {
        while !fits(tree) {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Ends it: every task is cancelled, everything disappears.
    public func end() {
        for life in lives.values { life.end() }
        lives = [:]
    }

    func changed() {
        stale = true
        let all = waiting
        waiting = []
        for one in all { one.resume() }
    }

    private func render() {
        touched = []
        evaluated = []
        born = [:]
        nodes = play(root, Place(path: 0, environment: environment))
        slots = slots.filter { touched.contains($0.key) }
        let before = lives
        lives = born
        for (path, life) in before where lives[path] == nil { life.end() }
        for (path, life) in lives {
            if let old = before[path] { life.follow(old) } else { life.begin() }
        }
    }

    func play(_ view: some View, _ place: Place) -> [Node] {
        view.play(self, place)
    }

    func play<V: View>(body view: V, _ place: Place) -> [Node] {
        let inner = place.within(ObjectIdentifier(V.self))
        connect(view, inner)
        evaluated.append(view)
        return view.body.play(self, inner)
    }

    func connect<T>(_ view: T, _ place: Place) {
        let type = ObjectIdentifier(T.self)
        let children = connected[type] == [] ? [] : Array(Mirror(reflecting: view).children)
        let indices = connected[type] ?? children.indices.filter { children[$0].value is any Connected }
        connected[type] = indices
        for index in indices {
            (children[index].value as? any Connected)?.connect(to: self, place, key: place.within(index).path)
        }
    }

    func slot<Value>(_ key: Int, _ initial: () -> Value) -> Slot<Value> {
        touched.insert(key)
        if let slot = slots[key] as? Slot<Value> { return slot }
        let slot = Slot(initial())
        slot.player = self
        slots[key] = slot
        return slot
    }

    func live(_ life: Life, at path: Int) {
        born[path] = life
    }
}

/// Where a value of state lies.
final class Slot<Value> {
    weak var player: Player?
    var value: Value {
        didSet {
            let player = player
            MainActor.assumeIsolated { player?.changed() }
        }
    }

    init(_ value: Value) {
        self.value = value
    }
}

/// A property that the engine connects before it evaluates a body.
protocol Connected {
    @MainActor func connect(to player: Player, _ place: Place, key: Int)
}

/// What a modifier does as its view comes, changes and goes.
@MainActor class Life {
    func begin() {}
    func follow(_ before: Life) {}
    func end() {}
}
