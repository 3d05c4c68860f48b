import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct AppModelTests {
    @Test(arguments: Language.allCases)
    func anApplicationRunsToTheReceiptAndBackToTheFirstPage(language: Language) async throws {
        let phone = TestPhone(systemLanguages: [language.tag])
        await phone.waitFor(.home)
        try await phone.answer(until: nil)
        guard case .done(.applied, let text) = try #require(phone.app.state).step else {
            Issue.record("\(phone.app.state as Any)")
            return
        }
        let submitted: [Language: String] = [
            .english: "Application Submitted", .japanese: "申込完了", .plainJapanese: "申込完了（もうしこみかんりょう）",
        ]
        #expect(text.title == submitted[language])
        #expect(text.practice == labels(language: language).practice)

        phone.app.restart()
        #expect(phone.app.state == nil)
        await phone.waitFor(.home)
        #expect(phone.environment.startedSessions == 2)
    }

    @Test(arguments: ["apply", "status", "card", "spots", "help", "preregister"])
    func everyKindOfJourneyStartsOnTheFirstPage(kind: String) async throws {
        let phone = TestPhone()
        await phone.waitFor(.home)
        let first = try #require(phone.app.state)
        guard case .ask(let question) = first.step, case .choose(let choices, _, _, _, _) = question.form else {
            Issue.record("\(first)")
            return
        }
        #expect(choices.map(\.id).contains(kind))
        try phone.session.send(.answered(answer: .chosen(ids: [kind])), at: first)
        await phone.waitFor { !$0.isFirstPage }
        try phone.session.stop()
    }

    @Test func restartingStopsTheCurrentJourney() async throws {
        let phone = TestPhone()
        try await phone.answer(until: .terms)
        let before = try phone.session
        phone.app.restart()
        before.stop()
        guard case .done(.stopped(submission: .notSent), _) = await before.outcome().step else {
            Issue.record("the journey continues")
            return
        }
        await phone.waitFor(.home)
        #expect(phone.storedValues["journeyInProgress"] as? Bool != true)
    }

    @Test func aConfigurationErrorShowsTextInsteadOfCrashing() async throws {
        let phone = TestPhone()
        await phone.waitFor(.home)
        phone.environment.error = .Root(message: "")
        phone.app.restart()
        guard case .failure(let text) = phone.app.content else {
            Issue.record("\(phone.app.content)")
            return
        }
        #expect(text == internalError(language: .english, submission: .notSent))

        phone.environment.error = nil
        phone.app.restart()
        await phone.waitFor(.home)
    }

    @Test func withoutANetworkTheAppSaysSo() async throws {
        let phone = TestPhone()
        phone.environment.sendRequest = { .unreachable(id: $0.id) }
        phone.app.restart()
        await phone.waitFor(.home)
        try await phone.answer(until: .tryAgain)
        #expect(phone.app.state?.text.title == "No connection")
    }
}
