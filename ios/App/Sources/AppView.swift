#if canImport(SwiftUI)
    import SwiftUI

    /// The content of the app's only window.
    public struct AppView: View {
        public init() {}

        public var body: some View {
            #if DEBUG && canImport(CardPointsSandboxFFI)
                if ProcessInfo.processInfo.arguments.contains(SandboxEnvironment.argument) {
                    SandboxView()
                } else {
                    ProductionView()
                }
            #else
                ProductionView()
            #endif
        }
    }

    /// The app with the iPhone's own NFC and the configured backend.
    private struct ProductionView: View {
        @StateObject private var model = AppModel(
            environment: ProductionEnvironment(configuration: AppConfiguration(.main)))

        var body: some View {
            AppScreen(model: model)
        }
    }
#endif
