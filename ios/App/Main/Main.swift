import CardPointsApp
import SwiftUI

/// The app. It has one window, and no state that the system could restore.
@main
struct Main: App {
    var body: some Scene {
        WindowGroup { AppView() }
    }
}
