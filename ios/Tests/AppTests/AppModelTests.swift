import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct AppModelTests {
    @Test(arguments: Language.allCases)
    func fromTheFirstPageToTheReceiptAndBack(language: Language) async throws {
        let phone = Phone(system: [language.tag])
        await phone.shows(.home)
        try await phone.goOn(to: nil)
        guard case .done(.applied, let words) = try #require(phone.app.moment).step else {
            Issue.record("\(phone.app.moment as Any)")
            return
        }
        let submitted: [Language: String] = [
            .english: "Application Submitted", .japanese: "申込完了", .plainJapanese: "申込完了（もうしこみかんりょう）",
        ]
        #expect(words.title == submitted[language])
        #expect(words.practice == labels(language: language).practice)

        phone.app.begin()
        #expect(phone.app.moment == nil)
        await phone.shows(.home)
        #expect(phone.world.begun == 2)
    }

    @Test(arguments: ["apply", "status", "card", "spots", "help", "preregister"])
    func everyErrandBeginsOnTheFirstPage(errand: String) async throws {
        let phone = Phone()
        await phone.shows(.home)
        let first = try #require(phone.app.moment)
        guard case .ask(let question) = first.step, case .choose(let choices, _, _, _, _) = question.form else {
            Issue.record("\(first)")
            return
        }
        #expect(choices.map(\.id).contains(errand))
        try phone.session.tell(.answered(answer: .chosen(ids: [errand])), at: first)
        await phone.shows { !$0.isFirstPage }
        try phone.session.stop()
    }

    @Test func whoStartsOverWhileSomethingIsUnderWayStopsIt() async throws {
        let phone = Phone()
        try await phone.goOn(to: .terms)
        let before = try phone.session
        phone.app.begin()
        before.stop()
        guard case .done(.stopped(sent: .nothing), _) = await before.outcome().step else {
            Issue.record("it goes on")
            return
        }
        await phone.shows(.home)
        #expect(phone.kept["underWay"] as? Bool != true)
    }

    @Test func aFaultOfOursHasWordsAndIsNoCrash() async throws {
        let phone = Phone()
        await phone.shows(.home)
        phone.world.fault = .Root(message: "")
        phone.app.begin()
        guard case .broken(let words) = phone.app.screen else {
            Issue.record("\(phone.app.screen)")
            return
        }
        #expect(words == broken(language: .english, sent: .nothing))

        phone.world.fault = nil
        phone.app.begin()
        await phone.shows(.home)
    }

    @Test func noNetworkIsSaidAndNothingIsLost() async throws {
        let phone = Phone()
        phone.world.send = { .unreachable(id: $0.id) }
        phone.app.begin()
        await phone.shows(.home)
        try await phone.goOn(to: .again)
        #expect(phone.app.moment?.words.title == "No connection")
    }
}
