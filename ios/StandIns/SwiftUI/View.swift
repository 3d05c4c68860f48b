@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Self.Body { get }

    /// Not part of SwiftUI: renders the view for tests.
    func render(_ host: ViewHost, _ context: ViewContext) -> [Node]
}

extension View {
    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.renderBody(of: self, context) }
}

extension Never: View {
    public var body: Never { fatalError("a primitive view has no body") }
}

/// A view that the host renders without evaluating a body.
@MainActor public protocol PrimitiveView: View where Body == Never {}

extension PrimitiveView {
    public var body: Never { fatalError("a primitive view has no body") }
}

public struct EmptyView: PrimitiveView {
    nonisolated public init() {}

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { [] }
}

extension Optional: View where Wrapped: View {
    public typealias Body = Never
    public var body: Never { fatalError("a primitive view has no body") }
}

extension Optional: PrimitiveView where Wrapped: View {
    @MainActor public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        map { host.render($0, context.child("some")) } ?? []
    }
}

public struct TupleView<T>: PrimitiveView {
    let render: @MainActor (ViewHost, ViewContext) -> [Node]
    public var value: T

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { render(host, context) }
}

public struct _ConditionalContent<TrueContent: View, FalseContent: View>: PrimitiveView {
    enum Storage {
        case yes(TrueContent)
        case no(FalseContent)
    }
    let storage: Storage

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        switch storage {
        case .yes(let content): host.render(content, context.child("yes"))
        case .no(let content): host.render(content, context.child("no"))
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
            render: { host, context in
                var nodes: [Node] = []
                var index = 0
                for view in repeat each content {
                    nodes += host.render(view, context.child(index))
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
