import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsApp

/// What a developer has with neither a card nor a server.
@MainActor @Suite(.timeLimit(.minutes(10))) struct PracticeTests {
    private let sandbox = Sandbox()

    @Test func whatToTypeIsSaid() throws {
        let taro = try #require(sandbox.people().first { $0.id == "taro" })
        for language in Language.allCases {
            let said = taro.described(in: language)
            #expect(said.hasPrefix("taro: \(try #require(taro.about[language]))"))
            #expect(said.contains("8216"))
            #expect(said.contains(String(decoding: try #require(taro.account).id.bytes, as: UTF8.self)))
        }
    }

    @Test func aCardLiesThereByItselfAndEveryScreenSaysPractice() async throws {
        let practice = Practice(sandbox, card: try #require(sandbox.card(id: "hanako")), after: 0)
        #expect(!practice.hasSheet)
        let person = Applicant(sandbox, "hanako")
        let session = practice.begin(.japanese)
        var last: Moment?
        for await moment in session.moments {
            #expect(moment.words.practice == labels(language: .japanese).practice)
            if case .ask(let question) = moment.step { session.tell(person.answer(question), at: moment) }
            last = moment
        }
        guard case .done(.applied, _) = try #require(last).step else {
            Issue.record("\(last as Any)")
            return
        }
    }
}
