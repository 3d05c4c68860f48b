public struct Text: PrimitiveView, Equatable {
    let string: String
    /// The language in which VoiceOver reads it.
    let language: String?

    public init(verbatim content: String) {
        string = content
        language = nil
    }

    public init(_ attributedContent: AttributedString) {
        string = String(attributedContent.characters)
        language = attributedContent.languageIdentifier
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let node = Node(.text)
        node.text = string
        node.language = language
        return [node]
    }
}

public struct Image: PrimitiveView {
    let name: String

    public init(systemName: String) {
        name = systemName
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let node = Node(.image)
        node.text = name
        return [node]
    }
}

public struct ProgressView<Label, CurrentValueLabel>: PrimitiveView where Label: View, CurrentValueLabel: View {
    public init() where Label == EmptyView, CurrentValueLabel == EmptyView {}

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { [Node(.progress)] }
}

public struct Font: Hashable, Sendable {
    public enum TextStyle: CaseIterable, Hashable, Sendable {
        case title, title3, headline, body, subheadline
    }
    public enum Design: Hashable, Sendable {
        case `default`, monospaced
    }
    public enum Weight: Hashable, Sendable {
        case regular, bold
    }
    private var style: TextStyle = .body
    private var size: CGFloat?
    private var isBold = false

    public static let title = Font(style: .title)
    public static let title3 = Font(style: .title3)
    public static let headline = Font(style: .headline)
    public static let subheadline = Font(style: .subheadline)

    public static func system(_ style: Font.TextStyle, design: Font.Design = .default) -> Font { Font(style: style) }

    public static func system(
        size: CGFloat, weight: Font.Weight = .regular, design: Font.Design = .default
    ) -> Font { Font(size: size) }

    public func bold() -> Font {
        var font = self
        font.isBold = true
        return font
    }
}
