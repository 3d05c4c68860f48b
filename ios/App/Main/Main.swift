import CardPointsApp
import SwiftUI

/// The app: one window, with nothing that the system could restore.
@main
struct Main: App {
    var body: some Scene {
        WindowGroup { AppView() }
    }
}
