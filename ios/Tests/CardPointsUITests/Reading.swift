import SwiftUI

/// What VoiceOver reads as one, and what a person can do with it.
@MainActor struct Element {
    let node: Node
    let label: String

    var isButton: Bool { node.traits.contains(.isButton) }
    var isHeader: Bool { node.all.contains { $0.traits.contains(.isHeader) } }
    var isSelected: Bool { node.traits.contains(.isSelected) }
}

extension Array where Element == Node {
    /// In the order in which they are read.
    @MainActor var elements: [CardPointsUITests.Element] { flatMap(\.elements) }

    /// Everything that stands on the screen in words, in order, what is read or not.
    @MainActor var shown: [String] { flatMap(\.shown) }
}

extension Node {
    fileprivate var elements: [CardPointsUITests.Element] {
        if hidden { return [] }
        switch kind {
        case .text: return text.isEmpty ? [] : [.init(node: self, label: label ?? text)]
        case .image, .progress: return [.init(node: self, label: label ?? text)]
        case .button, .field, .secureField: return [.init(node: self, label: label ?? children.spoken)]
        case .toolbar, .sheet: return children.elements
        case .group:
            if combined || ignoresChildren { return [.init(node: self, label: label ?? children.spoken)] }
            let inside = children.elements
            return label.map { [.init(node: self, label: $0)] + inside } ?? inside
        }
    }

    fileprivate var shown: [String] {
        kind == .text ? [text].filter { !$0.isEmpty } : children.flatMap(\.shown)
    }
}

extension Array where Element == Node {
    @MainActor fileprivate var spoken: String { elements.map(\.label).joined(separator: ", ") }
}
