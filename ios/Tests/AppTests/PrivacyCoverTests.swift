import CardPoints
import CardPointsSandbox
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct PrivacyCoverTests {
    @Test(
        arguments: [
            ([.active], false), ([.inactive], true), ([.background], true), ([.inactive, .background], true),
            ([.background, .inactive], true), ([.background, .inactive, .active], false),
        ] as [([PrivacyCover.Phase], Bool)])
    func withoutTheSheetOnlyAnActiveAppIsVisible(phases: [PrivacyCover.Phase], isVisible: Bool) {
        var cover = PrivacyCover()
        for phase in phases { cover.phaseChanged(to: phase, isSheetOpen: false) }
        #expect(cover.isVisible == isVisible)
    }

    @Test(
        arguments: [
            ([.inactive], false), ([.inactive, .background], true), ([.background, .inactive], true),
            ([.background, .inactive, .active], false),
        ] as [([PrivacyCover.Phase], Bool)])
    func beneathTheSheetTheScreenIsVisibleUntilTheAppIsInTheBackground(phases: [PrivacyCover.Phase], isVisible: Bool) {
        var cover = PrivacyCover()
        for phase in phases { cover.phaseChanged(to: phase, isSheetOpen: true) }
        #expect(cover.isVisible == isVisible)
    }

    @Test func aQuestionIsHiddenWhenTheAppIsInactive() async throws {
        let phone = TestPhone()
        for topic in [Topic.home, .account, .password] {
            try await phone.answer(until: topic)
            phone.app.phaseChanged(to: .inactive)
            #expect(phone.app.cover.isVisible)
            phone.app.phaseChanged(to: .active)
            #expect(!phone.app.cover.isVisible)
        }
    }

    @Test func theScreenStaysVisibleBeneathTheScanSheet() async throws {
        let phone = TestPhone()
        phone.environment.connector = WaitingConnector()
        phone.app.restart()
        try await phone.goOnToTap()
        phone.app.phaseChanged(to: .inactive)
        #expect(!phone.app.cover.isVisible)
        phone.app.phaseChanged(to: .background)
        #expect(phone.app.cover.isVisible)
        phone.app.phaseChanged(to: .active)

        // The same screen in an environment without a sheet.
        phone.environment.usesSystemSheet = false
        phone.app.phaseChanged(to: .inactive)
        #expect(phone.app.cover.isVisible)
        try phone.session.stop()
    }

    @Test func afterTheSheetWasClosedTheScreenIsHiddenWhenInactive() async throws {
        let phone = TestPhone()
        phone.environment.connector = ClosedConnector()
        phone.app.restart()
        try await phone.goOnToTap()
        await phone.waitFor { $0.scanProblem == .closed }
        phone.app.phaseChanged(to: .inactive)
        #expect(phone.app.cover.isVisible)
        try phone.session.stop()
    }
}

extension TestPhone {
    /// Answers everything until a card is waited for.
    fileprivate func goOnToTap() async throws {
        try await answer(until: .password)
        let state = try #require(app.state)
        guard case .ask(let question) = state.step else { return }
        try session.send(person.answer(question), at: state)
        await waitFor { if case .tap = $0.step { true } else { false } }
    }
}

/// Waits for a card that never comes.
private struct WaitingConnector: CardConnector {
    func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities {
        let (never, _) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        throw .closed
    }

    func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? { nil }
    func end(_ ending: ScanResult) {}
}

/// The person closes the sheet.
private struct ClosedConnector: CardConnector {
    func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities { throw .closed }
    func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? { nil }
    func end(_ ending: ScanResult) {}
}
