public struct Text: Primitive, Equatable {
    let words: String
    /// Language in which it is read aloud.
    let language: String?

    public init(verbatim content: String) {
        words = content
        language = nil
    }

    public init(_ attributedContent: AttributedString) {
        words = String(attributedContent.characters)
        language = attributedContent.languageIdentifier
    }

    public func play(_ player: Player, _ place: Place) -> [Node] {
        let node = Node(.text)
        node.text = words
        node.language = language
        return [node]
    }
}

public struct Image: Primitive {
    let name: String

    public init(systemName: String) {
        name = systemName
    }

    public func play(_ player: Player, _ place: Place) -> [Node] {
        let node = Node(.image)
        node.text = name
        return [node]
    }
}

public struct ProgressView<Label, CurrentValueLabel>: Primitive where Label: View, CurrentValueLabel: View {
    public init() where Label == EmptyView, CurrentValueLabel == EmptyView {}

    public func play(_ player: Player, _ place: Place) -> [Node] { [Node(.progress)] }
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
    private var strong = false

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
        font.strong = true
        return font
    }
}
