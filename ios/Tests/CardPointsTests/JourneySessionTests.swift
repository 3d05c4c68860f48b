import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct JourneySessionTests {
    private let phone = SandboxPhone()

    private func session(
        _ kind: JourneyKind = .apply, sendRequest: (@Sendable (HttpRequest) async -> Event)? = nil
    ) -> JourneySession {
        let sandbox = phone.sandbox
        return JourneySession(
            kind: kind, language: .english, backend: sandbox.address(), practice: true,
            connector: VirtualCardConnector(phone.card("hanako")),
            sendRequest: sendRequest ?? { sandbox.answer(request: $0) })
    }

    private func firstQuestion(_ session: JourneySession) async -> JourneyState? {
        for await state in session.states where state.step.question != nil { return state }
        return nil
    }

    @Test func anApplicationRunsToItsReceipt() async {
        let session = session()
        let person = phone.person("hanako")
        for await state in session.states {
            if let question = state.step.question { session.send(person.answer(question), at: state) }
        }
        let last = await session.outcome()
        #expect(last.step.outcome.isApplied, "\(last)")
        #expect(last.text.title == "Application Submitted")
        #expect(last == session.state)
    }

    @Test func everyScreenInTheSandboxShowsThePracticeText() async {
        let session = JourneySession(
            kind: .help, language: .japanese, backend: phone.sandbox.address(), practice: true,
            connector: VirtualCardConnector(phone.card("hanako"))
        ) { .unreachable(id: $0.id) }
        let question = await firstQuestion(session)
        #expect(session.language == .japanese)
        #expect(question?.text.practice?.isEmpty == false)
        session.stop()
        #expect(await session.outcome().text.practice?.isEmpty == false)
    }

    @Test func releasingTheSessionStopsTheJourney() async {
        var session: JourneySession? = session()
        let states = session!.states
        _ = await firstQuestion(session!)
        session = nil
        let last = await states.reduce(nil) { $1 }
        #expect(last?.step.outcome == .stopped(submission: .notSent))
    }

    @Test func stoppingReturnsTheOutcome() async {
        let session = session()
        _ = await firstQuestion(session)
        session.stop()
        session.stop()
        #expect(await session.outcome().step.outcome == .stopped(submission: .notSent))
        session.stop()
        #expect(await session.outcome().step.outcome == .stopped(submission: .notSent))
    }

    @Test func cancellingTheTaskThatWaitsForTheOutcomeStopsTheJourney() async {
        let session = session()
        _ = await firstQuestion(session)
        let waiting = Task { await session.outcome() }
        waiting.cancel()
        #expect(await waiting.value.step.outcome == .stopped(submission: .notSent))
    }

    @Test func cancellingAStreamStopsNothing() async {
        let session = session(.help)
        let watching = Task { await session.states.reduce(0) { count, _ in count + 1 } }
        _ = await firstQuestion(session)
        watching.cancel()
        _ = await watching.value
        let person = phone.person("hanako")
        for await state in session.states {
            if let question = state.step.question { session.send(person.answer(question), at: state) }
        }
        #expect(await session.outcome().step.outcome == .finished)
    }

    @Test func anInvalidRootThrows() {
        #expect {
            try JourneySession(
                kind: .apply, language: .english, backend: "https://points.example", roots: [Data([1, 2, 3])])
        } throws: { error in
            if case .Root(let message)? = error as? HttpSenderError {
                message.hasPrefix("root certificate 0")
            } else {
                false
            }
        }
    }

    @Test func anUnreachableBackendIsReportedWithAQuestion() async throws {
        let session = try JourneySession(
            kind: .status, language: .english, backend: "http://127.0.0.1:1", roots: [],
            connector: VirtualCardConnector(phone.card("hanako")))
        let asked = try #require(await firstQuestion(session))
        #expect(!asked.text.title.isEmpty)
        session.send(.stopped, at: asked)
        #expect(await session.outcome().step.outcome == .stopped(submission: .notSent))
    }
}
