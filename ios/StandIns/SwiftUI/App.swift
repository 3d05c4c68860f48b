// The declarations for an app and its observable objects.

@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
    @MainActor @preconcurrency init()
}

extension App {
    /// Nothing is shown on Linux: this only checks that the scenes can be created.
    @MainActor @preconcurrency public static func main() {
        _ = Self().body
    }
}

@MainActor @preconcurrency public protocol Scene {
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: Scene {}

@resultBuilder public struct SceneBuilder {
    public static func buildBlock<Content>(_ content: Content) -> Content where Content: Scene { content }
}

public struct WindowGroup<Content>: Scene where Content: View {
    nonisolated public init(@ViewBuilder content: () -> Content) {
        _ = content
    }

    @MainActor public var body: Never { fatalError("not evaluated on Linux") }
}

@MainActor @preconcurrency @propertyWrapper public struct StateObject<ObjectType>: DynamicProperty
where ObjectType: ObservableObject {
    private final class Storage: @unchecked Sendable {
        let make: () -> ObjectType
        lazy var object = make()

        init(_ make: @escaping () -> ObjectType) { self.make = make }
    }
    private nonisolated let storage: Storage

    nonisolated public init(wrappedValue thunk: @autoclosure @escaping () -> ObjectType) {
        storage = Storage(thunk)
    }

    @MainActor @preconcurrency public var wrappedValue: ObjectType { storage.object }
}

@MainActor @preconcurrency @propertyWrapper public struct ObservedObject<ObjectType>: DynamicProperty
where ObjectType: ObservableObject {
    @MainActor @preconcurrency public var wrappedValue: ObjectType

    @MainActor @preconcurrency public init(wrappedValue: ObjectType) {
        self.wrappedValue = wrappedValue
    }
}

extension Color {
    /// A colour of the asset catalogue, which is not read on Linux.
    nonisolated public init(_ name: String, bundle: Bundle? = nil) {
        self.init(.sRGB, red: 0, green: 0, blue: 0, opacity: 1)
    }
}
