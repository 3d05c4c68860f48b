// The declarations of an app, and of the objects that it observes.

@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
    @MainActor @preconcurrency init()
}

extension App {
    /// Here nothing is ever shown: that the app's scenes can be made is all there is to see.
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

    @MainActor public var body: Never { fatalError("SwiftUI's own") }
}

@MainActor @preconcurrency @propertyWrapper public struct StateObject<ObjectType>: DynamicProperty
where ObjectType: ObservableObject {
    private final class Anchor: @unchecked Sendable {
        let make: () -> ObjectType
        lazy var object = make()

        init(_ make: @escaping () -> ObjectType) { self.make = make }
    }
    private nonisolated let anchor: Anchor

    nonisolated public init(wrappedValue thunk: @autoclosure @escaping () -> ObjectType) {
        anchor = Anchor(thunk)
    }

    @MainActor @preconcurrency public var wrappedValue: ObjectType { anchor.object }
}

@MainActor @preconcurrency @propertyWrapper public struct ObservedObject<ObjectType>: DynamicProperty
where ObjectType: ObservableObject {
    @MainActor @preconcurrency public var wrappedValue: ObjectType

    @MainActor @preconcurrency public init(wrappedValue: ObjectType) {
        self.wrappedValue = wrappedValue
    }
}

extension Color {
    /// Of the app's asset catalogue, which stays unread here.
    nonisolated public init(_ name: String, bundle: Bundle? = nil) {
        self.init(.sRGB, red: 0, green: 0, blue: 0, opacity: 1)
    }
}
