import SwiftUI

/// An element that VoiceOver reads as one.
@MainActor struct AccessibilityElement {
    let node: Node
    let label: String

    var isButton: Bool { node.traits.contains(.isButton) }
    var isHeader: Bool { node.withDescendants.contains { $0.traits.contains(.isHeader) } }
    var isSelected: Bool { node.traits.contains(.isSelected) }
}

extension [Node] {
    /// The elements in the order in which VoiceOver reads them.
    @MainActor var elements: [AccessibilityElement] { flatMap(\.elements) }

    /// All visible text, in order, whether VoiceOver reads it or not.
    @MainActor var visibleText: [String] { flatMap(\.visibleText) }

    @MainActor fileprivate var combinedLabel: String { elements.map(\.label).joined(separator: ", ") }
}

extension Node {
    fileprivate var elements: [AccessibilityElement] {
        if isHidden { return [] }
        switch kind {
        case .text: return text.isEmpty ? [] : [.init(node: self, label: label ?? text)]
        case .image, .progress: return [.init(node: self, label: label ?? text)]
        case .button, .field, .secureField: return [.init(node: self, label: label ?? children.combinedLabel)]
        case .toolbar, .sheet: return children.elements
        case .group:
            if isCombined || ignoresChildren { return [.init(node: self, label: label ?? children.combinedLabel)] }
            let inner = children.elements
            return label.map { [.init(node: self, label: $0)] + inner } ?? inner
        }
    }

    fileprivate var visibleText: [String] {
        kind == .text ? [text].filter { !$0.isEmpty } : children.flatMap(\.visibleText)
    }
}
