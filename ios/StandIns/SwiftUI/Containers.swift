public struct VStack<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct LazyVStack<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, pinnedViews: PinnedScrollableViews = .init(),
        @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct PinnedScrollableViews: OptionSet, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

public struct HStack<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct ZStack<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct ScrollView<Content>: PrimitiveView where Content: View {
    public var content: Content

    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct LazyVGrid<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(
        columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        pinnedViews: PinnedScrollableViews = .init(), @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

public struct GridItem: Sendable {
    public enum Size: Sendable {
        case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity)
    }

    public init(_ size: GridItem.Size = .adaptive(minimum: 10), spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}

public struct ForEach<Data, ID, Content>: PrimitiveView
where Data: RandomAccessCollection, ID: Hashable, Content: View {
    public var data: Data
    public var content: (Data.Element) -> Content
    let id: KeyPath<Data.Element, ID>

    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content)
    {
        self.data = data
        self.content = content
        self.id = id
    }

    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content)
    where ID == Data.Element.ID, Data.Element: Identifiable {
        self.init(data, id: \.id, content: content)
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        var seen: Set<ID> = []
        return data.flatMap { element in
            let id = element[keyPath: id]
            precondition(seen.insert(id).inserted, "two views of a ForEach have the identity \(id)")
            return host.render(content(element), context.child(id))
        }
    }
}

public struct NavigationView<Content>: PrimitiveView where Content: View {
    let content: Content

    public init(@ViewBuilder content: () -> Content) {
        self.content = content()
    }

    /// VoiceOver reads the navigation bar first.
    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let nodes = host.render(content, context)
        let bars = nodes.filter { $0.kind == .toolbar }
        return bars + nodes.filter { $0.kind != .toolbar }
    }
}

@MainActor @preconcurrency public protocol NavigationViewStyle {}

public struct StackNavigationViewStyle: NavigationViewStyle {
    nonisolated public init() {}
}

extension NavigationViewStyle where Self == StackNavigationViewStyle {
    @MainActor @preconcurrency public static var stack: StackNavigationViewStyle { StackNavigationViewStyle() }
}

public struct NavigationBarItem: Sendable {
    public enum TitleDisplayMode: Sendable {
        case automatic, inline, large
    }
}

@MainActor @preconcurrency public protocol ToolbarContent {
    func render(_ host: ViewHost, _ context: ViewContext) -> [Node]
}

public struct ToolbarItemPlacement: Sendable {
    public static let navigationBarLeading = ToolbarItemPlacement()
}

public struct ToolbarItem<ID, Content>: ToolbarContent where Content: View {
    let content: Content

    public init(placement: ToolbarItemPlacement = .navigationBarLeading, @ViewBuilder content: () -> Content)
    where ID == () {
        self.content = content()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { host.render(content, context) }
}

@resultBuilder public struct ToolbarContentBuilder {
    public static func buildBlock<Content>(_ content: Content) -> some ToolbarContent where Content: ToolbarContent {
        content
    }
}

extension View {
    public func navigationViewStyle<S>(_ style: S) -> some View where S: NavigationViewStyle { modified(.visualOnly) }

    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View {
        modified(.visualOnly)
    }

    public func toolbar<Content>(@ToolbarContentBuilder content: () -> Content) -> some View
    where Content: ToolbarContent {
        let content = content()
        return modified(
            Modification(nodes: { nodes, host, context in
                [Node(.toolbar, content.render(host, context.child("toolbar")))] + nodes
            }))
    }

    public func sheet<Content>(
        isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping () -> Content
    ) -> some View where Content: View {
        modified(
            Modification(nodes: { nodes, host, context in
                guard isPresented.wrappedValue else { return nodes }
                return nodes + [Node(.sheet, host.render(content(), context.child("sheet")))]
            }))
    }

    public func safeAreaInset<V>(
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        @ViewBuilder content: () -> V
    ) -> some View where V: View {
        let content = content()
        return modified(
            Modification(nodes: { nodes, host, context in
                let inset = host.render(content, context.child("inset"))
                return edge == .top ? inset + nodes : nodes + inset
            }))
    }

    public func overlay<V>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View where V: View {
        let content = content()
        return modified(
            Modification(nodes: { nodes, host, context in nodes + host.render(content, context.child("overlay")) }))
    }
}

@MainActor @preconcurrency public protocol UIViewControllerRepresentable: View where Body == Never {
    associatedtype UIViewControllerType: UIViewController
    typealias Context = UIViewControllerRepresentableContext<Self>
    @MainActor @preconcurrency func makeUIViewController(context: Self.Context) -> Self.UIViewControllerType
    @MainActor @preconcurrency func updateUIViewController(
        _ uiViewController: Self.UIViewControllerType, context: Self.Context)
}

public struct UIViewControllerRepresentableContext<Representable: UIViewControllerRepresentable> {}

extension UIViewControllerRepresentable {
    public var body: Never { fatalError("a primitive view has no body") }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let node = Node(.group)
        let controller = makeUIViewController(context: .init())
        updateUIViewController(controller, context: .init())
        node.controller = controller
        return [node]
    }
}
