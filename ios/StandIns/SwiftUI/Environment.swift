public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Self.Value { get }
}

public struct EnvironmentValues {
    private var values: [ObjectIdentifier: Any] = [:]

    public init() {}

    public subscript<K>(key: K.Type) -> K.Value where K: EnvironmentKey {
        get { values[ObjectIdentifier(key)] as? K.Value ?? K.defaultValue }
        set { values[ObjectIdentifier(key)] = newValue }
    }

    public var colorScheme: ColorScheme {
        get { self[ColorSchemeKey.self] }
        set { self[ColorSchemeKey.self] = newValue }
    }

    public var dynamicTypeSize: DynamicTypeSize {
        get { self[DynamicTypeSizeKey.self] }
        set { self[DynamicTypeSizeKey.self] = newValue }
    }

    public var locale: Locale {
        get { self[LocaleKey.self] }
        set { self[LocaleKey.self] = newValue }
    }

    /// Read-only in SwiftUI, but tests set it.
    public var accessibilityReduceMotion: Bool {
        get { self[ReduceMotionKey.self] }
        set { self[ReduceMotionKey.self] = newValue }
    }

    var enabled: Bool {
        get { self[EnabledKey.self] }
        set { self[EnabledKey.self] = newValue }
    }
}

public enum ColorScheme: CaseIterable, Sendable {
    case light, dark
}

public enum DynamicTypeSize: Hashable, Comparable, CaseIterable, Sendable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5

    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}

private struct ColorSchemeKey: EnvironmentKey {
    static let defaultValue = ColorScheme.light
}

private struct DynamicTypeSizeKey: EnvironmentKey {
    static let defaultValue = DynamicTypeSize.large
}

private struct LocaleKey: EnvironmentKey {
    static let defaultValue = Locale(identifier: "en")
}

private struct ReduceMotionKey: EnvironmentKey {
    static let defaultValue = false
}

private struct EnabledKey: EnvironmentKey {
    static let defaultValue = true
}

@propertyWrapper public struct Environment<Value>: DynamicProperty {
    private final class Storage {
        var value: Value?
    }
    private let keyPath: KeyPath<EnvironmentValues, Value>
    private let storage = Storage()

    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) {
        self.keyPath = keyPath
    }

    public var wrappedValue: Value { storage.value ?? EnvironmentValues()[keyPath: keyPath] }
}

extension Environment: HostConnected {
    func connect(to host: ViewHost, _ context: ViewContext, key: Int) {
        storage.value = context.environment[keyPath: keyPath]
    }
}
