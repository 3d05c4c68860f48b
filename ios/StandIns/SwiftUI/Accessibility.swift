public struct AccessibilityTraits: SetAlgebra, Sendable {
    private var traits: Set<Int> = []

    public init() {}

    private init(_ trait: Int) {
        traits = [trait]
    }

    public static let isButton = AccessibilityTraits(0)
    public static let isHeader = AccessibilityTraits(1)
    public static let isSelected = AccessibilityTraits(2)
    public static let isImage = AccessibilityTraits(3)

    public func contains(_ member: AccessibilityTraits) -> Bool { traits.isSuperset(of: member.traits) }
    public func union(_ other: AccessibilityTraits) -> AccessibilityTraits { with { $0.formUnion(other.traits) } }
    public func intersection(_ other: AccessibilityTraits) -> AccessibilityTraits {
        with { $0.formIntersection(other.traits) }
    }
    public func symmetricDifference(_ other: AccessibilityTraits) -> AccessibilityTraits {
        with { $0.formSymmetricDifference(other.traits) }
    }
    public mutating func insert(
        _ newMember: AccessibilityTraits
    ) -> (inserted: Bool, memberAfterInsert: AccessibilityTraits) {
        defer { formUnion(newMember) }
        return (!contains(newMember), newMember)
    }
    public mutating func remove(_ member: AccessibilityTraits) -> AccessibilityTraits? {
        defer { traits.subtract(member.traits) }
        return contains(member) ? member : nil
    }
    public mutating func update(with newMember: AccessibilityTraits) -> AccessibilityTraits? {
        insert(newMember).inserted ? nil : newMember
    }
    public mutating func formUnion(_ other: AccessibilityTraits) { self = union(other) }
    public mutating func formIntersection(_ other: AccessibilityTraits) { self = intersection(other) }
    public mutating func formSymmetricDifference(_ other: AccessibilityTraits) { self = symmetricDifference(other) }

    private func with(_ change: (inout Set<Int>) -> Void) -> AccessibilityTraits {
        var copy = self
        change(&copy.traits)
        return copy
    }
}

public struct AccessibilityChildBehavior: Hashable, Sendable {
    let rank: Int

    public static let ignore = AccessibilityChildBehavior(rank: 0)
    public static let contain = AccessibilityChildBehavior(rank: 1)
    public static let combine = AccessibilityChildBehavior(rank: 2)
}

extension View {
    public func accessibilityLabel(_ label: Text) -> some View { changed(.element { $0.label = label.words }) }

    public func accessibilityValue(_ valueDescription: Text) -> some View {
        changed(.element { $0.value = valueDescription.words })
    }

    public func accessibilityHint(_ hint: Text) -> some View { changed(.element { $0.hint = hint.words }) }

    public func accessibilityHidden(_ hidden: Bool) -> some View { changed(.element { $0.hidden = hidden }) }

    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {
        changed(.element { $0.traits.formUnion(traits) })
    }

    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        changed(
            Change(nodes: { nodes, _, _ in
                let node = Node(.group, nodes)
                node.combined = children == .combine
                node.ignoresChildren = children == .ignore
                return [node]
            }))
    }

    public func accessibilityFocused<Value>(
        _ binding: AccessibilityFocusState<Value>.Binding, equals value: Value
    ) -> some View where Value: Hashable {
        changed(.element { $0.focusing.append { binding.wrappedValue == value } })
    }

    public func focused<Value>(_ binding: FocusState<Value>.Binding, equals value: Value) -> some View
    where Value: Hashable {
        changed(
            Change(nodes: { nodes, _, _ in
                let field = nodes.flatMap(\.all).first { $0.type != nil }
                field?.focusing.append { binding.wrappedValue == value }
                return nodes
            }))
    }

    public func privacySensitive(_ sensitive: Bool = true) -> some View {
        changed(.controls { $0.privacySensitive = sensitive })
    }
}
