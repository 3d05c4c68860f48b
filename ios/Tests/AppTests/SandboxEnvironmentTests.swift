import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsApp

/// The environment for developers without a card and a server.
@MainActor @Suite(.timeLimit(.minutes(10))) struct SandboxEnvironmentTests {
    private let sandbox = Sandbox()

    @Test func theDescriptionSaysWhatToType() throws {
        let taro = try #require(sandbox.people().first { $0.id == "taro" })
        for language in Language.allCases {
            let description = taro.description(in: language)
            #expect(description.hasPrefix("taro: \(try #require(taro.about[language]))"))
            #expect(description.contains("8216"))
            #expect(description.contains(String(decoding: try #require(taro.account).id.bytes, as: UTF8.self)))
        }
    }

    @Test func theCardIsTappedAutomaticallyAndEveryScreenShowsThePracticeBanner() async throws {
        let practice = SandboxEnvironment(sandbox, card: try #require(sandbox.card(id: "hanako")), tapDelaySeconds: 0)
        #expect(!practice.usesSystemSheet)
        let person = Applicant(sandbox, "hanako")
        let session = practice.startSession(.japanese)
        var last: JourneyState?
        for await state in session.states {
            #expect(state.text.practice == labels(language: .japanese).practice)
            if case .ask(let question) = state.step { session.send(person.answer(question), at: state) }
            last = state
        }
        guard case .done(.applied, _) = try #require(last).step else {
            Issue.record("\(last as Any)")
            return
        }
    }
}
