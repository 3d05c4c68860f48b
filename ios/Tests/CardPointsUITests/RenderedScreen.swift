import CardPoints
import CardPointsSandbox
import Support
import SwiftUI

@testable import CardPoints
@testable import CardPointsUI

/// One screen without a running journey.
@MainActor struct RenderedScreen {
    let screen: Screen
    let tree: [Node]

    /// The view needs a session, which has no influence on the screen.
    private static let session = JourneySession(
        kind: .home, language: .english, backend: "https://points.example",
        connector: VirtualCardConnector(SandboxPhone().card("hanako"))
    ) { .unreachable(id: $0.id) }

    /// - Parameter largeText: Uses the largest text size, at which nothing is pinned and all elements are in reading order.
    init(
        _ step: Step, _ scanProblem: ScanProblem? = nil, _ language: Language = .english,
        largeText: Bool = true
    ) {
        let state = JourneyState(id: 1, step: step, scanProblem: scanProblem)
        screen = Screen(state, labels(language: language), language, id: 1)
        let host = ViewHost(TestView(screen: screen, session: Self.session)) {
            $0.dynamicTypeSize = largeText ? .accessibility5 : .large
            $0.locale = language.locale
            $0.screenTiming = ScreenTiming(tapDelay: 0, accessibilityFocusDelay: 0)
        }
        tree = host.tree
        host.end()
    }
}

private struct TestView: View {
    let screen: Screen
    let session: JourneySession
    @State private var query = SearchQuery()

    var body: some View {
        NavigationView { ScreenView(screen: screen, query: $query, session: session, onLanguage: nil) { _ in } }
    }
}

/// Every step of a journey ; of steps with the same text only the first.
func everyStep(
    _ kind: JourneyKind, _ personID: String = "hanako", _ language: Language = .english,
    prepare: (JourneyDriver) -> Void = { _ in }
) -> [Step] {
    let driver = JourneyDriver(kind, personID, language: language)
    driver.person.appliesAfterStatus = false
    prepare(driver)
    driver.runToEnd()
    var seen: Set<[String]> = []
    let labels = labels(language: language)
    return driver.steps.filter { step in
        return seen.insert(expectedText(of: step, labels)).inserted
    }
}
