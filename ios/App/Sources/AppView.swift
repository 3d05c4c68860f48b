#if canImport(SwiftUI)
    import SwiftUI

    /// The whole app, as its one window shows it.
    public struct AppView: View {
        public init() {}

        public var body: some View {
            #if DEBUG && canImport(CardPointsSandboxFFI)
                if ProcessInfo.processInfo.arguments.contains(Practice.argument) {
                    PracticeView()
                } else {
                    LiveView()
                }
            #else
                LiveView()
            #endif
        }
    }

    /// With the iPhone's own NFC and the backend that the app was built for.
    private struct LiveView: View {
        @StateObject private var model = AppModel(world: Live(configuration: Configuration(.main)))

        var body: some View {
            AppScreen(model: model)
        }
    }
#endif
