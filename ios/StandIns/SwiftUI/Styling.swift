public struct HorizontalAlignment: Sendable {
    public static let leading = HorizontalAlignment()
    public static let center = HorizontalAlignment()
    public static let trailing = HorizontalAlignment()
}

public struct VerticalAlignment: Sendable {
    public static let top = VerticalAlignment()
    public static let center = VerticalAlignment()
}

public struct Alignment: Sendable {
    public static let center = Alignment()
    public static let leading = Alignment()
    public static let trailing = Alignment()
    public static let top = Alignment()
}

public enum TextAlignment: CaseIterable, Hashable, Sendable {
    case leading, center, trailing
}

public enum VerticalEdge: Hashable, CaseIterable, Sendable {
    case top, bottom
}

public enum Edge: Sendable {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8

        public init(rawValue: Int8) {
            self.rawValue = rawValue
        }

        public static let top = Set(rawValue: 1)
        public static let vertical = Set(rawValue: 5)
        public static let horizontal = Set(rawValue: 10)
        public static let all = Set(rawValue: 15)
    }
}

public enum Axis: Sendable {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8

        public init(rawValue: Int8) {
            self.rawValue = rawValue
        }

        public static let vertical = Set(rawValue: 2)
    }
}

public struct SafeAreaRegions: OptionSet, Sendable {
    public let rawValue: UInt

    public init(rawValue: UInt) {
        self.rawValue = rawValue
    }

    public static let all = SafeAreaRegions(rawValue: .max)
}

public protocol ShapeStyle: Sendable {}

public struct TintShapeStyle: ShapeStyle {
    public init() {}
}

extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: TintShapeStyle { TintShapeStyle() }
}

public struct Color: PrimitiveView, ShapeStyle, Hashable {
    public enum RGBColorSpace: Hashable, Sendable {
        case sRGB
    }
    nonisolated let components: [Double]

    nonisolated public init(
        _ colorSpace: Color.RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1
    ) {
        components = [red, green, blue, opacity]
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { [] }
}

public struct StrokeStyle: Equatable, Sendable {
    public init(lineWidth: CGFloat = 1, dash: [CGFloat] = []) {}
}

public protocol Shape: Sendable, View {}

public protocol InsettableShape: Shape {}

/// A shape has no accessible content.
public struct _ShapeView: PrimitiveView {
    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { [] }
}

extension Shape {
    public var body: _ShapeView { _ShapeView() }

    public func fill<S>(_ content: S) -> some View where S: ShapeStyle { _ShapeView() }
}

extension InsettableShape {
    public func strokeBorder<S>(_ content: S, lineWidth: CGFloat = 1, antialiased: Bool = true) -> some View
    where S: ShapeStyle { _ShapeView() }

    public func strokeBorder<S>(_ content: S, style: StrokeStyle, antialiased: Bool = true) -> some View
    where S: ShapeStyle { _ShapeView() }
}

public struct Rectangle: InsettableShape {
    nonisolated public init() {}
}

public struct Circle: InsettableShape {
    nonisolated public init() {}
}

public enum RoundedCornerStyle: Sendable {
    case circular, continuous
}

public struct RoundedRectangle: InsettableShape {
    nonisolated public init(cornerRadius: CGFloat, style: RoundedCornerStyle = .circular) {}
}

public struct Animation: Equatable, Sendable {
    public static func easeOut(duration: TimeInterval) -> Animation { Animation() }

    public func repeatForever(autoreverses: Bool = true) -> Animation { self }
}

extension View {
    public func font(_ font: Font?) -> some View { modified(.visualOnly) }
    public func foregroundColor(_ color: Color?) -> some View { modified(.visualOnly) }
    public func foregroundStyle<S>(_ style: S) -> some View where S: ShapeStyle { modified(.visualOnly) }
    public func tint(_ tint: Color?) -> some View { modified(.visualOnly) }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { modified(.visualOnly) }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { modified(.visualOnly) }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { modified(.visualOnly) }
    public func padding(_ length: CGFloat) -> some View { modified(.visualOnly) }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        modified(.visualOnly)
    }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { modified(.visualOnly) }
    public func background<S>(_ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all) -> some View
    where S: ShapeStyle { modified(.visualOnly) }
    public func ignoresSafeArea(_ regions: SafeAreaRegions = .all, edges: Edge.Set = .all) -> some View {
        modified(.visualOnly)
    }
    public func clipShape<S>(_ shape: S) -> some View where S: Shape { modified(.visualOnly) }
    public func clipped(antialiased: Bool = false) -> some View { modified(.visualOnly) }
    public func contentShape<S>(_ shape: S, eoFill: Bool = false) -> some View where S: Shape { modified(.visualOnly) }
    public func opacity(_ opacity: Double) -> some View { modified(.visualOnly) }
    public func scaleEffect(_ s: CGFloat) -> some View { modified(.visualOnly) }
    public func animation<V>(_ animation: Animation?, value: V) -> some View where V: Equatable {
        modified(.visualOnly)
    }
}
