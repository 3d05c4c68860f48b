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
    let rawValue: Int

    public static let ignore = AccessibilityChildBehavior(rawValue: 0)
    public static let contain = AccessibilityChildBehavior(rawValue: 1)
    public static let combine = AccessibilityChildBehavior(rawValue: 2)
}

extension View {
    public func accessibilityLabel(_ label: Text) -> some View { modified(.element { $0.label = label.string }) }

    public func accessibilityValue(_ valueDescription: Text) -> some View {
        modified(.element { $0.value = valueDescription.string })
    }

    public func accessibilityHint(_ hint: Text) -> some View { modified(.element { $0.hint = hint.string }) }

    public func accessibilityHidden(_ hidden: Bool) -> some View { modified(.element { $0.isHidden = hidden }) }

    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {
        modified(.element { $0.traits.formUnion(traits) })
    }

    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        modified(
            Modification(nodes: { nodes, _, _ in
                let node = Node(.group, nodes)
                node.isCombined = children == .combine
                node.ignoresChildren = children == .ignore
                return [node]
            }))
    }

    public func accessibilityFocused<Value>(
        _ binding: AccessibilityFocusState<Value>.Binding, equals value: Value
    ) -> some View where Value: Hashable {
        modified(.element { $0.focusConditions.append { binding.wrappedValue == value } })
    }

    public func focused<Value>(_ binding: FocusState<Value>.Binding, equals value: Value) -> some View
    where Value: Hashable {
        modified(
            Modification(nodes: { nodes, _, _ in
                let field = nodes.flatMap(\.withDescendants).first { $0.onInput != nil }
                field?.focusConditions.append { binding.wrappedValue == value }
                return nodes
            }))
    }

    public func privacySensitive(_ sensitive: Bool = true) -> some View {
        modified(.controls { $0.privacySensitive = sensitive })
    }
}
