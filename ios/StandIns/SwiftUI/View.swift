@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Self.Body { get }

    /// Not SwiftUI's: what the engine does with it.
    func play(_ player: Player, _ place: Place) -> [Node]
}

extension View {
    public func play(_ player: Player, _ place: Place) -> [Node] { player.play(body: self, place) }
}

extension Never: View {
    public var body: Never { fatalError("a primitive view has no body") }
}

/// A view that the engine knows.
@MainActor public protocol Primitive: View where Body == Never {}

extension Primitive {
    public var body: Never { fatalError("a primitive view has no body") }
}

public struct EmptyView: Primitive {
    nonisolated public init() {}

    public func play(_ player: Player, _ place: Place) -> [Node] { [] }
}

extension Optional: View where Wrapped: View {
    public typealias Body = Never
    public var body: Never { fatalError("a primitive view has no body") }
}

extension Optional: Primitive where Wrapped: View {
    @MainActor public func play(_ player: Player, _ place: Place) -> [Node] {
        map { player.play($0, place.within("some")) } ?? []
    }
}

public struct TupleView<T>: Primitive {
    let play: @MainActor (Player, Place) -> [Node]
    public var value: T

    public func play(_ player: Player, _ place: Place) -> [Node] { play(player, place) }
}

public struct _ConditionalContent<TrueContent: View, FalseContent: View>: Primitive {
    enum Storage {
        case yes(TrueContent)
        case no(FalseContent)
    }
    let storage: Storage

    public func play(_ player: Player, _ place: Place) -> [Node] {
        switch storage {
        case .yes(let content): player.play(content, place.within("yes"))
        case .no(let content): player.play(content, place.within("no"))
        }
    }
}

@resultBuilder public struct ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }

    public static func buildBlock<Content>(_ content: Content) -> Content where Content: View { content }

    @MainActor public static func buildBlock<each Content>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> where repeat each Content: View {
        TupleView(
            play: { player, place in
                var nodes: [Node] = []
                var index = 0
                for view in repeat each content {
                    nodes += player.play(view, place.within(index))
                    index += 1
                }
                return nodes
            }, value: (repeat each content))
    }

    public static func buildExpression<Content>(_ content: Content) -> Content where Content: View { content }

    public static func buildIf<Content>(_ content: Content?) -> Content? where Content: View { content }

    @MainActor public static func buildEither<TrueContent, FalseContent>(
        first: TrueContent
    ) -> _ConditionalContent<TrueContent, FalseContent> where TrueContent: View, FalseContent: View {
        _ConditionalContent(storage: .yes(first))
    }

    @MainActor public static func buildEither<TrueContent, FalseContent>(
        second: FalseContent
    ) -> _ConditionalContent<TrueContent, FalseContent> where TrueContent: View, FalseContent: View {
        _ConditionalContent(storage: .no(second))
    }

    public static func buildLimitedAvailability<Content>(_ content: Content) -> Content where Content: View { content }
}
